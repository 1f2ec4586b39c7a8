"""Gathers the rows of a proposal and its negotiation's pinned guide for offers.position."""

from offers.matching import Stated
from offers.models import Term
from offers.position import position
from offers.verdicts import Position
from offers.worth import Rates


def position_of(proposal) -> Position:
    """Where the proposal stands against the guide that its negotiation pinned, and against the candidate's own numbers."""
    return position_in(proposal.negotiation, proposal)


def position_in(negotiation, proposal=None, *, rates: Rates | None = None) -> Position:
    """As `position_of`, with the negotiation at hand; without a proposal everything is not stated.

    What the guide gives in other currencies alone is compared at the latest rates; `rates` are those that several positions share.

    Reads `proposal.terms`, `own_numbers`, `revision.bands` and `revision.targets` as related rows, so that lists can prefetch them.
    """
    revision = negotiation.revision
    return position(
        stated=[stated(term) for term in proposal.terms.all() if counts(term)] if proposal else [],
        bands=revision.bands.all() if revision else (),
        targets=revision.targets.all() if revision else (),
        region=negotiation.region,
        level=negotiation.level,
        currency=negotiation.currency,
        equity_reading=revision.equity_reading if revision else "",
        own=negotiation.own_numbers.all(),
        exchange=(rates or Rates()).between,
    )


def stated(term: Term) -> Stated:
    value = next((value for value in (term.amount, term.percent, term.units) if value is not None), None)
    return Stated(
        component=term.component,
        unit=term.unit,
        value=value,
        currency=term.currency if term.amount is not None else None,
        period=term.period,
        certainty=term.certainty,
        text=term.text,
    )


def counts(term: Term) -> bool:
    """Guides speak of the first year: a line for later years alone is not compared, nor is a refresher that nobody promised."""
    return term.is_promised and (not term.years_of_service or 1 in term.years_of_service)
