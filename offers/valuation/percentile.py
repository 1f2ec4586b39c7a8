"""Where a value lies among known percentiles. Pure.

Definition: between two known points the percentile is log-linear in the value, p = p₀ + (p₁ − p₀)·ln(x/x₀)/ln(x₁/x₀). Outside the known
points there is no number: it is "below" or "above" them. Values in one currency, unit and period.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise


@dataclass(frozen=True, kw_only=True)
class Percentile:
    """A percentile to two places; or none, and the known point that the value is `beyond`, with `side` below or above."""

    value: Decimal | None = None
    side: str = ""
    beyond: int | None = None

    @property
    def words(self) -> str:
        """p38.81; below p25; above p75."""
        return f"p{self.value.normalize():f}" if self.value is not None else f"{self.side} p{self.beyond}"


def percentile(points: Mapping[int, Decimal], x: Decimal) -> Percentile:
    """Where x lies. `points` maps 25, 50, 75… to values above zero that rise with them; raises ValueError where they do not."""
    known = sorted((int(place), Decimal(value)) for place, value in points.items())
    if not known or known[0][1] <= 0 or any(one[1] >= other[1] for one, other in pairwise(known)):
        raise ValueError("Percentiles need values above zero that rise.")
    if x < known[0][1]:
        return Percentile(side="below", beyond=known[0][0])
    if x > known[-1][1]:
        return Percentile(side="above", beyond=known[-1][0])
    return Percentile(value=between(known, x).quantize(Decimal("0.01"), ROUND_HALF_EVEN))


def between(known, x: Decimal) -> Decimal:
    """The percentile of a value inside the known points."""
    for (low_place, low), (high_place, high) in pairwise(known):
        if x <= high:
            return low_place + (high_place - low_place) * (x / low).ln() / (high / low).ln()
    return Decimal(known[-1][0])
