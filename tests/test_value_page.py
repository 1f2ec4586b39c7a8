"""The page that says what a package is worth."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from negotiate.money.models import Rate
from offers.exporting import export
from offers.models import Term
from tests import factories
from tests.test_offer_pages import words


@pytest.fixture
def mine(client, owner):
    client.force_login(owner)
    return client


@pytest.fixture
def negotiation(owner):
    return factories.create_negotiation(owner)


@pytest.fixture
def offer(negotiation):
    """Base 300K every year, a guaranteed bonus of 200K in every year."""
    return factories.create_proposal(negotiation)


def address(negotiation, query="") -> str:
    return reverse("negotiation_value", args=[negotiation.pk]) + query


def term(proposal, component, **fields):
    return Term.objects.create(proposal=proposal, component=component, **fields)


def fields(page) -> dict[str, str]:
    """What the form's fields hold."""
    return dict(re.findall(r'<input type="text" name="(\w+)" value="([^"]*)"', page.content.decode()))


def test_the_page_says_each_year_each_sum_and_that_taxes_are_left_out(mine, negotiation, offer):
    page = words(mine.get(address(negotiation)))
    assert "Year 1 $500,000 $500,000 $500,000 $300,000 $200,000" in page
    assert "Five years $2,500,000 $2,500,000 $2,500,000" in page
    assert "Present value $2,164,738.34" in page
    assert "Taxes are left out" in page


def test_headlines_are_estimates_and_tables_to_the_cent(mine, negotiation, offer):
    page = mine.get(address(negotiation)).content.decode()
    headlines, table = re.search(r'<dl class="facts">.*?</dl>', page, re.S)[0], re.search(r"<table class=.*?</table>", page, re.S)[0]
    assert "$2,160,000" in headlines and "2,164,738" not in headlines and "$2,164,738.34" in table


def test_the_expected_figure_says_first_which_chances_nobody_stated(mine, negotiation, offer):
    assert "nobody stated" not in words(mine.get(address(negotiation)))
    term(offer, "bonus", amount=100_000, currency="USD", certainty="target")
    on_ours = "Expected counts on what nobody stated, our own: chance of a target bonus 80 %."
    assert on_ours in words(mine.get(address(negotiation))) and on_ours in words(mine.get(negotiation.get_absolute_url()))
    mine.post(address(negotiation), {"target": "70"})
    assert "nobody stated" not in words(mine.get(address(negotiation)))


def test_a_share_of_pnl_takes_no_chance_of_ours(mine, negotiation, offer):
    term(offer, "pnl", percent=8, unit="percent_of_pnl", certainty="discretionary", pnl={"scenarios": [{"pnl": "1000000", "chance": "1"}]})
    assert "nobody stated" not in words(mine.get(address(negotiation)))


def test_the_picture_stacks_the_years_by_certainty(mine, negotiation, offer):
    page = mine.get(address(negotiation)).content.decode()
    assert page.count("certainty-contractual") == 5
    assert "<title>Guaranteed: $200,000</title>" in page


def test_without_a_proposal_it_leads_to_the_first(mine, negotiation):
    assert "No offer yet." in words(mine.get(address(negotiation)))


def test_the_counter_is_valued_where_it_is_asked_for(mine, negotiation, offer):
    counter = factories.create_proposal(negotiation, side="candidate", base=330_000, bonus=None)
    assert "My counter, year by year" in words(mine.get(address(negotiation, f"?proposal={counter.pk}")))
    assert "Their offer, year by year" in words(mine.get(address(negotiation)))


@pytest.mark.parametrize("query", ("?proposal=nonsense", "?proposal=00000000-0000-4000-8000-000000000000"))
def test_a_proposal_that_is_not_there_is_not_found(mine, negotiation, offer, query):
    assert mine.get(address(negotiation, query)).status_code == 404


def test_an_assumption_is_changed_in_place_and_remembered(mine, negotiation, offer):
    term(offer, "bonus", amount=100_000, currency="USD", certainty="target", years_of_service=[1])
    page = mine.post(address(negotiation), {"target": "60", "target_range": "50 % – 90 %"}, follow=True)
    assert "$560,000" in words(page) and "Counted anew" in words(page)
    assert fields(mine.get(address(negotiation)))["target_range"] == "50 % – 90 %"
    negotiation.refresh_from_db()
    assert negotiation.assumptions == {"target": {"value": "0.6", "low": "0.5", "high": "0.9"}}


def test_what_is_ours_stays_ours_when_nothing_was_changed(mine, negotiation, offer):
    shown = fields(mine.get(address(negotiation)))
    mine.post(address(negotiation), shown)
    negotiation.refresh_from_db()
    assert negotiation.assumptions == {}


