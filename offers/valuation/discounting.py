"""Present value, and what deferral leaves of a bonus. Pure.

Definitions: present value Σ chance·CF/(1+r)^t, t in years from the start (see moments), r as a share of one (0.05 is 5 % a year).
Deferral factor 1 − d + d·σ/(1+r)^T: d the deferred share, σ the chance of still being there, T years until it is paid.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from offers.valuation.exact import EXACT, HUNDRED, exactly
from offers.valuation.moments import MONTHS, Moment


@lru_cache(maxsize=8192)
def discount(rate: Decimal, years: Decimal) -> Decimal:
    """1/(1+r)^t: what one unit is worth now that is paid after so many years."""
    return EXACT.divide(Decimal(1), EXACT.power(1 + rate, years))


@exactly
def present_value(payments: Iterable[tuple[Moment, Decimal]], rate: Decimal, *, lead: Decimal = Decimal(0)) -> Decimal:
    """What payments are worth at t = 0, unrounded. `lead` is how many years t = 0 lies before the start of work."""
    return sum((amount * discount(rate, moment.years + lead) for moment, amount in payments), Decimal(0))


@dataclass(frozen=True, kw_only=True)
class Deferral:
    """A share of each payment that comes later: in equal parts, so many months after the rest, each if one is still there.

    `share` is a share of one. `chances` are each part's own chance of being paid; empty: the yearly chance of still being there, to the
    power of the years.
    """

    share: Decimal
    months: tuple[int, ...]
    chances: tuple[Decimal, ...] = ()

    def parts(self, still_there: Decimal) -> list[tuple[int, Decimal, Decimal]]:
        """Each part: months after the rest, its share of the payment, its chance."""
        each = self.share / len(self.months)
        chances = self.chances or [chance_of(months, still_there) for months in self.months]
        return [(months, each, chance) for months, chance in zip(self.months, chances, strict=True)]

    def factor(self, *, rate: Decimal, still_there: Decimal = Decimal("0.9")) -> Decimal:
        """The share of a bonus's face value that is kept, at the bonus's own day, unrounded."""
        later = (each * chance * discount(rate, Decimal(months) / MONTHS) for months, each, chance in self.parts(still_there))
        return 1 - self.share + sum(later)


def chance_of(months: int, still_there: Decimal) -> Decimal:
    """The chance of still being there after so many months, from that of a year."""
    return EXACT.power(still_there, Decimal(months) / MONTHS) if still_there else Decimal(months == 0)


def deferral(percent: Decimal, months: Sequence[int], chance: Decimal | None = None, *, chances: Sequence[Decimal] = ()) -> Deferral:
    """`percent` is a percent number: 25 is a quarter. `chance` is that of all parts, `chances` one for each of the `months`."""
    each = chances or ([chance] * len(months) if chance is not None else ())
    return Deferral(share=percent / HUNDRED, months=tuple(months), chances=tuple(each))
