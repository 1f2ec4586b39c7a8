"""Amounts in another currency, at the rates of one day. Pure.

A rate is how many units of a currency one euro was worth on a day, as the European Central Bank publishes it. For a day without rates
the last earlier one counts, up to seven days back; further back there is no answer. Cross rates go through the euro and are not rounded;
an amount is rounded once, at the end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext

EURO = "EUR"
REACH = timedelta(days=7)
CENT = Decimal("0.01")
EXACT = Context(prec=50, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One currency into another on the day whose rates are used: so many units of each for one euro."""

    source: str
    target: str
    day: date
    source_per_euro: Decimal
    target_per_euro: Decimal

    def unrounded(self, amount: Decimal) -> Decimal:
        """To fifty figures, for sums that are rounded at their end."""
        with localcontext(EXACT):
            return amount if self.source == self.target else amount * self.target_per_euro / self.source_per_euro

    def convert(self, amount: Decimal, unit: Decimal = CENT) -> Decimal:
        """Rounded half to even, to the cent unless another unit is given."""
        with localcontext(EXACT):
            return self.unrounded(amount).quantize(unit)

    @property
    def rate(self) -> Decimal:
        """What one unit of the source is worth in the target, to six figures: to be shown, not to be calculated with."""
        with localcontext(Context(prec=6)):
            return +self.unrounded(Decimal(1))

    def age(self, today: date) -> int | None:
        """How many days old the rates are, once that is more than seven."""
        days = (today - self.day).days
        return days if days > REACH.days else None


@dataclass(frozen=True)
class Rates:
    """Units per euro by day and currency; the euro itself is not among them."""

    per_euro: Mapping[date, Mapping[str, Decimal]]

    @classmethod
    def of(cls, rows: Iterable[tuple[date, str, Decimal]]) -> "Rates":
        days: dict[date, dict[str, Decimal]] = {}
        for day, currency, per_euro in rows:
            days.setdefault(day, {})[currency] = per_euro
        return cls(days)

    @property
    def latest_day(self) -> date | None:
        return max(self.per_euro, default=None)

    def exchange(self, source: str, target: str, on: date) -> Exchange | None:
        """The exchange at the last day up to `on`, seven days back at most, that has a rate for both. None where there is none."""
        for days_back in range(REACH.days + 1):
            day = on - timedelta(days=days_back)
            known = {EURO: Decimal(1), **self.per_euro[day]} if day in self.per_euro else {}
            if source in known and target in known:
                return Exchange(source=source, target=target, day=day, source_per_euro=known[source], target_per_euro=known[target])
        return None

    def currencies(self, on: date) -> list[str]:
        """What can be converted on the day, by its three letters."""
        near = [currencies for day, currencies in self.per_euro.items() if timedelta(0) <= on - day <= REACH]
        return sorted({EURO, *(currency for currencies in near for currency in currencies)}) if near else []
