"""When a deadline is, and when to speak of it: wall time and zone to a moment, lead times to moments. Knows no Django."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from negotiate.zone_data import zone_names

CLOSE_OF_BUSINESS = time(17)
APART = timedelta(hours=2)
YEARS = range(1900, 2201)
MINUTE = timedelta(minutes=1)
TWO_DAYS = timedelta(days=2)
LEAD = re.compile(r"([1-9]\d{0,2})([dh])")
TYPED_LEAD = re.compile(r"([1-9]\d{0,2})\s*(d|days?|h|hrs?|hours?|w|weeks?)(?: before)?", re.ASCII)


class UnknownZone(ValueError):
    """The name is none of the IANA zones that this system knows."""


class UnknownLead(ValueError):
    """A lead is a number of days or hours: `3d`, `6h`."""


def zone_named(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises UnknownZone."""
    if name not in zone_names():
        raise UnknownZone(f"{name!r} is no time zone")
    return ZoneInfo(name)


def moment(wall: datetime, zone: str) -> datetime:
    """The moment in UTC at which clocks in the zone show `wall` (naive).

    In the gap of a clock put forward, 02:30 is 03:30; in the overlap of one put back, it is the first of the two.
    """
    if wall.tzinfo is not None:
        raise ValueError("wall time carries no offset")
    if wall.year not in YEARS:
        raise ValueError("the year is out of range")
    return wall.replace(tzinfo=zone_named(zone), fold=0).astimezone(UTC)


def wall_of(wall: datetime, precision: str) -> datetime:
    """The wall time that counts, to the second: a day alone means the close of business there."""
    return datetime.combine(wall.date(), CLOSE_OF_BUSINESS) if precision == "date" else wall.replace(microsecond=0)


@dataclass(frozen=True, kw_only=True)
class Lead:
    """How long before the deadline: days keep the wall time there, hours are absolute."""

    name: str
    number: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> "Lead":
        """Reads `7d` or `6h`. Raises UnknownLead."""
        match = LEAD.fullmatch(text.strip().lower())
        if not match:
            raise UnknownLead(f"{text!r} is no lead time: write 3d or 6h")
        return cls(name=match[0], number=int(match[1]), unit=match[2])

    @property
    def length(self) -> timedelta:
        return timedelta(days=self.number) if self.unit == "d" else timedelta(hours=self.number)

    def before(self, wall: datetime, zone: str) -> datetime:
        if self.unit == "d":
            return moment(wall - self.length, zone)
        return moment(wall, zone) - self.length


def leads_typed(text: str) -> list[str]:
    """Short leads, longest first and each once, of what people type: `3 days, 6 hours, 2h` gives 3d, 6h, 2h. Raises UnknownLead."""
    leads = []
    for part in filter(None, (part.strip().lower() for part in re.split(r"[,;]|\band\b", text))):
        match = TYPED_LEAD.fullmatch(part)
        if not match:
            raise UnknownLead(f"“{part}” is not a time before: write days as 3d, hours as 6h.")
        number = int(match[1]) * (7 if match[2][0] == "w" else 1)
        leads.append(Lead.parse(f"{number}{'h' if match[2][0] == 'h' else 'd'}"))
    return [lead.name for lead in sorted({lead.name: lead for lead in leads}.values(), key=lambda lead: -lead.length)]


@dataclass(frozen=True, kw_only=True)
class Waking:
    """The hours in which a person may be spoken to, in their zone: from the first until before the last. Equal ends: always."""

    zone: str
    start: time = time(8)
    end: time = time(21)

    def holds(self, at: datetime) -> bool:
        clock = at.astimezone(zone_named(self.zone)).time()
        if self.start <= self.end:
            return self.start == self.end or self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def last_minute_before(self, at: datetime) -> datetime:
        """The moment itself in waking hours, else the start of the last waking minute before it."""
        if self.holds(at):
            return at
        if self._changes_around(at):
            return self._walked(at.replace(second=0, microsecond=0), -MINUTE)
        return max(end for end in self._moments(self.end, at, days=(0, -1, -2)) if end - MINUTE <= at) - MINUTE

    def first_minute_from(self, at: datetime) -> datetime:
        """The moment itself in waking hours, else when the next of them begin."""
        if self.holds(at):
            return at
        if self._changes_around(at):
            return self._walked(at.replace(second=0, microsecond=0) + MINUTE, MINUTE)
        return min(begin for begin in self._moments(self.start, at, days=(0, 1, 2)) if begin > at)

    def _moments(self, clock: time, at: datetime, *, days) -> list[datetime]:
        """When it is that time in the person's zone, so many days from the day of `at`."""
        today = at.astimezone(zone_named(self.zone)).date()
        return [moment(datetime.combine(today + timedelta(days=number), clock), self.zone) for number in days]

    def _changes_around(self, at: datetime) -> bool:
        zone = zone_named(self.zone)
        return (at - TWO_DAYS).astimezone(zone).utcoffset() != (at + TWO_DAYS).astimezone(zone).utcoffset()

    def _walked(self, at: datetime, step: timedelta) -> datetime:
        """The next waking moment by steps: a change of the clock may leave out where the hours begin or end, or bring it twice."""
        return next(filter(self.holds, (at + number * step for number in range(TWO_DAYS // MINUTE))), at)


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One reminder to come: for which lead, at what moment."""

    lead: str
    due_at: datetime


def nudge_times(*, wall: datetime, zone: str, leads, waking: Waking, now: datetime) -> list[Planned]:
    """When to speak of a deadline, in order, each after `now` (aware) or at once.

    A time outside waking hours moves to the last waking minute before it, unless that is past. Past times are dropped; where none is
    left, one goes at once. Of two less than two hours apart the earlier is dropped. A deadline that has passed has none.
    """
    if moment(wall, zone) <= now:
        return []
    ordered = sorted({lead.name: lead for lead in map(Lead.parse, leads)}.values(), key=lambda lead: -lead.length)
    times = [(lead, _considerate(lead.before(wall, zone), waking, now)) for lead in ordered]
    ahead = [Planned(lead=lead.name, due_at=at) for lead, at in times if at > now]
    if not ahead:
        return [Planned(lead=lead.name, due_at=now) for lead in ordered[-1:]]
    return _spaced(ahead)


def _considerate(at: datetime, waking: Waking, now: datetime) -> datetime:
    moved = waking.last_minute_before(at)
    return moved if moved > now else at


def _spaced(ahead: list[Planned]) -> list[Planned]:
    """Without those that a later one follows within two hours. Of two in the same minute the shorter lead stays."""
    kept: list[Planned] = []
    for planned in sorted(reversed(ahead), key=lambda planned: planned.due_at.replace(second=0, microsecond=0), reverse=True):
        if not kept or kept[-1].due_at - planned.due_at >= APART:
            kept.append(planned)
    return kept[::-1]
