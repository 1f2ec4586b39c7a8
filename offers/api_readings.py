"""What a negotiation comes to, in JSON: where its offer stands against the guide and the candidate's own numbers."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from guides.api_shapes import BandOut
from negotiate.api_types import DecimalOut
from offers.conditions import key_of, ticked_keys
from offers.models import Negotiation, OwnNumber, Proposal
from offers.standing import position_in
from offers.verdicts import KINDS

router = Router(tags=["readings"])


class MarkOut(Schema):
    """A number and whose it is, where one's own and the guide's are both there."""

    value: DecimalOut
    unit: str
    currency: str | None
    period: str | None


class OwnRangeOut(Schema):
    low: DecimalOut | None
    high: DecimalOut | None
    unit: str
    currency: str | None
    period: str | None
    place: str


class MarksOut(Schema):
    anchor: MarkOut | None = None
    accept: MarkOut | None = None
    walk_away: MarkOut | None = None


class OwnOut(MarksOut):
    band: OwnRangeOut | None = None


class StandingOut(Schema):
    """`whose` says whose numbers decide the verdict; `yours` and `guide` hold each side's own marks."""

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
    whose: str | None
    band_whose: str | None
    yours: OwnOut
    guide: MarksOut
    missing: list[str]


class ConditionOut(Schema):
    kind: str
    component: str
    text: str
    met: bool


class PositionOut(Schema):
    components: list[StandingOut]
    verdict: str
    conditions: list[ConditionOut]


@router.get("/negotiations/{uuid:id}/position", response=PositionOut, summary="Where an offer stands against the guide")
def position(request, id: UUID, proposal: UUID | None = None):
    """Of the newest offer, unless a proposal is named. Amounts and marks are in the guide's terms where those differ."""
    negotiation = get_object_or_404(Negotiation.objects.owned_by(request.auth).for_page(), pk=id).seated()
    return position_document(position_in(negotiation, proposal_to_read(negotiation, proposal)), ticked_keys(negotiation))


def proposal_to_read(negotiation: Negotiation, named: UUID | None) -> Proposal | None:
    if named:
        return get_object_or_404(negotiation.proposals, pk=named)
    return negotiation.proposals.filter(side=Proposal.Side.EMPLOYER).last()


def position_document(found, met=frozenset()) -> dict:
    conditions = [(condition, key_of(condition) in met) for condition in found.conditions]
    return {
        "components": [standing_document(standing) for standing in found.components],
        "verdict": found.verdict,
        "conditions": [{"kind": each.kind, "component": each.component, "text": each.text, "met": seen} for each, seen in conditions],
    }


def standing_document(standing) -> dict:
    """One component; a mark is the number that decides, in the unit of its own figure."""
    guides = {kind: mark for kind, mark in standing.marks.items() if mark.whose == "guide"} | standing.guides
    return {
        "component": standing.component,
        "amount": standing.stated.value if standing.stated else None,
        "unit": standing.stated.unit if standing.stated else None,
        "band": band_document(standing.band) if standing.band else None,
        "penetration": standing.penetration,
        "compa_ratio": standing.compa_ratio,
        **{kind: standing.marks[kind].value if kind in standing.marks else None for kind in KINDS},
        "place": standing.place,
        "verdict": standing.verdict,
        "whose": standing.whose,
        "band_whose": standing.band_whose,
        "yours": marks_document(standing.own_marks) | {"band": own_range_document(standing)},
        "guide": marks_document(guides),
        "missing": list(standing.missing),
    }


def marks_document(marks) -> dict:
    return {
        kind: {"value": mark.value, "unit": mark.target.unit, "currency": mark.target.currency, "period": mark.target.period}
        for kind, mark in marks.items()
    }


def own_range_document(standing) -> dict | None:
    own = standing.own_band
    return (
        {name: getattr(own, name) for name in ("low", "high", "unit", "currency", "period")} | {"place": standing.own_place}
        if own
        else None
    )


def band_document(band) -> dict:
    """The guide's band, or one's own range in the same fields; where it comes from is then in words elsewhere."""
    if isinstance(band, OwnNumber):
        own = {name: getattr(band, name, None) for name in BandOut.model_fields}
        return own | {"source": None, "note": band.source, "flag": "", "region": None, "level": None}
    own = {name: getattr(band, name) for name in BandOut.model_fields if name != "source"}
    return own | {"source": band.source.position if band.source else None}
