"""Whether an amount can be what it is read as, by the guide's own bands: nothing else is believed.

Amounts are in whole currency units, percents are percent numbers. A grant is tried whole and by the year, since guides label it both ways.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from guides.parsing import rows

FACTOR = Decimal(3)  # a target stands between a third and three times its bands
YEARS = Decimal(4)  # of a grant
GRANTS = ("equity", "deferred_stock")
# Part of a year's pay that an amount of a component may be, where the guide has no band of it in that currency.
SHARES_OF_PAY = {
    "base": (Decimal("0.2"), Decimal(3)),
    "total": (Decimal("0.4"), Decimal(8)),
    "equity": (Decimal("0.01"), Decimal(20)),
    "sign_on": (Decimal("0.005"), Decimal(3)),
    "other": (Decimal("0.002"), Decimal(3)),
}
ANY_SHARE = (Decimal("0.005"), Decimal(20))
SMALLEST, LARGEST = Decimal(500), Decimal(20_000_000)  # of pay in any currency that has no band; large units by their own bands
LARGEST_PERCENT = Decimal(400)


@dataclass(frozen=True)
class Span:
    """The lowest and highest amount that bands of one component and currency state, in the source's own period."""

    low: Decimal
    high: Decimal

    def near(self, amount: Decimal) -> bool:
        return self.low / FACTOR <= amount <= self.high * FACTOR

    def holds(self, amount: Decimal) -> bool:
        return self.low * Decimal("0.8") <= amount <= self.high * Decimal("1.25")


class Magnitudes:
    """What a guide's bands say of the size of each component in each currency."""

    def __init__(self, bands: Iterable[rows.Band]) -> None:
        amounts: dict[tuple[str, str | None], list[Decimal]] = defaultdict(list)
        for band in bands:
            if band.unit == "currency" and band.period not in ("hour", "day", "month"):
                amounts[band.component, band.currency] += [value for value in (band.low, band.high) if value]
        self.spans = {key: Span(min(values), max(values)) for key, values in amounts.items() if values}
        self.currencies = {currency for _, currency in self.spans}

    def pay(self, currency: str | None) -> Span | None:
        """What a year's pay is in the currency: the base, else the total."""
        return self.spans.get(("base", currency)) or self.spans.get(("total", currency))

    def readings(self, component: str, amount: Decimal) -> list[Decimal]:
        return [amount, amount / YEARS, amount * YEARS] if component in GRANTS else [amount]

    def fit(self, component: str, currency: str | None, amount: Decimal) -> int | None:
        """3 inside the component's own band, 2 near it, 1 a plausible part of the pay, 0 implausible; None where no band tells."""
        readings = self.readings(component, amount)
        if span := self.spans.get((component, currency)):
            return 3 if any(map(span.holds, readings)) else 2 if any(map(span.near, readings)) else 0
        if pay := self.pay(currency):
            smallest, largest = SHARES_OF_PAY.get(component, ANY_SHARE)
            return int(pay.low * smallest <= amount <= pay.high * largest)
        return None

    def doubt(self, target: rows.Target) -> str:
        """Why the target cannot be what it is read as, naming the band that says so; empty where it can."""
        values = [value for value in (target.low, target.high) if value is not None]
        if target.unit.startswith("percent"):
            return f"{max(values):f} % is no plausible part of pay" if max(values) > LARGEST_PERCENT else ""
        if target.unit != "currency":
            return ""
        fits = [self.fit(target.component, target.currency, value) for value in values]
        if None in fits:
            return "" if all(SMALLEST <= value <= LARGEST for value in values) else "no plausible amount of pay"
        return "" if all(fits) else self.reason(target)

    def reason(self, target: rows.Target) -> str:
        name = target.component.replace("_", " ")
        if span := self.spans.get((target.component, target.currency)):
            return f"outside a third to three times the guide's own {name} of {span.low:,f} to {span.high:,f} {target.currency}"
        pay = self.pay(target.currency)
        return f"no plausible {name} beside pay of {pay.low:,f} to {pay.high:,f} {target.currency}" if pay else "no plausible amount of pay"


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
