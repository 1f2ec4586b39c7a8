"""My guide has changed a number that matters to me: found by comparing what is pinned with what is published."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Subquery

from guides.models import Revision
from offers.closing import NegotiationClosed, lock_open
from offers.models import Negotiation, Nudge
from offers.nudging.changes import changed_figures
from offers.nudging.people import waking_of
from offers.nudging.rows import plan_one

KIND = Nudge.Kind.GUIDE_CHANGED
NEWS_FOR = timedelta(days=7)
NOTHING = "no number that matters here changed"


def plan_guide_news(now: datetime) -> int:
    """Plan what is to be said of guides published within a week. Returns how many negotiations were looked at; each is once a revision."""
    return sum(plan_news(negotiation, now) for negotiation in overtaken(now))


def overtaken(now: datetime) -> list[Negotiation]:
    """Open negotiations that pin another revision than the one published lately, and were not told or looked at since."""
    recent = Revision.objects.filter(state=Revision.State.PUBLISHED, published_at__gt=now - NEWS_FOR, number__gt=1)
    guides = list(recent.values_list("guide", flat=True))
    if not guides:
        return []
    newest = recent.filter(guide=OuterRef("revision__guide")).values("number")[:1]
    known = Nudge.objects.filter(kind=KIND, about=OuterRef("pk"), revision=OuterRef("newest"))
    mine = Negotiation.objects.open().filter(deleted_at=None, revision__guide__in=guides, user__mail_kinds__contains=[KIND])
    return list(mine.annotate(newest=Subquery(newest)).filter(~Exists(known)).exclude(revision__number=F("newest")))


@transaction.atomic
def plan_news(negotiation: Negotiation, now: datetime) -> int:
    try:
        locked = lock_open(negotiation)
    except (NegotiationClosed, Negotiation.DoesNotExist):
        return 0
    published = published_of(locked)
    if published is None or published.pk == locked.revision_id:
        return 0
    links = {"user": locked.user, "negotiation": locked}
    named = {"kind": KIND, "about": locked.pk, "revision": published.number}
    if changed_figures(locked, published):
        plan_one(**named, due_at=waking_of(locked.user).first_minute_from(now), now=now, **links)
    else:
        dropped = {"state": Nudge.State.DROPPED, "reason": NOTHING, "due_at": now, "created_at": now}
        Nudge.objects.get_or_create(**named, lead="", defaults={**dropped, **links})
    return 1


def published_of(negotiation: Negotiation) -> Revision | None:
    """The published revision of the guide that the negotiation is measured against; None without a guide, or where it was retired."""
    if negotiation.revision is None or negotiation.revision.guide.retired_at:
        return None
    return negotiation.revision.guide.published
