"""Days and moments as people read them: one style everywhere. Pure. Names of months are English, whatever the machine's language is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_words(day: date) -> str:
    """`3 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def place(zone: str) -> str:
    """`New York` for America/New_York."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def time_words(at: datetime, zone: str) -> str:
    """`17:00 in New York`, or `22:00 UTC`."""
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M} {'UTC' if zone == 'UTC' else f'in {place(zone)}'}"


def moment_words(at: datetime, zone: str) -> str:
    """`3 November 2026, 17:00 in New York`."""
    return f"{day_words(at.astimezone(ZoneInfo(zone)))}, {time_words(at, zone)}"
