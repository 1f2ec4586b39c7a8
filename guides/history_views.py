"""What changed in a guide, for its readers."""

from django.shortcuts import get_object_or_404, render

from guides.history import history_of, since
from guides.models import Guide
from guides.views import guides_public


@guides_public
def history(request, company, role):
    guide = get_object_or_404(Guide.objects.readable().select_related("company", "role"), company__slug=company, role__slug=role)
    context = {"guide": guide, "entries": history_of(guide), "since": since(guide, request.GET.get("since", ""))}
    return render(request, "guides/history.html", context)
