"""The steps of publishing as buttons of the desk: each asks on a page of its own first, and says what stands in the way."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.timezone import now as current_time

from guides import publishing, scheduling
from guides.admin_schedule import ScheduleForm
from guides.flags import unkept
from guides.models import Guide, Revision

State = Revision.State
EDIT, PUBLISH = "guides.change_revision", "guides.publish_revision"


@dataclass(frozen=True, kw_only=True)
class Step:
    """`take` does it and may return a draft to go on with. `possible` says for which revisions or guides it is offered."""

    name: str
    label: str
    permission: str
    possible: Callable
    take: Callable
    explains: str
    done: str
    hindrance: Callable = lambda thing, by: ""
    form: type[forms.Form] | None = None  # what else is asked; its `given` goes to `take`


def hindrance_to_publishing(revision, by) -> str:
    try:
        publishing.check_may_publish(revision, by=by)
    except publishing.PublishingError as error:
        return str(error)
    return ""


def copy_guide(guide, *, by, now):
    return publishing.draft_from(guide, by=by, now=now)


def copy_revision(revision, *, by, now):
    return publishing.draft_from(revision.guide, by=by, now=now, source=revision)


def roll_back(revision, *, by, now):
    return publishing.roll_back(revision.guide, to=revision, by=by, now=now)


REVISION_STEPS = [
    Step(
        name="submit",
        label="Send to review",
        permission=EDIT,
        possible=lambda revision: revision.state == State.DRAFT,
        take=publishing.submit,
        explains="Somebody else reads it and publishes it. It can still be changed until then.",
        done="Sent to review.",
    ),
    Step(
        name="send_back",
        label="Back to draft",
        permission=EDIT,
        possible=lambda revision: revision.state == State.IN_REVIEW,
        take=publishing.send_back,
        explains="It leaves review, to be worked on further.",
        done="It is a draft again.",
    ),
    Step(
        name="publish",
        label="Publish",
        permission=PUBLISH,
        possible=lambda revision: revision.is_editable,
        take=publishing.publish,
        explains="Readers see it at once. The revision published now is archived and stays as it is.",
        done="Published. Readers see it now.",
        hindrance=hindrance_to_publishing,
    ),
    Step(
        name="schedule",
        label="Publish at a set time",
        permission=PUBLISH,
        possible=lambda revision: revision.state == State.IN_REVIEW,
        take=scheduling.schedule,
        explains="It goes out by itself then, in place of the revision published now. Any change of it takes the time away again.",
        done="It is set to go out.",
        hindrance=hindrance_to_publishing,
        form=ScheduleForm,
    ),
    Step(
        name="unschedule",
        label="Do not publish by itself",
        permission=PUBLISH,
        possible=lambda revision: bool(revision.publish_at),
        take=scheduling.unschedule,
        explains="It stays in review and goes out when somebody publishes it.",
        done="It does not go out by itself any more.",
    ),
    Step(
        name="copy",
        label="Edit a copy",
        permission=EDIT,
        possible=lambda revision: not revision.is_editable,
        take=copy_revision,
        explains="A new draft is made with everything this revision holds. Readers see none of it until it is published.",
        done="Here is your draft. Readers see none of it until it is published.",
    ),
    Step(
        name="roll_back",
        label="Publish this again",
        permission=PUBLISH,
        possible=lambda revision: revision.state == State.ARCHIVED,
        take=roll_back,
        explains="A copy of this revision is published at once, in place of the revision published now.",
        done="Rolled back. Readers see it now.",
    ),
]
GUIDE_STEPS = [
    Step(
        name="copy",
        label="Edit a copy",
        permission=EDIT,
        possible=lambda guide: guide.revisions.exists(),
        take=copy_guide,
        explains="A new draft is made with everything the published revision holds. Readers see none of it until it is published.",
        done="Here is your draft. Readers see none of it until it is published.",
    ),
    Step(
        name="retire",
        label="Retire",
        permission=PUBLISH,
        possible=lambda guide: not guide.retired_at,
        take=publishing.retire,
        explains="The guide leaves the site at once. Nothing is deleted, and negotiations that began with it keep their numbers.",
        done="Retired. It is no longer on the site.",
    ),
    Step(
        name="bring_back",
        label="Bring back",
        permission=PUBLISH,
        possible=lambda guide: bool(guide.retired_at),
        take=publishing.bring_back,
        explains="The guide is on the site again, as it was published last.",
        done="It is on the site again.",
    ),
]


STEPS = {Guide: GUIDE_STEPS, Revision: REVISION_STEPS}
RELATED = {Guide: ["company", "role"], Revision: ["guide__company", "guide__role"]}


def steps_for(user, thing) -> list[Step]:
    return [step for step in STEPS[type(thing)] if user.has_perm(step.permission) and step.possible(thing)]


def step_urls(model_admin) -> list:
    """A page for each step with a guide or a revision, such as 7/publish/."""
    model, view = model_admin.model, model_admin.admin_site.admin_view(step_page)
    name = f"guides_{model._meta.model_name}"
    return [path(f"<int:pk>/{step.name}/", view, {"model": model, "step": step}, name=f"{name}_{step.name}") for step in STEPS[model]]


def change_url(thing) -> str:
    return reverse(f"admin:guides_{thing._meta.model_name}_change", args=[thing.pk])


def step_page(request, pk, model, step):
    """Ask about a step (GET), or take it (POST)."""
    if not request.user.has_perm(step.permission):
        raise PermissionDenied
    thing = get_object_or_404(model.objects.select_related(*RELATED[model]), pk=pk)
    form = step.form(request.POST or None, user=request.user, at=thing.publish_at) if step.form else None
    if request.method == "POST" and (form is None or form.is_valid()):
        return _take(request, step, thing, form.given if form else {})
    if not step.possible(thing):
        messages.error(request, f"“{step.label}” is not possible here any more.")
        return redirect(change_url(thing))
    context = {
        **admin.site.each_context(request),
        "title": step.label,
        "step": step,
        "form": form,
        "thing": thing,
        "opts": thing._meta,
        "back": change_url(thing),
        "hindrance": step.hindrance(thing, request.user),
        **_to_consider(step, thing),
    }
    return TemplateResponse(request, "admin/guides/step.html", context)


def _take(request, step, thing, given):
    try:
        result = take_quietly(request, step, thing, request.POST.get("seen_version"), **given)
    except publishing.PublishingError as error:
        messages.error(request, str(error))
        return redirect(change_url(thing))
    messages.success(request, step.done)
    return redirect(change_url(result or thing))


@transaction.atomic
def take_quietly(request, step, thing, seen_version, **given):
    """Take the step with what the person has seen, and write down that they did. Raises PublishingError."""
    if isinstance(thing, Revision):
        thing = publishing.lock_revision(thing)
        _check_seen(thing, seen_version)
    result = step.take(thing, by=request.user, now=current_time(), **given)
    admin.site.get_model_admin(type(thing)).log_change(request, thing, f"{step.label}: {step.done}")
    return result


def _check_seen(revision, seen_version):
    if revision.is_editable and str(revision.version) != seen_version:
        raise publishing.WrongState("This draft was changed since you opened it. Read it again, then decide.")


def _to_consider(step, thing) -> dict:
    """What to know before pressing the button."""
    guide = thing if isinstance(thing, Guide) else thing.guide
    if step.name == "copy":
        return {"open_drafts": guide.revisions.filter(state__in=Revision.EDITABLE).select_related("created_by")}
    if step.name not in ("submit", "publish", "schedule"):
        return {}
    published = guide.published
    return {
        "problems": thing.problems.order_by("severity", "line"),
        "unkept": unkept([thing]),
        "overtaken_by": published if published and published.number > thing.number or _not_the_base(thing, published) else None,
        "unsourced": thing.bands.filter(source=None).count() + thing.targets.filter(source=None).count(),
        "review_required": settings.REVIEW_REQUIRED,
    }


def _not_the_base(revision, published) -> bool:
    return bool(published and revision.based_on_id and revision.based_on_id != published.pk)
