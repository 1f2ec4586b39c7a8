"""More time is asked for, granted or refused; a deadline that was withdrawn or moved by mistake is taken back."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from offers import nudges
from offers.models import Deadline
from offers.scheduling import What, begin_anew, lock_deadline, lock_running, move_deadline, note_change, place

Status = Deadline.Status


class NotLater(ValueError):
    """An extension ends later than the deadline does."""

    def __init__(self):
        super().__init__("More time ends later than the deadline does now.")


class NothingAsked(Exception):
    """There is no question to answer: none was asked, or it is answered."""

    def __init__(self):
        super().__init__("No more time is being asked for at the moment.")


class DeadlineWentOn(Exception):
    """What is to be undone no longer stands."""


@transaction.atomic
def ask_for_time(deadline: Deadline, *, until: datetime, reason: str = "", now: datetime) -> Deadline:
    """Keep that more time was asked for, until a moment. Nothing moves before it is granted. Asked for the same again, nothing changes.

    Raises NegotiationClosed, DeadlineWithdrawn, NotLater.
    """
    locked = lock_running(deadline)
    if until <= max(locked.at, now):
        raise NotLater
    if locked.asked_until != until:
        locked.asked_until = until
        locked.save(update_fields=["asked_until"])
        note_change(locked, What.ASKED, note=reason, at=until, now=now)
    deadline.refresh_from_db()
    return deadline


@transaction.atomic
def grant(deadline: Deadline, *, now: datetime, wall: datetime | None = None, zone=None, precision=None) -> Deadline:
    """They gave more time: until what was asked for, or another time on the clock there. The deadline moves, its reminders with it.

    Raises NegotiationClosed, DeadlineWithdrawn, NothingAsked, NotLater.
    """
    locked = lock_running(deadline)
    if wall is None and locked.asked_until is None:
        raise NothingAsked
    if wall is None:
        wall, precision = locked.asked_until.astimezone(ZoneInfo(locked.zone)).replace(tzinfo=None), Deadline.Precision.TIME
    before = locked.at
    move_deadline(locked, wall=wall, zone=zone, precision=precision, what=What.GRANTED, now=now)
    if locked.at <= before:
        raise NotLater
    deadline.refresh_from_db()
    return deadline


@transaction.atomic
def refuse(deadline: Deadline, *, now: datetime) -> Deadline:
    """They gave no more time: the deadline stands. Raises NegotiationClosed, DeadlineWithdrawn, NothingAsked."""
    locked = lock_running(deadline)
    if locked.asked_until is None:
        raise NothingAsked
    locked.asked_until = None
    locked.save(update_fields=["asked_until"])
    note_change(locked, What.REFUSED, now=now)
    deadline.refresh_from_db()
    return deadline


@transaction.atomic
def put_back(deadline: Deadline, *, revision: int, now: datetime, was: Deadline) -> Deadline:
    """Undo a move or a withdrawal: all as it was before it, where nothing was changed since (`revision` is the one it made).

    `was` is the deadline as it stood, which need not be a row. Raises NegotiationClosed, DeadlineWentOn.
    """
    locked = lock_deadline(deadline)
    if locked.revision != revision:
        raise DeadlineWentOn("The deadline was changed since: there is nothing to undo.")
    place(locked, wall=was.wall, zone=was.zone, precision=was.precision)
    locked.status, locked.leads = was.status, was.leads
    begin_anew(locked, asked_until=was.asked_until, handled_at=was.handled_at, snoozed_until=was.snoozed_until)
    note_change(locked, What.RESTORED, now=now)
    nudges.withdraw_of(locked, reason="the change was undone", now=now)
    nudges.plan(locked, now=now)
    deadline.refresh_from_db()
    return deadline
