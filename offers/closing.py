"""The one place that locks a negotiation and knows whether it is closed. Every verb on a negotiation's rows begins here."""

from offers.models import Negotiation, Outcome


class NegotiationClosed(Exception):
    """The negotiation has an outcome, or was deleted: it takes no proposal, deadline or second outcome."""

    def __init__(self):
        super().__init__("This negotiation is closed. Reopen it first.")


def lock(negotiation) -> Negotiation:
    """The negotiation's row, locked until the transaction ends."""
    return Negotiation.objects.select_for_update(of=("self",)).get(pk=negotiation.pk)


def lock_open(negotiation) -> Negotiation:
    """As `lock`. Raises NegotiationClosed where it has a standing outcome or was deleted."""
    locked = lock(negotiation)
    if locked.deleted_at or standing_outcome(locked):
        raise NegotiationClosed
    return locked


def standing_outcome(negotiation) -> Outcome | None:
    """The outcome that holds now: none while the negotiation runs or after it was reopened.

    One fetched by `with_outcome` brings it along.
    """
    if hasattr(negotiation, "is_closed"):
        return negotiation.standing
    return negotiation.outcomes.standing().first()
