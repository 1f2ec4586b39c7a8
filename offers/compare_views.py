"""The pages on which offers stand side by side. Every read starts from its owner."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from offers.compare_forms import CompareForm, NameForm, choices_for, left_over
from offers.compare_page import ComparePage
from offers.compared import Compared, compare
from offers.keeping import keep
from offers.models import Comparison, PresentJob
from offers.options import PRESENT, NotComparable, chosen_by
from offers.proposal_page import zone_of
from offers.revisit_page import RevisitPage
from offers.revisiting import revisit
from offers.view_tools import sent
from offers.weigh_forms import WeighForm, weighing

WEIGHS = ("importance-", "score-")


@require_safe
def compare_offers(request):
    form = CompareForm(request.GET)
    found = compared(request.user, form) if form.asked else None
    known = {"form": form, "found": found, "job": PresentJob.objects.owned_by(request.user).first(), "present": PRESENT}
    known["zone"] = zone_of(request.user)
    known["choices"] = choices_for(request.user, form.ticked)
    known["left_over"] = left_over(known["choices"], found.chosen if found else ())
    known["kept"] = Comparison.objects.owned_by(request.user).only("name", "made_at", "currency")[:50]
    return render(request, "offers/compare.html", known | (shown(request, found) if found else {}))


def compared(user, form) -> Compared | None:
    """What the form asks for; None where it cannot be compared, which the form then says."""
    if not form.is_valid():
        return None
    try:
        chosen = chosen_by(user, form.keys)
    except NotComparable as refusal:
        form.add_error(None, str(refusal))
        return None
    return compare(chosen, currency=form.cleaned_data["currency"] or None, discount_rate=form.cleaned_data["discount_rate"])


def shown(request, found: Compared) -> dict:
    """The comparison in words, and what is not money as it was weighed in the address."""
    weigh = WeighForm(request.GET if weighs(request.GET) else None, found=found)
    kept = weigh.says if weigh.is_valid() else {}
    return {"page": ComparePage(found, current_time().date()), "weigh": weigh, "name_form": NameForm(), **weighing(kept, found)}


def weighs(data) -> bool:
    return any(name.startswith(WEIGHS) for name in data)


@require_POST
def comparison_keep(request):
    """Keep what the address compares, under the name that was sent."""
    form, name = CompareForm(request.GET), NameForm(request.POST)
    found = compared(request.user, form) if form.asked else None
    if found is None:
        raise Http404
    if not name.is_valid():
        known = {"form": form, "found": found, "choices": choices_for(request.user, form.ticked), "present": PRESENT}
        return render(request, "offers/compare.html", known | shown(request, found) | {"name_form": name})
    weigh = WeighForm(request.GET, found=found)
    said = {"name": name.cleaned_data["name"], "asked": form.keys, "weights": weigh.says if weigh.is_valid() else {}}
    kept = keep(found, user=request.user, discount_rate=form.cleaned_data["discount_rate"], now=current_time(), **said)
    messages.success(request, "Kept. It will show what each came to today beside what it comes to then.")
    return redirect(kept)


def mine(request, pk) -> Comparison:
    return get_object_or_404(Comparison.objects.owned_by(request.user).select_related("user"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def comparison(request, comparison_pk):
    """A kept comparison, then and now; sent to, it takes the weights of what is not money."""
    kept = mine(request, comparison_pk)
    revisited = revisit(kept)
    weigh = revisited.now and WeighForm(sent(request), found=revisited.now, kept=kept.weights)
    if weigh and request.method == "POST" and weigh.is_valid():
        kept.weights = weigh.says
        kept.save(update_fields=["weights"])
        messages.success(request, "Weighed.")
        return redirect(kept)
    known = {"comparison": kept, "revisit": RevisitPage(revisited), "weigh": weigh, "name_form": NameForm(initial={"name": kept.name})}
    if revisited.now:
        known |= {"page": ComparePage(revisited.now, current_time().date()), **weighing(kept.weights, revisited.now)}
    return render(request, "offers/comparison.html", known)


@require_POST
def comparison_rename(request, comparison_pk):
    kept, form = mine(request, comparison_pk), NameForm(request.POST)
    if form.is_valid():
        kept.name = form.cleaned_data["name"]
        kept.save(update_fields=["name"])
        messages.success(request, "It has another name now.")
        return redirect(kept)
    return render(request, "offers/comparison_rename.html", {"comparison": kept, "name_form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def comparison_delete(request, comparison_pk):
    kept = mine(request, comparison_pk)
    if request.method == "POST":
        kept.delete()
        messages.success(request, f"{kept} is deleted.")
        return redirect("compare")
    return render(request, "offers/comparison_delete.html", {"comparison": kept})
