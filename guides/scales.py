"""One scale for values drawn side by side: round ends, round steps. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

STEPS = 4
HUNDRED = Decimal(100)
ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True)
class Scale:
    """From low to high in steps. A place on it is in per cent from the left."""

    low: Decimal
    high: Decimal
    step: Decimal

    def place(self, value: Decimal) -> Decimal:
        """Where the value stands: 0 at the left end, 100 at the right, cut to two places."""
        return round((value - self.low) / (self.high - self.low) * HUNDRED, 2)

    def ticks(self) -> list[Decimal]:
        count = int((self.high - self.low) / self.step)
        return [self.low + self.step * number for number in range(count + 1)]

    def wider(self) -> "Scale":
        """One step more on the right, for what has no upper end."""
        return Scale(self.low, self.high + self.step, self.step)


def round_step(span: Decimal) -> Decimal:
    """The smallest round step (1, 2, 2.5, 5 times a power of ten) that covers the span in about four steps."""
    power = Decimal(1).scaleb((span / STEPS).adjusted())
    return next(factor * power for factor in ROUND if factor * power * STEPS >= span)


def scale_of(values: Iterable[Decimal]) -> Scale | None:
    """The scale on which all the values have a place, or None where there is no value. It need not start at zero."""
    values = list(values)
    if not values:
        return None
    lowest, highest = min(values), max(values)
    if lowest == highest:
        room = abs(lowest) / 10 or Decimal(1)
        lowest, highest = lowest - room, highest + room
    step = round_step(highest - lowest)
    low = (lowest / step).to_integral_value(ROUND_FLOOR) * step
    high = (highest / step).to_integral_value(ROUND_CEILING) * step
    return Scale(low, high, step)
