"""The reminders of a person on the list of negotiations: what was due, what comes next, what has passed. Mail is not asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, Subquery

from offers.deadlines import zone_names
from offers.models import Deadline, Nudge, Outcome
from offers.wording import both_words, duration_words, soon_words

SHOWN = 6
SOON = timedelta(days=7)
ASKED_FOR = timedelta(days=30)
"""How long a passed deadline asks what happened."""


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """One deadline: what it is, how long is left or since when it has passed, and what is said of it when."""

    link: str
    about: str
    name: str
    passed: bool
    left: str
    when: str
    said: str
    next: str


def reminders_for(user, *, now: datetime) -> list[Reminder]:
    """The deadlines that were spoken of, are or will be spoken of within a week, or have passed unanswered: soonest first, in one query."""
    return [reminder(deadline, user, now) for deadline in speaking(user, now)[:SHOWN]]


def speaking(user, now: datetime):
    """Running, unhandled deadlines of open negotiations, each with `said_at` and `next_at`: its last nudge due, and the one to come."""
    mine = Nudge.objects.filter(deadline=OuterRef("pk")).exclude(state=Nudge.State.WITHDRAWN)
    said = mine.filter(due_at__lte=now).order_by("-due_at").values("due_at")[:1]
    ahead = mine.filter(due_at__gt=now, state=Nudge.State.PLANNED).order_by("due_at").values("due_at")[:1]
    closed = Outcome.objects.standing().filter(negotiation=OuterRef("negotiation"))
    return (
        Deadline.objects.owned_by(user)
        .running()
        .filter(~Exists(closed), handled_at=None, at__gt=now - ASKED_FOR)
        .annotate(said_at=Subquery(said), next_at=Subquery(ahead))
        .filter(Q(at__lte=now + SOON) | Q(said_at__isnull=False) | Q(next_at__lte=now + SOON))
        .select_related("negotiation")
        .order_by("at", "pk")
    )


def reminder(deadline: Deadline, user, now: datetime) -> Reminder:
    own = user.zone if user.zone in zone_names() else ""
    zone = own or deadline.zone
    return Reminder(
        link=f"{deadline.negotiation.get_absolute_url()}#deadline-{deadline.pk}",
        about=str(deadline.negotiation),
        name=deadline.get_kind_display(),
        passed=deadline.at <= now,
        left=duration_words(abs(deadline.at - now)),
        when=both_words(deadline.at, deadline.zone, own),
        said=f"{duration_words(now - deadline.said_at)} ago" if deadline.said_at else "",
        next=soon_words(deadline.next_at, zone, now) if deadline.next_at else "",
    )
