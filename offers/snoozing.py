"""When reminders may be put off to: tomorrow, six hours before, or a time of one's own. Knows no Django."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from offers.deadlines import moment, zone_named

BEFORE = timedelta(hours=6)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A time to put reminders off to, by the name that forms and signed links give it."""

    name: str
    until: datetime


def choices(*, at: datetime, zone: str, waking_from: time, now: datetime) -> list[Choice]:
    """What can be chosen before the deadline `at`: tomorrow, when the person's day begins in their `zone`, and six hours before."""
    tomorrow = now.astimezone(zone_named(zone)).date() + timedelta(days=1)
    possible = [
        Choice(name="tomorrow", until=moment(datetime.combine(tomorrow, waking_from), zone)),
        Choice(name="before", until=at - BEFORE),
    ]
    return [choice for choice in possible if now < choice.until < at]
