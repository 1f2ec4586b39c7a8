"""An address that failed is confirmed: a link is mailed to it, and a button on the link's page says that it arrived."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.mail import send_mail
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import now as current_time
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from negotiate.accounts.models import User
from negotiate.mail import failing
from negotiate.mail.backend import LIFETIME
from negotiate.mail.models import ACCOUNT, Message

SALT = "address arrives"
AGAIN_AFTER = timedelta(minutes=1)


def link_for(person: User) -> str:
    """A link that proves the address for a quarter of an hour, once."""
    said = {"person": person.pk, "address": person.email, "since": str(person.failing_since)}
    return settings.SITE_URL + reverse("confirm_address", args=[signing.dumps(said, salt=SALT)])


def person_of(token: str) -> User:
    """Whose address the link proves. Raises Http404 where it is too old, used up, or for an address that is theirs no more."""
    try:
        said = signing.loads(token, salt=SALT, max_age=LIFETIME)
    except signing.BadSignature:
        raise Http404 from None
    person = User.objects.filter(pk=said["person"], email=said["address"], is_active=True).first()
    if person is None or not person.address_fails or str(person.failing_since) != said["since"]:
        raise Http404
    return person


@require_POST
def ask_to_confirm(request):
    """Mail the link, to the signed-in person's own address, once a minute at most."""
    person, now = request.user, current_time()
    if not person.address_fails:
        messages.success(request, "Your address is fine: nothing is to be confirmed.")
    elif Message.objects.filter(user=person, kind=ACCOUNT, created_at__gt=now - AGAIN_AFTER).exists():
        messages.warning(request, "A mail was sent to you within the last minute. Look for it, or try again in a minute.")
    else:
        words = render_to_string("mail/confirm_address.txt", {"link": link_for(person), "site_url": settings.SITE_URL})
        send_mail("Does mail to this address arrive again?", words, None, [person.email])
        messages.success(request, f"A mail with a link is on its way to {person.email}. The link works for 15 minutes.")
    return redirect("account")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request, token):
    """The link opens a page; only its button acts, as scanners of mail follow links."""
    person = person_of(token)
    if request.method != "POST":
        return render(request, "mail/confirm_address.html", {"address": person.email})
    failing.clear(person, now=current_time())
    messages.success(request, f"Thank you. Reminders go to {person.email} again.")
    return redirect("account")
