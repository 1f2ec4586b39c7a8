"""The lines of a package as the valuation reads them: one line for each term. Pure.

Amounts in whole currency units of the line's currency; percents are percent numbers (6 is 6 %).
"""

from dataclasses import dataclass
from decimal import Decimal

from offers.valuation.discounting import Deferral
from offers.valuation.pnl import Scenario
from offers.valuation.repayment import Repayment
from offers.valuation.vesting import Part

EQUITY = ("equity", "deferred_stock")
OPTION_WORDS = ("option", "sar", "warrant", "iso", "nso", "emi")
FLOOR, ON_TOP = "floor", "on_top"
REFRESHER_WORDS = ("refresh",)


@dataclass(frozen=True, kw_only=True)
class PnlTerms:
    """What a PnL share says beside its percent; rates as shares of one. None: not stated.

    Where nothing says whether the guarantee is the floor or comes on top, `guarantee_role` is empty and it is counted as the floor.
    """

    scenarios: tuple[Scenario, ...] = ()
    share: Decimal | None = None
    payout: Decimal | None = None
    netting: Decimal | None = None
    guarantee: Decimal | None = None
    guarantee_role: str = ""
    guarantee_years: tuple[int, ...] = ()
    carry: Decimal | None = None
    carries_losses: bool = False
    nets_unknown: bool = False
    cut_offs: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One term. `words` is how pages say it. `years` are years of service, empty for every year; `limit` is the most a year pays."""

    component: str
    unit: str = "currency"
    kind: str = ""
    words: str = ""
    amount: Decimal | None = None
    percent: Decimal | None = None
    units: Decimal | None = None
    currency: str | None = None
    price: Decimal | None = None
    strike: Decimal | None = None
    period: str = "year"
    certainty: str = "contractual"
    years: tuple[int, ...] = ()
    parts: tuple[Part, ...] = ()
    cliff_months: int | None = None
    deferral: Deferral | None = None
    repayment: Repayment | None = None
    pnl: PnlTerms | None = None
    limit: Decimal | None = None

    @property
    def is_equity(self) -> bool:
        return self.component in EQUITY or self.unit == "shares"

    @property
    def is_share_of_pnl(self) -> bool:
        return self.component == "pnl" and self.unit == "percent_of_pnl"

    @property
    def is_option(self) -> bool:
        return self.strike is not None or any(word in OPTION_WORDS for word in self.kind.lower().replace("options", "option").split())

    @property
    def is_refresher(self) -> bool:
        """Whether later grants are spoken of without a promise."""
        return self.component == "equity" and any(word in self.kind.lower() for word in REFRESHER_WORDS)

    @property
    def is_yearly(self) -> bool:
        return self.period in ("year", "month")

    @property
    def is_one_off(self) -> bool:
        """Paid once: a sign-on, a relocation. A grant that vests over years is none."""
        return not self.is_yearly and not self.is_equity

    def counts_in(self, year: int) -> bool:
        return not self.years or year in self.years

    @property
    def a_year(self) -> Decimal:
        """The amount of a year, of a line in money."""
        return self.capped(self.amount * 12 if self.period == "month" else self.amount)

    def capped(self, amount: Decimal) -> Decimal:
        return amount if self.limit is None else min(amount, self.limit)


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """What has no value in numbers, and why; both in words."""

    component: str
    words: str
    reason: str
