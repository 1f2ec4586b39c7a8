"""The front page."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import path


@login_not_required
def front(request):
    return render(request, "front.html")


urlpatterns = [path("", front, name="front")]
