"""The pages of what was said: keeping it, and settling a promise by hand."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_http_methods

from offers.entry_forms import EntryForm, SettleForm
from offers.models import Entry
from offers.negotiating import add_entry
from offers.on_table import on_table
from offers.saying import STEP, claim_of, contradiction_words, name_of, said_in, settle, value_words
from offers.undoing import say_with_undo
from offers.view_tools import done, mine, sent

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def entry_add(request, pk):
    found, now = mine(request, pk), current_time()
    form = EntryForm(sent(request), zone=request.user.zone, now=now, currency=found.currency)
    if form.is_valid():
        answers = form.answers() | {"happened_at": form.cleaned_data["happened_at"] or now}
        if entry := done(form, lambda: add_entry(found, **answers)):
            tell(request, entry)
            return redirect(found)
    return render(request, "offers/entry_form.html", {"negotiation": found, "form": form})


def tell(request, entry) -> None:
    """Says what was understood, where there was a number."""
    if not entry.component:
        return
    claim = claim_of(entry)
    words = f"{name_of(claim)} {value_words(claim, claim.value)}"
    if entry.who == Entry.Who.EMPLOYER:
        messages.success(request, f"Kept as their claim: {words}. It is an open point until it is in writing.")
    else:
        messages.success(request, f"Kept as your own number: {words}. A counter that says otherwise warns you.")


@form_page
def entry_settle(request, pk, entry_pk):
    entries = Entry.objects.owned_by(request.user).with_numbers().select_related("negotiation")
    entry = get_object_or_404(entries, pk=entry_pk, negotiation=pk)
    form = SettleForm(sent(request))
    if form.is_valid() and done(form, lambda: settle(entry, reason=form.cleaned_data["reason"], now=current_time())):
        say_with_undo(request, entry.negotiation, "Settled. It stays on the timeline.", step=STEP, entry=str(entry.pk))
        return redirect(entry.negotiation)
    claim = claim_of(entry)
    words = f"{name_of(claim)} {value_words(claim, claim.value)}"
    return render(request, "offers/settle_form.html", {"negotiation": entry.negotiation, "entry": entry, "words": words, "form": form})


def warn_of_contradictions(request, negotiation) -> None:
    """Says at once where the newest counter does not fit what the candidate has said about their own numbers."""
    said = said_in(negotiation, written=None, counter=on_table(negotiation).counter)
    for found in said.contradictions:
        messages.warning(request, contradiction_words(found))
