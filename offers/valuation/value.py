"""What a package is worth: by year of service and by certainty, in sum, in present value. Pure.

Three headlines, per year and in sum: certain (contractual and guaranteed cash), expected (each payment times its chance), everything (each
payment in full, PnL at its high scenario). One-offs sit in their year. What comes after year 5 is shown, not counted. Money is exact and
rounded half to even to the cent once, at the end. Taxes are left out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from negotiate.money.rates import Exchange
from offers.valuation.assumptions import Assumption, Assumptions, assumptions
from offers.valuation.discounting import discount
from offers.valuation.exact import cents, exactly
from offers.valuation.flows import CERTAINTIES, Flow, Ground, bases_among, flows_of
from offers.valuation.lines import LeftOut, Line
from offers.valuation.moments import YEARS

ZERO = Decimal(0)
HEADLINES = ("certain", "expected", "everything")


@dataclass(frozen=True, kw_only=True)
class Headlines:
    """To the cent, in the valuation's currency."""

    certain: Decimal
    expected: Decimal
    everything: Decimal

    def as_dict(self) -> dict[str, Decimal]:
        return {name: getattr(self, name) for name in HEADLINES}


@exactly
def headlines(flows: Iterable[Flow], weight: Callable[[Flow], Decimal] = lambda flow: Decimal(1), *, over: int = 1) -> Headlines:
    """The three sums of payments, each times its weight, divided by `over`."""
    certain = expected = everything = ZERO
    for flow in flows:
        factor = weight(flow)
        certain += flow.expected * factor if flow.is_certain else ZERO
        expected += flow.expected * factor
        everything += flow.full * factor
    return Headlines(certain=cents(certain / over), expected=cents(expected / over), everything=cents(everything / over))


@dataclass(frozen=True, kw_only=True)
class Year:
    """One year of service. Without payments nothing is stated for it, and `headlines` is None."""

    year: int
    flows: tuple[Flow, ...]

    @cached_property
    def headlines(self) -> Headlines | None:
        return headlines(self.flows) if self.flows else None

    @cached_property
    def by_certainty(self) -> dict[str, Decimal]:
        """What is to be expected, by how certain it is; they come to the expected headline."""
        return sums_by(self.flows, lambda flow: flow.certainty, CERTAINTIES)

    @cached_property
    def one_offs(self) -> Decimal:
        """What is to be expected of one-offs."""
        return headlines(flow for flow in self.flows if flow.is_one_off).expected


