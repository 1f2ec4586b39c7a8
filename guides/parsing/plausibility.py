"""Whether an amount can be what it is read as, by the guide's own bands: nothing else is believed.

Amounts are in whole currency units, percents are percent numbers. A grant is tried whole and by the year, since guides label it both ways.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from guides.parsing import rows

FACTOR = Decimal(3)  # a target stands between a third and three times its bands
MONTHS, YEARS = Decimal(12), Decimal(4)  # of a year, of a grant
GRANTS = ("equity", "deferred_stock")
WHOLE, QUARTER = Decimal(1), Decimal(1) / YEARS
# Part of a year's pay that an amount of a component may be, where the guide has no band of it in that currency.
SHARES_OF_PAY = {
    "base": (Decimal("0.2"), Decimal(3)),
    "total": (Decimal("0.4"), Decimal(8)),
    "equity": (Decimal("0.01"), Decimal(20)),
    "sign_on": (Decimal("0.005"), Decimal(3)),
    "other": (Decimal("0.002"), Decimal(3)),
}
ANY_SHARE = (Decimal("0.005"), Decimal(20))
# What pay can be where no band in its currency tells, and the currencies of small units.
SMALLEST, LARGEST = Decimal(500), Decimal(20_000_000)
LARGEST_IN = dict.fromkeys(("JPY", "INR", "HUF"), LARGEST * 10) | dict.fromkeys(("KRW", "CLP", "COP", "VND", "IDR"), LARGEST * 1_000)
LARGEST_PERCENT = Decimal(400)


@dataclass(frozen=True)
class Span:
    """The lowest and highest amount that bands of one component, currency and period state; their unit is that of the bands."""

    low: Decimal
    high: Decimal
    period: str | None = None

    def near(self, amount: Decimal) -> bool:
        return self.low / FACTOR <= amount <= self.high * FACTOR

    def holds(self, amount: Decimal) -> bool:
        return self.low * Decimal("0.8") <= amount <= self.high * Decimal("1.25")


class Magnitudes:
    """What a guide's bands say of the size of each component in each currency."""

    def __init__(self, bands: Iterable[rows.Band]) -> None:
        amounts: dict[tuple[str, str | None], dict[str | None, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
        for band in bands:
            values = [value for value in (band.low, band.high) if value is not None]
            if any(values) and (band.unit == "currency" or band.unit.startswith("percent")):
                scale = MONTHS if band.period == "month" else WHOLE
                period = band.period if band.component in GRANTS else None
                amounts[band.component, measure(band)][period] += [value * scale for value in values]
        self.spans = {key: [Span(min(values), max(values), period) for period, values in one.items()] for key, one in amounts.items()}

    def pay(self, currency: str | None) -> Span | None:
        """What a year's pay is in the currency: the base, else the total."""
        found = self.spans.get(("base", currency)) or self.spans.get(("total", currency))
        return found[0] if found else None

    def fit(self, component: str, currency: str | None, amount: Decimal, period: str | None = None) -> int | None:
        """3 inside the component's own band, 2 near it, 1 a plausible part of the pay, 0 implausible; None where no band tells."""
        if spans := self.spans.get((component, currency)):
            return max(nearness(span, [amount * factor for factor in readings(component, period, span.period)]) for span in spans)
        if pay := self.pay(currency):
            smallest, largest = SHARES_OF_PAY.get(component, ANY_SHARE)
            return int(pay.low * smallest <= amount * per_year(period) <= pay.high * largest)
        return None

    def doubt(self, target: rows.Target) -> str:
        """Why the target cannot be what it is read as, naming the band that says so; empty where it can."""
        values = [value for value in (target.low, target.high) if value is not None]
        if not values or target.unit not in ("currency", "percent_of_base", "percent_of_pnl", "percent_of_fund"):
            return ""
        if target.unit != "currency" and (target.component, target.unit) not in self.spans:
            return f"{max(values):f} % is no plausible part of pay" if max(values) > LARGEST_PERCENT else ""
        fits = [self.fit(target.component, measure(target), value, target.period) for value in values]
        if None in fits:
            largest = LARGEST_IN.get(target.currency or "", LARGEST)
            return "" if all(SMALLEST <= value <= largest for value in values) else "no plausible amount of pay"
        return "" if all(fits) else self.reason(target)

    def reason(self, target: rows.Target) -> str:
        name, unit = target.component.replace("_", " "), target.currency or "%"
        if spans := self.spans.get((target.component, measure(target))):
            low, high = min(span.low for span in spans), max(span.high for span in spans)
            return f"outside a third to three times the guide's own {name} of {low:,f} to {high:,f} {unit}"
        pay = self.pay(target.currency)
        return f"no plausible {name} beside pay of {pay.low:,f} to {pay.high:,f} {unit}" if pay else "no plausible amount of pay"


def measure(row: rows.Band | rows.Target) -> str | None:
    """The currency of an amount, the unit of a percentage: only what is measured alike is compared."""
    return row.currency if row.unit == "currency" else row.unit


def nearness(span: Span, amounts: list[Decimal]) -> int:
    return 3 if any(map(span.holds, amounts)) else 2 if any(map(span.near, amounts)) else 0


def per_year(period: str | None) -> Decimal:
    return MONTHS if period == "month" else WHOLE


def readings(component: str, period: str | None, of_bands: str | None) -> tuple[Decimal, ...]:
    """By what an amount of a period may have to be multiplied to compare with bands of theirs. Without a period it has that of the bands.

    A grant for its whole term, or without one, is tried whole and divided by its years; one by the year also times the years of the bands'.
    """
    if component not in GRANTS:
        return (per_year(period),)
    if period == "year":
        return (WHOLE,) if of_bands == "year" else (YEARS, WHOLE)
    return (WHOLE, QUARTER) if period != "month" else (MONTHS, MONTHS * YEARS)


def believed(targets: Iterable[rows.Target], magnitudes: Magnitudes) -> tuple[list[rows.Target], list[rows.Problem]]:
    """The targets that the guide's bands bear out, and a problem with its sentence for each other one."""
    kept, problems = [], []
    for target in targets:
        if target.unit == "text" or not (doubt := magnitudes.doubt(target)):
            kept.append(target)
        else:
            problems.append(problem(target, doubt))
    return kept, problems


def problem(target: rows.Target, doubt: str) -> rows.Problem:
    amount = " to ".join(f"{value:,f}" for value in dict.fromkeys((target.low, target.high)) if value is not None)
    said = f"{target.kind.replace('_', ' ')} {target.component.replace('_', ' ')} {amount} {target.currency or ''}".strip()
    return rows.Problem(code="implausible_target", message=f"Not taken as a target: {said} is {doubt}. “{target.original[:300]}”")
