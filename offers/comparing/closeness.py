"""Whether one package is worth more than another, or it is too close to call. Pure.

What is compared is the expected five-year present value, unrounded. The difference is in percent of the larger of the two, to six places;
at 2 % or less it is too close to call. So it is where a break-even lies inside a range that the candidate has typed for an assumption:
somewhere in the range both are worth the same. A chance or a price is that of its own package, the discount rate is one for both.
Break-evens are looked for over all that an assumption can be, typed or not: chances from 0 to 1, the discount rate up to 25 % a year.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from offers.comparing.crossings import crossing
from offers.comparing.options import Option, unrounded
from offers.valuation import Assumptions, Valuation, value
from offers.valuation.assumptions import OPEN, OURS, Assumption
from offers.valuation.exact import HUNDRED, exactly

TOO_CLOSE = Decimal(2)
DISCOUNT_RATE = "discount_rate"
HIGHEST_RATE = Decimal("0.25")
TIMES = 4  # how far a price or a PnL is followed
ZERO, ONE = Decimal(0), Decimal(1)
SIX = 6


@dataclass(frozen=True, kw_only=True)
class BreakEven:
    """Where both packages are worth the same: at about this value of an assumption. `of` says what rests on it (None: everything).

    `is_inside`: it lies in the range that the candidate has typed.
    """

    of: str | None
    assumption: Assumption
    at: Decimal
    is_inside: bool = False


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two options. `difference` is the first's worth less the second's, `percent` what that is of the larger; None where one is unknown.

    `turns_on` are assumptions of ours on which it depends how the two stand, by what rests on each.
    """

    first: str
    second: str
    difference: Decimal | None
    percent: Decimal | None
    break_evens: tuple[BreakEven, ...] = ()
    turns_on: tuple[tuple[str | None, Assumption], ...] = ()

    @property
    def is_known(self) -> bool:
        return self.difference is not None

    @property
    def is_within_two_percent(self) -> bool:
        return self.is_known and self.percent <= TOO_CLOSE

    @property
    def is_too_close(self) -> bool:
        return self.is_within_two_percent or any(one.is_inside for one in self.break_evens)

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
        turns_on=tuple(turning(first, second)),
    )


def break_evens(first: Option, second: Option) -> Iterator[BreakEven]:
    """One for each assumption at which, somewhere, both are worth the same."""
    for whose, assumption in moving(first, second):
        gap = gap_of(first, second, moved_by(whose, first, second), assumption.name)
        typed = has_range(assumption)
        ranged = with_both_ends(assumption) if typed else assumption
        inside = crossing(gap, ranged.low, ranged.high, near=assumption.value) if typed else None
        at = inside if inside is not None else crossing(gap, *span_of(ranged), near=assumption.value)
        if at is not None:
            yield BreakEven(of=whose, assumption=ranged, at=at, is_inside=inside is not None)


def turning(first: Option, second: Option) -> list[tuple[str | None, Assumption]]:
    """Our assumptions with which the two may stand otherwise: at one end of what each can be the other leads, or, of two that are too
    close to tell, one. Where none does so alone, all our chances if they do together."""
    now = first.exact["expected"] - second.exact["expected"]
    is_close = percent_of_larger(first.exact["expected"], second.exact["expected"]) <= TOO_CLOSE
    ours = [(whose, one) for whose, one in moving(first, second) if one.whose == OURS]
    alone = [
        (whose, one)
        for whose, one in ours
        if any((a - b) * now < 0 or is_close and percent_of_larger(a, b) > TOO_CLOSE for a, b in ends_of(first, second, whose, one))
    ]
    leader, other = (first, second) if now > 0 else (second, first)
    together = [] if alone or first.rests_on == second.rests_on else [(whose, one) for whose, one in ours if whose]
    return together if together and at_all(leader, ZERO) < at_all(other, ONE) else alone


def at_all(option: Option, at: Decimal) -> Decimal:
    """What it is worth with all our chances at one value."""
    names = [one.name for one in option.valuation.stands_on if one.whose == OURS and one.name != DISCOUNT_RATE]
    return unrounded(revalued(option.valuation, dict.fromkeys(names, at)))["expected"]


def ends_of(first: Option, second: Option, whose: str | None, assumption: Assumption) -> list[tuple[Decimal, Decimal]]:
    """What both are worth at either end of what the assumption can be."""
    moved = moved_by(whose, first, second)
    return [(worth_of(first, moved, assumption.name, at), worth_of(second, moved, assumption.name, at)) for at in span_of(assumption)]


def moved_by(whose: str | None, *options: Option) -> list[Option]:
    return [option for option in options if whose in (None, option.rests_on)]


def span_of(assumption: Assumption) -> tuple[Decimal, Decimal]:
    """All that it can be, as far as it is followed."""
    if assumption.name in OPEN:
        return ZERO, TIMES * max(abs(assumption.value), abs(assumption.high or ZERO))
    return ZERO, HIGHEST_RATE if assumption.name == DISCOUNT_RATE else ONE


def gap_of(first: Option, second: Option, moved: Sequence[Option], name: str) -> Callable[[Decimal], Decimal]:
    """The first's worth less the second's, as a function of an assumption of the options that it moves."""
    return lambda at: worth_of(first, moved, name, at) - worth_of(second, moved, name, at)


def worth_of(option: Option, moved: Sequence[Option], name: str, at: Decimal) -> Decimal:
    return worth_at(option, name, at) if option in moved else option.exact["expected"]


def moving(first: Option, second: Option) -> list[tuple[str | None, Assumption]]:
    """Each assumption on which one of the two stands, once, with what rests on it: the discount rate is everybody's (None)."""
    found = {}
    for option in (first, second):
        for one in option.valuation.stands_on:
            whose = None if one.name == DISCOUNT_RATE else option.rests_on
            found.setdefault((whose, one.name, one.low, one.high), (whose, one))
    return list(found.values())


def has_range(assumption: Assumption) -> bool:
    return assumption.low is not None or assumption.high is not None


def with_both_ends(assumption: Assumption) -> Assumption:
    """An end that was not typed is the value itself."""
    low, high = (assumption.value if end is None else end for end in (assumption.low, assumption.high))
    return replace(assumption, low=low, high=high)


def worth_at(option: Option, name: str, at: Decimal) -> Decimal:
    """The expected present value if that assumption had another value; nothing counts as zero. Counted once for each option."""
    if (name, at) not in option.tried:
        option.tried[name, at] = unrounded(revalued(option.valuation, {name: at}))["expected"]
    return option.tried[name, at]


def revalued(valuation: Valuation, values: Mapping[str, Decimal]) -> Valuation:
    """The same package on other values of assumptions."""
    by_name = valuation.assumptions.by_name
    changed = Assumptions({**by_name, **{name: replace(by_name[name], value=at) for name, at in values.items()}})
    if set(values) <= {DISCOUNT_RATE}:
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
