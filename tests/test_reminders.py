"""The list of negotiations shows the reminders themselves: mail is never the only channel."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from offers import scheduling
from offers.reminders import reminders_for
from tests import factories

NEW_YORK = "America/New_York"
wall = datetime.fromisoformat


def at(text):
    return scheduling.moment(wall(text), NEW_YORK)


SET, NOW = at("2026-11-10T12:00"), at("2026-11-26T18:00")


def set_deadline(negotiation, clock="2026-11-27T17:00", **fields):
    return scheduling.set_deadline(negotiation, **{"kind": "employer", "wall": wall(clock), "zone": NEW_YORK, **fields}, now=SET)


@pytest.fixture
def deadline(owner):
    return set_deadline(factories.create_negotiation(owner))


def test_what_was_due_stands_there_though_no_mail_left(deadline, owner):
    (shown,) = reminders_for(owner, now=NOW)
    assert (shown.left, shown.said, shown.next, shown.passed) == ("23 hours", "1 hour ago", "tomorrow 11:00", False)
    assert shown.when == "Friday 27 November 2026, 17:00 in New York"


def test_what_passed_asks_what_happened_for_thirty_days(deadline, owner):
    assert reminders_for(owner, now=deadline.at + timedelta(hours=3))[0].passed
    assert reminders_for(owner, now=deadline.at + timedelta(days=31)) == []


def test_what_is_far_away_handled_withdrawn_or_closed_is_not_there(owner, deadline):
    assert reminders_for(owner, now=SET) == []
    scheduling.mark_handled(deadline, now=NOW)
    scheduling.withdraw_deadline(set_deadline(deadline.negotiation, "2026-11-27T16:00"), now=NOW)
    closed = factories.create_negotiation(owner)
    set_deadline(closed)
    closed.outcomes.create(kind="declined")
    assert reminders_for(owner, now=NOW) == []


def test_others_see_none_of_it(deadline, stranger):
    assert reminders_for(stranger, now=NOW) == []


def test_the_soonest_come_first_and_not_all_of_many(owner, django_assert_num_queries):
    for hour in range(8, 18):
        set_deadline(factories.create_negotiation(owner), f"2026-11-27T{hour:02}:00")
    with django_assert_num_queries(1):
        shown = reminders_for(owner, now=NOW)
    assert [each.when.split(", ")[1][:5] for each in shown] == ["08:00", "09:00", "10:00", "11:00", "12:00", "13:00"]


def test_they_stand_on_the_list(client, owner, deadline):
    with time_machine.travel(NOW, tick=False):
        client.force_login(owner)
        page = client.get(reverse("negotiations")).content.decode()
    assert "Reminder due 1 hour ago. Next one tomorrow 11:00." in page and f"#deadline-{deadline.pk}" in page
