"""The page that says what a package is worth, and on what that rests."""

from uuid import UUID

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_http_methods

from offers.assuming import change_assumptions, reset_assumptions
from offers.assumption_forms import AssumptionsForm
from offers.models import Negotiation, Proposal
from offers.view_tools import sent
from offers.worth import assumptions_of
from offers.worth_page import worth_in

RESET = "reset"


@require_http_methods(["GET", "HEAD", "POST"])
def negotiation_value(request, pk):
    found = get_object_or_404(Negotiation.objects.owned_by(request.user).prefetch_related("proposals"), pk=pk)
    proposals = list(found.proposals.all())
    chosen = chosen_of(proposals, request.GET.get("proposal"))
    prefetch_related_objects([chosen] if chosen else [], "terms")
    form = form_of(request, found, chosen)
    if request.method == "POST" and (RESET in request.POST or form.is_valid()):
        return changed(request, found, None if RESET in request.POST else form.changes)
    worth = worth_in(found, chosen, today=current_time().date())
    known = {"negotiation": found, "proposals": proposals, "chosen": chosen, "form": form, "worth": worth}
    return render(request, "offers/value.html", known)


def form_of(request, negotiation, chosen) -> AssumptionsForm:
    terms = list(chosen.terms.all()) if chosen else []
    shares = [term for term in terms if term.units is not None]
    return AssumptionsForm(
        None if RESET in request.POST else sent(request),
        assumptions=assumptions_of(negotiation),
        asked=[name for name, is_needed_by in NEEDED.items() if any(is_needed_by(term) for term in terms)],
        currency=negotiation.currency,
        share_currency=next((term.currency for term in shares if term.currency), negotiation.currency),
    )


def awaits_pnl(term) -> bool:
    return term.component == "pnl" and term.unit == "percent_of_pnl" and not (term.pnl or {}).get("scenarios")


NEEDED = {
    "share_price": lambda term: term.units is not None,
    "company_value": lambda term: term.unit == "percent_of_company",
    "pnl_expectation": awaits_pnl,
}


def changed(request, negotiation, changes):
    """Keep what was changed, or all ours again, and show the same proposal."""
    if changes is None:
        reset_assumptions(negotiation)
    else:
        change_assumptions(negotiation, changes)
    messages.success(request, "Our assumptions again." if changes is None else "Counted anew with your assumptions.")
    query = request.GET.urlencode()
    return redirect(reverse("negotiation_value", args=[negotiation.pk]) + (f"?{query}" if query else ""))


def chosen_of(proposals, named: str | None) -> Proposal | None:
    """The proposal that is named; else the newest offer, or where there is none the newest counter."""
    if named:
        return by_key(proposals, named)
    offers = [proposal for proposal in proposals if proposal.side == Proposal.Side.EMPLOYER]
    return next(reversed(offers or proposals), None)


def by_key(proposals, named: str) -> Proposal:
    try:
        key = UUID(named)
    except ValueError:
        raise Http404 from None
    found = next((proposal for proposal in proposals if proposal.pk == key), None)
    if found is None:
        raise Http404
    return found
