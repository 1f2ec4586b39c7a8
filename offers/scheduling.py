"""Deadlines are set, moved and withdrawn, handled and put off: each verb one transaction under a lock of the negotiation, its nudges
planned within it."""

from datetime import datetime

from django.db import transaction

from negotiate.leads import Lead
from negotiate.zone_data import release
from offers import nudges
from offers.closing import lock_open
from offers.deadlines import moment, wall_of
from offers.models import Deadline, DeadlineChange, Negotiation
from offers.nudging.answers import HANDLED, wait_again, withdraw_answer
from offers.nudging.invitations import invite
from offers.nudging.taking_up import take_up

Status = Deadline.Status
What = DeadlineChange.What


class DeadlineWithdrawn(Exception):
    """A withdrawn deadline is not moved: a new one is set."""

    def __init__(self):
        super().__init__("This deadline was withdrawn. Set a new one.")


class SnoozeOutside(ValueError):
    """Reminders are put off until a time that is ahead, and before the deadline."""

    def __init__(self):
        super().__init__("Choose a time that is ahead and before the deadline.")


@transaction.atomic
def set_deadline(
    negotiation: Negotiation,
    *,
    kind: str,
    wall: datetime,
    zone: str,
    now: datetime,
    precision: str = "time",
    source: str = "verbal",
    note: str = "",
    set_by: str = "",
    leads=(),
) -> Deadline:
    """Set a deadline by the clock there (`wall`, naive) and plan its nudges; `leads` empty: the person's own.

    Raises NegotiationClosed, UnknownZone, UnknownLead.
    """
    locked = lock_open(negotiation)
    deadline = Deadline(negotiation=locked, kind=kind, source=source, note=note, set_by=set_by, created_at=now)
    deadline.leads = [Lead.parse(lead).name for lead in leads]
    place(deadline, wall=wall, zone=zone, precision=precision)
    deadline.save()
    note_change(deadline, What.SET, now=now)
    nudges.plan(deadline, now=now)
    return deadline


@transaction.atomic
def move_deadline(
    deadline: Deadline,
    *,
    wall: datetime,
    now: datetime,
    zone: str | None = None,
    precision: str | None = None,
    leads: list[str] | None = None,
    what: str = "",
    note: str = "",
) -> Deadline:
    """Another time: what was planned for the old one is withdrawn. Moved to where it stands, nothing changes.

    `leads` are other lead times, where they are given. `what` names the step on the timeline, where it is not an ordinary move.
    Raises NegotiationClosed, DeadlineWithdrawn, UnknownZone, UnknownLead.
    """
    locked = lock_running(deadline)
    if leads is not None:
        change_leads(locked, leads, now=now)
    before = (locked.wall, locked.zone, locked.precision, locked.at)
    place(locked, wall=wall, zone=zone or locked.zone, precision=precision or locked.precision)
    if before != (locked.wall, locked.zone, locked.precision, locked.at):
        later = locked.at > before[-1]
        locked.status = Status.EXTENDED if later else locked.status
        begin_anew(locked)
        note_change(locked, what or (What.EXTENDED if later else What.MOVED), note=note, now=now)
        plan_anew(locked, reason="the deadline was moved", now=now)
    deadline.refresh_from_db()
    return deadline


def begin_anew(locked: Deadline, *, asked_until=None, handled_at=None, snoozed_until=None) -> None:
    """Save another time: what was asked, handled or put off belonged to the one before, unless it is given."""
    locked.revision += 1
    locked.asked_until, locked.handled_at, locked.snoozed_until = asked_until, handled_at, snoozed_until
    locked.save()


def plan_anew(locked: Deadline, *, reason: str, now: datetime, asleep: bool = False) -> None:
    """`asleep`: the person has not just acted."""
    nudges.withdraw_of(locked, reason=reason, now=now)
    nudges.plan(locked, now=now, asleep=asleep)


def change_leads(locked: Deadline, leads: list[str], *, now: datetime) -> None:
    """Lead times of the deadline's own, or none: then the person's count."""
    names = [Lead.parse(lead).name for lead in leads]
    if names != locked.leads:
        locked.leads = names
        locked.save(update_fields=["leads"])
        nudges.plan(locked, now=now)


