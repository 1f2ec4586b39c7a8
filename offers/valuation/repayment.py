"""What would have to be paid back after leaving, month by month. Pure. Shown beside a value, never subtracted.

Definition: linear: owed(m) = S·(1 − m/n) in completed months; cliff: S until n, then nothing; stepped: one equal step at each completed
year of the n months. A step or a cliff ends in month n itself.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from offers.valuation.exact import cents

MONTHS = 12
METHODS = ("linear", "stepped", "cliff")


@dataclass(frozen=True, kw_only=True)
class Repayment:
    """`basis` says whether the gross sum or what came in after tax is owed; taxes are left out here, so both show the gross sum."""

    months: int
    method: str = "linear"
    basis: str = "gross"
    triggers: tuple[str, ...] = ()

    def share(self, after_months: int) -> Decimal:
        """The share of the sum still owed when leaving after so many completed months: 1 at first, 0 from month n on."""
        if after_months >= self.months:
            return Decimal(0)
        if self.method == "cliff":
            return Decimal(1)
        if self.method == "stepped":
            steps = (Decimal(self.months) / MONTHS).to_integral_value(ROUND_CEILING)
            return 1 - (after_months // MONTHS) / steps
        return 1 - Decimal(after_months) / self.months

    def owed(self, amount: Decimal, after_months: int) -> Decimal:
        """To the cent."""
        return cents(amount * self.share(after_months))

    def curve(self, amount: Decimal, *, every: int = 6) -> list[tuple[int, Decimal]]:
        """Completed months and what is owed then, from the first day to month n."""
        months = sorted({*range(0, self.months, every), self.months})
        return [(month, self.owed(amount, month)) for month in months]
