"""The rows of a revision, as tables inside its form."""

from collections.abc import Sequence
from functools import cached_property

from django.contrib import admin
from django.db import models
from django.forms import Textarea, TextInput
from django.forms.models import BaseInlineFormSet

from guides.admin_fields import AmountField, WordsField
from guides.admin_forms import FigureForm, LevelRowForm, RowForm, TargetForm
from guides.models import Band, LevelRow, Lever, Section, Source, Tag, Target

SMALL = Textarea(attrs={"rows": 2, "cols": 28})
WIDE = {models.TextField: {"form_class": WordsField, "widget": Textarea(attrs={"rows": 8, "cols": 60})}}


NEW_ROWS = 3  # empty rows for sources, each of which a band or target can name


class RowFormSet(BaseInlineFormSet):
    """Rows in their order; one without an order goes to the end."""

    new_sources: Sequence = ()  # the empty rows of the list of sources, in the same form

    def clean(self):
        super().clean()
        last = max((form.instance.position or 0 for form in self.forms), default=0)
        for form in self.forms:
            if form.has_changed() and form.instance.position is None:
                last += 1
                form.instance.position = last

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "source" in form.fields:
            form.fields["source"].queryset = Source.objects.filter(revision=self.instance)
            form.fields["source"].choices = self.source_choices
            form.new_sources = self.new_sources

    @cached_property
    def source_choices(self):
        """The revision's own sources, asked for once and not once a row."""
        sources = Source.objects.filter(revision=self.instance)
        new = range(1, max(len(self.new_sources), NEW_ROWS) + 1)
        return [
            ("", "no source"),
            *((source.pk, f"{source.position}. {source.title}"[:80]) for source in sources),
            *((f"new-{number}", f"New source {number} (typed below)") for number in new),
        ]


class SourceFormSet(RowFormSet):
    """Its empty rows have numbers, by which bands and targets name them."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if index is not None and index >= self.initial_form_count():
            form.fields["title"].widget.attrs["placeholder"] = f"New source {index - self.initial_form_count() + 1}"


class RowInline(admin.TabularInline):
    form = RowForm
    formset = RowFormSet
    extra = 1
    formfield_overrides = {
        models.CharField: {"form_class": WordsField, "widget": TextInput(attrs={"size": 16})},
        models.TextField: {"form_class": WordsField, "widget": SMALL},
        models.DecimalField: {"form_class": AmountField, "widget": TextInput(attrs={"size": 9, "inputmode": "decimal"})},
        models.URLField: {"assume_scheme": "https", "widget": TextInput(attrs={"size": 40, "inputmode": "url"})},
    }

    def has_add_permission(self, request, obj=None):
        return bool(obj and obj.is_editable) and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return bool(obj and obj.is_editable) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return bool(obj and obj.is_editable) and super().has_delete_permission(request, obj)

    def get_queryset(self, request):
        return super().get_queryset(request).order_by("position", "pk")


class BandInline(RowInline):
    model = Band
    form = FigureForm
    fields = [
        "position", "region", "level", "component", "low", "high", "open_ended", "currency", "unit", "period", "source", "as_of",
        "original", "note", "flag", "review_by", "value_role",
    ]  # fmt: skip


class TargetInline(RowInline):
    model = Target
    form = TargetForm
    fields = [
        "position", "kind", "component", "low", "high", "open_ended", "currency", "unit", "period", "source", "as_of",
        "scope", "condition", "original", "review_by", "confidence", "implies_walk_away",
    ]  # fmt: skip


class LeverInline(RowInline):
    model = Lever
    fields = ["position", "name", "body", "script"]
    formfield_overrides = {**RowInline.formfield_overrides, **WIDE}


class LevelRowInline(RowInline):
    model = LevelRow
    form = LevelRowForm
    verbose_name = "level"
    fields = ["position", "own_level", "is_attribute", "peers"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("peers")

    @admin.display(description="peers")
    def peers(self, row):
        return "\n".join(str(peer) for peer in row.peers.all())


class SectionInline(RowInline):
    model = Section
    fields = ["position", "kind", "heading", "depth", "markdown"]
    formfield_overrides = {**RowInline.formfield_overrides, **WIDE}


class TagInline(RowInline):
    model = Tag
    fields = ["position", "name"]


class SourceInline(RowInline):
    """Stands last: a source that is taken away leaves the bands and targets after they are saved."""

    model = Source
    formset = SourceFormSet
    extra = NEW_ROWS
    fields = ["position", "title", "url", "as_of"]


INLINES = [BandInline, TargetInline, LeverInline, LevelRowInline, SectionInline, TagInline, SourceInline]
