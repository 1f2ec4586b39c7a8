"""Rates that leap: from one day to the next no currency moves so far, so a figure is wrong or of another base. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

FURTHEST = Decimal("1.7")  # the furthest in the European Central Bank's history is 1.682: the Turkish lira on 22 February 2001
WITHIN = timedelta(days=7)  # further apart two days say nothing about each other


@dataclass(frozen=True)
class Leap:
    """One currency's two rates that do not go together."""

    currency: str
    day_before: date
    before: Decimal
    day_after: date
    after: Decimal


def first_leap(rates: Iterable[tuple[date, str, Decimal]]) -> Leap | None:
    """The earliest leap among (day, currency, units per euro) in any order, or None."""
    last: dict[str, tuple[date, Decimal]] = {}
    for day, currency, rate in sorted(rates):
        day_before, before = last.get(currency, (day, rate))
        if day - day_before <= WITHIN and (rate > before * FURTHEST or before > rate * FURTHEST):
            return Leap(currency, day_before, before, day, rate)
        last[currency] = (day, rate)
    return None
