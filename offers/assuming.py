"""What a candidate changes of what a value rests on: remembered with the negotiation."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from negotiate.accounts.exporting import plain_decimal
from offers.closing import lock
from offers.models import Negotiation
from offers.valuation.assumptions import CHANGEABLE, DEFAULTS, FIXED, LABELS, OPEN

LARGEST = Decimal(10) ** 12
MOST_VALUABLE = Decimal(10) ** 14
LIMITS = {
    **{name: (Decimal(0), Decimal(1)) for name in CHANGEABLE},
    "share_price": (Decimal(0), LARGEST),
    "company_value": (Decimal(0), MOST_VALUABLE),
    "pnl_expectation": (-LARGEST, LARGEST),
}
ENDS = ("low", "high")


class NoSuchAssumption(ValueError):
    """A name that is not in the list, or a value that cannot be. `name` says which."""

    def __init__(self, name: str, words: str):
        super().__init__(words)
        self.name = name


@transaction.atomic
def change_assumptions(negotiation: Negotiation, changes: Mapping[str, Mapping | None]) -> Negotiation:
    """Set assumptions: name → {value, low?, high?} in decimals, or None for ours again. Raises NoSuchAssumption; then nothing is changed.

    What equals ours and has no range stays ours. A closed negotiation takes them too: they are about how it is read.
    """
    locked = lock(negotiation)
    kept = dict(locked.assumptions)
    for name, given in changes.items():
        checked(name, given)
        kept.pop(name, None)
        if given is not None and not is_ours(name, given):
            kept[name] = {key: plain_decimal(value) for key, value in given.items() if value is not None}
    locked.assumptions = kept
    locked.save(update_fields=["assumptions"])
    return locked


def reset_assumptions(negotiation: Negotiation) -> Negotiation:
    """All of them ours again."""
    return change_assumptions(negotiation, dict.fromkeys((*CHANGEABLE, *OPEN)))


def is_ours(name: str, given: Mapping) -> bool:
    return given["value"] == DEFAULTS.get(name) and not any(given.get(end) is not None for end in ENDS)


def checked(name: str, given: Mapping | None) -> None:
    """Raises NoSuchAssumption for what cannot be assumed."""
    if name in FIXED:
        raise NoSuchAssumption(name, "What is contractual or guaranteed counts in full: who doubts it changes the term's certainty.")
    if name not in LIMITS:
        raise NoSuchAssumption(name, f"Assumptions are {', '.join(LABELS)}.")
    if given is None:
        return
    lowest, highest = LIMITS[name]
    if any(not lowest <= number <= highest for number in given.values() if number is not None):
        raise NoSuchAssumption(name, f"This goes from {lowest:,f} to {highest:,f}.")
    low, high = (given["value"] if given.get(end) is None else given[end] for end in ENDS)
    if not low <= given["value"] <= high:
        raise NoSuchAssumption(name, "The value must lie inside its range.")
