"""What negotiating brought: the final proposal minus the first offer, component by component. Like with like, nothing unknown is zero."""

from dataclasses import dataclass
from decimal import Decimal

WITHDRAWN, NOT_MENTIONED, OTHERWISE = "withdrawn", "not_mentioned", "otherwise"


@dataclass(frozen=True, kw_only=True)
class Uplift:
    """One component's change. `first` or `final` is None where that proposal does not state it; then there is no `change` either.

    `state` says why the first offer's line has no counterpart: they withdrew it (the change is all of it), they have not mentioned it
    since, or they state it in another unit, currency or period.
    """

    component: str
    unit: str
    currency: str | None
    period: str
    first: Decimal | None
    final: Decimal | None
    state: str = ""

    @property
    def change(self) -> Decimal | None:
        if self.state == WITHDRAWN and self.first is not None:
            return -self.first
        return None if self.first is None or self.final is None or self.state else self.final - self.first


def uplift(first_offer, final) -> list[Uplift]:
    """Per component, unit, currency and period of the two proposals' terms, in their order. Terms in words are left out."""
    before, after = sums(first_offer.terms.all()), sums(final.terms.all())
    return [
        Uplift(
            component=component,
            unit=unit,
            currency=currency,
            period=period,
            first=before.get(key),
            final=after.get(key),
            state=state_of(component, final, key in before, key in after),
        )
        for key in dict.fromkeys([*before, *after])
        for component, unit, currency, period in [key]
    ]


def state_of(component: str, final, was_stated: bool, is_stated: bool) -> str:
    if not was_stated:
        return ""
    there = [term for term in final.terms.all() if term.component == component]
    if there and all(term.carried for term in there):
        return NOT_MENTIONED
    if is_stated:
        return ""
    return OTHERWISE if there else WITHDRAWN if component in final.withdrawn else NOT_MENTIONED


def silent_in(first_offer, final) -> tuple[str, ...]:
    """The components that the first offer states in numbers and the final one neither states itself nor withdraws."""
    said = {term.component for term in final.terms.all() if not term.carried} | set(final.withdrawn)
    return tuple(dict.fromkeys(component for component, *_ in sums(first_offer.terms.all()) if component not in said))


def sums(terms) -> dict[tuple, Decimal]:
    """What each component comes to, apart by unit, currency and period."""
    found = {}
    for term in terms:
        value = next((value for value in (term.amount, term.percent, term.units) if value is not None), None)
        if value is not None:
            key = (term.component, term.unit, term.currency, term.period)
            found[key] = found.get(key, Decimal(0)) + value
    return found
