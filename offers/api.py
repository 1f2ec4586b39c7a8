"""A candidate's negotiations in JSON, through the same verbs as the pages. Everything starts from what the caller owns."""

from http import HTTPStatus
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router
from ninja.pagination import paginate
from ninja.responses import Status

from guides.models import Guide
from negotiate.api_types import Pages
from negotiate.problems import Problem
from offers import guide_names, negotiating
from offers.api_given import EntryGiven, NegotiationChanged, NegotiationGiven, OutcomeGiven, ProposalGiven
from offers.api_problems import checked, conflicts_are_problems
from offers.api_shapes import (
    EntryOut,
    NegotiationOut,
    OutcomeOut,
    ProposalOut,
    WholeNegotiationOut,
    first_offer,
    negotiation_document,
    outcome_document,
    whole_document,
)
from offers.changing import change_negotiation
from offers.models import Negotiation, Proposal

CREATED, NO_CONTENT = HTTPStatus.CREATED, HTTPStatus.NO_CONTENT
router = Router(tags=["negotiations"])
router.add_router("", "offers.api_deadlines.router")
router.add_router("", "offers.api_readings.router")
router.add_router("", "offers.api_timeline.router")
router.add_router("", "offers.api_numbers.router")
router.add_router("", "offers.api_claims.router")
router.add_router("", "offers.api_valuation.router")
router.add_router("", "offers.api_compare.router")


def owned(request, id: UUID) -> Negotiation:
    """The caller's negotiation, or 404."""
    return get_object_or_404(with_all(Negotiation.objects.owned_by(request.auth)), pk=id)


def with_all(negotiations):
    related = negotiations.select_related("revision__guide__company", "revision__guide__role")
    return related.prefetch_related("outcomes__proposal__terms", "proposals__terms")


@router.get("/negotiations", response=list[NegotiationOut], summary="Your negotiations, newest first")
@paginate(Pages, ordering=("-created_at", "pk"), shown=negotiation_document)
def list_negotiations(request):
    return with_all(Negotiation.objects.owned_by(request.auth))


@router.post("/negotiations", response={CREATED: NegotiationOut}, summary="Start a negotiation")
def start(request, given: NegotiationGiven):
    checked(given)
    guide = guide_named(given.company, given.role) if given.company else guide_names.guide_named(given.employer, given.role_name)
    said = given.dict(exclude={"company", "role", "employer", "role_name"})
    names = {"employer": given.employer or "", "role_name": given.role_name or ""}
    negotiation = negotiating.start_negotiation(user=request.auth, now=timezone.now(), guide=guide, **names, **said)
    return Status(CREATED, negotiation_document(negotiation))


def guide_named(company: str, role: str) -> Guide:
    guide = Guide.objects.readable().select_related("company", "role").filter(company__slug=company, role__slug=role).first()
    if guide is None:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, errors=[("company", "There is no published guide for this company and role.")])
    return guide


@router.get("/negotiations/{uuid:id}", response=WholeNegotiationOut, summary="One negotiation with its proposals and deadlines")
def read(request, id: UUID):
    return whole_document(owned(request, id))


@router.patch("/negotiations/{uuid:id}", response=NegotiationOut, summary="Correct a negotiation")
@conflicts_are_problems
def change(request, id: UUID, given: NegotiationChanged):
    change_negotiation(owned(request, id), **given.dict(exclude_unset=True))
    return negotiation_document(owned(request, id))


@router.delete("/negotiations/{uuid:id}", response={NO_CONTENT: None}, summary="Delete a negotiation and stop its reminders")
def delete(request, id: UUID):
    negotiating.delete_negotiation(owned(request, id), now=timezone.now())
    return Status(NO_CONTENT, None)


@router.post("/negotiations/{uuid:id}/proposals", response={CREATED: ProposalOut}, summary="Put an offer or a counter on the table")
@conflicts_are_problems
def add_proposal(request, id: UUID, given: ProposalGiven):
    negotiation = owned(request, id)
    checked(given)
    said, terms = given.dict(exclude={"terms"}), [term.row() for term in given.terms]
    return Status(CREATED, negotiating.add_proposal(negotiation, terms=terms, carries=True, now=timezone.now(), **said))


@router.post("/negotiations/{uuid:id}/entries", response={CREATED: EntryOut}, summary="Keep a note, promise or statement")
@conflicts_are_problems
def add_entry(request, id: UUID, given: EntryGiven):
    negotiation = owned(request, id)
    checked(given)
    said = {name: getattr(given, name) for name in ("kind", "who", "channel", "text")}
    happened_at = given.happened_at or timezone.now()
    return Status(CREATED, negotiating.add_entry(negotiation, **said, happened_at=happened_at, **given.claim(negotiation.currency)))


@router.post("/negotiations/{uuid:id}/outcome", response={CREATED: OutcomeOut}, summary="Record how it ended")
@conflicts_are_problems
def record_outcome(request, id: UUID, given: OutcomeGiven):
    negotiation = owned(request, id)
    said = given.dict(exclude={"proposal"})
    outcome = negotiating.record_outcome(negotiation, proposal=agreed(negotiation, given.proposal), now=timezone.now(), **said)
    return Status(CREATED, outcome_document(outcome, first_offer(negotiation)))


def agreed(negotiation: Negotiation, named: UUID | str | None) -> Proposal | None:
    """The proposal that is named, of this negotiation."""
    if named is None:
        return None
    proposals = negotiation.proposals
    found = proposals.filter(side=Proposal.Side.CANDIDATE).last() if named == "counter" else proposals.filter(pk=named).first()
    if found is None:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, errors=[("proposal", "This negotiation has no such proposal.")])
    return found
