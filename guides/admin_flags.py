"""Readers' flags at the desk: what they doubt and why, never who they are."""

from django import forms
from django.contrib import admin
from django.db import transaction
from django.utils.html import format_html
from django.utils.timezone import now as current_time

from guides import flags
from guides.admin_steps import change_url
from guides.models import Flag, Revision
from negotiate.desk import DeskAdmin

WORDS = {"rows": 3, "cols": 80}


class FlagForm(forms.ModelForm):
    """The answer to a flag."""

    class Meta:
        model = Flag
        fields = ["state", "mended_by", "answer"]
        widgets = {"answer": forms.Textarea(attrs=WORDS)}
        help_texts = {
            "mended_by": "To accept it: the revision in which the number is another. It may still be a draft.",
            "answer": "To decline it: why the number stands, in a sentence (“checked, right as it is”). The reader sees it.",
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "mended_by" in self.fields:
            later = Revision.objects.filter(guide=self.instance.guide_id, number__gt=self.instance.revision.number)
            self.fields["mended_by"].queryset = later.select_related("guide__company", "guide__role")

    def clean(self):
        given = super().clean()
        state = given.get("state")
        if state == Flag.State.OPEN:
            self.add_error("state", "Accept it or decline it.")
        if state == Flag.State.ACCEPTED and not given.get("mended_by"):
            self.add_error("mended_by", "Which revision mends it? Make a draft first where there is none.")
        if state == Flag.State.DECLINED and not given.get("answer", "").strip():
            self.add_error("answer", "Say in a sentence why the number stands.")
        if state == Flag.State.DECLINED and given.get("mended_by"):
            self.add_error("mended_by", "Leave this empty where the number stands.")
        if state == Flag.State.ACCEPTED and given.get("mended_by"):
            self.check_mends(given["mended_by"], given.get("answer", ""))
        return given

    def check_mends(self, revision, answer):
        try:
            flags.check_mends(self.instance, revision, answer=answer)
        except flags.FlagError as error:
            self.add_error("mended_by", str(error))


class FlagAdmin(DeskAdmin):
    form = FlagForm
    list_display = ["about", "guide", "state", "created_at"]
    list_filter = ["state", "guide__company"]
    linked_parameters = frozenset({"guide__id__exact"})
    search_fields = ["guide__company__name", "guide__role__name", "about"]
    list_select_related = ["guide__company", "guide__role"]
    fields = ["guide_link", "about", "reason", "created_at", "state", "mended_by", "answer", "handled_by", "handled_at"]
    readonly_fields = ["guide_link", "about", "reason", "created_at", "handled_by", "handled_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("revision", "guide__company", "guide__role")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return (obj is None or obj.state == Flag.State.OPEN) and super().has_change_permission(request, obj)

    def get_object(self, request, object_id, from_field=None):
        """On POST the flag is locked first, so that two answers do not meet."""
        if request.method == "POST" and object_id.isascii() and object_id.isdigit() and transaction.get_connection().in_atomic_block:
            Flag.objects.select_for_update().filter(pk=int(object_id[:18])).first()
        return super().get_object(request, object_id, from_field)

    def save_model(self, request, obj, form, change):
        now, answer = current_time(), form.cleaned_data["answer"]
        if form.cleaned_data["state"] == Flag.State.ACCEPTED:
            flags.accept(obj, mended_by=form.cleaned_data["mended_by"], answer=answer, by=request.user, now=now)
        else:
            flags.decline(obj, answer=answer, by=request.user, now=now)

    @admin.display(description="guide")
    def guide_link(self, flag):
        return format_html('<a href="{}">{}</a>, revision {}', change_url(flag.guide), flag.guide, flag.revision.number)
