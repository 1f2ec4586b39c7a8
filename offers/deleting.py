"""Deleting a negotiation: hidden at once, brought back for thirty days, then removed for good."""

from datetime import datetime

from django.db import transaction

from offers.closing import lock, standing_outcome
from offers.letters import remove_files
from offers.models import Letter, Negotiation
from offers.nudges import withdraw_for
from offers.nudging.invitations import invite_all
from offers.scheduling import plan_again


@transaction.atomic
def delete_negotiation(negotiation: Negotiation, *, now: datetime) -> None:
    """Hide the negotiation and stop its reminders. Its rows stay, so that it can be brought back."""
    locked = lock(negotiation)
    if locked.deleted_at is None:
        locked.deleted_at = now
        locked.save(update_fields=["deleted_at"])
        withdraw_for(locked, reason="negotiation deleted", now=now)
        invite_all(locked, now=now)


@transaction.atomic
def bring_back(negotiation: Negotiation, *, now: datetime) -> None:
    """Undo the deletion: all stands as it stood, and where it is open its deadlines ahead are reminded of again.

    Raises Negotiation.DoesNotExist where it has been removed for good.
    """
    locked = lock(negotiation)
    if locked.deleted_at is None:
        return
    locked.deleted_at = None
    locked.save(update_fields=["deleted_at"])
    if not standing_outcome(locked):
        plan_again(locked, now=now)


def purge_deleted(now: datetime) -> int:
    """Remove for good, with all that hangs on them, the negotiations that can no longer be brought back. Returns how many."""
    return sum(_purge(pk, now) for pk in Negotiation.objects.past_keeping(now).values_list("pk", flat=True))


@transaction.atomic
def _purge(pk, now: datetime) -> int:
    """1 where it was removed; 0 where another worker is at it, or its owner was quicker."""
    locked = Negotiation.objects.past_keeping(now).select_for_update(skip_locked=True).filter(pk=pk).first()
    if locked:
        remove_files(Letter.objects.filter(proposal__negotiation=locked))
        locked.delete()
    return int(locked is not None)