def test_ours_come_back(mine, negotiation, offer):
    mine.post(address(negotiation), {"discount_rate": "8 %"})
    page = mine.post(address(negotiation), {"reset": "1", "discount_rate": "nonsense"}, follow=True)
    assert fields(page)["discount_rate"] == "5 %"
    assert "yours" not in words(page)


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    (
        ("discount_rate", "0.05", "write 5 %, or 0.05 %"),
        ("discount_rate", "1e99", "Write a percent"),
        ("target", "140 %", "This goes from 0 % to 100 %."),
        ("target", "😀", "Write a percent"),
        ("target_range", "70", "Write a range"),
        ("target_range", "10 – 20 %", "The value must lie inside its range."),
    ),
)
def test_what_cannot_be_read_is_said_at_the_field_and_kept(mine, negotiation, offer, name, typed, said):
    page = mine.post(address(negotiation), {"discount_rate": "7 %", name: typed})
    assert page.status_code == 200
    assert said in words(page)
    assert fields(page)[name] == typed
    negotiation.refresh_from_db()
    assert negotiation.assumptions == {}


def test_what_has_no_number_is_named_with_the_reason(mine, negotiation, offer):
    term(offer, "pnl", percent=6, unit="percent_of_pnl", certainty="discretionary")
    term(offer, "title", text="VP", unit="text")
    page = words(mine.get(address(negotiation)))
    assert "no PnL is expected yet: add scenarios, or one expectation." in page
    assert "Title and level: VP : this is not money." in page


def test_an_expectation_of_pnl_can_be_said_here(mine, negotiation, offer):
    term(offer, "pnl", percent=6, unit="percent_of_pnl", certainty="discretionary")
    page = mine.post(address(negotiation), {"pnl_expectation": "25m"}, follow=True)
    assert "Year 1 $500,000 $2,000,000 $2,000,000" in words(page)
    assert fields(page)["pnl_expectation"] == "25,000,000"


def test_what_would_be_owed_back_stands_beside_it(mine, negotiation, offer):
    repayment = {"months": 24, "method": "linear", "basis": "gross", "triggers": ["resignation"]}
    term(offer, "sign_on", amount=90_000, currency="USD", period="one_time", repayment=repayment)
    page = words(mine.get(address(negotiation)))
    assert "Until month 24, month by month, gross; owed on: resignation" in page
    assert "after 12 months $45,000" in page
    assert "Year 1 $590,000" in page


def test_a_stranger_finds_nothing(client, stranger, negotiation, offer):
    client.force_login(stranger)
    assert client.get(address(negotiation)).status_code == 404
    assert client.post(address(negotiation), {"target": "1"}).status_code == 404


def test_the_page_costs_the_same_however_many_rounds(mine, negotiation, django_assert_max_num_queries):
    for _ in range(20):
        factories.create_proposal(negotiation)
    with django_assert_max_num_queries(8):
        mine.get(address(negotiation))


def test_rates_are_named_with_their_age(mine, negotiation, offer):
    for currency, per_euro in (("USD", "1.1"), ("GBP", "0.88")):
        Rate.objects.create(currency=currency, day=date(2026, 1, 2), per_euro=per_euro)
    term(offer, "sign_on", amount=40_000, currency="GBP", period="one_time")
    page = words(mine.get(address(negotiation)))
    assert re.search(r"Converted at 1 GBP = 1.25 USD on 2 January 2026, \d+ days ago\.", page)
    assert "Year 1 $550,000" in page


def test_what_was_assumed_is_in_the_persons_export(mine, owner, negotiation, offer):
    mine.post(address(negotiation), {"discount_rate": "8 %"})
    assert export(owner)[0]["assumptions"] == {"discount_rate": {"value": "0.08"}}


def test_absurd_packages_are_counted_all_the_same(mine, negotiation, offer):
    most = Decimal("999999999999999.9999")
    parts = [{"months": month, "percent": "2.0833"} for month in range(1, 49)]
    for _ in range(30):
        term(offer, "equity", units=most, unit="shares", price=most, currency="USD", period="grant", schedule=parts, text="")
        term(offer, "pnl", percent=99_999, unit="percent_of_pnl", pnl={"scenarios": [{"pnl": str(most), "chance": "1"}]})
    assert mine.get(address(negotiation)).status_code == 200
    assert mine.get(negotiation.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("typed", ["€25m", "25m GBP"])
def test_what_is_expected_in_another_currency_is_refused_and_not_taken_for_ours(mine, negotiation, offer, typed):
    term(offer, "pnl", percent=6, unit="percent_of_pnl", certainty="discretionary")
    page = mine.post(address(negotiation), {"pnl_expectation": typed})
    assert "and the currency here is USD" in words(page)
    assert fields(page)["pnl_expectation"] == typed
