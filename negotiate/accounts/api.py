"""Whose key this is."""

from datetime import time

from ninja import Router, Schema

router = Router(tags=["account"])


class Me(Schema):
    email: str
    zone: str
    leads: list[str]
    waking_from: time
    waking_until: time


@router.get("/me", response=Me, summary="The account that is calling")
def me(request):
    return request.auth
