"""The moments of deadlines, derived again where the rules of a zone have changed: the wall time is what was said, and it stays."""

import logging
from datetime import datetime

from django.db import transaction

from negotiate.zone_data import WATCH, release, use_newest
from offers import nudges
from offers.closing import lock, standing_outcome
from offers.deadlines import UnknownZone, moment
from offers.models import Deadline, Negotiation
from offers.scheduling import What, begin_anew, note_change, place, plan_anew

logger = logging.getLogger(__name__)


def follow_zone_data(now: datetime) -> None:
    """As soon as new data are noticed, not only when it is time to tidy: the web shows moments by the new rules within a minute."""
    if WATCH.look():
        derive_again(now)


def derive_again(now: datetime) -> int:
    """Read the zone data anew, and set right each running deadline that they or newer ones place elsewhere. Returns how many moved."""
    use_newest()
    rows = Deadline.objects.running().filter(at__gt=now).only("wall_on", "wall_time", "zone", "at", "zone_data", "negotiation_id")
    return sum(derive_one(row.pk, row.negotiation_id, now) for row in rows.iterator() if is_stale(row))


def is_stale(deadline: Deadline) -> bool:
    """Whether it was derived with older data, or otherwise. One that a machine with newer data has derived is left alone: two machines
    would else move it to and fro."""
    if deadline.zone_data > release():
        return False
    try:
        return deadline.zone_data != release() or moment(deadline.wall, deadline.zone) != deadline.at
    except UnknownZone:
        logger.warning("The zone %s of a deadline is not in the zone data", deadline.zone)
        return False


@transaction.atomic
def derive_one(pk, negotiation_id, now: datetime) -> int:
    """1 where the moment is another one now; its reminders follow either way, since a lead in days may lie before a change of the clock."""
    try:
        negotiation = lock(Negotiation(pk=negotiation_id))
    except Negotiation.DoesNotExist:
        return 0
    deadline = negotiation.deadlines.running().filter(pk=pk).first()
    if not deadline or negotiation.deleted_at or standing_outcome(negotiation) or not is_stale(deadline):
        return 0
    before, data = deadline.at, deadline.zone_data
    place(deadline, wall=deadline.wall, zone=deadline.zone, precision=deadline.precision)
    if deadline.at == before:
        deadline.save(update_fields=["zone_data"])
        nudges.plan(deadline, now=now)
        return 0
    begin_anew(deadline, asked_until=deadline.asked_until, handled_at=deadline.handled_at, snoozed_until=deadline.snoozed_until)
    note_change(deadline, What.REDERIVED, note=f"Zone data {data or 'before'}, now {release()}.", now=now)
    plan_anew(deadline, reason="the rules of the clock there changed", now=now, asleep=True)
    return 1
