"""What the buttons behind a mail's links do, and how it is taken back: the verbs of the site, for the person whom the link names."""

from datetime import datetime

from django.core import signing
from django.db import transaction

from negotiate.accounts import belongings
from negotiate.accounts.models import User
from offers import nudges
from offers.models import Deadline
from offers.nudging.links import DeadlineLink
from offers.scheduling import What, lock_running, mark_handled, note_change, snooze, unhandle
from offers.undoing import SALT, NothingToUndo, opened

HANDLED, SNOOZED = "handled from mail", "put off from mail"


def handle(link: DeadlineLink, *, now: datetime) -> str:
    """Mark the deadline as handled; what takes it back. Raises NegotiationClosed, DeadlineWithdrawn."""
    before = link.deadline.snoozed_until
    mark_handled(link.deadline, now=now)
    return sealed(link, HANDLED, before=written(before))


def put_off(link: DeadlineLink, *, until: datetime, now: datetime) -> str:
    """Put the deadline's reminders off; what takes it back. Raises NegotiationClosed, DeadlineWithdrawn, SnoozeOutside."""
    before, handled = link.deadline.snoozed_until, link.deadline.handled_at
    snooze(link.deadline, until=until, now=now)
    return sealed(link, SNOOZED, until=until.isoformat(), before=written(before if before != until else None), handled=written(handled))


def written(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def read(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def sealed(link: DeadlineLink, step: str, **about) -> str:
    return signing.dumps({"step": step, "user": link.user.pk, "deadline": str(link.deadline.pk), **about}, salt=SALT)


def undo(link: DeadlineLink, offer: str, *, now: datetime) -> str:
    """Take back what a button did within the hour; what the person is told. Raises NothingToUndo, NegotiationClosed."""
    said = opened(offer)
    if (said.get("user"), said.get("deadline")) != (link.user.pk, str(link.deadline.pk)):
        raise NothingToUndo("This cannot be undone here.")
    before, handled = read(said.get("before", "")), read(said.get("handled", ""))
    if said["step"] == HANDLED:
        unhandle(link.deadline, now=now, snoozed_until=before)
        return "The deadline is taken up again, and its reminders with it."
    take_back_snooze(link.deadline, until=datetime.fromisoformat(said["until"]), before=before, handled=handled, now=now)
    return "It is handled, as it was before." if handled else "The reminders come as they were planned before."


@transaction.atomic
def take_back_snooze(deadline: Deadline, *, until: datetime, before: datetime | None, handled: datetime | None, now: datetime) -> None:
    """As if it had not been put off until then. Raises NothingToUndo where it was put off anew, or handled, since."""
    locked = lock_running(deadline)
    if locked.snoozed_until != until:
        raise NothingToUndo("The reminders were changed since: there is nothing to undo.")
    locked.snoozed_until, locked.handled_at = before, handled
    locked.save(update_fields=["snoozed_until", "handled_at"])
    note_change(locked, What.RESTORED, now=now)
    nudges.plan(locked, now=now)


@transaction.atomic
def set_wanted(person: User, kinds: list[str], *, wanted: bool, now: datetime) -> None:
    """Stop mail of these kinds, or send it again; what is planned follows at once."""
    locked = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    others = [kind for kind in locked.mail_kinds if kind not in kinds]
    locked.mail_kinds = others + kinds if wanted else others
    locked.save(update_fields=["mail_kinds"])
    belongings.follow_preferences(locked, now=now)
