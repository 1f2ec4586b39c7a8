"""Guides at the desk: by company, live or draft at a glance, with what is to be done to them."""

from django.contrib import admin, messages
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.timezone import now as current_time

from guides import publishing
from guides.admin_bulk import raise_bands, set_origin
from guides.admin_checks import checked_unchanged
from guides.admin_forms import NewGuideForm
from guides.admin_sheets import guides_as_sheet
from guides.admin_steps import change_url, step_urls, steps_for
from guides.indexing import index_guides
from guides.models import Problem, Revision
from negotiate.desk import DeskAdmin, badge, state_badge

State = Revision.State


class StandingFilter(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"
    meanings = {
        "live": ("Live", Q(retired_at=None, live_number__isnull=False)),
        "draft": ("With an open draft", Q(open_drafts__gt=0)),
        "in_review": ("Waiting for review", Q(in_review__gt=0)),
        "never": ("Never published", Q(live_number=None)),
        "problems": ("With problems", Q(live_problems__gt=0)),
        "undated": ("Live without a date", Q(live_number__isnull=False, live_as_of=None)),
        "retired": ("Retired", Q(retired_at__isnull=False)),
    }

    def lookups(self, request, model_admin):
        return [(name, label) for name, (label, _) in self.meanings.items()]

    def queryset(self, request, queryset):
        return queryset.filter(self.meanings[self.value()][1]) if self.value() in self.meanings else queryset


class GuideAdmin(DeskAdmin):
    change_form_template = "admin/guides/guide/change_form.html"
    list_display = ["company", "role_link", "standing", "drafts", "as_of", "problems", "edit_a_copy"]
    list_display_links = ["role_link"]
    list_filter = [StandingFilter, "company"]
    search_fields = ["company__name", "company__slug", "role__name", "role__slug"]
    search_help_text = "Company or role"
    list_select_related = ["company", "role"]
    ordering = ["company__name", "role__name"]
    fields = ["company", "role"]
    actions = [checked_unchanged, raise_bands, set_origin, guides_as_sheet]

    def get_queryset(self, request):
        live = Revision.objects.filter(guide=OuterRef("pk"), state=State.PUBLISHED)
        problems = Problem.objects.filter(revision__guide=OuterRef("pk"), revision__state=State.PUBLISHED)
        counted = problems.order_by().values("revision__guide").annotate(count=Count("pk")).values("count")
        return (
            super()
            .get_queryset(request)
            .prefetch_related("revisions")
            .annotate(
                live_number=Subquery(live.values("number")),
                live_as_of=Subquery(live.values("as_of")),
                live_problems=Subquery(counted),
                open_drafts=Count("revisions", Q(revisions__state__in=Revision.EDITABLE)),
                in_review=Count("revisions", Q(revisions__state=State.IN_REVIEW)),
            )
        )

    def get_form(self, request, obj=None, change=False, **options):
        return super().get_form(request, obj, change, **options if obj else {"form": NewGuideForm, **options})

    def get_readonly_fields(self, request, obj=None):
        """A guide's company and role are its address, so they stay."""
        return ["company", "role"] if obj else []

    def has_draft_permission(self, request):
        return request.user.has_perm("guides.change_revision")

    def has_publish_permission(self, request):
        return request.user.has_perm("guides.publish_revision")

    def has_delete_permission(self, request, obj=None):
        """A guide is retired, not deleted: negotiations hold on to what it said."""
        return False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change:
            publishing.first_draft(obj, by=request.user, now=current_time())

    def response_add(self, request, obj, post_url_continue=None):
        messages.success(request, "Here is its first draft. Readers see nothing until it is published.")
        return redirect(change_url(obj.revisions.get(number=1)))

    def render_change_form(self, request, context, *args, obj=None, **options):
        if obj:
            people = ("created_by", "published_by")
            context |= {"steps": steps_for(request.user, obj), "revisions": obj.revisions.select_related(*people).order_by("-number")}
            context |= {"title": str(obj), "subtitle": None}
        context |= {"show_save_and_continue": False, "show_save_and_add_another": False, "show_save": obj is None}
        return super().render_change_form(request, context, *args, obj=obj, **options)

    def get_urls(self):
        return [*step_urls(self), *super().get_urls()]

    @admin.display(description="role", ordering="role__name")
    def role_link(self, guide):
        return guide.role.name

    @admin.display(description="readers see", ordering=F("live_number").asc(nulls_first=True))
    def standing(self, guide):
        if guide.retired_at:
            return badge("retired", "Retired")
        return badge("published", f"Live: revision {guide.live_number}") if guide.live_number else badge("draft", "Nothing yet")

    @admin.display(description="open drafts", ordering="open_drafts")
    def drafts(self, guide):
        open_ones = [revision for revision in guide.revisions.all() if revision.is_editable]
        return (
            format_html_join(" ", '<a href="{}">{} {}</a>', ((change_url(one), one.number, state_badge(one)) for one in open_ones)) or "–"
        )

    @admin.display(description="as of", ordering="live_as_of")
    def as_of(self, guide):
        return guide.live_as_of or ("date unknown" if guide.live_number else "–")

    @admin.display(description="problems", ordering="live_problems")
    def problems(self, guide):
        return guide.live_problems or "–"

    @admin.display(description="")
    def edit_a_copy(self, guide):
        return format_html('<a href="{}">Edit a copy</a>', reverse("admin:guides_guide_copy", args=[guide.pk]))


class NamedAdmin(DeskAdmin):
    """What guides are found by: under a new name, they are indexed anew."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change:
            index_guides(obj.guides.values_list("pk", flat=True))


class CompanyAdmin(NamedAdmin):
    list_display = ["name", "slug", "sector"]
    list_filter = ["sector"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


class RoleAdmin(NamedAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


class DocumentAdmin(DeskAdmin):
    """Imported files: where a revision came from."""

    list_display = ["path", "kind", "company", "imported_at"]
    list_filter = ["kind"]
    search_fields = ["path"]
    list_select_related = ["company"]
    fields = readonly_fields = ["path", "kind", "company", "digest", "parser_version", "imported_at"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
