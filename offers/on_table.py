"""The proposals that matter now, with their terms, in one query: the newest of each side, the first and the newest written offer."""

from dataclasses import dataclass, field

from django.db.models import Q

from offers.models import Proposal, Term
from offers.riding import ride, seat

WRITTEN = (Proposal.Status.WRITTEN, Proposal.Status.SIGNED)


@dataclass(frozen=True, kw_only=True)
class OnTable:
    """The newest offer and counter, the first offer, the newest offer in writing, the one agreed on; None where there is none.

    `known` holds these and those that were asked for besides, by key.
    """

    offer: Proposal | None
    counter: Proposal | None
    first: Proposal | None
    written: Proposal | None
    final: Proposal | None
    known: dict = field(default_factory=dict)


def on_table(negotiation, *, besides=()) -> OnTable:
    """Of a negotiation that was asked for by `with_outcome` or not; `besides` are keys of other proposals to bring."""
    offers = negotiation.proposals.filter(side=Proposal.Side.EMPLOYER)
    counters = negotiation.proposals.filter(side=Proposal.Side.CANDIDATE)
    wanted = (newest(offers), newest(counters), offers.order_by("made_at", "created_at"), newest(offers.filter(status__in=WRITTEN)))
    final = final_key(negotiation)
    keys = Q(pk__in=[*besides, *([final] if final else [])])
    for rows in wanted:
        keys |= Q(pk__in=rows.values("pk")[:1])
    return table_of(with_terms(negotiation.proposals.filter(keys)), final)


def table_of(rows, final=None) -> OnTable:
    """Of proposals in their order that are at hand; `final` is the key of the one agreed on."""
    offered = [row for row in rows if row.side == Proposal.Side.EMPLOYER]
    return OnTable(
        offer=last(offered),
        counter=last([row for row in rows if row.side == Proposal.Side.CANDIDATE]),
        first=offered[0] if offered else None,
        written=last([row for row in offered if row.status in WRITTEN]),
        final=next((row for row in rows if row.pk == final), None),
        known={str(row.pk): row for row in rows},
    )


def newest(rows):
    return rows.order_by("-made_at", "-created_at")


def last(rows: list):
    return rows[-1] if rows else None


def final_key(negotiation):
    standing = negotiation.standing if hasattr(negotiation, "is_closed") else negotiation.outcomes.standing().first()
    return standing.proposal_id if standing else None


def with_terms(proposals) -> list[Proposal]:
    """These proposals with their terms, in one query and their own order."""
    rows = list(ride(proposals, "terms", Term.objects.all(), link="proposal"))
    for row in rows:
        seat(row, "terms")
    return rows
