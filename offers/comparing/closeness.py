"""Whether one package is worth more than another, or it is too close to call. Pure.

What is compared is the expected five-year present value, unrounded. The difference is in percent of the larger of the two, to six places;
at 2 % or less it is too close to call. So it is where a break-even lies inside a range that the candidate has typed for an assumption:
somewhere in the range both are worth the same. A chance or a price is that of its own package, the discount rate is one for both.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from offers.comparing.options import Option, unrounded
from offers.valuation import Assumptions, Valuation, value
from offers.valuation.assumptions import Assumption
from offers.valuation.exact import HUNDRED, exactly

TOO_CLOSE = Decimal(2)
STEPS = 12
DISCOUNT_RATE = "discount_rate"
ZERO = Decimal(0)
PLACES, SIX = 4, 6


@dataclass(frozen=True, kw_only=True)
class BreakEven:
    """Where both packages are worth the same: at about this value of an assumption. `of` says what rests on it (None: everything)."""

    of: str | None
    assumption: Assumption
    at: Decimal


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two options. `difference` is the first's worth less the second's, `percent` what that is of the larger; None where one is unknown."""

    first: str
    second: str
    difference: Decimal | None
    percent: Decimal | None
    break_evens: tuple[BreakEven, ...] = ()

    @property
    def is_known(self) -> bool:
        return self.difference is not None

    @property
    def is_within_two_percent(self) -> bool:
        return self.is_known and self.percent <= TOO_CLOSE

    @property
    def is_too_close(self) -> bool:
        return self.is_within_two_percent or bool(self.break_evens)

    @property
    def ahead(self) -> str | None:
        """The key of the one that is worth more; None where it is too close to call, or unknown."""
        if not self.is_known or self.is_too_close:
            return None
        return self.first if self.difference > 0 else self.second

    def joins(self, one: str, other: str) -> bool:
        return {self.first, self.second} == {one, other}


@exactly
def percent_of_larger(one: Decimal, other: Decimal) -> Decimal:
    """How far two amounts are apart, as a percent number of the larger in size: 5 is 5 %. Two zeros are no distance apart."""
    largest = max(abs(one), abs(other))
    return round(abs(one - other) * HUNDRED / largest, SIX) if largest else ZERO


def pair(first: Option, second: Option) -> Pair:
    """How two options stand to each other."""
    if first.expected is None or second.expected is None:
        return Pair(first=first.key, second=second.key, difference=None, percent=None)
    return Pair(
        first=first.key,
        second=second.key,
        difference=first.expected - second.expected,
        percent=percent_of_larger(first.exact["expected"], second.exact["expected"]),
        break_evens=tuple(break_evens(first, second)),
    )


def break_evens(first: Option, second: Option) -> Iterator[BreakEven]:
    """One for each typed range in which both are somewhere worth the same."""
    for whose, assumption in typed_ranges(first, second):
        moved = [option for option in (first, second) if whose in (None, option.rests_on)]
        at = crossing(gap_of(first, second, moved, assumption.name), assumption.low, assumption.high)
        if at is not None:
            yield BreakEven(of=whose, assumption=assumption, at=at)


def gap_of(first: Option, second: Option, moved: Sequence[Option], name: str) -> Callable[[Decimal], Decimal]:
    """The first's worth less the second's, as a function of an assumption of the options that it moves."""

    def gap(at: Decimal) -> Decimal:
        one, other = (worth_at(option, name, at) if option in moved else option.exact["expected"] for option in (first, second))
        return one - other

    return gap


def typed_ranges(first: Option, second: Option) -> list[tuple[str | None, Assumption]]:
    """Each range once, with what rests on it: the discount rate is everybody's (None)."""
    found = {}
    for option in (first, second):
        for one in filter(has_range, option.valuation.assumptions):
            whose = None if one.name == DISCOUNT_RATE else option.rests_on
            found[whose, one.name, one.low, one.high] = (whose, with_both_ends(one))
    return list(found.values())


def has_range(assumption: Assumption) -> bool:
    return assumption.low is not None or assumption.high is not None


def with_both_ends(assumption: Assumption) -> Assumption:
    """An end that was not typed is the value itself."""
    low, high = (assumption.value if end is None else end for end in (assumption.low, assumption.high))
    return replace(assumption, low=low, high=high)


def worth_at(option: Option, name: str, at: Decimal) -> Decimal:
    """The expected present value if that assumption had another value; nothing counts as zero."""
    return unrounded(revalued(option.valuation, name, at))["expected"]


def revalued(valuation: Valuation, name: str, at: Decimal) -> Valuation:
    """The same package on another assumption."""
    by_name = valuation.assumptions.by_name
    changed = Assumptions({**by_name, name: replace(by_name[name], value=at)})
    if name == DISCOUNT_RATE:
        return replace(valuation, assumptions=changed)
    known = {exchange.source: exchange for exchange in valuation.exchanges}
    return value(
        valuation.lines,
        currency=valuation.currency,
        given=changed,
        start_on=valuation.ground.start_on,
        exchange=known.get,
        lead=valuation.lead,
    )


@exactly
def crossing(gap: Callable[[Decimal], Decimal], low: Decimal, high: Decimal) -> Decimal | None:
    """About where the gap is zero between the two, looked for in twelve steps; None where it keeps its sign or is nowhere."""
    points = [low + (high - low) * step / STEPS for step in range(STEPS + 1)]
    gaps = [gap(at) for at in points]
    if not any(gaps):
        return None
    for left, right, before, after in zip(points, points[1:], gaps, gaps[1:], strict=False):
        if before * after <= 0 and before != after:
            return round(left + (right - left) * before / (before - after), PLACES)
    return None
