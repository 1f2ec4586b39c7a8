"""Many revisions through review at once. What cannot move says why, and the others move."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse

from guides.admin_steps import REVISION_STEPS, take_quietly
from guides.models import Revision
from guides.publishing import PublishingError
from negotiate.counting import counted


@admin.action(description="Send to review…", permissions=["change"])
def submit_selected(model_admin, request, queryset):
    return _move(model_admin, request, queryset, "submit", "submit_selected")


@admin.action(description="Publish…", permissions=["publish"])
def publish_selected(model_admin, request, queryset):
    return _move(model_admin, request, queryset, "publish", "publish_selected")


def _move(model_admin, request, queryset, name, action):
    step = next(step for step in REVISION_STEPS if step.name == name)
    revisions = Revision.objects.filter(pk__in=queryset.values("pk")).select_related("guide__company", "guide__role")
    revisions = revisions.order_by("guide__company__name", "guide__role__name", "number")
    if "confirmed" in request.POST:
        return _take_all(request, step, revisions)
    context = {
        **admin.site.each_context(request),
        "title": step.label,
        "step": step,
        "action": action,
        "opts": model_admin.model._meta,
        "rows": [(revision, _hindrance(step, revision, request.user)) for revision in revisions],
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/guides/move.html", context)


def _hindrance(step, revision, user) -> str:
    if not step.possible(revision):
        return f"Not possible: it is {revision.get_state_display().lower()}."
    return step.hindrance(revision, user)


def _take_all(request, step, revisions):
    done = 0
    for revision in revisions:
        try:
            take_quietly(request, step, revision, request.POST.get(f"seen-{revision.pk}"))
            done += 1
        except PublishingError as error:
            messages.error(request, f"{revision}: {error}")
    if done:
        messages.success(request, f"{step.label}: {counted(done, 'revision')}. {step.done if done == 1 else ''}".strip())
