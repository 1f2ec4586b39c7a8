"""What a value rests on beside the terms: a rate, chances, prices. Ours until the candidate changes them. Pure.

Rates and chances are shares of one (0.05 is 5 % a year), prices in the term's currency. The chances of contractual and guaranteed are 1
and cannot be changed: who doubts them changes the certainty.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

OURS, YOURS = "ours", "yours"
FIXED = ("contractual", "guaranteed")
DEFAULTS = {
    "discount_rate": Decimal("0.05"),
    "contractual": Decimal(1),
    "guaranteed": Decimal(1),
    "target": Decimal("0.8"),
    "discretionary": Decimal("0.5"),
    "market": Decimal(1),
    "illiquid": Decimal("0.2"),
    "still_there": Decimal("0.9"),
}
CHANGEABLE = tuple(name for name in DEFAULTS if name not in FIXED)
OPEN = ("pnl_expectation", "share_price", "company_value")  # nothing is assumed until the candidate says something
LABELS = {
    "discount_rate": "Discount rate, a year",
    "contractual": "Chance of what is contractual",
    "guaranteed": "Chance of what is guaranteed",
    "target": "Chance of a target bonus",
    "discretionary": "Chance of what is discretionary",
    "market": "Chance of listed equity at its price",
    "illiquid": "Chance of illiquid equity",
    "still_there": "Chance of still being there, a year",
    "pnl_expectation": "PnL you expect in a year",
    "share_price": "Price of a share",
    "company_value": "Value of the company",
}


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """One of them. `low` and `high` are a range that the candidate has typed, else None."""

    name: str
    value: Decimal
    whose: str = OURS
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def label(self) -> str:
        return LABELS[self.name]

    @property
    def is_fixed(self) -> bool:
        return self.name in FIXED


@dataclass(frozen=True)
class Assumptions:
    """All of them, by name."""

    by_name: Mapping[str, Assumption]

    def __getitem__(self, name: str) -> Decimal | None:
        return self.by_name[name].value if name in self.by_name else None

    def __iter__(self):
        return iter(self.by_name.values())

    @property
    def discount_rate(self) -> Decimal:
        return self["discount_rate"]

    @property
    def still_there(self) -> Decimal:
        return self["still_there"]

    def chance_of(self, certainty: str) -> Decimal:
        return self[certainty]


def assumptions(changed: Mapping[str, Mapping] | None = None) -> Assumptions:
    """Ours, with what the candidate has changed: name → {value, low?, high?}. Fixed and unknown names are passed over."""
    changed = changed or {}
    ours = {name: Assumption(name=name, value=value) for name, value in DEFAULTS.items()}
    yours = {name: yours_of(name, changed[name]) for name in (*CHANGEABLE, *OPEN) if name in changed}
    return Assumptions(ours | yours)


def yours_of(name: str, given: Mapping) -> Assumption:
    ends = {end: Decimal(given[end]) for end in ("low", "high") if given.get(end) is not None}
    return Assumption(name=name, value=Decimal(given["value"]), whose=YOURS, **ends)
