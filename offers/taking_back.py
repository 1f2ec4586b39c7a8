"""An outcome recorded by mistake is taken back: as if it had not been said, and the timeline says that it was."""

from django.db import transaction

from offers.closing import lock, standing_outcome
from offers.models import Entry, Outcome
from offers.scheduling import plan_again
from offers.undoing import NothingToUndo, undoable

STEP = "outcome recorded"


def about(outcome: Outcome) -> dict:
    """What the offer to undo needs to find the outcome again, and the offer that was recorded with it, if one was."""
    recorded = outcome.recorded
    return {"outcome": outcome.pk, "recorded": str(recorded.pk) if recorded else ""}


@transaction.atomic
def take_back_outcome(negotiation, *, now, outcome: int, recorded: str = "") -> str:
    """Remove the outcome, and the offer that only it brought, and plan the reminders again; a note on the timeline keeps that it was.

    Raises NothingToUndo where another outcome holds by now, or none; NegotiationClosed where the negotiation was deleted.
    """
    locked = lock(negotiation)
    standing = standing_outcome(locked)
    if locked.deleted_at or standing is None or standing.pk != outcome:
        raise NothingToUndo("The negotiation went on since: there is nothing to undo.")
    words = standing.get_kind_display().lower()
    standing.delete()
    if recorded:
        locked.proposals.filter(pk=recorded).delete()
    note = f"Undone: the outcome “{words}”{', with the offer it recorded' if recorded else ''}."
    Entry.objects.create(negotiation=locked, kind=Entry.Kind.NOTE, who=Entry.Who.CANDIDATE, text=note, happened_at=now, created_at=now)
    plan_again(locked, now=now)
    ahead = locked.nudges.reminders().count()
    return f"The outcome is undone, and the negotiation is open again. {reminders(ahead)}"


def reminders(ahead: int) -> str:
    return "No reminder is planned." if not ahead else f"{ahead} reminder{' is' if ahead == 1 else 's are'} planned again."


undoable(STEP, take_back_outcome)
