"""What is done about a deadline: more time is asked for and answered, it is handled, its reminders are put off."""

from datetime import datetime

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_POST

from offers.asking import text_of
from offers.closing import NegotiationClosed
from offers.deadline_forms import MoveForm
from offers.deadline_step_forms import AskForm, SnoozeForm
from offers.deadline_views import MOVE_FIELDS, UNDO_CHANGE, acted, form_answer, form_page, owned_deadline, undo_of, words_of
from offers.deadlines import moment
from offers.extending import NothingAsked, NotLater, ask_for_time, grant, refuse
from offers.models import Deadline, Nudge
from offers.nudging.people import wants
from offers.scheduling import DeadlineWithdrawn, SnoozeOutside, mark_handled, snooze, unhandle
from offers.undoing import NothingToUndo, say_with_undo, undoable
from offers.view_tools import while_open
from offers.wording import given_words

UNDO_HANDLED = "deadline handled"
REFUSALS = (NegotiationClosed, DeadlineWithdrawn, NothingAsked, NotLater, SnoozeOutside)


def tried(request, verb) -> bool:
    """Whether the verb did it. What it refuses is said on the next page."""
    try:
        verb()
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return False
    return True


@form_page
@while_open
def deadline_ask(request, pk, deadline_pk):
    """Words to copy. Asked for with another date or reason (GET), the words change; sent (POST), it is kept that they were said."""
    deadline, now = owned_deadline(request, pk, deadline_pk), current_time()
    typed = request.POST if request.method == "POST" else request.GET if "until" in request.GET else None
    form = AskForm(typed, deadline=deadline, now=now)
    if request.method == "POST" and form.is_valid() and asked(request, deadline, form.cleaned_data, now=now):
        return redirect(deadline.negotiation)
    given = form.initial if not form.is_bound else form.cleaned_data if form.is_valid() else {}
    by_day = deadline.precision == Deadline.Precision.DATE
    words = text_of(until=given["until"], zone=deadline.zone, by_day=by_day, reason=given["reason"]) if given else ""
    known = {"negotiation": deadline.negotiation, "deadline": deadline, "form": form, "words": words}
    return render(request, "offers/deadline_ask.html", {**known, "there": given_words(deadline.at, deadline.zone)})


def asked(request, deadline, given, *, now) -> bool:
    until = moment(given["until"], deadline.zone)
    if not tried(request, lambda: ask_for_time(deadline, until=until, reason=given["reason"], now=now)):
        return False
    messages.success(request, "Noted that you asked. Until they answer, the deadline stands and its reminders come.")
    return True


@form_page
@while_open
def deadline_granted(request, pk, deadline_pk):
    """In one click until the date that was asked for; a form for another one."""
    deadline, now = owned_deadline(request, pk, deadline_pk), current_time()
    before = undo_of(deadline)
    if request.method == "POST" and "as_asked" in request.POST:
        if tried(request, lambda: grant(deadline, now=now)):
            say_granted(request, deadline, before)
        return redirect(deadline.negotiation)
    form = MoveForm(request.POST or None, deadline=deadline, user=request.user, now=now)

    def act(given):
        grant(deadline, **{name: given[name] for name in MOVE_FIELDS if name != "leads"}, now=now)

    if request.method == "POST" and acted(request, form, act):
        say_granted(request, deadline, before)
        return redirect(deadline.negotiation)
    lede = f"It is {given_words(deadline.at, deadline.zone)} now. Until when do you have time?"
    words = {"title": "They gave you more time", "submit": "Move the deadline", "lede": lede}
    return form_answer(request, form, deadline.negotiation, deadline=deadline, **words)


def say_granted(request, deadline, before) -> None:
    words = f"More time: {words_of(deadline, request.user)}. The reminders moved with it. Ask for the new date in writing, if you have not."
    say_with_undo(request, deadline.negotiation, words, step=UNDO_CHANGE, **before | {"revision": deadline.revision})


@require_POST
def deadline_refused(request, pk, deadline_pk):
    deadline = owned_deadline(request, pk, deadline_pk)
    if tried(request, lambda: refuse(deadline, now=current_time())):
        messages.success(request, f"Noted that they refused. The deadline stands: {words_of(deadline, request.user)}.")
    return redirect(deadline.negotiation)


@require_POST
def deadline_handled(request, pk, deadline_pk):
    deadline = owned_deadline(request, pk, deadline_pk)
    before = deadline.snoozed_until.isoformat() if deadline.snoozed_until else ""
    if tried(request, lambda: mark_handled(deadline, now=current_time())):
        words = "Handled: no more reminders are sent for this deadline."
        say_with_undo(request, deadline.negotiation, words, step=UNDO_HANDLED, deadline=str(deadline.pk), snoozed=before)
    return redirect(deadline.negotiation)


def undo_handled(negotiation, *, now, deadline, snoozed="") -> str:
    row = negotiation.deadlines.filter(pk=deadline, handled_at__isnull=False).first()
    if not row:
        raise NothingToUndo("The deadline is not marked as handled any more.")
    try:
        unhandle(row, now=now, snoozed_until=datetime.fromisoformat(snoozed) if snoozed else None)
    except DeadlineWithdrawn as refusal:
        raise NothingToUndo(str(refusal)) from None
    return "The deadline is taken up again, and its reminders with it."


undoable(UNDO_HANDLED, undo_handled)


@require_POST
def deadline_unhandled(request, pk, deadline_pk):
    deadline = owned_deadline(request, pk, deadline_pk)
    if tried(request, lambda: unhandle(deadline, now=current_time())):
        messages.success(request, "The deadline is taken up again, and its reminders with it.")
    return redirect(deadline.negotiation)


@form_page
@while_open
def deadline_snooze(request, pk, deadline_pk):
    deadline, now = owned_deadline(request, pk, deadline_pk), current_time()
    form = SnoozeForm(request.POST or None, deadline=deadline, user=request.user, now=now)
    if request.method == "POST" and form.is_valid() and put_off(request, deadline, form, now=now):
        return redirect(deadline.negotiation)
    known = {"negotiation": deadline.negotiation, "deadline": deadline, "form": form, "there": given_words(deadline.at, deadline.zone)}
    return render(request, "offers/deadline_snooze.html", known)


def put_off(request, deadline, form, *, now) -> bool:
    until = form.cleaned_data["at"]
    if not tried(request, lambda: snooze(deadline, until=until, now=now)):
        return False
    messages.success(request, f"No reminder before {given_words(until, form.zone)}; {then_words(request.user)}")
    return True


def then_words(user) -> str:
    return "one comes then." if wants(user, Nudge.Kind.SNOOZED) else "none comes then either, as your mail about deadlines is switched off."
