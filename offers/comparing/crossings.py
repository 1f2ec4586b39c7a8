"""Where a function of one number is zero. Pure."""

from collections.abc import Callable
from decimal import Decimal

from offers.valuation.exact import exactly

STEPS, CLOSER = 12, 4
PLACES = 4

Gap = Callable[[Decimal], Decimal]


@exactly
def crossing(gap: Gap, low: Decimal, high: Decimal, *, near: Decimal | None = None) -> Decimal | None:
    """About where the gap is zero between the two, looked for in twelve steps; None where it keeps its sign or is nowhere.

    Of several the one nearest to `near`, the first where nothing is near. To four places.
    """
    points = [low + (high - low) * step / STEPS for step in range(STEPS + 1)]
    gaps = [gap(at) for at in points]
    if not any(gaps):
        return None
    between = zip(points, points[1:], gaps, gaps[1:], strict=False)
    found = [narrowed(gap, *pair) for pair in between if pair[2] * pair[3] <= 0 and pair[2] != pair[3]]
    return min(found, key=lambda at: abs(at - (low if near is None else near)), default=None)


def narrowed(gap: Gap, left: Decimal, right: Decimal, before: Decimal, after: Decimal) -> Decimal:
    """Between two points of different sign: by straight lines, a few times over, each on the part in which the sign still changes."""
    at = left
    for _ in range(CLOSER):
        at = left + (right - left) * before / (before - after)
        here = gap(at)
        if not here or before == after:
            break
        left, right, before, after = (left, at, before, here) if before * here <= 0 else (at, right, here, after)
    return round(at, PLACES)
