"""Deadlines on the negotiation's page: shown in words, set, moved, withdrawn, and taken along as a calendar file."""

from datetime import datetime

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
from offers.extending import DeadlineWentOn, NotLater, put_back
from offers.models import Deadline, Entry
from offers.negotiating import add_entry
from offers.scheduling import DeadlineWithdrawn, move_deadline, set_deadline, withdraw_deadline
from offers.undoing import NothingToUndo, say_with_undo, undoable
from offers.view_tools import mine, while_open
from offers.wording import both_words, given_words

__all__ = ["deadline_add", "deadline_ics", "deadline_move", "deadline_withdraw", "deadlines_for_page"]

DEADLINE_FIELDS = ("kind", "wall", "zone", "precision", "source", "set_by", "note", "leads")
MOMENTS = ("asked_until", "handled_at", "snoozed_until")
MOVE_FIELDS = ("wall", "zone", "precision", "leads")
UNDATED = "No date was given for the decision."
ASK_FOR_ONE = "Noted: they gave no date, and none is guessed. Ask for one, in writing: “By when do you need my answer?” Then set it here."
UNDO_CHANGE = "deadline changed"
form_page = require_http_methods(["GET", "HEAD", "POST"])


def owned_deadline(request, pk, deadline_pk) -> Deadline:
    rows = Deadline.objects.owned_by(request.user).select_related("negotiation__user")
    return get_object_or_404(rows, pk=deadline_pk, negotiation_id=pk)


def acted(request, form, act) -> bool:
    """Whether the verb took what the form says. What is refused stands above the form, and what was typed is kept.

    A form that was sent to be shown in words only (`check`) is not acted on.
    """
    if not form.is_valid() or "check" in request.POST:
        return False
    try:
        act(form.cleaned_data)
    except (NegotiationClosed, DeadlineWithdrawn, NotLater) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def form_answer(request, form, negotiation, **words):
    return render(request, "offers/deadline_form.html", {"negotiation": negotiation, "form": form, **words})


@form_page
@while_open
def deadline_add(request, pk):
    negotiation, now = mine(request, pk), current_time()
    form = DeadlineForm(request.POST or None, negotiation=negotiation, user=request.user, now=now)
    if request.method == "POST" and acted(request, form, lambda given: keep_deadline(request, negotiation, form, now=now)):
        return redirect(negotiation)
    lede = "When must it be decided? You will be reminded in time."
    return form_answer(request, form, negotiation, title="Set a deadline", submit="Set the deadline", lede=lede)


def keep_deadline(request, negotiation, form, *, now) -> None:
    """Set what was said; where no date was given, only keep that."""
    given = form.cleaned_data
    keep_zone(request.user, given.get("person_zone"), now=now)
    if form.undated:
        note = ". ".join(part for part in (UNDATED.rstrip("."), given["note"]) if part) + "."
        add_entry(negotiation, kind=Entry.Kind.STATEMENT, who=Entry.Who.EMPLOYER, channel="", text=note, happened_at=now)
        messages.info(request, ASK_FOR_ONE)
    else:
        deadline = set_deadline(negotiation, **{name: given[name] for name in DEADLINE_FIELDS}, now=now)
        messages.success(request, f"The deadline is set: {words_of(deadline, request.user)}.")


def words_of(deadline: Deadline, user) -> str:
    return both_words(deadline.at, deadline.zone, user.zone if user.zone in zone_names() else "")


@form_page
@while_open
def deadline_move(request, pk, deadline_pk):
    deadline, now = owned_deadline(request, pk, deadline_pk), current_time()
    form = MoveForm(request.POST or None, deadline=deadline, user=request.user, now=now)
    if request.method == "POST" and acted(request, form, lambda given: move(request, deadline, form, now=now)):
        return redirect(deadline.negotiation)
    lede = f"It is {given_words(deadline.at, deadline.zone)} now. Reminders for that time are withdrawn."
    return form_answer(
        request, form, deadline.negotiation, deadline=deadline, title="Move the deadline", submit="Move the deadline", lede=lede
    )


def move(request, deadline, form, *, now) -> None:
    before = undo_of(deadline)
    move_deadline(deadline, **{name: form.cleaned_data[name] for name in MOVE_FIELDS}, now=now)
    words = f"The deadline is moved, and its reminders with it: {words_of(deadline, request.user)}."
    if deadline.revision == before["revision"]:
        messages.success(request, "The time is as it was.")
    else:
        say_with_undo(request, deadline.negotiation, words, step=UNDO_CHANGE, **before | {"revision": deadline.revision})


def undo_of(deadline: Deadline) -> dict:
    """What puts the deadline back to where it stands now, once its revision is replaced by the one that a step makes."""
    moments = {name: at.isoformat() if (at := getattr(deadline, name)) else "" for name in MOMENTS}
    where = {"wall": deadline.wall.isoformat(), "zone": deadline.zone, "precision": deadline.precision, "status": deadline.status}
    return {"deadline": str(deadline.pk), "revision": deadline.revision, **where, "leads": deadline.leads, **moments}


def stood(said: dict) -> Deadline:
    """The deadline as `undo_of` tells of it."""
    wall = datetime.fromisoformat(said["wall"])
    moments = {name: datetime.fromisoformat(said[name]) if said.get(name) else None for name in MOMENTS}
    named = {name: said[name] for name in ("zone", "precision", "status")}
    return Deadline(wall_on=wall.date(), wall_time=wall.time(), leads=said.get("leads", []), **named, **moments)


def undo_change(negotiation, *, now, deadline, revision, **said) -> str:
    row = negotiation.deadlines.filter(pk=deadline).first()
    if not row:
        raise NothingToUndo("The deadline is gone.")
    try:
        put_back(row, revision=revision, was=stood(said), now=now)
    except DeadlineWentOn as refusal:
        raise NothingToUndo(str(refusal)) from None
    return f"The deadline is as it was: {given_words(row.at, row.zone)}. Its reminders are planned again."


undoable(UNDO_CHANGE, undo_change)


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
    before = undo_of(deadline)
    try:
        withdraw_deadline(deadline, now=current_time())
    except NegotiationClosed as refusal:
        messages.error(request, str(refusal))
        return
    words = "The deadline is withdrawn. No more reminders are sent for it."
    if deadline.revision == before["revision"]:
        messages.success(request, words)
    else:
        say_with_undo(request, deadline.negotiation, words, step=UNDO_CHANGE, **before | {"revision": deadline.revision})


@require_safe
def deadline_words(request, pk):
    """What is typed so far, in words: a part of the form's page, asked for while somebody types."""
    form = DeadlineForm(request.GET, negotiation=mine(request, pk), user=request.user, now=current_time())
    form.is_valid()
    return render(request, "offers/deadline_words.html", {"form": form})


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
