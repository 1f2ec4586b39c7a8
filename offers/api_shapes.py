"""The shapes of a candidate's rows in JSON."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from ninja import Schema

from negotiate.api_types import DecimalOut
from offers.gained import gained
from offers.models import Negotiation, Outcome, Proposal, Term
from offers.on_table import table_of
from offers.saying import contradiction_words, point_words, said_in
from offers.uplift import silent_in, uplift


class TermOut(Schema):
    component: str
    kind: str
    amount: DecimalOut | None
    currency: str | None
    percent: DecimalOut | None
    unit: str
    units: DecimalOut | None
    price: DecimalOut | None
    strike: DecimalOut | None
    period: str
    certainty: str
    years_of_service: list[int]
    schedule: list[dict]
    cliff_months: int | None
    deferral: dict | None
    repayment: dict | None
    limit: DecimalOut | None
    months: int | None
    text: str
    note: str
    original: str
    carried: bool


class PnlTermOut(TermOut):
    of: str | None = None
    payout: str | None = None
    share: str | None = None
    netting: bool | str | None = None
    loss_carry: bool | str | None = None
    guarantee: str | dict | None = None
    cut_offs: str | None = None
    scenarios: list[dict] = []


class ProposalOut(Schema):
    """`not_mentioned` are the components that the offer before stated and this one does not: their terms are carried over and marked."""

    id: UUID
    side: str
    made_at: datetime
    status: str
    note: str
    withdrawn: list[str]
    not_mentioned: list[str]
    terms: list[PnlTermOut | TermOut]

    @staticmethod
    def resolve_not_mentioned(proposal):
        return list(dict.fromkeys(term.component for term in proposal.terms.all() if term.carried))

    @staticmethod
    def resolve_terms(proposal):
        return [term_document(term) for term in proposal.terms.all()]


class NudgeOut(Schema):
    lead: str
    due_at: datetime
    state: str


class DeadlineOut(Schema):
    id: UUID
    kind: str
    wall: str
    zone: str
    precision: str
    source: str
    status: str
    at: datetime
    revision: int
    note: str
    set_by: str
    leads: list[str]
    asked_until: datetime | None
    handled_at: datetime | None
    snoozed_until: datetime | None
    nudges: list[NudgeOut]

    @staticmethod
    def resolve_wall(deadline):
        return deadline.wall.isoformat(timespec="seconds")

    @staticmethod
    def resolve_nudges(deadline):
        return list(deadline.nudges.all())


class OutcomeOut(Schema):
    kind: str
    proposal: UUID | None
    decided_at: datetime
    note: str
    uplift: dict[str, DecimalOut | None]
    not_mentioned: list[str]
    withdrawn: list[str]


class EntryOut(Schema):
    id: UUID
    kind: str
    who: str
    channel: str
    happened_at: datetime
    text: str
    component: str | None
    amount: DecimalOut | None
    percent: DecimalOut | None
    currency: str | None
    meaning: str | None
    settled_at: datetime | None
    settled_reason: str

    @staticmethod
    def resolve_component(entry):
        return entry.component or None

    @staticmethod
    def resolve_meaning(entry):
        return entry.meaning or None


class OpenPointOut(Schema):
    """A promise with a number that the newest offer in writing does not keep. `state`: silent, lower, unclear, or waiting for a letter."""

    entry: UUID
    component: str
    amount: DecimalOut | None
    percent: DecimalOut | None
    currency: str | None
    said_at: datetime
    state: str
    written: DecimalOut | None
    words: str


class NegotiationOut(Schema):
    id: UUID
    company: str | None
    role: str | None
    employer: str
    role_name: str
    region: str | None
    level: str | None
    currency: str
    start_on: date | None
    revision: int | None
    outcome: OutcomeOut | None


class WholeNegotiationOut(NegotiationOut):
    proposals: list[ProposalOut]
    deadlines: list[DeadlineOut]
    open_points: list[OpenPointOut]
    contradictions: list[str]


def term_document(term: Term) -> dict:
    schema = PnlTermOut if term.component == Term.Component.PNL else TermOut
    known = {name: getattr(term, name) for name in TermOut.model_fields}
    return schema(**known, **(term.pnl or {} if schema is PnlTermOut else {})).model_dump()


def outcome_document(outcome: Outcome, first: Proposal | None) -> dict:
    """`uplift` is final minus first offer, for each component that both state, and `present_value` what it brings in present value.

    What the final one does not mention has no number there, and is left out of the present value on both sides: `not_mentioned` names it.
    """
    agreed = first and outcome.proposal and outcome.kind == Outcome.Kind.ACCEPTED
    return {
        "kind": outcome.kind,
        "proposal": outcome.proposal_id,
        "decided_at": outcome.decided_at,
        "note": outcome.note,
        "uplift": uplift_in(first, outcome.proposal) if agreed else {},
        "not_mentioned": silent_in(first, outcome.proposal) if agreed else (),
        "withdrawn": outcome.proposal.withdrawn if agreed else (),
    }


def uplift_in(first: Proposal, final: Proposal) -> dict[str, Decimal | None]:
    more = gained(first.negotiation, first, final)
    return uplift_document(uplift(first, final)) | ({"present_value": more.change} if more else {})


def uplift_document(changes) -> dict[str, Decimal | None]:
    """By component; one that is stated in several ways is told apart by unit, currency and period. Null: not stated on both sides."""
    components = [change.component for change in changes]
    return {change.component if components.count(change.component) == 1 else uplift_name(change): change.change for change in changes}


def uplift_name(change) -> str:
    return ":".join(part for part in (change.component, change.unit, change.currency, change.period) if part)


def negotiation_document(negotiation: Negotiation) -> dict:
    """Reads the revision's guide and the outcomes as related rows, so that lists can prefetch them."""
    guide = negotiation.revision.guide if negotiation.revision else None
    outcome = next((outcome for outcome in negotiation.outcomes.all() if outcome.reopened_at is None), None)
    own = ("id", "employer", "role_name", "region", "level", "currency", "start_on")
    return {
        **{name: getattr(negotiation, name) for name in own},
        "company": guide.company.slug if guide else None,
        "role": guide.role.slug if guide else None,
        "revision": negotiation.revision.number if guide else None,
        "outcome": outcome_document(outcome, first_offer(negotiation)) if outcome else None,
    }


def whole_document(negotiation: Negotiation) -> dict:
    proposals = list(negotiation.proposals.all())
    table = table_of(proposals)
    said = said_in(negotiation, written=table.written, counter=table.counter)
    return {
        **negotiation_document(negotiation),
        "proposals": proposals,
        "deadlines": list(negotiation.deadlines.all()),
        "open_points": [point_document(point) for point in (*said.open, *said.waiting)],
        "contradictions": [contradiction_words(found) for found in said.contradictions],
    }


def point_document(point) -> dict:
    entry = point.claim.about
    own = ("component", "amount", "percent", "currency")
    named = {name: getattr(entry, name) for name in own}
    said = {"entry": entry.pk, "said_at": entry.happened_at, "state": point.state, "written": point.found}
    return named | said | {"words": point_words(point)}


def first_offer(negotiation: Negotiation) -> Proposal | None:
    return next((proposal for proposal in negotiation.proposals.all() if proposal.side == Proposal.Side.EMPLOYER), None)
