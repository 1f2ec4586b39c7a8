"""A worker reminds of deadlines in the hour that a change of the clock leaves out, and in the one that it repeats."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from negotiate.mail.models import Message
from negotiate.mail.queue import database_now
from offers.models import Deadline
from offers.scheduling import set_deadline
from offers.wording import given_words
from tests import factories
from tests.faults.acting import crew, wait_until
from tests.smtp import smtp_server

ZONES = ("America/New_York", "Australia/Lord_Howe", "Pacific/Chatham")
HERE = "Asia/Kathmandu"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
THERE_BY_THE_DATABASE = "SELECT id, at AT TIME ZONE zone FROM offers_deadline"


@dataclass(frozen=True, kw_only=True)
class Change:
    """The clock of a zone jumps at `at`, by `jump`: forward over a gap, back over an overlap."""

    zone: str
    at: datetime
    before: timedelta
    jump: timedelta

    @property
    def wall(self) -> datetime:
        """In the middle of the hour that is left out, or that comes twice; by the clock there."""
        return (self.at + self.before + self.jump / 2).replace(tzinfo=None)

    @property
    def moment(self) -> datetime:
        """Gone by the old clock, as if it had not been changed: in a gap that is later, in an overlap the first of two."""
        return self.at + self.jump / 2

    @property
    def shown(self) -> datetime:
        """What the clock there shows then."""
        return self.wall + max(self.jump, timedelta(0))


def next_changes(zone: str, now: datetime) -> list[Change]:
    """The next two, one forward and one back, of which a reminder a day before is still to come: not that of tonight."""

    def jump_over(at, length) -> timedelta:
        return offset(zone, at + length) - offset(zone, at)

    day, found = now.replace(hour=0, minute=0, second=0, microsecond=0) + 3 * DAY, []
    while len(found) < 2:
        if jump_over(day, DAY):
            last = next(minute for minute in (day + number * MINUTE for number in range(24 * 60)) if jump_over(minute, MINUTE))
            found.append(Change(zone=zone, at=last + MINUTE, before=offset(zone, last), jump=jump_over(last, MINUTE)))
        day += DAY
    return found


def offset(zone: str, at: datetime) -> timedelta:
    return at.astimezone(ZoneInfo(zone)).utcoffset()


def create_deadline(change: Change, number: int, *, lead: str) -> Deadline:
    """Of somebody far away, who may be spoken to at any hour."""
    user = factories.create_user(f"person{number}.{lead}@example.com", zone=HERE, waking_from="00:00", waking_until="00:00")
    now = database_now()
    return set_deadline(factories.create_negotiation(user), kind="employer", wall=change.wall, zone=change.zone, leads=[lead], now=now)


@pytest.fixture
def changes(transactional_db):
    return [change for zone in ZONES for change in next_changes(zone, database_now())]


def test_a_worker_reminds_of_deadlines_in_a_gap_and_in_an_overlap(changes):
    """Due now, as the lead time is past, each mail names the time that exists there; what older zone data placed elsewhere is set right."""
    assert {change.jump > timedelta(0) for change in changes} == {True, False}
    told = [create_deadline(change, number, lead="900d") for number, change in enumerate(changes)]
    misplaced = [create_deadline(change, number, lead="1d") for number, change in enumerate(changes)]
    for deadline in misplaced:
        Deadline.objects.filter(pk=deadline.pk).update(at=deadline.at + HOUR, zone_data="2020a")
    with smtp_server() as server, crew(EMAIL_URL=server.url) as team:
        team.start()
        wait_until(lambda: len(server.mails) >= len(told) and not Deadline.objects.filter(zone_data="2020a").exists(), "all is done", 30)
    assert len(server.mails) == len(told)
    assert all(abs(at - database_now()) < MINUTE for at in Message.objects.values_list("sent_at", flat=True))
    told_rightly(changes, told, {mail["To"]: mail.get_body(("plain",)).get_content() for mail in server.parsed})
    placed_rightly(changes, told)
    placed_rightly(changes, misplaced)
    assert [due_of(deadline) for deadline in misplaced] == [change.moment - DAY for change in changes]


def told_rightly(changes, deadlines, mails) -> None:
    for change, deadline in zip(changes, deadlines, strict=True):
        words, there = mails[deadline.negotiation.user.email], given_words(change.moment, change.zone)
        assert f" {change.shown:%H:%M} in" in there and there in words
        assert f"{given_words(change.moment, HERE)}, where you are" in words


def placed_rightly(changes, deadlines) -> None:
    """By the database's own zones too."""
    with connection.cursor() as cursor:
        cursor.execute(THERE_BY_THE_DATABASE)
        shown = dict(cursor.fetchall())
    for change, deadline in zip(changes, deadlines, strict=True):
        deadline.refresh_from_db()
        assert (deadline.at, shown[deadline.pk]) == (change.moment, change.shown)


def due_of(deadline: Deadline) -> datetime:
    return deadline.nudges.planned().get(revision=2).due_at
