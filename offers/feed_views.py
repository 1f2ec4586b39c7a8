"""The calendar feed: its address is made and ended by its owner, and answers whoever has it."""

import hashlib

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.timezone import now as current_time
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from offers.calendar import feed_of
from offers.models import CalendarFeed, Deadline

HEADERS = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}


class FeedForm(forms.Form):
    names_employer = forms.BooleanField(
        label="Name the employer and the role in the events",
        required=False,
        help_text="Off: “Your decision deadline” and the time, no more. Amounts are never in it.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("token")
def calendar_feeds(request):
    """The feeds that work, and a new one: its address stands on the answer itself, this once, and is kept nowhere."""
    form = FeedForm(request.POST or None)
    known = {"form": form, "feeds": CalendarFeed.objects.owned_by(request.user).usable().order_by("-created_at")}
    if request.method == "POST":
        form = FeedForm(request.POST)
        named = form.is_valid() and form.cleaned_data["names_employer"]
        _, token = CalendarFeed.create(user=request.user, names_employer=named, now=current_time())
        known["address"] = settings.SITE_URL + reverse("calendar_feed", args=[token])
    answer = render(request, "offers/calendar_feeds.html", known)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def calendar_feed_revoke(request, pk):
    get_object_or_404(CalendarFeed.objects.owned_by(request.user), pk=pk).revoke(now=current_time())
    messages.success(request, "This calendar address no longer answers.")
    return redirect("calendar_feeds")


@login_not_required
@require_safe
@sensitive_variables("token")
def calendar_feed(request, token):
    """All open deadlines of the feed's owner. Unchanged since the caller's last copy, only that is said (304)."""
    feed = get_object_or_404(CalendarFeed.objects.matching(token))
    content = feed_of(Deadline.objects.for_feed(feed.user_id), names_employer=feed.names_employer)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8", headers={**HEADERS, "ETag": etag})
    answer["Content-Disposition"] = 'inline; filename="deadlines.ics"'
    return get_conditional_response(request, etag=etag, response=answer)
