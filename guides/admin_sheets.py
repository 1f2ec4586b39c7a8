"""Bands and targets as CSV at the desk: out from any selection, and in again by way of a preview, into drafts alone."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_http_methods

from guides import uploading
from guides.admin_steps import change_url
from guides.models import Guide, Revision, Upload
from guides.sheets import applying
from guides.sheets.exporting import TooLarge, check_size, revisions_to_edit, sheet_of
from guides.sheets.files import MOST_MEGABYTES, MOST_ROWS, Sheet, UnreadableSheet, read_sheet
from guides.sheets.plans import Plans, plans_of
from negotiate.counting import counted

NEEDED = ("guides.change_revision", "guides.add_revision")
MOST_SHOWN = 100  # guides, and as many problems
MOST_CHANGES = 2_000  # of which so many together
LARGE = 5_000  # changes that take more than a moment to write


class SheetForm(forms.Form):
    file = forms.FileField(
        label="File",
        help_text=f"A CSV file of up to {MOST_MEGABYTES} MB and {MOST_ROWS:,} rows, as the desk or a spreadsheet writes it.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_MEGABYTES * 1_000_000:
            raise forms.ValidationError(f"The file is larger than {MOST_MEGABYTES} MB. Send it in parts.")
        self.content = file.read()
        try:
            read_sheet(self.content)
        except UnreadableSheet as error:
            raise forms.ValidationError(str(error)) from None
        return file


@admin.action(description="Bands and targets as CSV", permissions=["view"])
def guides_as_sheet(model_admin, request, queryset):
    return _sheet(request, revisions_to_edit(Guide.objects.filter(pk__in=queryset.values("pk"))))


@admin.action(description="Bands and targets as CSV", permissions=["view"])
def revisions_as_sheet(model_admin, request, queryset):
    return _sheet(request, Revision.objects.filter(pk__in=queryset.values("pk")))


def _sheet(request, revisions):
    try:
        check_size(revisions)
    except TooLarge as error:
        return messages.error(request, str(error))
    name = f"bands-and-targets-{current_time():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingHttpResponse(sheet_of(revisions), content_type="text/csv; charset=utf-8", headers=headers)


def check_may_apply(user):
    if not user.has_perms(NEEDED):
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
def send(request):
    check_may_apply(request.user)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name = f"{form.cleaned_data['file'].name.rpartition('/')[2].removesuffix('.csv')[-150:]}.csv"
        upload = uploading.keep(name=name, content=form.content, by=request.user, now=current_time())
        return redirect("sheet_preview", upload.pk)
    return _page(request, "send", form=form)


@require_http_methods(["GET", "POST"])
def preview(request, pk):
    """What a sheet would change (GET); change it (POST), if it still is what was shown."""
    check_may_apply(request.user)
    upload = get_object_or_404(Upload.objects.filter(user=request.user, name__endswith=".csv"), pk=pk)
    sheet = read_sheet(bytes(upload.content))
    if request.method == "GET":
        return _preview(request, upload, sheet, plans_of(sheet))
    try:
        drafts = applying.apply(sheet, seen=request.POST.get("seen", ""), by=request.user, now=current_time())
    except applying.NotAsShown as error:
        messages.warning(request, str(error))
        return _preview(request, upload, sheet, error.plans)
    upload.delete()
    return _done(request, drafts)


def _preview(request, upload, sheet: Sheet, plans: Plans):
    return _page(
        request,
        "preview",
        upload=upload,
        sheet=sheet,
        plans=plans,
        shown=(shown := _shown(plans)),
        more=sum(bool(plan.changes) for plan in plans.guides) - len(shown),
        is_large=sum(len(plan.changes) for plan in plans.guides) > LARGE,
        problems=plans.problems[:MOST_SHOWN],
        counted={kind: count for kind in ("new", "changed", "removed") if (count := plans.count(kind))},
        seen=plans.fingerprint(),
    )


def _shown(plans: Plans) -> list:
    """The first guides with changes: as many as a page can bear."""
    found, changes = [], 0
    for plan in plans.guides:
        if plan.changes and len(found) < MOST_SHOWN and changes < MOST_CHANGES:
            found.append(plan)
            changes += len(plan.changes)
    return found


def _done(request, drafts):
    for draft in drafts:
        admin.site.get_model_admin(Revision).log_change(request, draft, applying.SUMMARY)
    words = f"{counted(len(drafts), 'draft')} written. Readers see none of it until it is published."
    messages.success(request, words)
    return redirect(change_url(drafts[0])) if len(drafts) == 1 else redirect("admin:guides_revision_changelist")


def _page(request, name, **context):
    title = "Bands and targets from CSV"
    return TemplateResponse(request, f"admin/guides/sheet_{name}.html", {**admin.site.each_context(request), "title": title, **context})
