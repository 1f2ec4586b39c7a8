"""One of the packages that are compared. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from offers.valuation import Headlines, Valuation

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

    def by(self, headline: str) -> Decimal | None:
        """The five-year present value of a headline; None where nothing of the package can be counted."""
        return getattr(self.sums, headline) if self.sums else None

    @property
    def expected(self) -> Decimal | None:
        return self.by("expected")
