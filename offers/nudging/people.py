"""Whom nudges go to: their clock, their waking hours, and what they want to be told."""

from offers.deadlines import Waking, zone_names
from offers.models import Deadline

UTC = "UTC"


def persons_zone(user, deadline: Deadline | None = None) -> str:
    """The person's zone; where it is not known, the deadline's, or else that of their newest deadline."""
    if user.zone in zone_names():
        return user.zone
    deadline = deadline or Deadline.objects.owned_by(user).order_by("-created_at").first()
    return deadline.zone if deadline else UTC


def waking_of(user, deadline: Deadline | None = None) -> Waking:
    return Waking(zone=persons_zone(user, deadline), start=user.waking_from, end=user.waking_until)


def wants(user, kind: str) -> bool:
    return kind in user.mail_kinds
