"""Bulk changes at the desk: choose guides, say what, see every change, then make the drafts."""

from decimal import Decimal

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.timezone import now as current_time

from guides import bulk, publishing
from guides.admin_fields import ReadField
from guides.models import Guide
from guides.parsing.rows import COMPONENTS
from guides.raises import Raise
from negotiate.counting import counted
from negotiate.money.formatting import component_name, number
from negotiate.money.typed import read_change

LOWEST, HIGHEST = -50, 100
STEPS = [(str(step), f"{step:,}") for step in (1, 100, 500, 1000, 5000, 10_000)]


class RaiseForm(forms.Form):
    percent = ReadField(label="Per cent", reader=read_change, help_text="3 or 3 % raises, -2.5 % lowers.")
    step = forms.TypedChoiceField(label="Rounded to", choices=STEPS, coerce=Decimal, initial="1000", help_text="The nearest multiple.")
    components = forms.MultipleChoiceField(
        choices=[(name, component_name(name)) for name in COMPONENTS], initial=["base"], widget=forms.CheckboxSelectMultiple
    )
    targets = forms.BooleanField(
        label="Raise their targets too",
        required=False,
        initial=True,
        help_text="Anchor, accept and walk-away of these components, by as much.",
    )
    totals = forms.BooleanField(
        label="Raise totals too", required=False, initial=True, help_text="Each by as much as its parts rise, where these make it now."
    )

    def clean_percent(self):
        percent = self.cleaned_data["percent"]
        if not percent:
            raise forms.ValidationError("Nothing would change.")
        if not LOWEST <= percent <= HIGHEST or percent != round(percent, 2):
            raise forms.ValidationError(f"This goes from {LOWEST} % to {HIGHEST} %, with two decimal places at most.")
        return percent

    def change(self):
        return Raise(**self.cleaned_data)

    def summary(self) -> str:
        names = ", ".join(component_name(name) for name in self.cleaned_data["components"])
        also = " and ".join(name for name in ("targets", "totals") if self.cleaned_data[name])
        sign = "+" if self.cleaned_data["percent"] > 0 else ""
        return f"{names}: {sign}{number(self.cleaned_data['percent'])} %{f', {also} too' if also else ''}."[:300]


class OriginForm(forms.Form):
    as_of = forms.DateField(
        label="As of", required=False, widget=forms.DateInput(attrs={"type": "date"}), help_text="Empty: dates stay as they are."
    )
    title = forms.CharField(label="Source", required=False, max_length=500, help_text="Empty: sources stay as they are.")
    url = forms.URLField(label="Its link", required=False, max_length=500, assume_scheme="https")
    only_missing = forms.BooleanField(label="Only numbers that have none", required=False, initial=True)

    def clean(self):
        given = super().clean()
        if not self.errors and not (given["as_of"] or given["title"]):
            raise forms.ValidationError("Give a day, a source, or both.")
        if given.get("url") and not given.get("title"):
            self.add_error("title", "A link needs the source's name.")
        return given

    def change(self):
        return bulk.set_origin(**self.cleaned_data)

    def summary(self) -> str:
        return "Dates and sources of numbers."


@admin.action(description="Raise bands by a percentage…", permissions=["draft"])
def raise_bands(model_admin, request, queryset):
    return _in_bulk(model_admin, request, queryset, RaiseForm, "Raise bands", "raise_bands")


@admin.action(description="Set as-of and source…", permissions=["draft"])
def set_origin(model_admin, request, queryset):
    return _in_bulk(model_admin, request, queryset, OriginForm, "Set as-of and source", "set_origin")


@transaction.atomic
def _in_bulk(model_admin, request, queryset, form_class, title, action):
    """Ask, show every change, and write what was shown: three times the same address, told apart by `stage`."""
    stage = request.POST.get("stage")
    form = form_class(request.POST if stage else None)
    found = None
    if stage and form.is_valid():
        guides = Guide.objects.filter(pk__in=queryset.values("pk")).select_related("company", "role")
        if stage == "apply":
            publishing.lock_guides(queryset.values("pk"))  # before they are read: what is shown and what is written are one moment's
        found = bulk.plans(guides.order_by("company__name", "role__name"), form.change())
        if stage == "apply" and _is_what_was_shown(request, found):
            return _make_drafts(model_admin, request, found, form.summary())
    context = {
        **admin.site.each_context(request),
        "title": title,
        "action": action,
        "opts": model_admin.model._meta,
        "form": form,
        "plans": found,
        "takes_place": any(plan.takes_place for plan in found or ()),
        "seen": bulk.fingerprint(found) if found is not None else "",
        "checkbox": ACTION_CHECKBOX_NAME,
        "selected": [*queryset.values_list("pk", flat=True)],  # all of them, also those on other pages of the list
    }
    return TemplateResponse(request, "admin/guides/bulk.html", context)


def _is_what_was_shown(request, found) -> bool:
    same = request.POST.get("seen") == bulk.fingerprint(found)
    if not same:
        messages.warning(request, "What would change is not what you were shown. Look at it again.")
    return same


def _make_drafts(model_admin, request, found, summary):
    drafts = bulk.make_drafts(found, summary=summary, by=request.user, now=current_time())
    for draft in drafts:
        model_admin.log_change(request, draft.guide, f"Revision {draft.number}: {summary}")
    messages.success(request, f"{counted(len(drafts), 'draft')} made. Readers see none of it until it is published.")
