"""What messages carry, read for many of them at once: their nudges, and the deadlines that these speak of."""

from django.db.models import Prefetch, prefetch_related_objects

from offers.models import Deadline, Nudge

Kind = Nudge.Kind
OF_DEADLINES = (Kind.DEADLINE, Kind.SNOOZED, Kind.PASSED)
CARRIED = Nudge.objects.planned().select_related("negotiation__revision__guide").order_by("pk")


def load(messages) -> None:
    """Let `carried_by` and `deadlines_of` ask nothing more for these messages."""
    prefetch_related_objects(messages, Prefetch("nudges", CARRIED.all(), to_attr="carried"))
    _load_deadlines([nudge for message in messages for nudge in message.carried])


def carried_by(message) -> list[Nudge]:
    """The nudges that are still planned."""
    if not hasattr(message, "carried"):
        load([message])
    return message.carried


def deadlines_of(nudges: list[Nudge]) -> dict:
    """Those that the nudges are about, by key."""
    _load_deadlines([nudge for nudge in nudges if not hasattr(nudge, "speaks_of")])
    return {nudge.about: nudge.speaks_of for nudge in nudges if nudge.speaks_of}


def _load_deadlines(nudges: list[Nudge]) -> None:
    about = {nudge.about for nudge in nudges if nudge.kind in (*OF_DEADLINES, Kind.INVITATION)}
    deadlines = Deadline.objects.select_related("negotiation__user").prefetch_related("nudges").in_bulk(about) if about else {}
    for nudge in nudges:
        nudge.speaks_of = deadlines.get(nudge.about)
