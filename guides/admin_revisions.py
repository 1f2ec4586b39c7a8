"""Revisions at the desk: a draft is a form with all its rows, a published one can only be read."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Count
from django.forms import Textarea, TextInput
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.html import format_html
from django.utils.timezone import now as current_time

from guides import publishing
from guides.admin_fields import WordsField
from guides.admin_forms import RevisionForm
from guides.admin_inlines import INLINES
from guides.admin_moves import publish_selected, submit_selected
from guides.admin_sheets import revisions_as_sheet
from guides.admin_steps import change_url, step_urls, steps_for
from guides.checking import recheck, to_be_solved
from guides.history import change_of
from guides.models import Revision, Source
from guides.page import page_of, with_rows
from guides.work import SORTS
from negotiate.desk import DeskAdmin, desk_moment, state_badge

WHAT = ["title", "notice", "as_of", "equity_reading", "summary"]
WHO = ["guide_link", "number", "status", "based_on_link", "made", "edited", "sent_to_review", "goes_out", "published", "archived_at"]


class WorkFilter(admin.SimpleListFilter):
    """What waits to be done, as on the desk's first page."""

    title = "work"
    parameter_name = "work"

    def lookups(self, request, model_admin):
        return [(sort.name, sort.heading) for sort in SORTS]

    def queryset(self, request, queryset):
        sort = next((sort for sort in SORTS if sort.name == self.value()), None)
        return queryset.filter(pk__in=sort.revisions(current_time().date()).values("pk")) if sort else queryset


