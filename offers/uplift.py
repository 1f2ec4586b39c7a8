"""What negotiating brought: the final proposal minus the first offer, component by component. Like with like, nothing unknown is zero."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Uplift:
    """One component's change. `first` or `final` is None where that proposal does not state it; then there is no `change` either."""

    component: str
    unit: str
    currency: str | None
    period: str
    first: Decimal | None
    final: Decimal | None

    @property
    def change(self) -> Decimal | None:
        return None if self.first is None or self.final is None else self.final - self.first


def uplift(first_offer, final) -> list[Uplift]:
    """Per component, unit, currency and period of the two proposals' terms, in their order. Terms in words are left out."""
    before, after = sums(first_offer.terms.all()), sums(final.terms.all())
    return [
        Uplift(component=component, unit=unit, currency=currency, period=period, first=before.get(key), final=after.get(key))
        for key in dict.fromkeys([*before, *after])
        for component, unit, currency, period in [key]
    ]


def sums(terms) -> dict[tuple, Decimal]:
    """What each component comes to, apart by unit, currency and period."""
    found = {}
    for term in terms:
        value = next((value for value in (term.amount, term.percent, term.units) if value is not None), None)
        if value is not None:
            key = (term.component, term.unit, term.currency, term.period)
            found[key] = found.get(key, Decimal(0)) + value
    return found
