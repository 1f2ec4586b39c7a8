"""The pages of the candidate's own numbers, and the checklist of conditions."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from negotiate.money.formatting import component_name, figure_words
from offers.closing import NegotiationClosed
from offers.conditions import keep_ticks
from offers.models import Negotiation, OwnNumber
from offers.own_forms import KINDS, OwnNumbersForm
from offers.own_numbers import components_of, guides_figures, keep_own_numbers
from offers.standing import position_in
from offers.view_tools import done, sent


def opened(request, pk) -> Negotiation:
    """The person's negotiation with its guide's figures and its own numbers at hand."""
    return get_object_or_404(Negotiation.objects.owned_by(request.user).for_page(), pk=pk).seated()


def own_by_kind(negotiation, component) -> dict:
    return {number.kind: number for number in negotiation.own_numbers.all() if number.component == component}


def row_of(negotiation, component) -> dict:
    """A component's line in the overview: its numbers in words, and whose they are."""
    own, guides = own_by_kind(negotiation, component), guides_figures(negotiation, component)
    cells = [cell_of(name, own.get(kind), guides.get(kind)) for kind, name in KINDS.items()]
    return {"component": component, "name": component_name(component), "cells": cells, "stated": bool(own or guides)}


def cell_of(name, own, guides) -> dict:
    """One number in words; what the guide says where the candidate says something else."""
    figure = own or guides
    words = figure_words(figure) if figure else "not stated"
    return {"name": name, "words": words, "own": own, "guide": figure_words(guides) if own and guides else ""}


@require_safe
def own_numbers(request, pk):
    negotiation = opened(request, pk)
    rows = [row_of(negotiation, component) for component in components_of(negotiation)]
    known = {"rows": rows, "unset": [row for row in rows if not row["stated"]]}
    return render(request, "offers/own_numbers.html", {"negotiation": negotiation, **known})


@require_http_methods(["GET", "HEAD", "POST"])
def own_numbers_edit(request, pk, component):
    if component not in dict(OwnNumber.COMPONENTS):
        raise Http404
    negotiation, now = opened(request, pk), current_time()
    own, guides = own_by_kind(negotiation, component), guides_figures(negotiation, component)
    form = OwnNumbersForm(sent(request), component=component, currency=negotiation.currency, own=own, guides=guides)
    if form.is_valid() and done(form, lambda: keep_own_numbers(negotiation, component, form.numbers, now=now) or True):
        messages.success(request, f"{component_name(component)}: your numbers are kept. Where they differ from the guide's, yours decide.")
        return redirect("own_numbers", pk)
    return render(request, "offers/own_numbers_form.html", {"negotiation": negotiation, "form": form, "name": component_name(component)})


@require_POST
def conditions_tick(request, pk):
    """Keeps which conditions are met, as the checklist was sent."""
    negotiation = opened(request, pk)
    try:
        keep_ticks(negotiation, position_in(negotiation).conditions, request.POST.getlist("met"), now=current_time())
        messages.success(request, "The checklist is kept.")
    except NegotiationClosed as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{negotiation.get_absolute_url()}#conditions")