class RevisionAdmin(DeskAdmin):
    form = RevisionForm
    inlines = INLINES
    change_form_template = "admin/guides/revision/change_form.html"
    list_display = ["__str__", "status", "as_of", "created_at", "created_by", "problem_count"]
    list_filter = [WorkFilter, "state", "guide__company"]
    linked_parameters = frozenset({"guide__id__exact"})
    search_fields = ["title", "guide__company__name", "guide__role__name"]
    list_select_related = ["guide__company", "guide__role", "created_by"]
    ordering = ["guide__company__name", "guide__role__name", "-number"]
    readonly_fields = WHO
    actions = [submit_selected, publish_selected, revisions_as_sheet]
    formfield_overrides = {
        models.CharField: {"form_class": WordsField, "widget": TextInput(attrs={"size": 80})},
        models.TextField: {"form_class": WordsField, "widget": Textarea(attrs={"rows": 3, "cols": 80})},
    }

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(problem_count=Count("problems"))

    def get_object(self, request, object_id, from_field=None):
        """On POST the guide is locked and the revision read anew, so that nothing is saved into one that is being published."""
        revision = super().get_object(request, object_id, from_field)
        if revision and request.method == "POST":
            publishing.lock_guide_of(revision)
            revision = super().get_object(request, object_id, from_field)
        return revision

    def get_fieldsets(self, request, obj=None):
        what = [*WHAT, "seen_version"] if self.has_change_permission(request, obj) else WHAT
        return [(None, {"fields": what}), ("Its way so far", {"fields": WHO, "classes": ["collapse"]})]

    def _create_formsets(self, request, obj, change):
        """Bands and targets know the empty rows of the list of sources, which is sent with them."""
        formsets, instances = super()._create_formsets(request, obj, change)
        new = next((formset.extra_forms for formset in formsets if formset.model is Source), ())
        for formset in formsets:
            formset.new_sources = new
        return formsets, instances

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None, **options):
        if request.method == "POST":
            _show_every_row_typed(formsets)
        return super().get_inline_formsets(request, formsets, inline_instances, obj, **options)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return (obj is None or obj.is_editable) and super().has_change_permission(request, obj)

    def has_publish_permission(self, request):
        return request.user.has_perm("guides.publish_revision")

    def has_delete_permission(self, request, obj=None):
        return obj is not None and obj.is_editable and super().has_delete_permission(request, obj)

    def save_related(self, request, form, formsets, change):
        _save_new_sources(formsets)
        super().save_related(request, form, formsets, change)
        solved = self.solve(request, form.instance)
        if solved or form.has_changed() or any(formset.has_changed() for formset in formsets):
            publishing.edited(form.instance, by=request.user, now=current_time())
            _warn(request, recheck(form.instance))

    def solve(self, request, revision) -> bool:
        """Take the problems off that somebody ticked as solved, and write down who did and what they said."""
        ticked = [key for key in request.POST.getlist("solved") if key.isascii() and key.isdigit()]
        solved = to_be_solved(revision).filter(pk__in=[key[:18] for key in ticked])
        said = [problem.message for problem in solved]
        solved.delete()
        if said:
            self.log_change(request, revision, f"Solved: {'; '.join(said)}")
        return bool(said)

    def render_change_form(self, request, context, *args, obj=None, **options):
        context |= {"steps": steps_for(request.user, obj) if obj else [], "title": str(obj), "subtitle": None}
        context |= {"flags": obj.guide.flags.open() if obj else []}
        may_solve = obj and self.has_change_permission(request, obj)
        context |= {"to_be_solved": set(to_be_solved(obj).values_list("pk", flat=True)) if may_solve else ()}
        context |= {"desk_change": change_of(obj) if obj and request.method == "GET" else None}
        return super().render_change_form(request, context, *args, obj=obj, **options)

    def response_change(self, request, obj):
        """Save, then go where the button said: on with the form, to the preview, or to the question before a step."""
        wanted = request.POST.get("_then", "")
        if wanted == "preview":
            return redirect("admin:guides_revision_preview", obj.pk)
        if wanted in [step.name for step in steps_for(request.user, obj)]:
            return redirect(f"admin:guides_revision_{wanted}", obj.pk)
        messages.success(request, "Saved. Readers see it once it is published.")
        return redirect(change_url(obj))

    def get_urls(self):
        preview = path("<int:pk>/preview/", self.admin_site.admin_view(self.preview), name="guides_revision_preview")
        return [*step_urls(self), preview, *super().get_urls()]

    def preview(self, request, pk):
        """The public page, made from this revision."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        revision = get_object_or_404(with_rows(Revision.objects), pk=pk)
        return render(request, "guides/preview.html", {"page": page_of(revision), "desk_url": change_url(revision)})

    @admin.display(description="state", ordering="state")
    def status(self, revision):
        return state_badge(revision)

    @admin.display(description="problems", ordering="problem_count")
    def problem_count(self, revision):
        return revision.problem_count or "–"

    @admin.display(description="guide")
    def guide_link(self, revision):
        return format_html('<a href="{}">{}</a>', change_url(revision.guide), revision.guide)

    @admin.display(description="copied from")
    def based_on_link(self, revision):
        if not revision.based_on:
            return "–"
        return format_html('<a href="{}">revision {}</a>', change_url(revision.based_on), revision.based_on.number)

    @admin.display(description="made")
    def made(self, revision):
        return _who_and_when(revision.created_by, revision.created_at)

    @admin.display(description="last saved")
    def edited(self, revision):
        return _who_and_when(revision.edited_by, revision.edited_at)

    @admin.display(description="sent to review")
    def sent_to_review(self, revision):
        return _who_and_when(revision.submitted_by, revision.submitted_at)

    @admin.display(description="goes out by itself")
    def goes_out(self, revision):
        if not revision.publish_at:
            return "–"
        set_by = _who_and_when(revision.scheduled_by or "somebody who is gone", revision.scheduled_at)
        return f"{desk_moment(revision.publish_at)}, set {set_by}"

    @admin.display(description="published")
    def published(self, revision):
        return _who_and_when(revision.published_by, revision.published_at)


def _who_and_when(who, when) -> str:
    if not when:
        return "–"
    return f"{desk_moment(when)} by {who or 'an import'}"


def _warn(request, problems):
    """Say what is doubtful about what was just saved."""
    for problem in problems:
        if problem.severity != "note":
            messages.warning(request, problem.message)


def _save_new_sources(formsets):
    """Before the bands and targets that name them; what is taken away goes after these."""
    for row in (row for formset in formsets if formset.model is Source for row in formset.extra_forms):
        if row.has_changed() and not row.cleaned_data.get("DELETE"):
            row.instance.save()


def _show_every_row_typed(formsets):
    """Show the rows as they were sent, also those that somebody else has deleted since."""
    for formset in formsets:
        formset._queryset = [form.instance for form in formset.initial_forms]
