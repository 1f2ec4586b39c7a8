"""What is measured of nudges: how many there are in each state, and how many are due."""

from datetime import datetime

from django.db.models import Count

from negotiate.metrics import Measure, one, register
from offers.models import Nudge


def nudge_measures(now: datetime) -> list[Measure]:
    states = dict(Nudge.objects.order_by().values_list("state").annotate(Count("pk")))
    by_state = {state: states.get(state, 0) for state in Nudge.State.values}
    return [
        Measure(name="negotiate_nudges", words="Nudges, by state.", label="state", values=by_state),
        one("negotiate_nudges_due", "Nudges that are due and in no message yet.", Nudge.objects.due(now).count()),
    ]


register("nudges", nudge_measures)
