"""Pages of a proposal that is on the table: all that it says, correcting it, and that it came in writing."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_safe

from offers.correcting import ChangedMeanwhile, TooLateToCorrect, advance, is_final
from offers.forms import AdvanceForm
from offers.letter_views import takes_letter
from offers.letters import attach_letter
from offers.package_forms import PackageForms
from offers.proposal_page import changes_since, proposal_page, terms_at
from offers.proposal_views import its_proposal, kept
from offers.view_tools import sent
from offers.views import form_page


@require_safe
def proposal(request, pk, proposal_pk):
    found = its_proposal(request, pk, proposal_pk)
    page = proposal_page(found, user=request.user)
    return render(request, "offers/proposal.html", {"negotiation": found.negotiation, "proposal": found, "page": page})


@takes_letter
@form_page
def proposal_change(request, pk, proposal_pk):
    found = its_proposal(request, pk, proposal_pk)
    if request.method != "POST" and is_final(found):
        messages.warning(request, str(TooLateToCorrect()))
        return redirect(found)
    begun = version_sent(request, found)
    known = {"user": request.user, "now": current_time(), "currency": found.negotiation.currency, "made": found}
    package = PackageForms(sent(request), request.FILES, terms=list(found.terms.all()), older=terms_at(found, begun), **known)
    if package.is_sent and package.is_valid() and begun == found.version and (corrected := correct(package, begun)):
        messages.success(request, "Corrected. What it said before is kept below.")
        return redirect(corrected)
    found = its_proposal(request, pk, proposal_pk)
    return render(request, "offers/proposal_form.html", correction_page(found, package, begun, request.user))


def correct(package, begun):
    """The corrected proposal; None where the verb refuses, or another tab was quicker."""
    try:
        return kept(package.proposal, lambda: package.correct(version=begun))
    except ChangedMeanwhile:
        return None


def correction_page(found, package, begun, user) -> dict:
    """What the form shows. Where the proposal was changed since the form was opened, what changed: then it may be saved on purpose."""
    is_stale = package.is_sent and begun != found.version
    return {
        "negotiation": found.negotiation,
        "proposal": found,
        "package": package,
        "side": found.side,
        "begun": found.version if is_stale else begun,
        "is_stale": is_stale,
        "changes": changes_since(found, begun, user=user) if is_stale else [],
    }


def version_sent(request, found) -> int:
    """The version that the form began from. What cannot be one counts as an old one."""
    said = request.POST.get("version", "0") if request.method == "POST" else str(found.version)
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0


@takes_letter
@form_page
def proposal_status(request, pk, proposal_pk):
    found = its_proposal(request, pk, proposal_pk)
    form = AdvanceForm(sent(request), request.FILES if request.method == "POST" else None, proposal=found)
    if form.is_valid() and kept(form, lambda: move_on(found, **form.cleaned_data, now=current_time())):
        messages.success(request, "Kept.")
        return redirect(found)
    return render(request, "offers/status_form.html", {"negotiation": found.negotiation, "proposal": found, "form": form})


def move_on(found, *, status, letter, now):
    """The new status, and the letter where one was sent."""
    if letter:
        attach_letter(found, letter, now=now)
    return advance(found, status=status, now=now)
