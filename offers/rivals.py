"""The other offers a person holds: what the employer across the table should know of, and what walking away leads to."""

from dataclasses import dataclass
from itertools import groupby

from offers.models import Negotiation, Proposal, Term
from offers.term_words import term_words


@dataclass(frozen=True, kw_only=True)
class Rival:
    """What is on the table in another open negotiation of the same person."""

    negotiation: Negotiation
    offer: str


def rivals_of(negotiation) -> list[Rival]:
    """The newest offer of each of the person's other open negotiations, in one query."""
    others = Negotiation.objects.owned_by(negotiation.user_id).open().exclude(pk=negotiation.pk)
    offers = Proposal.objects.filter(negotiation__in=others, side=Proposal.Side.EMPLOYER)
    newest = offers.order_by("negotiation_id", "-made_at", "-created_at").distinct("negotiation_id").values("pk")
    terms = Term.objects.filter(proposal__in=newest).select_related("proposal__negotiation")
    ordered = terms.order_by("proposal__negotiation__employer", "proposal__negotiation_id", "position", "pk")
    return [
        Rival(negotiation=other, offer="; ".join(term_words(term) for term in group))
        for other, group in groupby(ordered, key=lambda term: term.proposal.negotiation)
    ]
