"""How the valuation counts: exactly, rounded once, at the end. Pure."""

from collections.abc import Callable
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal, localcontext
from functools import wraps

EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)  # a trillion shares at a trillion each still come out to the cent
CENT = Decimal("0.01")
HUNDRED = Decimal(100)


def exactly(function: Callable) -> Callable:
    """The function, counting to sixty figures."""

    @wraps(function)
    def counted(*args, **kwargs):
        with localcontext(EXACT):
            return function(*args, **kwargs)

    return counted


@exactly
def cents(amount: Decimal) -> Decimal:
    """The amount rounded half to even, to the cent."""
    return amount.quantize(CENT)


@exactly
def floor_to(amount: Decimal, quantum: Decimal) -> Decimal:
    """The largest multiple of the quantum (1 for shares, 0.01 for money) that is not above the amount."""
    return (amount / quantum).to_integral_value(ROUND_FLOOR) * quantum


def fraction(number: Decimal) -> Decimal:
    """A rate as a share of one. What is above one was written as a percent number: 15 and 0.15 are the same rate."""
    return number / HUNDRED if number > 1 else number
