"""How a negotiation ends, is taken up again, and what is taken back on the next page."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_http_methods, require_POST

from offers import taking_back
from offers.closing import standing_outcome
from offers.forms import OutcomeForm, ReopenForm
from offers.negotiating import record_outcome, reopen
from offers.outcome_choices import agreeable
from offers.undoing import NothingToUndo, say_with_undo, undo
from offers.view_tools import done, mine, sent, while_open

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@while_open
def outcome_add(request, pk):
    found, now = mine(request, pk), current_time()
    begun = {"kind": request.GET.get("kind", "")}
    form = OutcomeForm(sent(request), initial=begun, agreeable=agreeable(found), zone=request.user.zone, now=now)
    if form.is_valid() and (outcome := done(form, lambda: record_outcome(found, now=now, **form.answers()))):
        say_with_undo(request, found, stopped_words(outcome), step=taking_back.STEP, **taking_back.about(outcome))
        return redirect(found)
    return render(request, "offers/outcome_form.html", {"negotiation": found, "form": form})


def stopped_words(outcome) -> str:
    count = outcome.reminders_stopped
    stopped = (
        "No reminder was planned."
        if not count
        else f"{count} reminder{'' if count == 1 else 's'} {'was' if count == 1 else 'were'} stopped."
    )
    return f"{outcome.get_kind_display()}: the negotiation is closed. {stopped}"


@form_page
def negotiation_reopen(request, pk):
    found = mine(request, pk)
    if request.method != "POST" and not standing_outcome(found):
        messages.info(request, "This negotiation is open.")
        return redirect(found)
    form = ReopenForm(sent(request))
    if form.is_valid() and done(form, lambda: reopen(found, reason=form.cleaned_data["reason"], now=current_time())):
        messages.success(request, "The negotiation is open again.")
        return redirect(found)
    return render(request, "offers/reopen_form.html", {"negotiation": found, "form": form})


@require_POST
def negotiation_undo(request, pk):
    """Takes back the step that the page before offered to undo."""
    found = mine(request, pk)
    try:
        messages.success(request, undo(request.user, found, request.POST.get("offer", ""), now=current_time()))
    except NothingToUndo as refusal:
        messages.error(request, str(refusal))
    return redirect(found)
