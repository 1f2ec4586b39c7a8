"""Whose key this is."""

from datetime import time
from typing import Annotated

from ninja import Router, Schema
from pydantic import WithJsonSchema

router = Router(tags=["account"])
# A time of day in the person's zone, without an offset: RFC 3339, which "format": "time" means, asks for one.
LocalTime = Annotated[time, WithJsonSchema({"type": "string", "pattern": r"^\d{2}:\d{2}(:\d{2}(\.\d+)?)?$", "examples": ["08:00:00"]})]


class Me(Schema):
    email: str
    zone: str
    leads: list[str]
    waking_from: LocalTime
    waking_until: LocalTime


@router.get("/me", response=Me, summary="The account that is calling")
def me(request):
    return request.auth
