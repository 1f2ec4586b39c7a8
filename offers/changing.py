"""What may be corrected in a negotiation itself."""

from django.db import transaction

from guides.models import Guide
from offers.closing import NegotiationClosed, lock
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


@transaction.atomic
def link_guide(negotiation: Negotiation, guide: Guide | None) -> Negotiation:
    """Measure against this guide's published revision from now on, under its names; None: against none, the names stay.

    Raises NegotiationClosed where it was deleted.
    """
    locked = lock(negotiation)
    if locked.deleted_at:
        raise NegotiationClosed
    locked.revision = guide.published if guide else None
    if guide:
        locked.employer, locked.role_name = guide.company.name, guide.role.name
    locked.save(update_fields=["revision", "employer", "role_name"])
    return locked
