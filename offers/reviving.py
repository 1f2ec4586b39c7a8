"""What a failed mail carried is said again after all, where it still holds."""

from datetime import datetime

from django.db import transaction

from negotiate.mail.models import Message
from offers.closing import NegotiationClosed, lock_open
from offers.models import Deadline, Nudge


@transaction.atomic
def revived(message: Message, *, now: datetime) -> None:
    """The nudges that this message's failing dropped are planned again: not where the deadline has moved, ended or passed since."""
    for nudge in message.nudges.filter(state=Nudge.State.DROPPED).select_related("negotiation").order_by("pk"):
        if still_holds(nudge, now):
            Nudge.objects.filter(pk=nudge.pk, state=Nudge.State.DROPPED).update(state=Nudge.State.PLANNED, reason="")


def still_holds(nudge: Nudge, now: datetime) -> bool:
    """Locks the negotiation, as everyone does who changes what is planned for it."""
    try:
        if nudge.negotiation:
            lock_open(nudge.negotiation)
    except NegotiationClosed:
        return False
    if nudge.deadline_id and not Deadline.objects.running().filter(pk=nudge.deadline_id, revision=nudge.revision, at__gt=now).exists():
        return False
    return not Nudge.objects.planned().filter(kind=nudge.kind, about=nudge.about, lead=nudge.lead).exists()