@transaction.atomic
def withdraw_deadline(deadline: Deadline, *, now: datetime) -> Deadline:
    """It no longer holds: nothing more is said about it. Raises NegotiationClosed; withdrawn twice is withdrawn once."""
    locked = lock_deadline(deadline)
    if locked.status != Status.WITHDRAWN:
        locked.status = Status.WITHDRAWN
        begin_anew(locked)
        note_change(locked, What.WITHDRAWN, now=now)
        nudges.withdraw_of(locked, reason="the deadline was withdrawn", now=now)
        invite(locked, now=now)
    deadline.refresh_from_db()
    return deadline


@transaction.atomic
def mark_handled(deadline: Deadline, *, now: datetime) -> Deadline:
    """The person has dealt with it: no more reminders. It stays on the page. Handled twice is handled once.

    Raises NegotiationClosed, DeadlineWithdrawn.
    """
    locked = lock_running(deadline)
    if locked.handled_at is None:
        locked.handled_at, locked.snoozed_until = now, None
        locked.save(update_fields=["handled_at", "snoozed_until"])
        note_change(locked, What.HANDLED, now=now)
        nudges.withdraw_of(locked, reason=HANDLED, now=now)
        if locked.kind == Deadline.Kind.EMPLOYER:
            withdraw_answer(locked.negotiation, reason=HANDLED, now=now)
        invite(locked, now=now)
    deadline.refresh_from_db()
    return deadline


@transaction.atomic
def unhandle(deadline: Deadline, *, now: datetime, snoozed_until: datetime | None = None) -> Deadline:
    """It is not dealt with after all: it is reminded of again, from the time on to which it had been put off.

    Raises NegotiationClosed, DeadlineWithdrawn.
    """
    locked = lock_running(deadline)
    if locked.handled_at is not None:
        locked.handled_at, locked.snoozed_until = None, snoozed_until
        locked.save(update_fields=["handled_at", "snoozed_until"])
        note_change(locked, What.UNHANDLED, now=now)
        nudges.plan(locked, now=now)
        wait_again(locked.negotiation, now=now)
    deadline.refresh_from_db()
    return deadline


@transaction.atomic
def snooze(deadline: Deadline, *, until: datetime, now: datetime) -> Deadline:
    """Say nothing until then, and remind of it then. Put off again, the later choice counts; to the same time, nothing changes.

    Raises NegotiationClosed, DeadlineWithdrawn, SnoozeOutside.
    """
    locked = lock_running(deadline)
    if not now < until < locked.at:
        raise SnoozeOutside
    if locked.snoozed_until != until or locked.handled_at:
        locked.snoozed_until, locked.handled_at = until, None
        locked.save(update_fields=["snoozed_until", "handled_at"])
        note_change(locked, What.SNOOZED, at=until, now=now)
        nudges.plan(locked, now=now)
    deadline.refresh_from_db()
    return deadline


@transaction.atomic
def plan_again(negotiation: Negotiation, *, now: datetime) -> None:
    """The nudges of the negotiation as they should be now: after reopening, or new preferences. Raises NegotiationClosed."""
    locked = lock_open(negotiation)
    for deadline in locked.deadlines.running():
        nudges.plan(deadline, now=now)
    take_up(locked, now=now)


def place(deadline: Deadline, *, wall: datetime, zone: str, precision: str) -> None:
    """Put the deadline at a wall time; the moment follows."""
    wall = wall_of(wall, precision)
    deadline.wall_on, deadline.wall_time = wall.date(), wall.time()
    deadline.zone, deadline.precision = zone, precision
    deadline.at, deadline.zone_data = moment(wall, zone), release()


def lock_deadline(deadline: Deadline) -> Deadline:
    return lock_open(deadline.negotiation).deadlines.get(pk=deadline.pk)


def lock_running(deadline: Deadline) -> Deadline:
    locked = lock_deadline(deadline)
    if locked.status == Status.WITHDRAWN:
        raise DeadlineWithdrawn
    return locked


def note_change(deadline: Deadline, what: str, *, now: datetime, note: str = "", at: datetime | None = None) -> DeadlineChange:
    """A step of the deadline's history. `at` is another moment that the step names: the one asked for, or put off to."""
    return DeadlineChange.objects.create(
        deadline=deadline,
        what=what,
        note=note[:300],
        revision=deadline.revision,
        wall_on=deadline.wall_on,
        wall_time=deadline.wall_time,
        zone=deadline.zone,
        at=at or deadline.at,
        changed_at=now,
    )
