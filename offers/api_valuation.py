"""What a proposal is worth, in JSON, and the assumptions behind it. Figures are the page's: both ask offers.worth."""

from decimal import Decimal
from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field, PlainSerializer, WithJsonSchema

from negotiate.api_types import Currency, DecimalOut, Given, Line
from negotiate.money.formatting import component_name
from negotiate.problems import Problem
from offers.api_problems import conflicts_are_problems
from offers.assuming import NoSuchAssumption, change_assumptions
from offers.models import Negotiation, Proposal
from offers.valuation import HEADLINES, Assumptions, Headlines, Valuation
from offers.valuation.assumptions import YOURS, Assumption
from offers.valuation.exact import cents
from offers.valuation.remarks import remarks
from offers.worth import assumptions_of, outlines_in, valuation_in

router = Router(tags=["readings"])
CENTS = WithJsonSchema({"type": "string", "pattern": r"^-?\d+\.\d{2}$", "examples": ["640000.00"]})
MoneyOut = Annotated[Decimal, PlainSerializer(lambda amount: f"{cents(amount):f}", return_type=str), CENTS]
Rate = Annotated[Decimal, Field(ge=0, le=1, max_digits=9, decimal_places=8, allow_inf_nan=False)]
Figure = Annotated[Decimal, Field(max_digits=19, decimal_places=8, allow_inf_nan=False)]


class HeadlinesOut(Schema):
    """Null where nothing is stated."""

    certain: MoneyOut | None
    expected: MoneyOut | None
    everything: MoneyOut | None


class YearOut(HeadlinesOut):
    year: int
    by_certainty: dict[str, MoneyOut]


class MeanOut(Schema):
    with_one_offs: HeadlinesOut
    without_one_offs: HeadlinesOut


class AssumptionOut(Schema):
    name: str
    value: DecimalOut
    whose: str
    low: DecimalOut | None
    high: DecimalOut | None


class LeftOutOut(Schema):
    component: str
    term: str
    reason: str


class RepaymentStepOut(Schema):
    after_months: int
    owed: MoneyOut


class RepaymentOut(Schema):
    component: str
    amount: MoneyOut
    currency: str
    months: int
    method: str
    basis: str
    triggers: list[str]
    steps: list[RepaymentStepOut]


class RateOut(Schema):
    source: str
    target: str
    day: str
    rate: DecimalOut


class CaseOut(Schema):
    pnl: DecimalOut
    chance: DecimalOut
    bonus: MoneyOut
    loss_carry_next_year: MoneyOut


class PnlOut(Schema):
    currency: str
    scenarios: list[CaseOut]
    mean: MoneyOut
    mean_with_guarantee: MoneyOut
    value_of_guarantee: MoneyOut
    mean_with_netting: MoneyOut
    mean_with_netting_and_guarantee: MoneyOut
    effect_of_netting: MoneyOut
    effect_of_loss_carry: MoneyOut
    deferral_factor: DecimalOut | None


class ValuationOut(Schema):
    proposal: UUID | None
    currency: str
    discount_rate: DecimalOut
    years: list[YearOut]
    sum: HeadlinesOut
    present_value: HeadlinesOut
    mean: MeanOut
    beyond: HeadlinesOut
    by_certainty: dict[str, MoneyOut]
    by_component: dict[str, HeadlinesOut]
    assumptions: list[AssumptionOut]
    left_out: list[LeftOutOut]
    remarks: list[str]
    repayment: list[RepaymentOut]
    pnl: list[PnlOut]
    rates: list[RateOut]


class AssumedGiven(Given):
    value: Figure
    low: Figure | None = None
    high: Figure | None = None


class AssumptionsGiven(Given):
    """By name: a value, or a value with a range, or null for ours again."""

    assumptions: dict[Line, AssumedGiven | Figure | None] = Field(max_length=20)

    def changes(self) -> dict[str, dict | None]:
        whole = {name: AssumedGiven(value=one) if isinstance(one, Decimal) else one for name, one in self.assumptions.items()}
        return {name: one and one.dict() for name, one in whole.items()}


