"""Time from the start of work: whole months, and days beyond them. Pure.

t in years is months/12 + days/365. A month is complete when the same day of the month is reached. Year of service k holds what is paid
after k − 1 and up to k years from the start: an anniversary belongs to the year it ends, and t = 0 is in year 1.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MONTHS = 12
DAYS = 365
YEARS = (1, 2, 3, 4, 5)  # the years of service that are counted; what is paid later is shown beside


@dataclass(frozen=True, order=True)
class Moment:
    """When something is paid, from the first day of work on."""

    months: int = 0
    days: int = 0

    @property
    def years(self) -> Decimal:
        """t, in years."""
        return Decimal(self.months) / MONTHS + Decimal(self.days) / DAYS

    @property
    def year_of_service(self) -> int:
        whole, more = divmod(self.months, MONTHS)
        return max(1, whole + (1 if more or self.days else 0))

    def later(self, months: int) -> "Moment":
        return Moment(self.months + months, self.days)


START = Moment()


def end_of(year: int) -> Moment:
    """The end of a year of service: when its base, bonus and PnL share count."""
    return Moment(year * MONTHS)


def since(start: date, day: date) -> Moment:
    """From the start to the day. What is paid before the start counts at the start."""
    if day <= start:
        return START
    months = (day.year - start.year) * MONTHS + day.month - start.month - (1 if day.day < start.day else 0)
    return Moment(months, (day - months_after(start, months)).days)


def months_after(start: date, months: int) -> date:
    """The same day of a later month, or that month's last one."""
    year, month = divmod(start.year * MONTHS + start.month - 1 + months, MONTHS)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
