"""Whom nudges go to: their clock, their waking hours, and what they want to be told."""

from offers.deadlines import Waking, zone_names
from offers.models import Deadline, Nudge

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
    return switch_of(kind) in user.mail_kinds


def switch_of(kind: str) -> str:
    """What the person switches to have this kind or not: what they put off comes with the reminders, so that it is never lost alone."""
    return Nudge.Kind.DEADLINE if kind == Nudge.Kind.SNOOZED else kind


def unwanted(user) -> list[str]:
    return [kind for kind in Nudge.Kind.values if not wants(user, kind)]
