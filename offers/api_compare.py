"""Offers side by side, in JSON. Figures are the page's: both ask offers.compared."""

from datetime import date
from http import HTTPStatus
from uuid import UUID

from ninja import Query, Router, Schema

from negotiate.api_types import Currency, DecimalOut
from negotiate.problems import Problem
from offers.api_valuation import MoneyOut, Rate, ValuationOut, valuation_document
from offers.compare_words import title_words
from offers.compared import Compared, compare
from offers.comparing import Difference, Lead, Pair
from offers.options import Chosen, NotComparable, chosen_by, keys_in
from offers.valuation.assumptions import Assumption

router = Router(tags=["readings"])
PLACES = 4


class ComparedOut(ValuationOut):
    """One of the options: `id` is what was asked for, `present` for the present job. All is discounted to the comparison's day."""

    id: str
    kind: str
    name: str
    negotiation: UUID | None
    employer: str
    role_name: str
    side: str | None
    start_on: date | None
    conditions: dict[str, str]


class DifferenceOut(Schema):
    """A component's expected present value in each option by id, or a condition in words; null where it is not stated."""

    subject: str
    name: str
    differs: bool
    amounts: dict[str, MoneyOut | None]
    words: dict[str, str | None]
    spread: MoneyOut | None
    percent: DecimalOut | None


class BreakEvenOut(Schema):
    """Both are worth the same at about this value; `of` is the negotiation whose assumption it is, null for what holds for all.

    `value` is what was counted with, `whose` says whose it is (ours or yours), `low` and `high` are a range that was typed, else null.
    """

    of: str | None
    assumption: str
    at: DecimalOut
    value: DecimalOut
    whose: str
    low: DecimalOut | None
    high: DecimalOut | None
    inside_range: bool


class TurningOut(Schema):
    """An assumption of ours, that nobody stated, on which it depends who leads."""

    of: str | None
    assumption: str
    value: DecimalOut
    whose: str


class PairOut(Schema):
    """Two options by what is to be expected in present value: the first less the second, in percent of the larger."""

    first: str
    second: str
    difference: MoneyOut | None
    percent: DecimalOut | None
    too_close: bool
    ahead: str | None
    break_evens: list[BreakEvenOut]


class LeadOut(Schema):
    kind: str
    best: str | None
    among: list[str]


class VerdictOut(LeadOut):
    """By what is to be expected, and by each headline; `unknown` are options of which nothing can be counted.

    `words` is the verdict in one line. It says so where it turns on assumptions of ours: those are in `turns_on`, and `ours` is true.
    """

    words: str
    ours: bool
    turns_on: list[TurningOut]
    by_headline: dict[str, LeadOut]
    unknown: list[str]


class ComparisonOut(Schema):
    currency: str
    rate_day: date | None
    discount_rate: DecimalOut
    discount_rates_differ: bool
    discounted_to: date | None
    items: list[ComparedOut]
    differences: list[DifferenceOut]
    pairs: list[PairOut]
    verdict: VerdictOut


@router.get("/compare", response=ComparisonOut, summary="Two to six offers, and the present job, side by side")
def comparison(request, ids: Query[list[str]], currency: Currency | None = None, discount_rate: Rate | None = None):
    """`ids` are those of negotiations (their offer on the table) or of proposals, with commas or repeated; `present` is the present job."""
    try:
        chosen = chosen_by(request.auth, keys_in(ids))
    except NotComparable as refusal:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, errors=[("ids", str(refusal))]) from refusal
    return comparison_document(compare(chosen, currency=currency, discount_rate=discount_rate))


def comparison_document(found: Compared) -> dict:
    ground = found.ground
    return {
        "currency": ground.currency,
        "rate_day": ground.rate_day,
        "discount_rate": ground.discount_rate,
        "discount_rates_differ": ground.rates_differ,
        "discounted_to": ground.earliest,
        "items": [item_document(one, found) for one in found.chosen],
        "differences": [difference_document(row) for row in found.differences],
        "pairs": [pair_document(pair) for pair in found.verdict.pairs],
        "verdict": {
            **lead_document(found.verdict.lead),
            "words": title_words(found),
            "ours": bool(found.verdict.turns_on),
            "turns_on": [assumption_document(of, one) for of, one in found.verdict.turns_on],
            "by_headline": {lead.headline: lead_document(lead) for lead in found.verdict.leads},
            "unknown": found.verdict.unknown,
        },
    }


def item_document(one: Chosen, found: Compared) -> dict:
    return {
        **valuation_document(found.option(one.key).valuation, one.proposal, one.negotiation),
        "id": one.key,
        **{name: getattr(one, name) for name in ("kind", "name", "employer", "role_name", "start_on", "conditions")},
        "negotiation": one.negotiation.pk if one.negotiation else None,
        "side": one.proposal.side if one.proposal else None,
    }


def difference_document(row: Difference) -> dict:
    is_money = row.subject == "component"
    return {
        **{name: getattr(row, name) for name in ("subject", "name", "differs")},
        "amounts": {key: row.amounts.get(key) for key in row.keys} if is_money else {},
        "words": {key: row.words.get(key) for key in row.keys},
        "spread": row.spread if is_money else None,
        "percent": None if row.percent is None else round(row.percent, PLACES),
    }


def pair_document(pair: Pair) -> dict:
    plain = ("first", "second", "difference", "ahead")
    return {
        **{name: getattr(pair, name) for name in plain},
        "percent": None if pair.percent is None else round(pair.percent, PLACES),
        "too_close": pair.is_too_close,
        "break_evens": [
            {
                **assumption_document(one.of, one.assumption),
                **{"at": one.at, "low": one.assumption.low, "high": one.assumption.high, "inside_range": one.is_inside},
            }
            for one in pair.break_evens
        ],
    }


def assumption_document(of: str | None, one: Assumption) -> dict:
    return {"of": of, "assumption": one.name, "value": one.value, "whose": one.whose}


def lead_document(lead: Lead) -> dict:
    return {"kind": lead.kind, "best": lead.best, "among": lead.among}