@router.get("/negotiations/{uuid:id}/valuation", response=ValuationOut, summary="What an offer or a counter is worth")
def valuation(
    request,
    id: UUID,
    proposal: UUID | Literal["offer", "counter"] = "offer",
    currency: Currency | None = None,
    discount_rate: Rate | None = None,
):
    """Of the newest offer, unless a proposal is named. Money is to the cent; a discount rate given here holds for this answer only."""
    negotiation = owned(request, id)
    found = chosen(negotiation, proposal)
    given = with_rate(assumptions_of(negotiation), discount_rate)
    return valuation_document(valuation_in(negotiation, found, currency=currency, given=given), found, negotiation)


@router.patch("/negotiations/{uuid:id}/valuation", response=ValuationOut, summary="Change what a value rests on")
@conflicts_are_problems
def change_valuation(request, id: UUID, given: AssumptionsGiven):
    """Shares of one for rates and chances: 0.05 is 5 %."""
    negotiation = owned(request, id)
    try:
        negotiation.assumptions = change_assumptions(negotiation, given.changes()).assumptions
    except NoSuchAssumption as refusal:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, errors=[(f"assumptions.{refusal.name}", str(refusal))]) from refusal
    found = chosen(negotiation, "offer")
    return valuation_document(valuation_in(negotiation, found), found, negotiation)


def owned(request, id: UUID) -> Negotiation:
    return get_object_or_404(Negotiation.objects.owned_by(request.auth), pk=id)


def chosen(negotiation: Negotiation, named: UUID | str) -> Proposal | None:
    """The proposal that is named, or the newest of a side; None where there is none of it yet."""
    proposals = negotiation.proposals.prefetch_related("terms")
    if isinstance(named, UUID):
        return get_object_or_404(proposals, pk=named)
    return proposals.filter(side=Proposal.Side.EMPLOYER if named == "offer" else Proposal.Side.CANDIDATE).last()


def with_rate(given: Assumptions, rate: Decimal | None) -> Assumptions:
    if rate is None:
        return given
    return Assumptions({**given.by_name, "discount_rate": Assumption(name="discount_rate", value=rate, whose=YOURS)})


def valuation_document(found: Valuation, proposal: Proposal | None, negotiation: Negotiation) -> dict:
    plain = ("currency", "by_certainty")
    return {
        **{name: getattr(found, name) for name in plain},
        "proposal": proposal.pk if proposal else None,
        "discount_rate": found.assumptions.discount_rate,
        "years": [{"year": year.year, "by_certainty": year.by_certainty, **headlines(year.headlines)} for year in found.years],
        **{name: headlines(getattr(found, name)) for name in ("sum", "present_value", "beyond")},
        "mean": {"with_one_offs": headlines(found.mean), "without_one_offs": headlines(found.mean_without_one_offs)},
        "by_component": {component: headlines(sums) for component, sums in found.by_component.items()},
        "assumptions": list(found.assumptions),
        "left_out": [{"component": left.component, "term": left.words, "reason": left.reason} for left in found.left_out],
        "remarks": remarks(found, component_name),
        "repayment": [repayment_document(line, found.currency) for line in found.lines if line.repayment and line.amount is not None],
        "pnl": [pnl_document(outline) for outline in outlines_in(found)],
        "rates": [{"source": one.source, "target": one.target, "day": one.day.isoformat(), "rate": one.rate} for one in found.exchanges],
    }


def headlines(sums: Headlines | None) -> dict:
    return sums.as_dict() if sums else dict.fromkeys(HEADLINES)


def repayment_document(line, currency: str) -> dict:
    steps = [{"after_months": month, "owed": owed} for month, owed in line.repayment.curve(line.amount)]
    terms = {name: getattr(line.repayment, name) for name in ("months", "method", "basis", "triggers")}
    return {"component": line.component, "amount": line.amount, "currency": line.currency or currency, **terms, "steps": steps}


def pnl_document(outline) -> dict:
    own = {name: getattr(outline, name) for name in PnlOut.model_fields if name != "scenarios"}
    cases = [
        {"pnl": one.scenario.pnl, "chance": one.scenario.chance, "bonus": one.bonus, "loss_carry_next_year": one.carry_after}
        for one in outline.cases
    ]
    return own | {"scenarios": cases}
