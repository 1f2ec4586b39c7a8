"""When a deadline is, and when to speak of it: wall time and zone to a moment, lead times to moments. Knows no Django."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from negotiate.leads import Lead, longest_first
from negotiate.zone_data import zone_names

CLOSE_OF_BUSINESS = time(17)
APART = timedelta(hours=2)
YEARS = range(1900, 2201)
MINUTE = timedelta(minutes=1)
TWO_DAYS = timedelta(days=2)


class UnknownZone(ValueError):
    """The name is none of the IANA zones that this system knows."""


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


def before(lead: Lead, wall: datetime, zone: str) -> datetime:
    """The moment that is the lead before the wall time there: days by the clock, hours and minutes as they pass."""
    return moment(wall - lead.length, zone) if lead.unit == "d" else moment(wall, zone) - lead.length


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
    left, one goes at once. Of two less than two hours apart the earlier is dropped, but for leads shorter than two hours: who chose one
    wants it beside the others. A deadline that has passed has none.
    """
    if moment(wall, zone) <= now:
        return []
    ordered = longest_first(map(Lead.parse, leads))
    times = [(lead, _considerate(before(lead, wall, zone), waking, now)) for lead in ordered]
    ahead = [(lead, Planned(lead=lead.name, due_at=at)) for lead, at in times if at > now]
    if not ahead:
        return [Planned(lead=lead.name, due_at=now) for lead in ordered[-1:]]
    spaced = _spaced([planned for lead, planned in ahead if lead.length >= APART])
    return _with_last_calls(spaced, [planned for lead, planned in ahead if lead.length < APART])


def _considerate(at: datetime, waking: Waking, now: datetime) -> datetime:
    moved = waking.last_minute_before(at)
    return moved if moved > now else at


def _spaced(ahead: list[Planned]) -> list[Planned]:
    """Without those that a later one follows within two hours. Of two in the same minute the shorter lead stays."""
    kept: list[Planned] = []
    for planned in sorted(reversed(ahead), key=minute_of, reverse=True):
        if not kept or kept[-1].due_at - planned.due_at >= APART:
            kept.append(planned)
    return kept[::-1]


def _with_last_calls(spaced: list[Planned], short: list[Planned]) -> list[Planned]:
    """The short leads beside the others. One that waking hours moved into a minute that is taken says nothing new, and gives way."""
    by_minute = {minute_of(planned): planned for planned in [*short, *spaced]}
    return sorted(by_minute.values(), key=minute_of)


def minute_of(planned: Planned) -> datetime:
    return planned.due_at.replace(second=0, microsecond=0)
