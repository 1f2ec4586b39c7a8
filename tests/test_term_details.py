"""The finer points of a line through the form: read, refused at their field, copied into a counter, and never lost."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offers.models import Term
from offers.negotiating import add_proposal
from offers.term_forms import TermForm
from tests import factories
from tests.test_offer_pages import lines, mine, words

__all__ = ["mine"]
NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
EVERYTHING = {
    "base": "310k",
    "bonus": "200k",
    "terms-1-years_of_service": "first year only",
    "terms-1-deferral_percent": "30 %",
    "terms-1-deferral_months": "3 years",
    "terms-1-deferral_chance": "90 %",
    "sign_on": "90k",
    "terms-2-schedule": "50 % on 2027-03-01; 50 % after 12 months",
    "terms-2-repayment_months": "24 months",
    "terms-2-repayment_method": "stepped",
    "terms-2-repayment_basis": "net",
    "terms-2-repayment_triggers": "Resignation, dismissal for cause",
    "terms-3-units": "1,200",
    "terms-3-kind": "Options",
    "terms-3-price": "$85",
    "terms-3-strike": "$12.50",
    "terms-3-schedule": "monthly after a 12 month cliff",
    "terms-3-cliff_months": "12",
    "pnl": "6",
    "terms-4-of": "All pods that run my models",
    "terms-4-payout": "15",
    "terms-4-scenarios": "-10m 25 %; 20m 50 %; 50m 25 %",
    "terms-4-guarantee": "150k",
    "terms-4-netting": "75 %",
    "terms-4-loss_carry": "yes",
    "terms-4-cut_offs": "Half at −5 %",
    "terms-5-component": "retirement",
    "terms-5-percent": "6",
    "terms-5-limit": "23k",
    "terms-6-component": "non_compete",
    "terms-6-percent": "100",
    "terms-6-months": "12",
    "terms-6-note": "Only in New York",
    "terms-7-component": "equity",
    "terms-7-kind": "Refresher",
    "terms-7-amount": "50k",
    "terms-8-component": "budget",
    "terms-8-amount": "2m",
    "terms-8-note": "Compute",
    "terms-9-component": "start",
    "terms-9-text": "1 March 2027",
    "terms-TOTAL_FORMS": "10",
}


@pytest.fixture
def negotiation(owner):
    return factories.create_negotiation(owner)


def address(negotiation):
    return reverse("proposal_add", args=[negotiation.pk])


def send(client, negotiation, **values):
    return client.post(address(negotiation), lines(**values))


def term(component, **fields):
    return Term.objects.get(component=component, **fields)


def test_every_term_is_kept_as_it_is_written(mine, negotiation):
    assert send(mine, negotiation, **EVERYTHING).status_code == 302
    bonus, sign_on, options = term("bonus"), term("sign_on"), term("equity", kind="Options")
    assert bonus.years_of_service == [1]
    assert bonus.deferral == {"percent": "30", "months": [12, 24, 36], "chance": "0.9"}
    assert sign_on.schedule == [{"on": "2027-03-01", "percent": "50"}, {"months": 12, "percent": "50"}]
    triggers = ["Resignation", "dismissal for cause"]
    assert sign_on.repayment == {"months": 24, "method": "stepped", "basis": "net", "triggers": triggers}
    assert (options.units, options.price, options.strike, options.currency) == (1200, 85, Decimal("12.5"), "USD")
    assert (len(options.schedule), options.cliff_months) == (37, 12)
    assert (term("retirement").percent, term("retirement").limit, term("retirement").unit) == (6, 23_000, "percent_of_base")
    assert (term("non_compete").months, term("non_compete").note) == (12, "Only in New York")
    assert (term("budget").amount, term("start").text) == (2_000_000, "1 March 2027")


def test_a_pnl_share_is_kept_as_it_is_written(mine, negotiation):
    send(mine, negotiation, **EVERYTHING)
    assert term("pnl").pnl == {
        "of": "All pods that run my models",
        "payout": "0.15",
        "scenarios": [{"pnl": "-10000000", "chance": "0.25"}, {"pnl": "20000000", "chance": "0.5"}, {"pnl": "50000000", "chance": "0.25"}],
        "guarantee": "150000",
        "netting": "0.75",
        "loss_carry": True,
        "cut_offs": "Half at −5 %",
    }


ASKED = {"pnl": "8 %", "terms-4-guarantee": "150k", "terms-4-scenarios": "25m"}


@pytest.mark.parametrize(
    ("more", "words_of_it"),
    [
        ({}, "at least $150,000"),
        ({"terms-4-guarantee_role": "floor", "terms-4-guarantee_years": "1"}, "at least $150,000 in year 1"),
        ({"terms-4-guarantee_role": "on_top"}, "$150,000 guaranteed on top"),
    ],
)
def test_a_guarantee_beside_a_pnl_share_is_its_floor_or_on_top_of_it(mine, negotiation, more, words_of_it):
    send(mine, negotiation, **ASKED, **more)
    assert words_of_it in words(mine.get(negotiation.proposals.get().get_absolute_url()))
    page = mine.get(f"{negotiation.get_absolute_url()}value/")
    assert ("its guarantee is counted as its floor: nothing says that it comes on top" in words(page)) is (not more)


def test_a_guaranteed_bonus_of_its_own_beside_a_pnl_share_says_how_it_is_counted(mine, negotiation):
    send(mine, negotiation, bonus="100k", **{"pnl": "8 %", "terms-4-scenarios": "25m"})
    said = "Bonus $100,000 guaranteed: counted on top of the PnL share; if it is the floor of that share"
    assert said in words(mine.get(f"{negotiation.get_absolute_url()}value/"))


def test_the_form_says_how_a_guarantee_is_counted_where_nobody_says(mine, negotiation):
    assert "Not said: we count it as the floor" in words(mine.get(reverse("proposal_add", args=[negotiation.pk])))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"pnl": "8 %", "terms-4-guarantee_role": "on_top"}, "How much is guaranteed?"),
        (
            {"pnl": "8 %", "terms-4-deferral_percent": "30", "terms-4-deferral_months": "3 years", "terms-4-deferral_chance": "90 %, 80 %"},
            "Write one chance for all, or one for each of the 3 parts.",
        ),
    ],
)
def test_half_of_a_guarantee_and_chances_without_parts_are_asked_about(mine, negotiation, typed, says):
    assert says in words(send(mine, negotiation, **typed))


def test_the_page_of_the_proposal_says_it_all(mine, negotiation):
    send(mine, negotiation, **EVERYTHING)
    page = words(mine.get(negotiation.proposals.get().get_absolute_url()))
    for said in (
        "year 1 only",
        "30 % deferred, paid 12, 24, 36 months later, with a chance of 90 %",
        "paid 50 % on 2027-03-01; 50 % after 12 months",
        "paid back within 24 months: less in yearly steps, after tax, on Resignation, dismissal for cause",
        "at $85 a share, strike $12.50",
        "vests monthly over 48 months after a 12 month cliff",
        "payout 15 %",
        "at least $150,000",
        "75 % left after netting",
        "Equity Refresher $50,000, not promised",
        "at most $23,000 a year",
        "for 12 months",
    ):
        assert said in page, said


def fields_of(page):
    """What a browser would send back of the lines on the page."""
    formset = page.context["package"].lines
    sent = {f"terms-{name}": str(value) for name, value in (("TOTAL_FORMS", len(formset.forms)), ("INITIAL_FORMS", len(formset.forms)))}
    for form in formset:
        sent |= {form.add_prefix(name): str(form[name].value() or "") for name in form.fields}
    return sent


def test_a_counter_sent_as_it_began_equals_the_offer(mine, negotiation):
    send(mine, negotiation, **EVERYTHING)
    page = mine.get(address(negotiation) + "?side=candidate")
    assert mine.post(address(negotiation), {"side": "candidate", **fields_of(page)}).status_code == 302
    offer, counter = negotiation.proposals.order_by("side").reverse()
    unlike = ("id", "proposal_id", "original", "_state")
    kept = [
        [{key: value for key, value in vars(row).items() if key not in unlike} for row in side.terms.all()] for side in (offer, counter)
    ]
    assert kept[0] == kept[1]


def test_what_no_form_could_say_stays_where_it_is_not_touched(mine, negotiation):
    schedule = [{"months": 12, "percent": "25"}]
    rows = [
        Term(component="base", amount=Decimal(1)),
        Term(component="equity", units=Decimal(100), schedule=schedule),
        Term(component="pnl", percent=Decimal(6), pnl={"share": "6", "scenarios": [{"pnl": "1", "chance": "0.25"}]}),
    ]
    add_proposal(negotiation, side="employer", terms=rows, now=NOW)
    page = mine.get(address(negotiation) + "?side=candidate")
    assert mine.post(address(negotiation), {"side": "candidate", **fields_of(page)}).status_code == 302
    counter = negotiation.proposals.get(side="candidate")
    assert counter.terms.get(component="equity").schedule == schedule
    assert counter.terms.get(component="pnl").pnl == rows[2].pnl


def test_a_line_taken_out_of_a_counter_takes_its_finer_points_with_it(mine, negotiation):
    send(mine, negotiation, **EVERYTHING)
    page = mine.get(address(negotiation) + "?side=candidate")
    sent = {"side": "candidate", **fields_of(page), "terms-2-amount": "", "terms-4-percent": ""}
    assert mine.post(address(negotiation), sent).status_code == 302
    assert not negotiation.proposals.get(side="candidate").terms.filter(component__in=("sign_on", "pnl")).exists()


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("terms-1-years_of_service", "99", "from 1 to 50"),
        ("terms-1-deferral_percent", "130", "at most 100 %"),
        ("terms-1-deferral_months", "soon", "Write a length"),
        ("terms-1-deferral_chance", "0.9", "How much of it is deferred?"),
        ("terms-2-schedule", "20/20", "not to 100 %"),
        ("terms-2-schedule", "10k at the start; 10k after 12 months", "These parts come to 20,000, the amount is 90,000."),
        ("terms-2-repayment_method", "cliff", "For how long is it to be paid back?"),
        ("terms-2-repayment_method", "nonsense", "not one of the available choices"),
        ("terms-3-price", "-1", "cannot be negative"),
        ("terms-3-strike", "£12", "This says GBP, another amount of this line USD."),
        ("terms-3-cliff_months", "9999", "longer than fifty years"),
        ("terms-4-scenarios", "NaN", "is not an amount"),
        ("terms-4-scenarios", "10m, 20m", "how likely"),
        ("terms-4-guarantee", "1e99", "is not an amount"),
        ("terms-4-netting", "perhaps", "Write a percent"),
        ("terms-0-scenarios", "25m", "Only a PnL share has this."),
        ("terms-3-schedule", "100 % on 0001-01-01", "The year must be from 1970"),
        ("terms-3-kind", "x" * 33, "at most 32 characters"),
    ],
)
def test_a_finer_point_that_cannot_be_is_an_error_at_its_field_and_stays(mine, negotiation, field, typed, message):
    first = {"base": "310k", "bonus": "200k", "sign_on": "90k", "terms-3-units": "10", "terms-3-price": "$85", "pnl": "6"}
    page = send(mine, negotiation, **first | {field: typed})
    html = page.content.decode()
    assert page.status_code == 200 and message in words(page)
    where = {"How much of it is deferred?": "terms-1-deferral_percent", "For how long is it to be paid back?": "terms-2-repayment_months"}
    assert typed in html and f'id="id_{where.get(message, field)}_error"' in html
    assert not Term.objects.exists()


def test_details_that_hold_something_are_open_when_the_form_comes_back(mine, negotiation):
    html = send(mine, negotiation, base="-1", terms__1__deferral_chance="80 %").content.decode()
    line = html[html.index('name="terms-1-component"') : html.index('name="terms-2-component"')]
    assert '<details class="term-more" open>' in line
    assert '<details class="term-group" open>' in line


def test_a_detail_without_a_value_is_not_lost(mine, negotiation):
    page = send(mine, negotiation, base="310k", terms__4__scenarios="25m expected")
    assert "Give the amount itself too" in words(page) and 'value="25m expected"' in page.content.decode()


def test_a_detail_that_does_not_belong_to_the_line_is_shown_again(mine, negotiation):
    html = send(mine, negotiation, base="310k", terms__0__strike="none", terms__0__guarantee="5").content.decode()
    assert 'name="terms-0-strike" value="none"' in html and "Only a PnL share has this." in html


JUNK = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["-1", "1e99", "NaN", "Infinity", "\0", "💰", "\u202e5", "0", "9" * 400, "9999-12-31", "0001-01-01", "1;2;3", "%", "[]", "None"]
    ),
    st.text(alphabet="0123456789kmxyears%;,/-. ", max_size=25),
)


@pytest.mark.django_db(transaction=False)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from([*TermForm.base_fields]), JUNK), max_size=10), st.sampled_from(["", "1"]))
def test_whatever_is_typed_anywhere_is_taken_or_shown_again(mine, negotiation, typed, adds):
    sent = lines(**{"terms-TOTAL_FORMS": "7", **{f"terms-{line}-{name}": text for line, name, text in typed}})
    page = mine.post(address(negotiation), sent | ({"add_line": "1"} if adds else {}))
    assert page.status_code in (200, 302)
    if page.status_code == 200:
        shown = fields_of(page)
        for name, text in sent.items():
            assert not name.startswith("terms-") or name.count("-") < 2 or shown[name] == text or not text


@pytest.mark.parametrize("typed", ["💰" * 5000, "\u202e" + "x" * 1_000_000, "a\0b"])
def test_long_and_strange_words_are_an_error_at_the_field(mine, negotiation, typed):
    page = send(mine, negotiation, base="310k", note=typed, terms__0__note=typed)
    assert page.status_code == 200 and "characters" in words(page)
    assert 'value="310k"' in page.content.decode()


def test_lines_with_missing_fields_are_taken(mine, negotiation):
    sent = {"terms-TOTAL_FORMS": "1", "terms-INITIAL_FORMS": "0", "terms-0-component": "base", "terms-0-amount": "310k"}
    assert mine.post(address(negotiation), sent).status_code == 302
    assert mine.post(address(negotiation), {"terms-0-amount": "310k"}).status_code == 200
