"""The pages of negotiations: the list, one of them, and what happens to it. Every read starts from its owner."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from offers.listing import listing_of
from offers.models import Negotiation
from offers.negotiating import bring_back, delete_negotiation
from offers.page import page_of
from offers.reminders import reminders_for
from offers.view_tools import mine
from offers.worth_page import summary_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def negotiations(request):
    now = current_time()
    listing = listing_of(Negotiation.objects.kept_for(request.user, now), now=now, page=request.GET.get("page", ""))
    known = {"listing": listing, "reminders": reminders_for(request.user, now=now)}
    return render(request, "offers/negotiations.html", known)


@require_safe
def negotiation(request, pk):
    found = get_object_or_404(Negotiation.objects.owned_by(request.user).for_page(), pk=pk)
    asked = {name: request.GET.get(name, "") for name in ("before", "kind")}
    page = page_of(found, user=request.user, now=current_time(), **asked)
    worth = summary_of(found, page.offer, page.counter)
    known = {"negotiation": found, "page": page, "worth": worth, "deadlines": page.deadlines, "mail_silence": page.silence}
    return render(request, "offers/negotiation.html", known)


@form_page
def negotiation_delete(request, pk):
    found = mine(request, pk)
    if request.method == "POST":
        delete_negotiation(found, now=current_time())
        messages.success(request, f"{found} is deleted. For 30 days it can be brought back, at the bottom of this page.")
        return redirect("negotiations")
    return render(request, "offers/delete.html", {"negotiation": found})


@require_POST
def negotiation_bring_back(request, pk):
    now = current_time()
    found = get_object_or_404(Negotiation.objects.kept_for(request.user, now), pk=pk)
    try:
        bring_back(found, now=now)
    except Negotiation.DoesNotExist:
        raise Http404 from None
    messages.success(request, f"{found} is back, as it was.")
    return redirect(found)
