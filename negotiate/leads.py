"""How long before a deadline a reminder comes: `3d`, `6h`, `15m`, and the words in which people type it. Knows no Django."""

import re
from dataclasses import dataclass
from datetime import timedelta

SHORT = re.compile(r"([1-9]\d{0,2})([dhm])")
TYPED = re.compile(r"([1-9]\d{0,2})\s*(w|weeks?|d|days?|h|hrs?|hours?|m|mins?|minutes?)(?: before)?", re.ASCII)
LENGTHS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}
UNIT_WORDS = {"d": "day", "h": "hour", "m": "minute"}
DAYS_A_WEEK = 7
MOST_LEADS = 10  # for one deadline


class UnknownLead(ValueError):
    """A lead is a number of days, hours or minutes: `3d`, `6h`, `15m`."""


@dataclass(frozen=True, kw_only=True)
class Lead:
    """How long before the deadline: days keep the wall time there, hours and minutes are absolute."""

    name: str
    number: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> "Lead":
        """Reads `7d`, `6h` or `15m`. Raises UnknownLead."""
        match = SHORT.fullmatch(text.strip().lower())
        if not match:
            raise UnknownLead(f"{text!r} is no lead time: write 3d, 6h or 15m")
        return cls(name=match[0], number=int(match[1]), unit=match[2])

    @property
    def length(self) -> timedelta:
        return self.number * LENGTHS[self.unit]


def longest_first(leads) -> list[Lead]:
    """Each name once."""
    return sorted({lead.name: lead for lead in leads}.values(), key=lambda lead: -lead.length)


def leads_typed(text: str) -> list[str]:
    """Short leads, longest first and each once, of what people type: `3 days, 6 hours, 15 min` gives 3d, 6h, 15m. Raises UnknownLead."""
    parts = filter(None, (part.strip().lower() for part in re.split(r"[,;]|\band\b", text)))
    return [lead.name for lead in longest_first(map(lead_typed, parts))]


def lead_typed(text: str) -> Lead:
    match = TYPED.fullmatch(text)
    if not match:
        raise UnknownLead(f"“{text}” is not a time before: write days as 3d, hours as 6h, minutes as 15m.")
    number, unit = int(match[1]), match[2][0]
    return Lead.parse(f"{number * DAYS_A_WEEK}d" if unit == "w" else f"{number}{unit}")
