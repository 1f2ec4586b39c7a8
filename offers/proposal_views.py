"""Pages on which packages are typed: a new negotiation with its first offer, another offer, a counter, a correction."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time

from guides.models import Guide
from offers.closing import standing_outcome
from offers.correcting import OnlyForward, TooLateToCorrect
from offers.entry_views import warn_of_contradictions
from offers.guide_names import guides_like
from offers.letter_views import takes_letter
from offers.letters import NoRoom
from offers.models import Proposal
from offers.negotiating import NegotiationClosed
from offers.package_forms import PackageForms, StartForms, on_the_table
from offers.view_tools import mine, sent, while_open
from offers.views import form_page

REFUSALS = (NegotiationClosed, TooLateToCorrect, OnlyForward, NoRoom)


def kept(form, verb):
    """What the verb gives; None where it refuses: then its words stand above the form, or at the letter."""
    try:
        return verb()
    except REFUSALS as refusal:
        form.add_error("letter" if isinstance(refusal, NoRoom) else None, str(refusal))
        return None


def guide_asked(request) -> Guide | None:
    """The guide that the address names, as company/role. A guide that nobody can read is not found."""
    return guide_named_in(request.GET.get("guide", ""))


def guide_named_in(named: str) -> Guide | None:
    company, _, role = named.partition("/")
    if not company:
        return None
    if "\0" in company + role:
        raise Http404
    readable = Guide.objects.readable().select_related("company", "role")
    return get_object_or_404(readable, company__slug=company, role__slug=role.strip("/"))


def its_proposal(request, pk, proposal_pk) -> Proposal:
    """The signed-in person's proposal in that negotiation; for all others there is none."""
    rows = Proposal.objects.owned_by(request.user).select_related("negotiation", "letter").prefetch_related("terms", "versions")
    return get_object_or_404(rows, pk=proposal_pk, negotiation=pk)


@takes_letter
@form_page
def negotiation_start(request):
    guide = guide_asked(request)
    forms = StartForms(sent(request), request.FILES, user=request.user, now=current_time(), guide=guide)
    if forms.is_sent and forms.is_valid() and (negotiation := kept(forms.package.proposal, forms.save)):
        return started(request, negotiation, guide)
    return render(request, "offers/start.html", {"forms": forms, "package": forms.package, "guide": guide})


def started(request, negotiation, guide):
    """To the negotiation's page; by way of what is still to be chosen, where no guide was named but there is one."""
    if not negotiation.revision:
        may_be_meant = guides_like(negotiation.employer, negotiation.role_name)
        return redirect("negotiation_guide", negotiation.pk) if may_be_meant else redirect(negotiation)
    if guide:
        return redirect(negotiation)
    messages.info(request, f"There is a guide for {negotiation}: your offer is measured against it.")
    return redirect(negotiation) if has_its_region(negotiation) else redirect("negotiation_change", negotiation.pk)


def has_its_region(negotiation) -> bool:
    """Whether the guide has figures for the negotiation's region."""
    return negotiation.revision.bands.filter(region=negotiation.region).exists()


@takes_letter
@form_page
@while_open
def proposal_add(request, pk):
    negotiation, side = mine(request, pk), side_asked(request)
    known = {"user": request.user, "now": current_time(), "currency": negotiation.currency, "terms": on_the_table(negotiation)}
    asks = side == Proposal.Side.EMPLOYER and not standing_outcome(negotiation)
    package = PackageForms(sent(request), request.FILES, asks=asks, **known)
    if package.is_sent and package.is_valid() and kept(package.proposal, lambda: package.save(negotiation, side=side)):
        messages.success(request, f"{side.label}: kept.")
        if side == Proposal.Side.CANDIDATE:
            warn_of_contradictions(request, negotiation)
        return redirect(negotiation)
    known = {"negotiation": negotiation, "package": package, "side": side, "follows": bool(package.sources)}
    return render(request, "offers/proposal_form.html", known)


def side_asked(request) -> str:
    """Whose package it is: named in the form, else in the address, else theirs."""
    side = request.POST.get("side") or request.GET.get("side") or Proposal.Side.EMPLOYER
    if side not in Proposal.Side.values:
        raise Http404
    return Proposal.Side(side)
