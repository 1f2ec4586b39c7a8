"""“Checked, unchanged” for any selection of guides."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils.timezone import now as current_time

from guides.models import Guide
from guides.publishing import PublishingError
from guides.rechecking import confirm_unchanged, hindrance_to_confirming
from negotiate.counting import counted


@admin.action(description="Checked, unchanged", permissions=["publish"])
def checked_unchanged(model_admin, request, queryset):
    """Ask first, then date every number of the selected guides today."""
    guides = Guide.objects.filter(pk__in=queryset.values("pk")).select_related("company", "role").order_by("company__name", "role__name")
    if "confirmed" in request.POST:
        return _confirm(model_admin, request, guides)
    context = {
        **admin.site.each_context(request),
        "title": "Checked, unchanged",
        "opts": model_admin.model._meta,
        "rows": [(guide, guide.published, hindrance_to_confirming(guide)) for guide in guides],
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/guides/checked.html", context)


def _confirm(model_admin, request, guides):
    done, now = 0, current_time()
    for guide in guides:
        try:
            check = confirm_unchanged(guide, by=request.user, now=now, seen=request.POST.get(f"seen-{guide.pk}"))
        except PublishingError as error:
            messages.error(request, str(error))
        else:
            model_admin.log_change(request, guide, f"Checked, unchanged: revision {check.number}.")
            done += 1
    if done:
        messages.success(request, f"{counted(done, 'guide')} checked: every number is dated today.")
