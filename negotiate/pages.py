"""The front page."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import path


def site(request):
    """What every page's frame asks about this installation."""
    return {"signup_open": settings.SIGNUP == "open"}


@login_not_required
def front(request):
    return render(request, "front.html")


urlpatterns = [path("", front, name="front")]
