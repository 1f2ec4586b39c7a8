"""Asking for more time: one date, one reason, in plain words to copy. Knows no Django."""

from datetime import datetime, timedelta

from offers.deadlines import moment, zone_named
from offers.wording import day, given_clock, place

WORKING_DAYS = 3
FRIDAY = 4
REASON = "I want to give you an answer that I can stand by."


def proposed(wall: datetime, zone: str, now: datetime) -> datetime:
    """A date to begin with, by the clock there: three working days after the deadline, or after today where it has passed."""
    start = max(wall, datetime.combine(now.astimezone(zone_named(zone)).date(), wall.time()))
    for _ in range(WORKING_DAYS):
        start += timedelta(days=1 if start.weekday() < FRIDAY else 7 - start.weekday())
    return start


def text_of(*, until: datetime, zone: str, by_day: bool, reason: str) -> str:
    """What to write to them. `until` is on the clock there; a day alone is named without a time."""
    at = moment(until, zone)
    when = day(at, zone) if by_day else f"{day(at, zone)}, {given_clock(at, zone)} {place(zone)} time"
    because = f" {reason.strip().rstrip('.')}." if reason.strip() else ""
    return (
        f"Thank you for the offer; I am taking it seriously.{because}\n\n"
        f"Could you give me until {when} to decide? You will have my answer by then.\n\n"
        "Would you confirm the new date in writing?"
    )
