"""Packages as people type them: what is read, what is refused at its field, and that nothing typed is lost."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from offers.models import Negotiation, Proposal, Term
from offers.negotiating import MOST_TERMS, add_proposal
from offers.term_forms import TermFormSet, initial_lines, typed_lines
from tests import factories
from tests.test_offer_pages import lines, mine, words

__all__ = ["mine"]
NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)


@pytest.fixture
def negotiation(owner):
    return factories.create_negotiation(owner, factories.create_guide())


def send(client, negotiation, **values):
    return client.post(reverse("proposal_add", args=[negotiation.pk]), lines(**values))


def terms(negotiation):
    return {term.component: term for term in Term.objects.filter(proposal__negotiation=negotiation)}


def test_five_lines_as_they_are_typed(mine, negotiation):
    assert send(mine, negotiation, base="310k", bonus="20 %", sign_on="£50,000", equity="1.2m", pnl="6").status_code == 302
    found = terms(negotiation)
    assert (found["base"].amount, found["base"].original, found["base"].certainty) == (310_000, "310k", "contractual")
    assert (found["bonus"].percent, found["bonus"].unit, found["bonus"].amount) == (20, "percent_of_base", None)
    assert (found["sign_on"].currency, found["sign_on"].period) == ("GBP", "one_time")
    assert (found["equity"].amount, found["equity"].period, found["equity"].certainty) == (1_200_000, "grant", "market")
    assert (found["pnl"].percent, found["pnl"].unit) == (6, "percent_of_pnl")


def test_a_bonus_is_guaranteed_unless_said_otherwise(mine, negotiation):
    send(mine, negotiation, bonus="200k")
    assert terms(negotiation)["bonus"].certainty == "guaranteed"
    send(mine, negotiation, bonus="150k", terms__1__certainty="discretionary")
    assert Term.objects.filter(certainty="discretionary").exists()


def test_a_line_left_empty_is_not_stated(mine, negotiation):
    send(mine, negotiation, base="310k")
    assert list(terms(negotiation)) == ["base"]


def test_the_form_has_a_label_for_each_of_the_five(mine, negotiation):
    page = mine.get(reverse("proposal_add", args=[negotiation.pk])).content.decode()
    for name, label in (("0-amount", "Base salary"), ("1-amount", "Bonus"), ("2-amount", "Sign-on"), ("4-percent", "PnL share, %")):
        assert f'<label for="id_terms-{name}">{label}</label>' in page
    assert '<option value="guaranteed" selected>' in page


@pytest.mark.parametrize("name", ["negotiation_start", "proposal_add"])
def test_amounts_come_first_and_how_it_was_made_is_folded_below(mine, negotiation, name):
    url = reverse(name, args=[negotiation.pk] if name == "proposal_add" else [])
    page = mine.get(url).content.decode()
    asked = ["terms-0-amount", "terms-1-amount", "terms-2-amount", "terms-3-amount", "terms-4-percent", "status", "made_at", "note"]
    places = [page.index(f'name="{field}"') for field in asked]
    assert places == sorted(places)
    assert '<details class="package-made">' in page


@pytest.mark.parametrize(("field", "typed"), [("made_at", "yesterday"), ("note", "By phone"), ("status", "written")])
def test_what_was_said_of_how_it_was_made_is_not_folded_away(mine, negotiation, field, typed):
    page = send(mine, negotiation, **{"base": "nonsense", field: typed}).content.decode()
    assert '<details class="package-made" open>' in page and typed in page


def test_a_guides_names_are_not_asked_for(mine, negotiation):
    page = mine.get(reverse("negotiation_start") + "?guide=acme-capital/ml-ai-engineer").content.decode()
    assert '<input type="hidden" name="employer" value="Acme Capital"' in page
    assert 'for="id_employer"' not in page and 'for="id_region"' in page


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("terms-0-amount", "-5", "An amount cannot be negative."),
        ("terms-0-amount", "1e99", "is not an amount"),
        ("terms-0-amount", "NaN", "is not an amount"),
        ("terms-0-amount", "💰💰", "is not an amount"),
        ("terms-0-amount", "300 XXX", "is not a currency we know"),
        ("terms-0-amount", "300.000", "can be read in two ways"),
        ("terms-0-amount", "20 %", "money, not a percent"),
        ("terms-0-amount", "9" * 61, "at most 60 characters"),
        ("terms-0-currency", "QQQ", "is not a currency we know"),
        ("terms-4-percent", "-1", "A percent cannot be negative."),
        ("terms-4-percent", "lots", "Write a percent such as 6"),
        ("terms-3-units", "$5", "Write a number of shares"),
        ("made_at", "2999-01-01T00:00", "still to come"),
        ("made_at", "1969-07-20T20:17", "before the year 2000"),
        ("made_at", "when they called", "Write a day and a time"),
    ],
)
def test_bad_input_is_an_error_at_its_field_and_stays(mine, negotiation, field, typed, message):
    page = send(mine, negotiation, **{"base": "310k", "bonus": "200k", field: typed})
    html = page.content.decode()
    assert page.status_code == 200
    assert message in words(page)
    assert typed in html and 'value="200k"' in html
    assert f'aria-describedby="id_{field}_error"' in html or f'id="id_{field}_error"' in html
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("choice", ["terms-0-component", "terms-0-certainty", "terms-0-period", "status"])
def test_a_choice_that_is_none_is_refused(mine, negotiation, choice):
    page = send(mine, negotiation, **{"base": "310k", choice: "nonsense"})
    assert page.status_code == 200 and "not one of the available choices" in words(page)


def test_two_currencies_for_one_amount_are_refused(mine, negotiation):
    page = send(mine, negotiation, base="£300k", terms__0__currency="USD")
    assert "The amount says GBP, its currency field USD." in words(page)


def test_one_line_holds_one_value(mine, negotiation):
    page = send(mine, negotiation, bonus="200k", terms__1__text="paid in March")
    assert "Give one of amount, percent, number of shares and words." in words(page)
    assert 'value="paid in March"' in page.content.decode()


def test_an_empty_package_is_refused(mine, negotiation):
    assert "Fill in at least one line" in words(send(mine, negotiation, note="They were friendly."))


def more_lines(count, **first):
    extra = {
        f"terms-{place}-{name}": value for place in range(5, count) for name, value in (("component", "other"), ("text", f"Line {place}"))
    }
    return first | extra | {"terms-TOTAL_FORMS": str(count)}


def test_two_hundred_lines_are_refused_and_none_is_lost(mine, negotiation):
    page = send(mine, negotiation, **more_lines(200, base="310k"))
    assert f"At most {MOST_TERMS} lines fit" in words(page)
    assert 'value="Line 199"' in page.content.decode()


def test_more_lines_than_five_are_kept(mine, negotiation):
    assert send(mine, negotiation, **more_lines(8, base="310k")).status_code == 302
    assert [term.text for term in Term.objects.filter(component="other")] == ["Line 5", "Line 6", "Line 7"]


def test_a_further_line_says_what_it_is(mine, negotiation):
    page = send(mine, negotiation, **{"terms-TOTAL_FORMS": "6", "terms-5-text": "Friday off"})
    assert "Say what this is." in words(page) and 'value="Friday off"' in page.content.decode()


def test_add_a_line_keeps_everything_and_complains_of_nothing(mine, negotiation):
    page = send(mine, negotiation, base="-5", note="Hm", made_at="when", terms__1__certainty="target", add_line="1")
    html = page.content.decode()
    assert 'name="terms-TOTAL_FORMS" value="6"' in html and 'name="terms-5-component"' in html
    assert 'value="-5"' in html and 'value="when"' in html and "Hm" in html and '<option value="target" selected>' in html
    assert "errorlist" not in html and not Proposal.objects.exists()


def test_add_a_line_works_while_beginning_a_negotiation(mine, negotiation):
    page = mine.post(reverse("negotiation_start"), lines(employer="Tiny Fund", base="180k", add_line="1"))
    html = page.content.decode()
    assert 'value="Tiny Fund"' in html and 'value="180k"' in html and 'name="terms-5-amount"' in html
    assert Negotiation.objects.count() == 1


@pytest.mark.parametrize("count", ["", "abc", "-1", "99999999999", "٣"])
def test_a_broken_count_of_lines_is_no_crash(mine, negotiation, count):
    for more in ({}, {"add_line": "1"}):
        assert send(mine, negotiation, base="310k", **{"terms-TOTAL_FORMS": count}, **more).status_code in (200, 302)


def test_a_counter_begins_as_a_copy_of_the_last_offer(mine, negotiation):
    factories.create_proposal(negotiation, base=300_000, bonus=200_000)
    page = mine.get(reverse("proposal_add", args=[negotiation.pk]) + "?side=candidate").content.decode()
    assert 'name="side" value="candidate"' in page
    assert 'value="300,000"' in page and 'value="200,000"' in page


def test_what_the_form_does_not_show_is_copied_with_the_line(mine, negotiation):
    repayment = {"months": 12, "method": "linear"}
    sign_on = Term(component="sign_on", amount=Decimal(50_000), period="one_time", repayment=repayment)
    offer = add_proposal(negotiation, side="employer", terms=[Term(component="base", amount=Decimal(1)), sign_on], now=NOW)
    source = str(offer.terms.get(component="sign_on").pk)
    send(mine, negotiation, side="candidate", sign_on="90k", terms__2__source=source, base="1", terms__0__source="999999999")
    counter = negotiation.proposals.get(side="candidate")
    assert counter.terms.get(component="sign_on").repayment == repayment


def test_another_persons_term_is_not_copied(mine, negotiation, stranger):
    theirs = factories.create_proposal(factories.create_negotiation(stranger))
    theirs.terms.update(kind="secret")
    send(mine, negotiation, side="candidate", base="1", terms__0__source=str(theirs.terms.first().pk))
    assert terms(negotiation)["base"].kind == ""


def test_an_unknown_side_is_not_found(mine, negotiation):
    assert mine.get(reverse("proposal_add", args=[negotiation.pk]) + "?side=nobody").status_code == 404


@given(
    st.lists(st.tuples(st.sampled_from(["component", "amount", "percent", "units", "text", "currency"]), st.text(max_size=12)), max_size=6)
)
def test_whatever_is_typed_in_a_line_is_a_term_or_an_error(typed):
    sent = lines(**{"terms-TOTAL_FORMS": "6", **{f"terms-5-{name}": value for name, value in typed}})
    formset = TermFormSet(sent, prefix="terms")
    if formset.is_valid():
        for term in formset.terms(currency="USD"):
            assert sum(value not in (None, "") for value in (term.amount, term.percent, term.units, term.text)) == 1
    assert typed_lines(sent, more=1)


def test_the_lines_of_an_offer_read_back_as_they_were(negotiation):
    offer = factories.create_proposal(negotiation, base=Decimal("300000.50"), bonus=200_000)
    assert [line.get("amount") for line in initial_lines(offer.terms.all())] == ["300,000.5", "200,000", None, None, None]
