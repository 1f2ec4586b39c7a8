"""A share of PnL: what it pays in each scenario, in the mean, with a guarantee, after netting, and with losses to earn back first. Pure.

Definition: bonus = max(guarantee, share·payout·max(0, pnl − carry)·netting), or their sum where the guarantee comes on top; netting 1 is
no haircut; the carry after a year is max(0, carry − pnl). Money in one currency, shares and rates as shares of one. A limit is the most
that is paid in a year. Years are drawn independently, and losses are carried along each path.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count

from offers.valuation.exact import exactly

ZERO, ONE = Decimal(0), Decimal(1)
NEARLY = Decimal("0.001")  # thirds written with few places sum to one
MOST_SCENARIOS = 20  # with losses carried, more are too many paths


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One year's PnL of the pod or model set, and its chance from 0 to 1."""

    pnl: Decimal
    chance: Decimal


@dataclass(frozen=True, kw_only=True)
class PnlYear:
    """One year's bonus: in the mean, and in the high scenario of every year so far."""

    mean: Decimal
    high: Decimal


@dataclass(frozen=True, kw_only=True)
class PnlShare:
    """The terms of a share. `carry` is the loss carried in at the start; without `carries_losses` each year stands alone.

    The guarantee is the floor of the share or, `is_on_top`, paid beside it; in the `guarantee_years` of service, empty for every year.
    """

    scenarios: tuple[Scenario, ...]
    share: Decimal
    payout: Decimal = ONE
    netting: Decimal = ONE
    guarantee: Decimal = ZERO
    is_on_top: bool = False
    guarantee_years: tuple[int, ...] = ()
    carry: Decimal = ZERO
    carries_losses: bool = False
    limit: Decimal | None = None

    @exactly
    def bonus(self, pnl: Decimal, carry: Decimal | None = None, *, year: int = 1) -> Decimal:
        """What a year of service with this PnL pays, after a carried loss (the one at the start, unless another is given)."""
        carry = self.carry if carry is None else carry
        earned, guarantee = self.share * self.payout * max(ZERO, pnl - carry) * self.netting, self.guarantee_in(year)
        return self.capped(earned + guarantee if self.is_on_top else max(earned, guarantee))

    def guarantee_in(self, year: int) -> Decimal:
        return self.guarantee if not self.guarantee_years or year in self.guarantee_years else ZERO

    def capped(self, amount: Decimal) -> Decimal:
        return amount if self.limit is None else min(amount, self.limit)

    @exactly
    def mean(self, carry: Decimal | None = None, *, year: int = 1) -> Decimal:
        """The bonus to be expected of a year of service."""
        return sum((scenario.chance * self.bonus(scenario.pnl, carry, year=year) for scenario in self.scenarios), ZERO)

    def secured(self, year: int = 1) -> Decimal:
        """What the guarantee pays in that year whatever the PnL."""
        return self.capped(self.guarantee_in(year))

    @property
    def per_scenario(self) -> tuple[Decimal, ...]:
        return tuple(self.bonus(scenario.pnl) for scenario in self.scenarios)

    @property
    def high(self) -> Decimal:
        """The PnL of the high scenario."""
        return max(scenario.pnl for scenario in self.scenarios)

    def without(self, **changes) -> "PnlShare":
        """The same share under other terms, to see what one of them is worth."""
        return replace(self, **changes)

    def years(self) -> Iterator[PnlYear]:
        """Year after year. The carries of all paths are kept together with their chances, so that years cost the same."""
        carries, best = {self.carry: ONE}, self.carry
        for year in count(1):
            yield PnlYear(mean=self.mean_over(carries, year), high=self.bonus(self.high, best, year=year))
            if self.carries_losses:
                carries, best = self.carried_on(carries), carry_after(best, self.high)

    @exactly
    def mean_over(self, carries: dict[Decimal, Decimal], year: int) -> Decimal:
        return sum((chance * self.mean(carry, year=year) for carry, chance in carries.items()), ZERO)

    @exactly
    def carried_on(self, carries: dict[Decimal, Decimal]) -> dict[Decimal, Decimal]:
        """The carries after one more year, each with its chance."""
        after: dict[Decimal, Decimal] = defaultdict(lambda: ZERO)
        for carry, chance in carries.items():
            for scenario in self.scenarios:
                after[carry_after(carry, scenario.pnl)] += chance * scenario.chance
        return dict(after)


def carry_after(carry: Decimal, pnl: Decimal) -> Decimal:
    """What is still to be earned back after a year with this PnL."""
    return max(ZERO, carry - pnl)


def trouble_with(scenarios: tuple[Scenario, ...], *, carries_losses: bool = False) -> str:
    """Why these scenarios give no expectation, in words; empty where they do."""
    if not scenarios:
        return "no PnL is expected yet: add scenarios, or one expectation"
    total = sum(scenario.chance for scenario in scenarios)
    if abs(total - 1) > NEARLY:
        return f"the chances of its scenarios come to {total.normalize():f}, not to 1"
    if carries_losses and len(scenarios) > MOST_SCENARIOS:
        return f"with losses carried at most {MOST_SCENARIOS} scenarios can be followed"
    return ""


def summing_to_one(scenarios: tuple[Scenario, ...]) -> tuple[Scenario, ...]:
    """The scenarios with what rounding took from their chances given back."""
    total = sum(scenario.chance for scenario in scenarios)
    return scenarios if total == 1 else tuple(replace(scenario, chance=scenario.chance / total) for scenario in scenarios)
