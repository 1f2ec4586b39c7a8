"""How a grant or a sum comes in parts: cumulative round-down, presets, cliffs. Pure.

Definition: what vests in part k is v_k = ⌊N·Σ_{j≤k} w_j⌋ − ⌊N·Σ_{j<k} w_j⌋, N in whole units (shares, or cents of money), w_j in percent
of the whole. The parts sum to the grant: nothing is lost by rounding. A cliff postpones, it loses nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate, pairwise

from offers.valuation.exact import CENT, HUNDRED, exactly, floor_to
from offers.valuation.moments import MONTHS, Moment, since

ONE = Decimal(1)
NEARLY = Decimal("0.1")  # percents written with few places, thirds or forty-eighths, need not sum to 100 to the last one
PRESETS = {
    "4x25": (25, 25, 25, 25),
    "5_15_40_40": (5, 15, 40, 40),
    "38_32_20_10": (38, 32, 20, 10),
}
USUAL = PRESETS["4x25"]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a schedule: a day, or whole months from the start; a percent of the whole, or an amount (shares where shares vest)."""

    on: date | None = None
    months: int | None = None
    percent: Decimal | None = None
    amount: Decimal | None = None

    def moment(self, start: date | None) -> Moment | None:
        """When it is paid; None where that is a day and the start of work is not known."""
        if self.months is not None:
            return Moment(self.months)
        return since(start, self.on) if start and self.on else None


class UnclearSchedule(ValueError):
    """A schedule that cannot be counted; the message says why, for the reader."""


@exactly
def vested(units: Decimal, weights: Iterable[Decimal], *, of: Decimal = HUNDRED, quantum: Decimal = ONE) -> tuple[Decimal, ...]:
    """What vests in each part: cumulative round-down to the quantum. `weights` are percents, or shares of `of`.

    Where the weights come to the whole, so do the parts, also for a fraction of a share.
    """
    sums = [Decimal(0), *accumulate(Decimal(weight) for weight in weights)]
    reached = [units if share == of else floor_to(units * share / of, quantum) for share in sums]
    return tuple(after - before for before, after in pairwise(reached))


def yearly(weights: Sequence = USUAL) -> tuple[Part, ...]:
    """One part a year, at its end. Weights in percent."""
    return tuple(Part(months=MONTHS * year, percent=Decimal(weight)) for year, weight in enumerate(weights, start=1))


def monthly(months: int = 48) -> tuple[Part, ...]:
    """Equal monthly parts (with a cliff the first ones come at the cliff). The percents are not rounded."""
    return tuple(Part(months=month, percent=HUNDRED / months) for month in range(1, months + 1))


@exactly
def shares_of(total: Decimal, parts: Sequence[Part], *, quantum: Decimal = CENT) -> tuple[Decimal, ...]:
    """How much of the total comes with each part: to the cent for money, in whole shares for units.

    Raises UnclearSchedule where percents and amounts are mixed, or come to another sum than the whole.
    """
    if all(part.amount is not None for part in parts):
        return amounts_of(total, parts)
    if any(part.percent is None for part in parts):
        raise UnclearSchedule("its schedule mixes percents and amounts")
    stated = sum(part.percent for part in parts)
    if abs(stated - HUNDRED) > NEARLY:
        raise UnclearSchedule(f"its schedule comes to {stated.normalize():f} %, not to 100 %")
    return vested(total, [part.percent for part in parts], of=stated, quantum=quantum)


def amounts_of(total: Decimal, parts: Sequence[Part]) -> tuple[Decimal, ...]:
    amounts = tuple(part.amount for part in parts)
    if sum(amounts) != total:
        raise UnclearSchedule(f"its schedule comes to {sum(amounts):,f}, not to {total:,f}")
    return amounts


def after_cliff(moment: Moment, cliff_months: int | None) -> Moment:
    """What would come before the cliff comes with it."""
    return max(moment, Moment(cliff_months or 0))
