"""Invitations: what the person's calendar should hold follows what is true, by a mail each time that it changes.

A row's lead is `r` or `c` (request, cancel) and a number of its own; its revision is the deadline's.
"""

from datetime import datetime

from django.db.models import Q

from negotiate.mail.models import Message
from offers.closing import standing_outcome
from offers.models import Deadline, Negotiation, Nudge
from offers.nudging.people import waking_of, wants
from offers.nudging.rows import withdraw

KIND = Nudge.Kind.INVITATION
REQUEST, CANCEL = "r", "c"
METHODS = {REQUEST: "REQUEST", CANCEL: "CANCEL"}


def invite(deadline: Deadline, *, now: datetime, asleep: bool = False) -> None:
    """Plan the invitation that is missing, or the cancellation; a newer one takes the place of one that was not sent.

    Call it under the lock of the negotiation, in the transaction that changes the deadline. It goes at once, as the person has just
    acted; `asleep`: in their waking hours, as they have not.
    """
    wanted = letter_of(deadline, now)
    mine = Nudge.objects.filter(kind=KIND, about=deadline.pk)
    right = list(mine.planned().filter(lead__startswith=wanted, revision=deadline.revision).values_list("pk", flat=True)) if wanted else []
    told = not wanted or is_told(last_sent(deadline), wanted, deadline.revision)
    withdraw(mine.exclude(pk__in=right), "the calendar needs another one", now)
    if not right and not told:
        negotiation = deadline.negotiation
        due_at = waking_of(negotiation.user, deadline).first_minute_from(now) if asleep else now
        numbered = {"lead": f"{wanted}{mine.count() + 1}", "revision": deadline.revision}
        links = {"user": negotiation.user, "negotiation": negotiation}
        Nudge.objects.create(kind=KIND, about=deadline.pk, **numbered, due_at=due_at, created_at=now, **links)


def invite_all(negotiation: Negotiation, *, now: datetime) -> None:
    """For each deadline, after an outcome or a deletion. Of one that was withdrawn before, the cancelling may not have left yet."""
    for deadline in negotiation.deadlines.filter(at__gt=now):
        invite(deadline, now=now)


def letter_of(deadline: Deadline, now: datetime) -> str:
    """Whether the calendar should hold the deadline or not; empty where it has passed, or nothing is wanted."""
    if deadline.at <= now or not wants(deadline.negotiation.user, KIND):
        return ""
    return REQUEST if holds(deadline) else CANCEL


def is_told(last: Nudge | None, wanted: str, revision: int) -> bool:
    """Whether what was sent last says so already. What never arrived needs no cancelling."""
    if last is None:
        return wanted == CANCEL
    return last.lead.startswith(wanted) and (wanted == CANCEL or last.revision == revision)


def last_sent(deadline: Deadline) -> Nudge | None:
    """What the calendar was told last; what is being handed over counts, as it may arrive."""
    gone = Q(mailed_at__isnull=False) | Q(message__state=Message.State.HANDING_OVER)
    return Nudge.objects.filter(gone, kind=KIND, about=deadline.pk).order_by("pk").last()


def holds(deadline: Deadline) -> bool:
    """Whether the deadline stands in an open negotiation."""
    negotiation = deadline.negotiation
    return deadline.status in Deadline.RUNNING and not negotiation.deleted_at and not standing_outcome(negotiation)
