"""Deadlines in calendars: the invitation that goes with a mail, and the feed. Read by two parsers."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from negotiate.accounts import belongings
from offers import scheduling
from offers.calendar import invitation
from offers.models import CalendarFeed
from tests import factories

NOW = datetime(2026, 11, 10, 17, tzinfo=UTC)
wall = datetime.fromisoformat


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def negotiation(owner):
    negotiation = factories.create_negotiation(owner, employer="Zoë & Söhne; Handel, Beratung")
    factories.create_proposal(negotiation)
    return negotiation


@pytest.fixture
def deadline(negotiation):
    return set_deadline(negotiation)


def set_deadline(negotiation, clock="2026-11-27T17:00", **fields):
    named = {"kind": "employer", "wall": wall(clock), "zone": "America/New_York", "note": "Zoë said 300,000", **fields}
    return scheduling.set_deadline(negotiation, **named, now=NOW)


def read(content: bytes):
    """The one event, by both parsers, once they agree on it."""
    (one,) = Calendar.from_ical(content).walk("VEVENT")
    (other,) = IcsCalendarStream.calendar_from_ics(content.decode()).events
    assert (one["UID"], one["SEQUENCE"], one.decoded("DTSTART")) == (other.uid, other.sequence, other.dtstart)
    assert str(one["SUMMARY"]) == other.summary and str(one["DESCRIPTION"]) == other.description
    assert [alarm.decoded("TRIGGER") for alarm in one.walk("VALARM")] == [alarm.trigger for alarm in other.alarm]
    return one


def test_an_invitation_asks_the_calendar_to_keep_the_deadline_with_an_alarm_at_each_nudge(deadline, owner):
    content = invitation(deadline, method="REQUEST", now=NOW)
    event = read(content)
    assert b"METHOD:REQUEST\r\n" in content and event["STATUS"] == "CONFIRMED" and event.decoded("DTSTART") == deadline.at
    assert [deadline.at + alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")] == [each.due_at for each in deadline.nudges.all()]
    assert event["ATTENDEE"] == f"mailto:{owner.email}" and event["ORGANIZER"].startswith("mailto:")


def test_moved_it_is_the_same_event_later_in_sequence_and_withdrawn_it_is_cancelled(deadline):
    first = read(invitation(deadline, method="REQUEST", now=NOW))
    scheduling.move_deadline(deadline, wall=wall("2026-11-30T17:00"), now=NOW)
    second = read(invitation(deadline, method="REQUEST", now=NOW))
    scheduling.withdraw_deadline(deadline, now=NOW)
    content = invitation(deadline, method="CANCEL", now=NOW)
    last = read(content)
    assert first["UID"] == second["UID"] == last["UID"] and first["SEQUENCE"] < second["SEQUENCE"] < last["SEQUENCE"]
    assert b"METHOD:CANCEL\r\n" in content and last["STATUS"] == "CANCELLED" and not last.walk("VALARM")


def test_cancelled_with_an_outcome_and_back_after_it_each_invitation_is_later_in_sequence(deadline):
    told = [
        invitation(deadline, method=method, number=number, now=NOW) for number, method in enumerate(("REQUEST", "CANCEL", "REQUEST"), 1)
    ]
    assert [read(content)["SEQUENCE"] for content in told] == [1, 2, 3]


def test_neither_amount_nor_employer_unless_the_person_turned_the_employer_on(deadline):
    for named in (False, True):
        event = read(invitation(deadline, method="REQUEST", now=NOW, names_employer=named))
        assert ("Zoë & Söhne; Handel, Beratung" in event["SUMMARY"]) is named
        assert b"300" not in re.sub(rb"[0-9a-f-]{36}", b"", invitation(deadline, method="REQUEST", now=NOW, names_employer=named))


def test_lines_are_folded_at_75_bytes_and_end_as_calendars_want(negotiation):
    negotiation.employer = "Ärzte " * 33
    negotiation.save()
    content = invitation(set_deadline(negotiation), method="REQUEST", now=NOW, names_employer=True)
    assert all(len(line) <= 75 for line in content.split(b"\r\n")) and b"\n" not in content.replace(b"\r\n", b"")
    assert str(read(content)["SUMMARY"]).count("Ärzte") == 33


def test_letters_that_no_calendar_may_hold_do_not_spoil_it(negotiation):
    negotiation.employer = 'Acme, "Capital"; \\\x07\x1f\u2028 x\r\nX-A:1'
    negotiation.save()
    event = read(invitation(set_deadline(negotiation), method="REQUEST", now=NOW, names_employer=True))
    assert str(event["SUMMARY"]).endswith('Acme, "Capital"; \\ x X-A:1')


def test_only_a_day_is_said_to_be_one(negotiation):
    assert (
        "Only the day was given" in read(invitation(set_deadline(negotiation, precision="date"), method="REQUEST", now=NOW))["DESCRIPTION"]
    )


def test_handled_it_stays_without_alarms(deadline):
    scheduling.mark_handled(deadline, now=NOW)
    assert not read(invitation(deadline, method="REQUEST", now=NOW)).walk("VALARM")


# The feed


@pytest.fixture
def address(client, owner):
    client.force_login(owner)
    page = client.post(reverse("calendar_feeds"), {}).content.decode()
    client.logout()
    return re.search(r"/calendar/[\w-]{43}\.ics", page)[0]


def events(client, address):
    content = client.get(address).content
    found = Calendar.from_ical(content).walk("VEVENT")
    assert {event["UID"] for event in found} == {event.uid for event in IcsCalendarStream.calendar_from_ics(content.decode()).events}
    return found


def test_the_feed_shows_all_open_deadlines_of_its_owner_to_whoever_has_the_address(client, address, deadline, owner, stranger):
    own = set_deadline(factories.create_negotiation(owner), "2026-11-20T12:00", kind="own")
    set_deadline(factories.create_negotiation(stranger))
    scheduling.withdraw_deadline(set_deadline(deadline.negotiation, "2026-11-21T12:00"), now=NOW)
    closed = factories.create_negotiation(owner)
    set_deadline(closed)
    closed.outcomes.create(kind="declined")
    deleted = factories.create_negotiation(owner, deleted_at=NOW)
    deleted.deadlines.create(wall_on="2026-11-20", wall_time="12:00", zone="UTC", at=NOW + timedelta(days=9))
    assert [event["UID"].split("@")[0] for event in events(client, address)] == [str(own.pk), str(deadline.pk)]


def test_the_feed_is_private_and_names_nobody(client, address, deadline):
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8" and "private" in answer["Cache-Control"]
    assert "Zoë" not in answer.content.decode() and b"300" not in re.sub(rb"[0-9a-f-]{36}", b"", answer.content)


def test_with_the_employer_where_its_owner_turned_that_on(client, owner, deadline):
    _, token = CalendarFeed.create(user=owner, names_employer=True, now=NOW)
    (event,) = events(client, reverse("calendar_feed", args=[token]))
    assert "Zoë & Söhne; Handel, Beratung" in event["SUMMARY"]


def test_unchanged_it_says_only_that(client, address, deadline):
    etag = client.get(address)["ETag"]
    later = client.get(address, headers={"If-None-Match": etag})
    assert (later.status_code, later.content, later["ETag"]) == (304, b"", etag) and "private" in later["Cache-Control"]
    scheduling.move_deadline(deadline, wall=wall("2026-11-30T17:00"), now=NOW + timedelta(minutes=1))
    moved = client.get(address, headers={"If-None-Match": etag})
    assert moved.status_code == 200 and moved["ETag"] != etag


def test_the_feed_costs_a_fixed_number_of_questions(client, address, negotiation, django_assert_num_queries):
    for hour in range(9, 17):
        set_deadline(negotiation, f"2026-11-27T{hour:02}:00")
    with django_assert_num_queries(3):
        client.get(address)


def test_only_a_digest_of_the_address_is_kept_and_it_is_shown_once(client, owner, address):
    token = address.split("/")[-1].removesuffix(".ics")
    assert token not in str(CalendarFeed.objects.values()) and len(token) == 43
    client.force_login(owner)
    page = client.get(reverse("calendar_feeds")).content.decode()
    assert token not in page and "once a day" in page
    assert "digest" not in str(belongings.export_of(owner, now=NOW)) and "names_employer" in str(belongings.export_of(owner, now=NOW))


def test_a_feed_that_was_ended_or_never_was_is_not_found(client, address, owner, stranger):
    feed = CalendarFeed.objects.get()
    client.force_login(stranger)
    assert client.post(reverse("calendar_feed_revoke", args=[feed.pk])).status_code == 404
    client.force_login(owner)
    client.post(reverse("calendar_feed_revoke", args=[feed.pk]))
    client.logout()
    assert client.get(address).status_code == 404
    assert client.get(reverse("calendar_feed", args=["x" * 43])).status_code == 404
    assert client.post(address).status_code == 405


def test_a_closed_account_has_no_feed(client, address, owner):
    type(owner).objects.update(is_active=False)
    assert client.get(address).status_code == 404
    belongings.erase(owner, now=NOW)
    assert not CalendarFeed.objects.exists()
