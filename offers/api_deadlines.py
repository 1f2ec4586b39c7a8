"""Deadlines in JSON: set, moved, extended, withdrawn."""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router
from ninja.responses import Status

from negotiate.problems import Problem
from offers import scheduling
from offers.api_given_deadlines import DeadlineChanged, DeadlineGiven
from offers.api_problems import checked, conflicts_are_problems
from offers.api_shapes import DeadlineOut
from offers.deadline_forms import default_zone
from offers.deadlines import moment, wall_of
from offers.models import Deadline, Negotiation

router = Router(tags=["deadlines"])


@router.post("/negotiations/{uuid:id}/deadlines", response={HTTPStatus.CREATED: DeadlineOut}, summary="Set a deadline")
@conflicts_are_problems
def set_deadline(request, id: UUID, given: DeadlineGiven):
    """`wall` is the time on the clock there, or a day alone: 17:00 of it then. `zone` is the clock's IANA name; without one it is that of
    the negotiation's last deadline, else that of its region, else that of your account."""
    negotiation = get_object_or_404(Negotiation.objects.owned_by(request.auth), pk=id)
    zone = given.zone or default_zone(negotiation, request.auth)
    if not zone:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, errors=[("zone", "In which time zone? Name it, such as America/New_York.")])
    now = timezone.now()
    must_be_ahead(moment(wall_of(given.wall, given.precision), zone), now)
    deadline = scheduling.set_deadline(negotiation, **given.dict(exclude={"zone"}), zone=zone, now=now)
    return Status(HTTPStatus.CREATED, fresh(deadline))


@router.patch("/negotiations/{uuid:id}/deadlines/{uuid:deadline_id}", response=DeadlineOut, summary="Move, extend or withdraw a deadline")
@conflicts_are_problems
def change_deadline(request, id: UUID, deadline_id: UUID, given: DeadlineChanged):
    """`extended` asks for a later time. A change that is already so changes nothing."""
    deadline = get_object_or_404(Deadline.objects.owned_by(request.auth), negotiation=id, pk=deadline_id)
    checked(given)
    if given.status == "withdrawn":
        return fresh(scheduling.withdraw_deadline(deadline, now=timezone.now()))
    now, at = timezone.now(), moment_asked(given, deadline)
    if given.status == "extended" and at < deadline.at:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, errors=[("wall", "An extension ends later than the deadline does now.")])
    if at != deadline.at:
        must_be_ahead(at, now)
    wall = given.wall or deadline.wall
    return fresh(scheduling.move_deadline(deadline, wall=wall, zone=given.zone, precision=given.precision, now=now))


def moment_asked(given: DeadlineChanged, deadline: Deadline) -> datetime:
    wall = wall_of(given.wall or deadline.wall, given.precision or deadline.precision)
    return moment(wall, given.zone or deadline.zone)


def must_be_ahead(at: datetime, now: datetime) -> None:
    """Nobody can be reminded of what has passed: a year mistyped would be lost in silence."""
    if at <= now:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, errors=[("wall", "This time has passed there.")])


def fresh(deadline: Deadline) -> Deadline:
    """With its nudges as they stand now."""
    return Deadline.objects.prefetch_related("nudges").get(pk=deadline.pk)
