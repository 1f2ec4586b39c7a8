"""Importing at the desk: send a file, see what it would change, then apply it."""

from dataclasses import dataclass
from pathlib import PurePath

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.text import slugify
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_http_methods

from guides import uploading
from guides.differences import FigureChange
from guides.history import Since
from guides.importing import Report, Result
from guides.models import Company, Upload
from guides.parsing.rows import Problem
from guides.uploading import Seen
from negotiate.counting import counted

NEEDED = ("guides.add_guide", "guides.add_revision")
MOST_SHOWN = 500


class UploadForm(forms.Form):
    file = forms.FileField(
        label="File",
        help_text=f"A guide (.md) or a zip archive of company/role.md files, up to {uploading.MOST_MEGABYTES} MB.",
        widget=forms.FileInput(attrs={"accept": ".md,.zip"}),
    )
    company = forms.CharField(
        required=False,
        max_length=100,
        help_text="For a single guide: the company it belongs to, as in its address. An archive says it in its folders.",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith((".md", ".zip")):
            raise forms.ValidationError("Send a Markdown file (.md) or a zip archive (.zip).")
        if file.size > uploading.MOST_MEGABYTES * 1_000_000:
            raise forms.ValidationError(f"The file is larger than {uploading.MOST_MEGABYTES} MB. Use the command import_guides for it.")
        return file

    def clean_company(self):
        name = self.cleaned_data["company"]
        known = Company.objects.filter(name__iexact=name).first()
        return known.slug if known else slugify(name)

    def clean(self):
        given = super().clean()
        if "file" in given and given["file"].name.lower().endswith(".md") and not given.get("company"):
            self.add_error("company", "Say which company this guide belongs to.")
        return given

    def name(self) -> str:
        file = PurePath(self.cleaned_data["file"].name).name[-150:]
        return file if file.lower().endswith(".zip") else f"{self.cleaned_data['company']}/{file}"


def check_may_import(user):
    if not user.has_perms(NEEDED):
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
def send(request):
    check_may_import(request.user)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        upload = uploading.keep(name=form.name(), content=content, by=request.user, now=current_time())
        return redirect("import_preview", upload.pk)
    return page(request, "send", form=form)


@require_http_methods(["GET", "POST"])
def preview(request, pk):
    """What an upload would change (GET); change it (POST)."""
    check_may_import(request.user)
    upload = get_object_or_404(Upload.objects.filter(user=request.user).exclude(name__endswith=".csv"), pk=pk)
    if request.method == "POST":
        report = uploading.apply(upload, now=current_time())
        messages.success(request, "Imported. Readers see nothing of it until it is published.")
        return page(request, "done", upload=upload, **shown(report))
    return page(request, "preview", upload=upload, **shown(*uploading.preview(upload, now=current_time())))


def page(request, name, **context):
    title = "Import guides"
    return TemplateResponse(request, f"admin/guides/import_{name}.html", {**admin.site.each_context(request), "title": title, **context})


@dataclass(frozen=True)
class Line:
    """What becomes of one file, for people. `seen` is what its draft holds, as far as that was looked at."""

    result: Result
    seen: Seen | None = None

    @property
    def change(self) -> Since | None:
        return self.seen.change if self.seen else None

    @property
    def figures(self) -> list[FigureChange]:
        return self.seen.figures if self.seen else []

    @property
    def read(self) -> str:
        """How many numbers stand in it, and how many of them are otherwise than before."""
        there = [one for one in self.figures if one.after]
        parts = [counted(sum(one.what == what for one in there), what) for what in ("band", "target")]
        changed = sum(not one.is_same for one in self.figures)
        return f"{' and '.join(parts)} read" + (f", {changed} of them changed" if self.change and changed else "")

    @property
    def effect(self) -> str:
        if self.result.outcome == "draft":
            return "new" if self.result.is_new else "changed"
        return {"unchanged": "same", "failed": "refused"}.get(self.result.outcome, self.result.outcome)

    @property
    def conflicts(self) -> list[str]:
        return [one.message for one in self.result.problems if one.code == "merge_conflict"]

    @property
    def problems(self) -> list[Problem]:
        """What is doubtful: what was left out first, sums that do not come out last."""
        found = [one for one in self.result.problems if one.severity != "note" and one.code != "merge_conflict"]
        return sorted(found, key=lambda one: (one.code != "table_left_out", one.code == "total_differs"))


def shown(report: Report, seen: dict[int, Seen] | None = None) -> dict:
    lines = [Line(result, (seen or {}).get(result.revision)) for result in report.results]
    counted = {word: sum(line.effect == word for line in lines) for word in ("new", "changed", "same", "refused", "dossier")}
    lines.sort(key=lambda line: (line.effect != "refused", not line.conflicts, line.effect == "same", line.result.path))
    return {
        "lines": lines[:MOST_SHOWN],
        "more": len(lines) - len(lines[:MOST_SHOWN]),
        "counted": {word: count for word, count in counted.items() if count},
        "acts": any(line.effect in ("new", "changed", "dossier") for line in lines),
    }
