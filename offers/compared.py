"""Options compared: the rows' terms, one currency at the rates of a day, one discount rate, all discounted to the earliest start."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from offers.comparing import Difference, Option, Verdict, differences, verdict
from offers.models import Term
from offers.options import Chosen
from offers.valuation import Assumptions, Valuation, assumptions, value
from offers.valuation.assumptions import DEFAULTS, OURS, YOURS, Assumption
from offers.valuation.moments import since
from offers.worth import Rates, line_of

RATE = "discount_rate"


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What all options of a comparison stand on. `earliest` is the day to which all is discounted, where any first day of work is known.

    `rate_day` is the day of the rates that were asked for, the latest there are unless one was; None where the table is empty.
    """

    currency: str
    rates: Rates
    discount_rate: Decimal
    rate_whose: str
    rates_differ: bool
    earliest: date | None

    @property
    def rate_day(self) -> date | None:
        return self.rates.known[1]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Options side by side. `chosen` and `options` are in the same order."""

    ground: Ground
    chosen: tuple[Chosen, ...]
    options: tuple[Option, ...]
    verdict: Verdict
    differences: tuple[Difference, ...]

    def option(self, key: str) -> Option:
        return next(option for option in self.options if option.key == key)

    @property
    def is_converted(self) -> bool:
        return any(option.valuation.exchanges for option in self.options)


def compare(
    chosen: Sequence[Chosen], *, currency: str | None = None, day: date | None = None, discount_rate: Decimal | None = None
) -> Compared:
    """In the currency that most of them are in unless one is named; at the latest rates unless a day is.

    One discount rate holds for all: the one given, else the one that their negotiations share, else ours.
    """
    ground = ground_of(chosen, currency=currency, rates=Rates(day), discount_rate=discount_rate)
    options = tuple(option_of(one, ground) for one in chosen)
    return Compared(
        ground=ground,
        chosen=tuple(chosen),
        options=options,
        verdict=verdict(options),
        differences=tuple(differences(options)),
    )


def ground_of(chosen: Sequence[Chosen], *, currency, rates: Rates, discount_rate) -> Ground:
    theirs = {rate_of(one) for one in chosen if not one.is_present_job}
    rate, whose = (discount_rate, YOURS) if discount_rate is not None else shared_rate(theirs)
    return Ground(
        currency=currency or usual_currency(chosen),
        rates=rates,
        discount_rate=rate,
        rate_whose=whose,
        rates_differ=discount_rate is None and len({rate for rate, _ in theirs}) > 1,
        earliest=min((one.start_on for one in chosen if one.start_on), default=None),
    )


def rate_of(one: Chosen) -> tuple[Decimal, str]:
    found = assumptions(one.assumptions).by_name[RATE]
    return found.value, found.whose


def shared_rate(theirs: set[tuple[Decimal, str]]) -> tuple[Decimal, str]:
    """The one rate that all of them have, and whose it is; ours where they differ."""
    if len({rate for rate, _ in theirs}) > 1:
        return DEFAULTS[RATE], OURS
    return max(theirs, key=lambda found: found[1] == YOURS)


def usual_currency(chosen: Sequence[Chosen]) -> str:
    """That of most of them; of two as frequent, the first by its letters, so that order plays no part."""
    counts = Counter(one.currency for one in chosen)
    return min(counts, key=lambda currency: (-counts[currency], currency))


def option_of(one: Chosen, ground: Ground) -> Option:
    start_on = ground.earliest if one.is_present_job else one.start_on
    found = valued(one.terms, assumed=one.assumptions, start_on=start_on, ground=ground)
    return Option(key=one.key, name=one.name, valuation=found, rests_on=one.rests_on, conditions=one.conditions)


def valued(terms: Sequence[Term], *, assumed: Mapping[str, Mapping], start_on: date | None, ground: Ground) -> Valuation:
    """A package's worth on the common ground. Without a first day of work nothing lies between it and the earliest of all."""
    return value(
        [line_of(term) for term in terms],
        currency=ground.currency,
        given=with_rate(assumptions(assumed), ground),
        start_on=start_on,
        exchange=ground.rates.into(ground.currency),
        lead=since(ground.earliest, start_on).years if start_on and ground.earliest else Decimal(0),
    )


def with_rate(given: Assumptions, ground: Ground) -> Assumptions:
    """With the discount rate of all; a range that was typed stays where it holds that rate."""
    own = given.by_name[RATE]
    if own.value == ground.discount_rate:
        return given
    ends = {"low": own.low, "high": own.high} if holds(own, ground.discount_rate) else {}
    return replace(
        given, by_name={**given.by_name, RATE: Assumption(name=RATE, value=ground.discount_rate, whose=ground.rate_whose, **ends)}
    )


def holds(assumption: Assumption, rate: Decimal) -> bool:
    low, high = (assumption.value if end is None else end for end in (assumption.low, assumption.high))
    return low <= rate <= high
