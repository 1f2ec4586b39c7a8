"""What happened in a negotiation, in JSON."""

from datetime import datetime
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from offers.models import Negotiation
from offers.timeline import timeline_of

router = Router(tags=["readings"])


class ItemOut(Schema):
    at: datetime
    kind: str
    title: str
    text: str
    who: str


class TimelineOut(Schema):
    items: list[ItemOut]


@router.get("/negotiations/{uuid:id}/timeline", response=TimelineOut, summary="What happened, in order")
def timeline(request, id: UUID):
    return {"items": timeline_of(get_object_or_404(Negotiation.objects.owned_by(request.auth), pk=id))}
