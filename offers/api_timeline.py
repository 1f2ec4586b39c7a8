"""What happened in a negotiation, in JSON, by the page."""

from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import urlencode
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from ninja.errors import ValidationError
from pydantic import Field

from negotiate.api_types import Search
from offers.models import Negotiation
from offers.timeline import GROUPS, PAGE, place_of, stretch_of
from offers.timeline_rows import Window, window

router = Router(tags=["readings"])
BACK = "before."
Group = Literal["offers", "said", "deadlines", "end"]


class ItemOut(Schema):
    at: datetime
    kind: str
    title: str
    text: str
    who: str
    channel: str
    note: str


class TimelineOut(Schema):
    items: list[ItemOut]
    next: str | None
    previous: str | None


@router.get("/negotiations/{uuid:id}/timeline", response=TimelineOut, summary="What happened, in order")
def timeline(request, id: UUID, cursor: Search = "", page_size: Annotated[int, Field(ge=1, le=PAGE)] = PAGE, kind: Group | None = None):
    """From the beginning, at most 200 items at a time. `kind` leaves only one sort of them."""
    rows = Negotiation.objects.owned_by(request.auth).select_related("revision").with_outcome()
    negotiation = get_object_or_404(rows, pk=id)
    stretch = stretch_of(negotiation, asked(negotiation, cursor, page_size, GROUPS[kind][1] if kind else ()))
    return {
        "items": stretch.items,
        "next": address(request, stretch.later),
        "previous": address(request, f"{BACK}{stretch.earlier}" if stretch.earlier else ""),
    }


def asked(negotiation, cursor: str, limit: int, kinds) -> Window:
    """The window that a cursor names; the first one without. A cursor that is none of ours is an error at its field."""
    try:
        place = place_of(cursor.removeprefix(BACK)) if cursor else None
    except ValueError as error:
        raise ValidationError([{"loc": ("query", "cursor"), "msg": "This cursor is none of ours."}]) from error
    side = {"before": place} if cursor.startswith(BACK) else {"after": place}
    return window(negotiation, limit=limit, kinds=kinds, **side)


def address(request, cursor: str) -> str | None:
    """Where the neighbouring page is; what else was asked for stays."""
    if not cursor:
        return None
    asked_for = {name: value for name, value in request.GET.items() if name != "cursor"}
    return request.build_absolute_uri(f"{request.path}?{urlencode(asked_for | {'cursor': cursor})}")
