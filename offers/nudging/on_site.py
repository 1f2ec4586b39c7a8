"""What nudges say that are about no deadline, on the list of negotiations: mail is never the only channel."""

from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, Subquery

from offers.models import Nudge, Proposal
from offers.nudging.guide_news import NOTHING

STANDS_FOR = timedelta(days=30)
WORDS = {
    Nudge.Kind.NO_ANSWER: "No answer to your counter yet: ask, or write down what they said.",
    Nudge.Kind.GUIDE_CHANGED: "Your guide has changed a number that matters to you.",
}


def with_notices(negotiations, now: datetime):
    """Each negotiation with `notices`: the kinds of what is due and still true. Whether a mail left is not asked.

    A counter is asked about while it is the newest word, news of a guide stand until the negotiation is measured against it.
    """
    proposals = Proposal.objects.filter(negotiation=OuterRef("negotiation")).order_by("-made_at", "-created_at")
    unanswered = Q(kind=Nudge.Kind.NO_ANSWER, about=F("newest"))
    overtaken = Q(kind=Nudge.Kind.GUIDE_CHANGED, negotiation__revision__number__lt=F("revision")) & ~Q(reason=NOTHING)
    due = Nudge.objects.filter(negotiation=OuterRef("pk"), due_at__lte=now, due_at__gt=now - STANDS_FOR)
    true = due.exclude(state=Nudge.State.WITHDRAWN).annotate(newest=Subquery(proposals.values("pk")[:1])).filter(unanswered | overtaken)
    return negotiations.annotate(notices=ArraySubquery(true.order_by("kind").values("kind").distinct()))


def notice_words(negotiation) -> list[str]:
    """In words, of a negotiation that was asked for by `with_notices`."""
    return [WORDS[kind] for kind in negotiation.notices]
