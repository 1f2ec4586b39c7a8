"""What a negotiation comes to, in JSON: where its offer stands against the guide."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from guides.api_shapes import BandOut
from negotiate.api_types import DecimalOut
from offers.models import Negotiation, Proposal
from offers.standing import position_in

router = Router(tags=["readings"])


class StandingOut(Schema):
    component: str
    amount: DecimalOut | None
    unit: str | None
    band: BandOut | None
    penetration: DecimalOut | None
    compa_ratio: DecimalOut | None
    anchor: DecimalOut | None
    accept: DecimalOut | None
    walk_away: DecimalOut | None
    place: str
    verdict: str


class ConditionOut(Schema):
    kind: str
    component: str
    text: str


class PositionOut(Schema):
    components: list[StandingOut]
    verdict: str
    conditions: list[ConditionOut]


@router.get("/negotiations/{uuid:id}/position", response=PositionOut, summary="Where an offer stands against the guide")
def position(request, id: UUID, proposal: UUID | None = None):
    """Of the newest offer, unless a proposal is named. Amounts and marks are in the guide's terms where those differ."""
    negotiation = get_object_or_404(Negotiation.objects.owned_by(request.auth).select_related("revision"), pk=id)
    return position_document(position_in(negotiation, proposal_to_read(negotiation, proposal)))


def proposal_to_read(negotiation: Negotiation, named: UUID | None) -> Proposal | None:
    if named:
        return get_object_or_404(negotiation.proposals, pk=named)
    return negotiation.proposals.filter(side=Proposal.Side.EMPLOYER).last()


def position_document(found) -> dict:
    return {
        "components": [standing_document(standing) for standing in found.components],
        "verdict": found.verdict,
        "conditions": found.conditions,
    }


def standing_document(standing) -> dict:
    """One component; a mark is the guide's own number, in the unit of its band."""
    marks = {kind: mark.value if (mark := getattr(standing, kind)) else None for kind in ("anchor", "accept", "walk_away")}
    return {
        "component": standing.component,
        "amount": standing.stated.value if standing.stated else None,
        "unit": standing.stated.unit if standing.stated else None,
        "band": band_document(standing.band) if standing.band else None,
        "penetration": standing.penetration,
        "compa_ratio": standing.compa_ratio,
        **marks,
        "place": standing.place,
        "verdict": standing.verdict,
    }


def band_document(band) -> dict:
    own = {name: getattr(band, name) for name in BandOut.model_fields if name != "source"}
    return own | {"source": band.source.position if band.source else None}
