"""Pages on which packages are typed: a new negotiation with its first offer, another offer, a counter."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time

from guides.models import Guide
from offers.models import Proposal
from offers.package_forms import PackageForms, StartForms, counter_sources
from offers.view_tools import done, mine, sent, while_open
from offers.views import form_page


def guide_asked(request) -> Guide | None:
    """The guide that the address names, as company/role. A guide that nobody can read is not found."""
    company, _, role = request.GET.get("guide", "").partition("/")
    if not company:
        return None
    if "\0" in company + role:
        raise Http404
    readable = Guide.objects.readable().select_related("company", "role")
    return get_object_or_404(readable, company__slug=company, role__slug=role.strip("/"))


@form_page
def negotiation_start(request):
    guide = guide_asked(request)
    forms = StartForms(sent(request), user=request.user, now=current_time(), guide=guide)
    if forms.is_sent and forms.is_valid():
        return redirect(forms.save())
    return render(request, "offers/start.html", {"forms": forms, "package": forms.package, "guide": guide})


@form_page
@while_open
def proposal_add(request, pk):
    negotiation, side = mine(request, pk), side_asked(request)
    sources = counter_sources(negotiation) if side == Proposal.Side.CANDIDATE else []
    package = PackageForms(sent(request), user=request.user, now=current_time(), currency=negotiation.currency, terms=sources)
    if package.is_sent and package.is_valid() and done(package.proposal, lambda: package.save(negotiation, side=side)):
        messages.success(request, f"{side.label}: kept.")
        return redirect(negotiation)
    return render(request, "offers/proposal_form.html", {"negotiation": negotiation, "package": package, "side": side})


def side_asked(request) -> str:
    """Whose package it is: named in the form, else in the address, else theirs."""
    side = request.POST.get("side") or request.GET.get("side") or Proposal.Side.EMPLOYER
    if side not in Proposal.Side.values:
        raise Http404
    return Proposal.Side(side)