@dataclass(frozen=True, kw_only=True)
class Valuation:
    """A package's payments in one currency, and what can be asked of them.

    `lead` is how many years t = 0 lies before the first day of work: zero unless packages that start on different days are compared.
    """

    currency: str
    flows: tuple[Flow, ...]
    left_out: tuple[LeftOut, ...]
    assumptions: Assumptions
    ground: Ground
    lines: tuple[Line, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    lead: Decimal = ZERO

    @cached_property
    def counted(self) -> tuple[Flow, ...]:
        """What comes in the first five years of service."""
        return tuple(flow for flow in self.flows if flow.year in YEARS)

    @cached_property
    def years(self) -> tuple[Year, ...]:
        return tuple(Year(year=year, flows=tuple(flow for flow in self.counted if flow.year == year)) for year in YEARS)

    @cached_property
    def sum(self) -> Headlines | None:
        return headlines(self.counted) if self.counted else None

    @cached_property
    def present_value(self) -> Headlines | None:
        """Σ chance·CF/(1+r)^t over the five years."""
        return headlines(self.counted, self.discounted) if self.counted else None

    def discounted(self, flow: Flow) -> Decimal:
        return discount(self.assumptions.discount_rate, flow.moment.years + self.lead)

    @cached_property
    def mean(self) -> Headlines | None:
        """A year's mean over the five, one-offs included."""
        return headlines(self.counted, over=len(YEARS)) if self.counted else None

    @cached_property
    def mean_without_one_offs(self) -> Headlines | None:
        return headlines((flow for flow in self.counted if not flow.is_one_off), over=len(YEARS)) if self.counted else None

    @cached_property
    def beyond(self) -> Headlines | None:
        """What comes after the fifth year: shown, not counted."""
        later = [flow for flow in self.flows if flow.year not in YEARS]
        return headlines(later) if later else None

    @cached_property
    def by_certainty(self) -> dict[str, Decimal]:
        return sums_by(self.counted, lambda flow: flow.certainty, CERTAINTIES)

    @cached_property
    def by_component(self) -> dict[str, Headlines]:
        """Each component's three sums over the five years, in the order of the lines."""
        return {component: headlines(flow for flow in self.counted if flow.component == component) for component in self.components}

    @cached_property
    def present_value_by_component(self) -> dict[str, Headlines]:
        return {
            component: headlines((flow for flow in self.counted if flow.component == component), self.discounted)
            for component in self.components
        }

    @property
    def components(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(flow.component for flow in self.counted))

    @cached_property
    def stands_on(self) -> tuple[Assumption, ...]:
        """The assumptions with another value of which the worth may be another."""
        return tuple(one for one in self.assumptions if self.counted and self.may_move(one))

    def may_move(self, one: Assumption) -> bool:
        lines = [line for line in self.lines if line.component in self.components]
        if one.name == "still_there":
            return any(line.deferral and not line.deferral.chances for line in lines)
        if one.name == "share_price":
            return any(line.units is not None for line in lines)
        if one.name == "pnl_expectation":
            return any(line.is_share_of_pnl and not (line.pnl and line.pnl.scenarios) for line in lines)
        is_taken = any(line.certainty == one.name and not line.is_share_of_pnl for line in lines)
        return not one.is_fixed and (one.name == "discount_rate" or is_taken)

    @cached_property
    def not_stated(self) -> dict[str, tuple[int, ...]]:
        """Yearly components, with the years of service for which they are not stated: not zero, just not said."""
        yearly = [line for line in self.lines if line.is_yearly and not line.is_equity and line.unit != "text"]
        stated: dict[str, set[int]] = {}
        for line in yearly:
            stated.setdefault(line.component, set()).update(line.years or YEARS)
        missing = {component: tuple(year for year in YEARS if year not in years) for component, years in stated.items()}
        return {component: years for component, years in missing.items() if years}


@exactly
def sums_by(flows: Iterable[Flow], key: Callable[[Flow], str], order: tuple[str, ...]) -> dict[str, Decimal]:
    """What is to be expected, by a key; keys without payments are left out."""
    found: dict[str, Decimal] = {}
    for flow in flows:
        found[key(flow)] = found.get(key(flow), ZERO) + flow.expected
    return {name: cents(found[name]) for name in order if name in found}


@exactly
def value(
    lines: Iterable[Line],
    *,
    currency: str,
    given: Assumptions | None = None,
    start_on: date | None = None,
    exchange: Callable[[str], Exchange | None] = lambda currency: None,
    lead: Decimal = ZERO,
) -> Valuation:
    """The worth of a package in a currency. `exchange` gives the exchange of a currency into it, or None where there is no rate."""
    lines = tuple(lines)
    ground = Ground(assumptions=given or assumptions(), currency=currency, start_on=start_on, bases=bases_among(lines))
    money = Converted(currency=currency, exchange=exchange)
    flows: list[Flow] = []
    left_out: list[LeftOut] = []
    currencies: set[str] = set()
    for line in lines:
        found, missing = flows_of(line, ground)
        flows += money.of(found)
        left_out += [*missing, *money.without_rate(line, found)]
        currencies.update(flow.currency for flow in found)
    return Valuation(
        currency=currency,
        flows=tuple(sorted(flows, key=lambda flow: flow.moment)),
        left_out=tuple(left_out),
        assumptions=ground.assumptions,
        lines=lines,
        exchanges=money.used(currencies),
        lead=lead,
        ground=ground,
    )


@dataclass(frozen=True, kw_only=True)
class Converted:
    """Payments in one currency; those without a rate are left out and said."""

    currency: str
    exchange: Callable[[str], Exchange | None]

    def rate(self, currency: str) -> Exchange | None:
        return None if currency == self.currency else self.exchange(currency)

    def of(self, flows: Iterable[Flow]) -> list[Flow]:
        return [self.one(flow) for flow in flows if flow.currency == self.currency or self.rate(flow.currency)]

    def one(self, flow: Flow) -> Flow:
        rate = self.rate(flow.currency)
        if rate is None:
            return flow
        return replace(flow, full=rate.unrounded(flow.full), expected=rate.unrounded(flow.expected), currency=self.currency)

    def without_rate(self, line: Line, flows: Iterable[Flow]) -> list[LeftOut]:
        missing = sorted({flow.currency for flow in flows if flow.currency != self.currency and not self.rate(flow.currency)})
        return [
            LeftOut(component=line.component, words=line.words, reason=f"there is no rate from {currency} to {self.currency}")
            for currency in missing
        ]

    def used(self, currencies: Iterable[str]) -> tuple[Exchange, ...]:
        found = (self.rate(currency) for currency in sorted(set(currencies)) if currency != self.currency)
        return tuple(rate for rate in found if rate)
