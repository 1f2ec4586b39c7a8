"""What a band or target may not say, field by field, in words for staff. Forms and sheets ask here. Pure."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from negotiate.money.typed import read_share

MOST = Decimal(10) ** 15
HUNDREDTH = Decimal("0.01")
SURE = "Between 0 (a guess) and 1 (sure), such as 0.9."
IN_WORDS = ("none", "text")
TOO_LOW = "High is below low."
TOO_LOW_UNFLAGGED = "High is below low. Mend one of them, or say under “flag” why it stands so."


def errors_in(given: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """Fields with what is wrong about them. `given` holds a flag where it is a band; what is missing from it is not judged."""
    unit, currency = given.get("unit"), given.get("currency")
    if unit == "currency" and not currency:
        yield "currency", "An amount of money needs its currency, such as USD."
    if unit and unit != "currency" and currency:
        yield "currency", f"Leave the currency empty: the unit is “{unit.replace('_', ' ')}”."
    for name in ("low", "high"):
        yield from _errors_in_amount(name, given.get(name), unit)
    low, high = given.get("low"), given.get("high")
    if low is not None and high is not None and low > high and not given.get("flag"):
        yield "high", TOO_LOW_UNFLAGGED if "flag" in given else TOO_LOW
    confidence = given.get("confidence")
    if confidence is not None and not 0 <= confidence <= 1:
        yield "confidence", SURE


def share_of_one(text: str) -> Decimal:
    """How sure one is, from 0 to 1, to the hundredth."""
    share = read_share(text)
    if share > 1 or share != share.quantize(HUNDREDTH):
        raise ValueError(SURE)
    return share.quantize(HUNDREDTH)


def _errors_in_amount(name, amount, unit):
    if amount is not None and unit in IN_WORDS:
        yield name, "Leave this empty: the unit says that there are only words. Or choose another unit."
    elif amount is not None and amount < 0:
        yield name, "An amount cannot be negative."
    elif amount is not None and amount >= MOST:
        yield name, "That is too large a number."
