"""Each limit at its exact edge: as much as fits is taken, one more is not. A limit that moves by one is seen here."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from guides.flags import FlagError, raise_flag
from guides.history import MOST as MOST_OF_HISTORY
from guides.history import history_of
from guides.models import Band, Revision
from negotiate.accounts.forms import PreferencesForm
from negotiate.money.typed import read_amount, read_percent
from offers.deadline_fields import LeadsField
from offers.models import Entry, Negotiation, Term
from offers.negotiating import add_proposal
from offers.nudging.naming import one_line
from offers.nudging.other_sections import digest_section
from offers.timeline_rows import window
from offers.typed_details import read_chances, read_delays, read_scenarios, read_years
from offers.typed_schedules import read_months, read_schedule
from offers.valuation.pnl import Scenario, trouble_with
from offers.worth_page import Worth
from tests import factories
from tests.test_api import Api

NOW = datetime(2026, 11, 10, 17, tzinfo=UTC)


def many_negotiations(user, count):
    rows = (Negotiation(user=user, employer=f"Fund {number}", role_name="Quant", currency="USD", created_at=NOW) for number in range(count))
    return Negotiation.objects.bulk_create(rows)


@pytest.mark.parametrize(("count", "more"), [(100, False), (101, True)])
def test_the_api_has_another_page_from_one_more_than_a_page_on(client, owner, count, more):
    api = Api(client, owner)
    many_negotiations(owner, count)
    page = api("get", "/negotiations?page_size=100").json()
    assert (len(page["items"]), page["next"] is not None) == (100, more)
    assert len(api("get", "/negotiations").json()["items"]) == 50
    assert len(api("get", "/negotiations?page_size=101").json()["items"]) <= 100


@pytest.mark.parametrize(("count", "later"), [(3, False), (4, True)])
def test_the_timeline_has_another_page_from_one_more_than_a_page_on(owner, count, later):
    negotiation = factories.create_negotiation(owner, created_at=NOW)
    Entry.objects.bulk_create(
        Entry(negotiation=negotiation, kind="note", text="A note", happened_at=NOW + timedelta(minutes=number))
        for number in range(count - 1)
    )
    shown = window(negotiation, limit=3)
    assert (len(shown.events), shown.earlier or shown.later) == (3, later)


@pytest.mark.parametrize(("count", "fits"), [(60, True), (61, False)])
def test_a_proposal_has_at_most_sixty_terms(owner, count, fits):
    negotiation = factories.create_negotiation(owner)
    terms = [Term(component="other", text=f"Line {number}") for number in range(count)]
    if fits:
        assert add_proposal(negotiation, side="employer", terms=terms, now=NOW).terms.count() == 60
    else:
        with pytest.raises(ValueError, match="1 to 60"):
            add_proposal(negotiation, side="employer", terms=terms, now=NOW)


LEADS = ", ".join(f"{number}d" for number in range(1, 11))


def test_a_deadline_has_at_most_ten_reminders_by_form_and_api(client, owner):
    assert len(LeadsField(label="Other times").clean(LEADS)) == 10
    with pytest.raises(ValidationError, match="more than 10"):
        LeadsField(label="Other times").clean(f"{LEADS}, 11d")
    negotiation, api = factories.create_negotiation(owner), Api(client, owner)
    given = {"wall": "2099-11-27T17:00", "zone": "Europe/London", "leads": LEADS.split(", ")}
    assert api("post", f"/negotiations/{negotiation.pk}/deadlines", given).status_code == 201
    assert api("post", f"/negotiations/{negotiation.pk}/deadlines", given | {"leads": [*given["leads"], "11d"]}).status_code == 422


@pytest.mark.parametrize(("own", "fits"), [(LEADS.replace("10d", "11d"), False), (LEADS.removeprefix("1d, "), True)])
def test_a_person_has_at_most_ten_usual_reminders(owner, own, fits):
    form = PreferencesForm(
        {"zone": "UTC", "waking_from": "07:00", "waking_until": "22:00", "usual_leads": ["6h"], "own_leads": own}, instance=owner
    )
    assert form.is_valid() is fits, form.errors


@pytest.mark.parametrize(
    ("read", "fits", "too_much"),
    [
        (read_months, "600 months", "601 months"),
        (read_schedule, "monthly over 120 months", "monthly over 121 months"),
        (read_schedule, "; ".join(f"0.5 % after {month} months" for month in range(1, 120)) + "; 40.5 % after 120 months", None),
        (read_delays, ", ".join(["12"] * 60), ", ".join(["12"] * 61)),
        (read_delays, "600", "601"),
        (read_chances, ", ".join(["90 %"] * 60), ", ".join(["90 %"] * 61)),
        (read_years, "1-50", "1-51"),
        (read_scenarios, "; ".join(["25m 2 %"] * 50), "; ".join(["25m 1.96 %"] * 50 + ["25m 2 %"])),
        (read_amount, "999,999,999,999", "1,000,000,000,000"),
        (read_percent, "1000 %", "1000.01 %"),
    ],
)
def test_what_is_typed_is_read_up_to_its_limit(read, fits, too_much):
    assert read(fits)
    if too_much:
        with pytest.raises(ValueError):
            read(too_much)


@pytest.mark.parametrize(("count", "trouble"), [(20, ""), (21, "with losses carried at most 20 scenarios can be followed")])
def test_losses_are_carried_through_twenty_scenarios(count, trouble):
    cases = tuple(Scenario(pnl=Decimal(10), chance=Decimal(1) / count) for _ in range(count))
    assert trouble_with(cases, carries_losses=True) == trouble


@pytest.mark.parametrize(("count", "more"), [(200, False), (201, True)])
def test_two_hundred_payments_are_shown_and_the_rest_is_named(count, more):
    page = SimpleNamespace(valuation=SimpleNamespace(flows=[None] * count))
    assert Worth.has_more_payments.fget(page) is more


@pytest.mark.parametrize(("count", "subject"), [(20, "Your week: 20 open negotiations"), (21, "Your week: 20 open negotiations and more")])
def test_the_weekly_mail_names_twenty_negotiations(owner, count, subject):
    many_negotiations(owner, count)
    section = digest_section(SimpleNamespace(due_at=NOW), owner, NOW)
    assert (section.subject, len(section.items), bool(section.lines)) == (subject, 20, count > 20)


@pytest.mark.parametrize(("count", "is_first"), [(MOST_OF_HISTORY, True), (MOST_OF_HISTORY + 1, False)])
def test_a_history_says_that_it_begins_with_the_first_only_where_it_does(guide, count, is_first):
    Revision.objects.bulk_create(
        Revision(guide=guide, number=number, state="archived", title=f"Version {number}", as_of=NOW.date() - timedelta(days=number))
        for number in range(2, count + 1)
    )
    assert (history_of(guide)[-1].difference is None) is is_first


def test_the_eleventh_flag_of_a_day_waits_until_the_first_is_a_day_old(owner, guide):
    money = {"component": "total", "low": 1, "high": 2, "currency": "USD"}
    bands = [Band.objects.create(revision=guide.published, level=f"L{number}", **money) for number in range(11)]
    for band in bands[:10]:
        raise_flag(band, by=owner, reason="Too low.", now=NOW)
    with pytest.raises(FlagError, match="10 numbers in a day"):
        raise_flag(bands[10], by=owner, reason="Too low.", now=NOW + timedelta(hours=23, minutes=59))
    raise_flag(bands[10], by=owner, reason="Too low.", now=NOW + timedelta(days=1))


@pytest.mark.parametrize(("size", "cut"), [(100, False), (101, True)])
def test_a_name_in_a_subject_is_cut_only_where_it_is_too_long(size, cut):
    assert (len(one_line("x" * size, 100)), one_line("x" * size, 100) != "x" * size) == (100, cut)


def test_pages_of_what_was_made_at_one_moment_bring_each_once(client, owner):
    api, address, seen = Api(client, owner), "/negotiations?page_size=40", []
    many_negotiations(owner, 130)
    while address:
        page = api("get", address).json()
        seen += [row["id"] for row in page["items"]]
        address = page["next"] and page["next"].partition("/api/v1")[2]
    assert len(seen) == len(set(seen)) == 130
