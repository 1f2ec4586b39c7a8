"""Pages on which a negotiation itself is corrected: where and what it is about, and which guide it is measured against."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from guides.models import Guide
from negotiate.money.currencies import COMMON
from offers.changing import CurrencyInUse, change_negotiation, link_guide
from offers.forms import DetailsForm
from offers.guide_names import guides_like
from offers.models import Negotiation
from offers.proposal_views import guide_named_in
from offers.view_tools import sent
from offers.views import form_page

LONGEST = 200


def with_its_guide(request, pk) -> Negotiation:
    rows = Negotiation.objects.owned_by(request.user).select_related("revision__guide__company", "revision__guide__role")
    return get_object_or_404(rows, pk=pk)


@form_page
def negotiation_change(request, pk):
    found = with_its_guide(request, pk)
    form = DetailsForm(sent(request), negotiation=found)
    if form.is_valid() and changed(found, form):
        messages.success(request, "Kept.")
        return redirect(found)
    return render(request, "offers/details_form.html", {"negotiation": found, "form": form, "currencies": COMMON})


def changed(negotiation, form):
    try:
        return change_negotiation(negotiation, **form.answers())
    except CurrencyInUse as refusal:
        form.add_error("currency", str(refusal))
        return None


@form_page
def negotiation_guide(request, pk):
    """The guides that may be meant, to choose one of; by the negotiation's own names, or by others that are typed."""
    found = with_its_guide(request, pk)
    if request.method == "POST":
        return chosen(request, found, request.POST.get("guide", ""))
    employer = request.GET.get("employer", found.employer)[:LONGEST]
    role = request.GET.get("role_name", found.role_name)[:LONGEST]
    known = {"negotiation": found, "employer": employer, "role_name": role, "guides": guides_like(employer, role)}
    return render(request, "offers/guide_form.html", known)


def chosen(request, negotiation, named):
    """Linked to the guide that was chosen, or to none; then on to its regions."""
    if named == "none":
        link_guide(negotiation, None)
        messages.success(request, "Measured against no guide.")
        return redirect(negotiation)
    guide: Guide | None = guide_named_in(named)
    if not guide:
        raise Http404
    link_guide(negotiation, guide)
    messages.success(request, f"Measured against the guide for {guide}. Choose your region as the guide names it.")
    return redirect("negotiation_change", negotiation.pk)
