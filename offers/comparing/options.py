"""One of the packages that are compared. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from offers.valuation import Headlines, Valuation
from offers.valuation.exact import exactly

NOT_MONEY = ("title", "remote", "days_off", "notice", "non_compete", "start", "budget")


@dataclass(frozen=True, kw_only=True)
class Option:
    """A package with its worth. All options of a comparison are valued in one currency and discounted to one day.

    `rests_on` names whose assumptions the worth stands on: proposals of one negotiation share them. `conditions` are what it says beside
    money, by component, in words; what it does not say is missing.
    """

    key: str
    name: str
    valuation: Valuation
    rests_on: str = ""
    conditions: Mapping[str, str] = field(default_factory=dict)

    @property
    def sums(self) -> Headlines | None:
        """Five-year present values."""
        return self.valuation.present_value

    @property
    def expected(self) -> Decimal | None:
        """What is to be expected in present value, to the cent; None where nothing of the package can be counted."""
        return self.sums.expected if self.sums else None

    @cached_property
    def tried(self) -> dict[tuple[str, Decimal], Decimal]:
        """What it is worth at other values of an assumption, as far as that was asked."""
        return {}

    @cached_property
    def exact(self) -> Mapping[str, Decimal]:
        """The same sums before they are rounded, by headline: a difference of 2 % is one to the last figure."""
        return unrounded(self.valuation)


@exactly
def unrounded(valuation: Valuation) -> dict[str, Decimal]:
    """Present values of the five years by headline, to sixty figures."""
    sums = {"certain": Decimal(0), "expected": Decimal(0), "everything": Decimal(0)}
    for flow in valuation.counted:
        factor = valuation.discounted(flow)
        sums["certain"] += flow.expected * factor if flow.is_certain else 0
        sums["expected"] += flow.expected * factor
        sums["everything"] += flow.full * factor
    return sums
