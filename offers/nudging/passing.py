"""A deadline has passed and nothing was written down: what happened? Asked once, in waking hours."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from offers.closing import NegotiationClosed, lock_open
from offers.models import Deadline, Negotiation, Nudge, Outcome
from offers.nudging.people import waking_of
from offers.nudging.rows import plan_one

KIND = Nudge.Kind.PASSED
ASKED_WITHIN = timedelta(days=3)
AHEAD = (Nudge.Kind.DEADLINE, Nudge.Kind.SNOOZED)


def plan_passed(now: datetime) -> int:
    """Plan the question for each deadline that has just passed. Returns how many there were; the deadlines' own rows decide."""
    return sum(plan_question(deadline, now) for deadline in unanswered(now).select_related("negotiation"))


def unanswered(now: datetime):
    """Passed within three days and still running, in an open negotiation whose owner wants to be asked.

    Not while a reminder of it is on its way: mailed after the deadline, that one asks the same.
    """
    of_it = Nudge.objects.filter(about=OuterRef("pk"))
    asked = of_it.filter(kind=KIND, revision=OuterRef("revision"))
    late = of_it.filter(Q(state=Nudge.State.PLANNED) | Q(revision=OuterRef("revision"), mailed_at__gte=OuterRef("at")), kind__in=AHEAD)
    closed = Outcome.objects.standing().filter(negotiation=OuterRef("negotiation"))
    return Deadline.objects.running().filter(
        ~Exists(asked),
        ~Exists(late),
        ~Exists(closed),
        at__lte=now,
        at__gt=now - ASKED_WITHIN,
        handled_at=None,
        negotiation__deleted_at=None,
        negotiation__user__is_active=True,
        negotiation__user__mail_kinds__contains=[KIND],
    )


@transaction.atomic
def plan_question(deadline: Deadline, now: datetime) -> int:
    """1 where it is still to be asked, now that the negotiation is locked."""
    try:
        negotiation = lock_open(deadline.negotiation)
    except (NegotiationClosed, Negotiation.DoesNotExist):
        return 0
    current = unanswered(now).filter(pk=deadline.pk).first()
    if current is None:
        return 0
    due_at = waking_of(negotiation.user, current).first_minute_from(max(current.at, now))
    links = {"user": negotiation.user, "negotiation": negotiation}
    plan_one(kind=KIND, about=current.pk, revision=current.revision, due_at=due_at, now=now, **links)
    return 1
