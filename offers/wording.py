"""Times as people say them: how long is left, when it is there and here. Knows no Django."""

from datetime import datetime, timedelta

from negotiate.counting import counted
from negotiate.dates import day_words, place
from offers.deadlines import zone_named

HOUR = 60
DAY = 24 * HOUR


def nearest(minutes: int, step: int) -> int:
    return (minutes + step // 2) // step * step


def duration_words(length: timedelta) -> str:
    """`2 hours`, `3 days 5 hours`: to the minute below an hour, to five minutes below twelve hours, else to the hour."""
    minutes = max(0, round(length.total_seconds() / 60))
    if minutes < 1:
        return "less than a minute"
    if minutes > HOUR:
        minutes = nearest(minutes, 5 if minutes < 12 * HOUR else HOUR)
    if minutes < 2 * DAY:
        return parts_words((minutes // HOUR, "hour"), (minutes % HOUR, "minute"))
    return parts_words((minutes // DAY, "day"), (minutes % DAY // HOUR, "hour"))


def parts_words(*parts: tuple[int, str]) -> str:
    return " ".join(counted(number, unit) for number, unit in parts if number)


def clock(at: datetime, zone: str) -> str:
    """The hour and minute there."""
    return f"{at.astimezone(zone_named(zone)):%H:%M}"


def given_clock(at: datetime, zone: str) -> str:
    """A time that a person named: as `clock`, with the seconds where they gave some."""
    there = at.astimezone(zone_named(zone))
    return f"{there:%H:%M:%S}" if there.second else f"{there:%H:%M}"


def day(at: datetime, zone: str) -> str:
    there = at.astimezone(zone_named(zone))
    return f"{there:%A} {day_words(there)}"


def moment_words(at: datetime, zone: str) -> str:
    """`Friday 27 November 2026, 17:00 in New York`."""
    return f"{day(at, zone)}, {clock(at, zone)} in {place(zone)}"


def date_words(at: datetime, zone: str) -> str:
    """The day of a moment by the clock of a zone: `27 November 2026`."""
    return day_words(at.astimezone(zone_named(zone)))


def given_words(at: datetime, zone: str) -> str:
    """A moment that a person named, as `moment_words`: `Friday 27 November 2026, 17:00:30 in New York`."""
    return f"{day(at, zone)}, {given_clock(at, zone)} in {place(zone)}"


def soon_words(at: datetime, zone: str, now: datetime) -> str:
    """A time in the next days, short: `today 15:00`, `Thursday 17:00`, else with its date."""
    there, today = at.astimezone(zone_named(zone)), now.astimezone(zone_named(zone)).date()
    days = (there.date() - today).days
    if days <= 1:
        return f"{'tomorrow' if days else 'today'} {clock(at, zone)}"
    return f"{there:%A} {clock(at, zone)}" if days < 7 else f"{there:%A} {there.day} {there:%B} {clock(at, zone)}"


def both_words(at: datetime, zone: str, own: str) -> str:
    """`Friday 27 November 2026, 17:00 in New York, 22:00 for you`; the day for the person where it is another one there."""
    there = given_words(at, zone)
    if not own or at.astimezone(zone_named(zone)).replace(tzinfo=None) == at.astimezone(zone_named(own)).replace(tzinfo=None):
        return there
    here = given_clock(at, own) if day(at, zone) == day(at, own) else f"{day(at, own)}, {given_clock(at, own)}"
    return f"{there}, {here} for you"
