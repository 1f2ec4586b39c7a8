"""What negotiating brought in present value: what the final proposal is worth more than the first offer."""

from dataclasses import dataclass
from decimal import Decimal

from negotiate.money.formatting import component_name, estimate, percent
from offers.assumption_words import chances_of_ours, named
from offers.uplift import silent_in
from offers.valuation.assumptions import Assumption
from offers.worth import Rates, valuation_in


@dataclass(frozen=True, kw_only=True)
class Gained:
    """Expected five-year present values in the negotiation's currency, at the negotiation's own assumptions."""

    first: Decimal
    final: Decimal
    currency: str
    rate: Decimal
    without: tuple[str, ...] = ()
    ours: tuple[Assumption, ...] = ()

    @property
    def change(self) -> Decimal:
        return self.final - self.first


def gained(negotiation, first, final) -> Gained | None:
    """The final proposal against the first offer; None where one of them has nothing that can be counted.

    What the final one does not mention is left out on both sides: nobody knows whether it still holds.
    """
    rates, without = Rates(), silent_in(first, final)
    before, after = (valuation_in(negotiation, proposal, rates=rates, without=without) for proposal in (first, final))
    if not before.present_value or not after.present_value:
        return None
    ours = [*chances_of_ours(before), *chances_of_ours(after)]
    values = {"first": before.present_value.expected, "final": after.present_value.expected}
    return Gained(**values, currency=after.currency, rate=after.assumptions.discount_rate, without=without, ours=tuple(ours))


def gained_words(found: Gained) -> str:
    """In present value, over five years at 5 %: +$212,000, leaving out the bonus, which is not mentioned since."""
    sign = "+" if found.change >= 0 else "−"
    names = " and ".join(component_name(component).lower() for component in found.without)
    words = f"In present value, over five years at {percent(found.rate * 100)}: {sign}{estimate(abs(found.change), found.currency)}"
    counted = f"{words}, on our own {named(found.ours)}" if found.ours else words
    return f"{counted}, leaving out on both sides what was not mentioned since: {names}" if names else counted
