"""Deadlines on the negotiation's page: shown in words, set, moved, withdrawn, and taken along as a calendar file."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_http_methods, require_safe

from negotiate.accounts import belongings
from offers.calendar import calendar_of
from offers.closing import NegotiationClosed
from offers.deadline_forms import DeadlineForm, MoveForm
from offers.deadline_page import deadlines_for_page
from offers.deadlines import zone_names
from offers.models import Deadline, Negotiation
from offers.scheduling import DeadlineWithdrawn, move_deadline, set_deadline, withdraw_deadline
from offers.view_tools import while_open
from offers.wording import given_words

__all__ = ["deadline_add", "deadline_ics", "deadline_move", "deadline_withdraw", "deadlines_for_page"]

DEADLINE_FIELDS = ("kind", "wall", "zone", "precision", "source", "note")
form_page = require_http_methods(["GET", "HEAD", "POST"])


def owned_deadline(request, pk, deadline_pk) -> Deadline:
    rows = Deadline.objects.owned_by(request.user).select_related("negotiation__user")
    return get_object_or_404(rows, pk=deadline_pk, negotiation_id=pk)


def acted(request, form, act) -> bool:
    """Whether the verb took what the form says. What is refused stands above the form, and what was typed is kept."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except (NegotiationClosed, DeadlineWithdrawn) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@form_page
@while_open
def deadline_add(request, pk):
    negotiation = get_object_or_404(Negotiation.objects.owned_by(request.user), pk=pk)
    now = current_time()
    form = DeadlineForm(request.POST or None, negotiation=negotiation, user=request.user, now=now)

    def act(given):
        keep_zone(request.user, given.get("person_zone"), now=now)
        set_deadline(negotiation, **{name: given[name] for name in DEADLINE_FIELDS}, now=now)

    if request.method == "POST" and acted(request, form, act):
        messages.success(request, "The deadline is set.")
        return redirect(negotiation)
    words = {"title": "Set a deadline", "submit": "Set the deadline", "lede": "When must it be decided? You will be reminded in time."}
    return render(request, "offers/deadline_form.html", {"negotiation": negotiation, "form": form, **words})


@form_page
@while_open
def deadline_move(request, pk, deadline_pk):
    deadline = owned_deadline(request, pk, deadline_pk)
    now = current_time()
    form = MoveForm(request.POST or None, deadline=deadline, user=request.user, now=now)
    if request.method == "POST" and acted(request, form, lambda given: move_deadline(deadline, **given, now=now)):
        messages.success(request, "The deadline is moved, and its reminders with it.")
        return redirect(deadline.negotiation)
    lede = f"It is {given_words(deadline.at, deadline.zone)} now. Reminders for that time are withdrawn."
    words = {"title": "Move the deadline", "submit": "Move the deadline", "lede": lede}
    return render(request, "offers/deadline_form.html", {"negotiation": deadline.negotiation, "form": form, **words})


@form_page
@while_open
def deadline_withdraw(request, pk, deadline_pk):
    deadline = owned_deadline(request, pk, deadline_pk)
    if request.method == "POST":
        withdraw(request, deadline)
        return redirect(deadline.negotiation)
    there = given_words(deadline.at, deadline.zone)
    return render(request, "offers/deadline_withdraw.html", {"negotiation": deadline.negotiation, "deadline": deadline, "there": there})


def withdraw(request, deadline) -> None:
    try:
        withdraw_deadline(deadline, now=current_time())
    except NegotiationClosed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The deadline is withdrawn. No more reminders are sent for it.")


@require_safe
def deadline_ics(request, pk, deadline_pk):
    deadline = owned_deadline(request, pk, deadline_pk)
    headers = {"Content-Disposition": 'attachment; filename="deadline.ics"'}
    return HttpResponse(calendar_of(deadline, now=current_time()), content_type="text/calendar; charset=utf-8", headers=headers)


@transaction.atomic
def keep_zone(user, zone: str | None, *, now) -> None:
    """The zone that a person gave with a deadline is theirs from now on, where none was known. Earlier reminders follow it."""
    if zone and user.zone not in zone_names():
        user.zone = zone
        user.save(update_fields=["zone"])
        belongings.follow_preferences(user, now=now)
