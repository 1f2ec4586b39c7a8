"""What the terms of a PnL share are worth one by one: guarantee, netting, loss carry, deferral. Pure. One year, the first, unless said."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import islice

from offers.valuation.countable import Uncountable, check
from offers.valuation.exact import cents, exactly
from offers.valuation.flows import Ground, pnl_share
from offers.valuation.lines import Line
from offers.valuation.moments import YEARS
from offers.valuation.pnl import ONE, ZERO, PnlShare, Scenario, carry_after


@dataclass(frozen=True, kw_only=True)
class Case:
    """A scenario, the bonus that it pays as agreed, and the loss that is carried on after it."""

    scenario: Scenario
    bonus: Decimal
    carry_after: Decimal


@dataclass(frozen=True, kw_only=True)
class PnlOutline:
    """A PnL share taken apart. Money to the cent, in `currency`; means are over the scenarios."""

    words: str
    currency: str
    share: PnlShare
    deferral_factor: Decimal | None = None
    is_one_expectation: bool = False

    @cached_property
    def plain(self) -> PnlShare:
        """Without guarantee and netting."""
        return self.share.without(guarantee=ZERO, netting=ONE)

    @property
    def cases(self) -> list[Case]:
        return [
            Case(scenario=one, bonus=cents(self.share.bonus(one.pnl)), carry_after=carry_after(self.share.carry, one.pnl))
            for one in self.share.scenarios
        ]

    @property
    def mean(self) -> Decimal:
        return cents(self.plain.mean())

    @property
    def mean_with_guarantee(self) -> Decimal:
        return cents(self.plain.without(guarantee=self.share.guarantee).mean())

    @property
    def value_of_guarantee(self) -> Decimal:
        return cents(self.plain.without(guarantee=self.share.guarantee).mean() - self.plain.mean())

    @property
    def mean_with_netting(self) -> Decimal:
        return cents(self.plain.without(netting=self.share.netting).mean())

    @property
    def mean_with_netting_and_guarantee(self) -> Decimal:
        """As agreed."""
        return cents(self.share.mean())

    @property
    def effect_of_netting(self) -> Decimal:
        """What netting takes from the mean, as agreed otherwise: zero or below."""
        return cents(self.share.mean() - self.share.without(netting=ONE).mean())

    @cached_property
    def effect_of_loss_carry(self) -> Decimal:
        """What losses to earn back take from the five years' bonuses in the mean: zero or below."""
        return cents(five_years(self.share) - five_years(self.share.without(carry=ZERO, carries_losses=False)))


@exactly
def five_years(share: PnlShare) -> Decimal:
    return sum((year.mean for year in islice(share.years(), len(YEARS))), ZERO)


def outlines(lines, ground: Ground) -> list[PnlOutline]:
    """One for each PnL share whose PnL is expected; others are among what is left out."""
    return [found for line in lines if line.is_share_of_pnl and (found := outline(line, ground))]


def outline(line: Line, ground: Ground) -> PnlOutline | None:
    try:
        check(line, ground.assumptions)
        share = pnl_share(line, ground)
    except Uncountable:
        return None
    given = ground.assumptions
    factor = line.deferral and line.deferral.factor(rate=given.discount_rate, still_there=given.still_there)
    return PnlOutline(
        words=line.words,
        currency=line.currency or ground.currency,
        share=share,
        deferral_factor=factor,
        is_one_expectation=len(share.scenarios) == 1,
    )
