"""What may be corrected in a negotiation itself."""

from django.db import transaction

from offers.closing import lock
from offers.models import Negotiation


class CurrencyInUse(Exception):
    """Amounts are on the table in the negotiation's currency."""

    def __init__(self):
        super().__init__("The currency stays: there are amounts in it on the table.")


@transaction.atomic
def change_negotiation(negotiation: Negotiation, **changes) -> Negotiation:
    """Set employer, role_name, region, level, currency or start_on; empty words mean unknown. Raises CurrencyInUse."""
    locked = lock(negotiation)
    if changes.get("currency", locked.currency) != locked.currency and locked.proposals.exists():
        raise CurrencyInUse
    for name in ("region", "level"):
        if name in changes:
            changes[name] = changes[name] or None
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.save(update_fields=changes)
    return locked
