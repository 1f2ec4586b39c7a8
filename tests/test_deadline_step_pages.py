"""The pages of a deadline's steps: more time, handled, put off."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from offers import extending, scheduling
from offers.deadline_page import deadlines_for_page
from tests import factories

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)  # Monday, 12:00 in New York
wall = datetime.fromisoformat


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def negotiation(owner):
    return factories.create_negotiation(owner)


@pytest.fixture
def deadline(negotiation):
    return scheduling.set_deadline(negotiation, kind="employer", wall=wall("2026-11-27T17:00"), zone="Europe/London", now=NOON)


@pytest.fixture
def signed_in(client, owner):
    client.force_login(owner)
    return client


def url(name, deadline):
    return reverse(name, args=[deadline.negotiation.pk, deadline.pk])


def undo(client, page, deadline):
    offer = page.content.decode().split('name="offer" value="')[1].split('"')[0]
    client.post(reverse("negotiation_undo", args=[deadline.negotiation.pk]), {"offer": offer})
    deadline.refresh_from_db()


def test_the_words_to_ask_with_name_one_date_and_one_reason(signed_in, deadline):
    page = signed_in.get(url("deadline_ask", deadline)).content.decode()
    assert "until Wednesday 2 December 2026, 17:00 London time" in page and "answer that I can stand by" in page


def test_another_date_or_reason_changes_the_words_and_keeps_nothing(signed_in, deadline):
    page = signed_in.get(url("deadline_ask", deadline), {"until": "Monday noon", "reason": "Another process ends then"}).content.decode()
    assert "until Monday 30 November 2026, 12:00 London time" in page and "Another process ends then." in page
    assert deadline.changes.count() == 1


@pytest.mark.parametrize("said", ["Monday 7am my time", "Monday 7am ET", "Monday noon London time"])
def test_a_date_by_another_clock_is_told_by_theirs(signed_in, deadline, said):
    page = signed_in.get(url("deadline_ask", deadline), {"until": said, "reason": ""}).content.decode()
    assert "until Monday 30 November 2026, 12:00 London time" in page


def test_that_it_was_asked_is_kept_and_stands_on_the_page_with_its_answers(signed_in, deadline, owner):
    page = signed_in.post(url("deadline_ask", deadline), {"until": "2026-11-30T12:00", "reason": "A visit"}, follow=True).content.decode()
    deadline.refresh_from_db()
    assert deadline.asked_until == datetime(2026, 11, 30, 12, tzinfo=UTC) and "Asked for time until Monday 30 November 2026" in page
    for name in ("deadline_granted", "deadline_refused"):
        assert url(name, deadline) in page


@pytest.mark.parametrize(
    ("until", "words"), [("2026-11-26T12:00", "later than the deadline"), ("soonish", "could not read"), ("", "Say when")]
)
def test_a_date_that_is_no_more_time_is_refused_at_the_field(signed_in, deadline, until, words):
    form = signed_in.post(url("deadline_ask", deadline), {"until": until, "reason": "A visit"}).context["form"]
    assert words in str(form.errors["until"]) and form["reason"].value() == "A visit"


def test_granted_in_one_click_it_moves_and_can_be_undone(signed_in, deadline):
    extending.ask_for_time(deadline, until=datetime(2026, 11, 30, 12, tzinfo=UTC), now=NOON)
    page = signed_in.post(url("deadline_granted", deadline), {"as_asked": "1"}, follow=True)
    deadline.refresh_from_db()
    assert (deadline.wall, deadline.status) == (wall("2026-11-30T12:00"), "extended")
    undo(signed_in, page, deadline)
    assert (deadline.wall, deadline.status) == (wall("2026-11-27T17:00"), "open")


def test_granted_until_another_time_it_moves_there_and_never_earlier(signed_in, deadline):
    refused = signed_in.post(url("deadline_granted", deadline), {"said": "Thursday noon", "zone": "London"})
    assert "later" in str(refused.context["form"].non_field_errors())
    signed_in.post(url("deadline_granted", deadline), {"said": "30 November 18:00", "zone": "London"})
    deadline.refresh_from_db()
    assert deadline.wall == wall("2026-11-30T18:00") and deadline.changes.last().what == "granted"


def test_refused_in_one_click_it_stands(signed_in, deadline):
    extending.ask_for_time(deadline, until=datetime(2026, 11, 30, 12, tzinfo=UTC), now=NOON)
    page = signed_in.post(url("deadline_refused", deadline), follow=True).content.decode()
    deadline.refresh_from_db()
    assert deadline.asked_until is None and "The deadline stands: Friday 27 November 2026, 17:00 in London, 12:00 for you" in page
    assert "No more time is being asked for" in signed_in.post(url("deadline_refused", deadline), follow=True).content.decode()


def test_handled_it_stays_on_the_page_and_can_be_taken_up_again(signed_in, deadline, owner):
    page = signed_in.post(url("deadline_handled", deadline), follow=True)
    deadline.refresh_from_db()
    assert deadline.handled_at and "Handled" in page.content.decode() and not deadline.nudges.planned().exists()
    undo(signed_in, page, deadline)
    assert deadline.handled_at is None and deadline.nudges.planned().exists()
    signed_in.post(url("deadline_handled", deadline))
    signed_in.post(url("deadline_unhandled", deadline))
    deadline.refresh_from_db()
    assert deadline.handled_at is None


@pytest.mark.parametrize(
    ("given", "until"),
    [
        ({"choice": "tomorrow"}, datetime(2026, 11, 24, 13, tzinfo=UTC)),
        ({"choice": "before"}, datetime(2026, 11, 27, 11, tzinfo=UTC)),
        ({"choice": "time", "until": "2026-11-25T10:00"}, datetime(2026, 11, 25, 15, tzinfo=UTC)),
        ({"choice": "time", "until": "Wednesday 10am"}, datetime(2026, 11, 25, 15, tzinfo=UTC)),
        ({"choice": "time", "until": "Wednesday 3pm London time"}, datetime(2026, 11, 25, 15, tzinfo=UTC)),
    ],
)
def test_reminders_are_put_off(signed_in, deadline, given, until, owner):
    page = signed_in.post(url("deadline_snooze", deadline), given, follow=True).content.decode()
    deadline.refresh_from_db()
    assert deadline.snoozed_until == until and "No reminder before" in page
    assert list(deadline.nudges.planned().filter(kind="snoozed").values_list("due_at", flat=True)) == [until]


@pytest.mark.parametrize("until", ["", "2026-11-28T10:00", "2026-11-20T10:00", "Friday at 5", "banana"])
def test_a_time_to_put_off_to_is_before_the_deadline_and_ahead(signed_in, deadline, until):
    form = signed_in.post(url("deadline_snooze", deadline), {"choice": "time", "until": until}).context["form"]
    assert form.errors["until"] and form["until"].value() == until


def test_an_hour_before_the_end_there_is_no_tomorrow_to_choose(signed_in, deadline):
    with time_machine.travel(deadline.at - timedelta(hours=1), tick=False):
        signed_in.force_login(deadline.negotiation.user)
        form = signed_in.get(url("deadline_snooze", deadline)).context["form"]
    assert [name for name, _ in form.fields["choice"].choices] == ["time"]


def test_a_closed_negotiation_takes_none_of_it(signed_in, deadline, negotiation):
    negotiation.outcomes.create(kind="declined")
    for name in ("deadline_granted", "deadline_refused", "deadline_handled", "deadline_unhandled"):
        assert "closed" in signed_in.post(url(name, deadline), {"as_asked": "1"}, follow=True).content.decode()
    deadline.refresh_from_db()
    assert deadline.changes.count() == 1


def test_strangers_find_nothing(client, stranger, deadline):
    client.force_login(stranger)
    for step in ("ask", "granted", "refused", "handled", "unhandled", "snooze"):
        assert client.post(url(f"deadline_{step}", deadline)).status_code == 404


def test_what_is_asked_handled_and_put_off_is_among_what_the_page_knows(deadline, owner):
    extending.ask_for_time(deadline, until=deadline.at + timedelta(days=2), now=NOON)
    scheduling.snooze(deadline, until=NOON + timedelta(days=1), now=NOON)
    (shown,) = deadlines_for_page(deadline.negotiation, owner, NOON)
    assert "Sunday 29 November 2026" in shown.asked and "Tuesday 24 November 2026" in shown.snoozed
    assert shown.next == "Next: tomorrow 12:00 on this page" or "tomorrow 12:00" in shown.next
