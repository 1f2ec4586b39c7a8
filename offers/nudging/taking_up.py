"""What is planned again beside a negotiation's deadlines once it is open again, or the person wants other mail."""

from datetime import datetime

from offers.models import Negotiation, Nudge
from offers.nudging import weekly
from offers.nudging.answers import plan_answer

FOUND = (Nudge.Kind.PASSED, Nudge.Kind.GUIDE_CHANGED)


def take_up(negotiation: Negotiation, *, now: datetime) -> None:
    """Plan the question about its counter and the person's digest; what a round finds by itself is free to be found again."""
    unsaid = negotiation.nudges.filter(kind__in=FOUND, state=Nudge.State.WITHDRAWN, mailed_at=None)
    Nudge.objects.filter(pk__in=list(unsaid.select_for_update().order_by("pk").values_list("pk", flat=True))).delete()
    plan_answer(negotiation, now=now)
    weekly.plan_digest(negotiation.user, now=now)
