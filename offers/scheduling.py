"""Deadlines are set, moved and withdrawn: each verb one transaction under a lock of the negotiation, its nudges planned within it."""

from datetime import datetime

from django.db import transaction

from offers import nudges
from offers.closing import lock_open
from offers.deadlines import Lead, moment, wall_of
from offers.models import Deadline, DeadlineChange, Negotiation

Status = Deadline.Status


class DeadlineWithdrawn(Exception):
    """A withdrawn deadline is not moved: a new one is set."""

    def __init__(self):
        super().__init__("This deadline was withdrawn. Set a new one.")


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
    leads=(),
) -> Deadline:
    """Set a deadline by the clock there (`wall`, naive) and plan its nudges; `leads` empty: the person's own.

    Raises NegotiationClosed, UnknownZone, UnknownLead.
    """
    locked = lock_open(negotiation)
    deadline = Deadline(negotiation=locked, kind=kind, source=source, note=note, created_at=now)
    deadline.leads = [Lead.parse(lead).name for lead in leads]
    place(deadline, wall=wall, zone=zone, precision=precision)
    deadline.save()
    note_change(deadline, "set", now=now)
    nudges.plan(deadline, now=now)
    return deadline


@transaction.atomic
def move_deadline(deadline: Deadline, *, wall: datetime, now: datetime, zone: str | None = None, precision: str | None = None) -> Deadline:
    """Another time: what was planned for the old one is withdrawn. Moved to where it stands, nothing changes.

    Raises NegotiationClosed, DeadlineWithdrawn, UnknownZone.
    """
    locked = lock_running(deadline)
    before = (locked.wall, locked.zone, locked.precision, locked.at)
    place(locked, wall=wall, zone=zone or locked.zone, precision=precision or locked.precision)
    if before != (locked.wall, locked.zone, locked.precision, locked.at):
        later = locked.at > before[-1]
        locked.status = Status.EXTENDED if later else locked.status
        locked.revision += 1
        locked.save()
        note_change(locked, "extended" if later else "moved", now=now)
        nudges.withdraw_of(locked, reason="the deadline was moved", now=now)
        nudges.plan(locked, now=now)
    deadline.refresh_from_db()
    return deadline


@transaction.atomic
def withdraw_deadline(deadline: Deadline, *, now: datetime) -> Deadline:
    """It no longer holds: nothing more is said about it. Raises NegotiationClosed; withdrawn twice is withdrawn once."""
    locked = lock_deadline(deadline)
    if locked.status != Status.WITHDRAWN:
        locked.status = Status.WITHDRAWN
        locked.revision += 1
        locked.save(update_fields=["status", "revision"])
        note_change(locked, "withdrawn", now=now)
        nudges.withdraw_of(locked, reason="the deadline was withdrawn", now=now)
    deadline.refresh_from_db()
    return deadline


@transaction.atomic
def plan_again(negotiation: Negotiation, *, now: datetime) -> None:
    """The nudges of all running deadlines as they should be now: after reopening, or new preferences. Raises NegotiationClosed."""
    for deadline in lock_open(negotiation).deadlines.running():
        nudges.plan(deadline, now=now)


def place(deadline: Deadline, *, wall: datetime, zone: str, precision: str) -> None:
    """Put the deadline at a wall time; the moment follows."""
    wall = wall_of(wall, precision)
    deadline.wall_on, deadline.wall_time = wall.date(), wall.time()
    deadline.zone, deadline.precision = zone, precision
    deadline.at = moment(wall, zone)


def lock_deadline(deadline: Deadline) -> Deadline:
    return lock_open(deadline.negotiation).deadlines.get(pk=deadline.pk)


def lock_running(deadline: Deadline) -> Deadline:
    locked = lock_deadline(deadline)
    if locked.status == Status.WITHDRAWN:
        raise DeadlineWithdrawn
    return locked


def note_change(deadline: Deadline, what: str, *, now: datetime) -> DeadlineChange:
    return DeadlineChange.objects.create(
        deadline=deadline,
        what=what,
        revision=deadline.revision,
        wall_on=deadline.wall_on,
        wall_time=deadline.wall_time,
        zone=deadline.zone,
        at=deadline.at,
        changed_at=now,
    )
