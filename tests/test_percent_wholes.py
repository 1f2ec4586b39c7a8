"""A percent is of something, or it is no money: a part of the company, of a fund, or of what nobody has said is never of base."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse

from offers.models import Term
from tests import factories
from tests.test_offer_pages import lines, mine, words

__all__ = ["mine"]
BASE = {"component": "base", "amount": "120000"}


@pytest.fixture
def negotiation(owner):
    return factories.create_negotiation(owner)


def send(client, negotiation, *terms, side="employer"):
    path = f"/api/v1/negotiations/{negotiation.pk}/proposals"
    answer = client.post(path, json.dumps({"side": side, "terms": [BASE, *terms]}), content_type="application/json")
    assert answer.status_code == 201, answer.json()
    return answer.json()


def valuation(client, negotiation) -> dict:
    return client.get(f"/api/v1/negotiations/{negotiation.pk}/valuation").json()


def a_year(found) -> list[Decimal]:
    return [Decimal(year["expected"]) for year in found["years"]]


@pytest.mark.parametrize(
    ("term", "unit", "asked"),
    (
        ({"component": "equity", "percent": "0.1"}, "percent_of_company", "give the company's value, or the number of shares"),
        ({"component": "equity", "kind": "Options", "percent": "1.25"}, "percent_of_company", "give the company's value"),
        ({"component": "equity", "percent": "40"}, "percent_of_company", "give the company's value"),
        ({"component": "carry_bonus", "percent": "2"}, "percent_of_fund", "nothing says what it is a percent of"),
        ({"component": "profit_sharing", "percent": "5"}, "percent", "nothing says what it is a percent of"),
        ({"component": "other", "kind": "Commission", "percent": "10"}, "percent", "nothing says what it is a percent of"),
    ),
)
def test_a_percent_without_its_whole_is_kept_named_and_no_money(mine, negotiation, term, unit, asked):
    kept = send(mine, negotiation, term)["terms"][1]
    assert (kept["unit"], Decimal(kept["percent"]), kept["amount"]) == (unit, Decimal(term["percent"]), None)
    found = valuation(mine, negotiation)
    assert a_year(found) == [120_000] * 5
    assert [left["component"] for left in found["left_out"]] == [term["component"]]
    assert asked in found["left_out"][0]["reason"]


@pytest.mark.parametrize(
    ("term", "first_year"),
    (
        ({"component": "bonus", "percent": "10"}, 132_000),
        ({"component": "retirement", "percent": "5"}, 126_000),
        ({"component": "profit_sharing", "percent": "5", "unit": "percent_of_base", "certainty": "guaranteed"}, 126_000),
        ({"component": "equity", "percent": "40", "unit": "percent_of_base"}, 132_000),  # a quarter of 48,000 vests
    ),
)
def test_a_percent_that_is_of_base_or_said_to_be_counts(mine, negotiation, term, first_year):
    send(mine, negotiation, term)
    found = valuation(mine, negotiation)
    assert not found["left_out"]
    assert a_year(found)[0] == first_year


def test_a_part_of_the_company_typed_on_the_page_says_so_and_asks_for_the_companys_value(mine, negotiation):
    answer = mine.post(reverse("proposal_add", args=[negotiation.pk]), lines(base="120k", bonus="", equity="0.1%"), follow=True)
    assert "0.1 % of the company" in words(answer)
    term = Term.objects.get(component="equity")
    assert (term.unit, term.percent, term.amount) == ("percent_of_company", Decimal("0.1"), None)
    page = mine.get(reverse("negotiation_value", args=[negotiation.pk]))
    assert "give the company" in words(page)
    assert "Value of the company" in words(page)


def test_the_companys_value_makes_it_money_that_vests_and_may_come_to_nothing(mine, negotiation):
    send(mine, negotiation, {"component": "equity", "percent": "0.1", "certainty": "illiquid"})
    mine.post(reverse("negotiation_value", args=[negotiation.pk]), {"company_value": "200m"})
    found = valuation(mine, negotiation)
    assert not found["left_out"]
    # 0.1 % of 200,000,000 is 200,000: 50,000 a year, at a chance of 20 % that is 10,000.
    assert a_year(found) == [130_000] * 4 + [120_000]
    assert "undiluted" in words(mine.get(reverse("negotiation_value", args=[negotiation.pk])))


def test_options_on_a_part_of_the_company_need_what_it_costs_to_exercise_them(mine, negotiation):
    send(mine, negotiation, {"component": "equity", "kind": "Options", "percent": "0.1"})
    mine.post(reverse("negotiation_value", args=[negotiation.pk]), {"company_value": "200m"})
    assert "exercise" in valuation(mine, negotiation)["left_out"][0]["reason"]


def test_the_page_takes_another_whole_than_the_usual_and_keeps_it_through_a_correction(mine, negotiation):
    typed = lines(base="120k", bonus="", equity="40 %") | {"terms-3-percent_of": "percent_of_base"}
    mine.post(reverse("proposal_add", args=[negotiation.pk]), typed)
    term = Term.objects.get(component="equity")
    assert (term.unit, term.percent) == ("percent_of_base", 40)
    page = mine.get(reverse("proposal_change", args=[negotiation.pk, term.proposal_id])).content.decode()
    assert '<option value="percent_of_base" selected>' in page


def test_a_part_of_the_company_is_compared_with_no_band_in_money(mine, owner):
    guide = factories.create_guide()
    band = {"region": "New York (HQ)", "unit": "currency", "low": 100_000, "high": 200_000, "currency": "USD", "period": "4yr"}
    guide.published.bands.create(component="equity", original="$100K–$200K", **band)
    negotiation = factories.create_negotiation(owner, guide)
    send(mine, negotiation, {"component": "equity", "percent": "0.1"})
    page = words(mine.get(negotiation.get_absolute_url()))
    assert "The guide gives this in another unit" in page


def test_what_negotiating_brought_is_told_in_percent_of_the_company(mine, negotiation):
    send(mine, negotiation, {"component": "equity", "percent": "0.1"})
    send(mine, negotiation, {"component": "equity", "percent": "0.15"}, side="candidate")
    outcome = {"kind": "accepted", "proposal": "counter"}
    mine.post(f"/api/v1/negotiations/{negotiation.pk}/outcome", json.dumps(outcome), content_type="application/json")
    assert "+0.05 % of the company" in words(mine.get(negotiation.get_absolute_url()))
