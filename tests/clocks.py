"""Every change of every zone's clock from 2026 to 2030: looked for once, on the first question."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from offers.deadlines import zone_names

FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
SECOND = timedelta(seconds=1)


class Change(NamedTuple):
    zone: str
    at: datetime  # the first second of the new offset
    jump: timedelta  # by how much the clock is put forward; below zero where it is put back


@cache
def clock_changes() -> list[Change]:
    """Zone by zone and in order, looked for day by day."""
    return [change for zone in sorted(zone_names()) for change in changes_in(zone)]


def changes_in(name: str) -> list[Change]:
    zone = ZoneInfo(name)
    offsets = [offset(zone, day) for day in DAYS]
    changed = [number for number in range(len(DAYS) - 1) if offsets[number] != offsets[number + 1]]
    return [
        Change(name, first_second_after(zone, DAYS[number], DAYS[number + 1]), offsets[number + 1] - offsets[number]) for number in changed
    ]


def offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset()


def first_second_after(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """When the offset changes between the two moments."""
    before = offset(zone, low)
    while high - low > SECOND:
        middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
        low, high = (middle, high) if offset(zone, middle) == before else (low, middle)
    return high
