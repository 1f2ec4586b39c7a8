"""What a mail provider reports about mail that it took: bounces and complaints, by webhooks of django-anymail.

Only imported where ANYMAIL_WEBHOOK_SECRET is set. A provider's webhook is `/mail/events/<provider>/tracking/`, with that secret as
user and password.
"""

import re
from functools import update_wrapper

from anymail.exceptions import AnymailConfigurationError
from anymail.signals import EventType, RejectReason, tracking
from anymail.urls import urlpatterns as anymail_patterns
from django.dispatch import receiver
from django.http import Http404
from django.urls import path

from negotiate.mail import failing
from negotiate.mail.queue import database_now

app_name = "anymail"
REFUSED = (EventType.REJECTED, EventType.FAILED)
ADDRESS_IS_BAD = (RejectReason.INVALID, RejectReason.BOUNCED)
SAID_IN = {"event", "type", "bounce_type", "bouncetype"}
PASSES = re.compile(r"soft|transient|undetermined|blocked", re.IGNORECASE)
PASSING_CLASSES = {"20", "21", "22", "23", "24", "70"}  # SparkPost's: soft, DNS, full, too large, timed out, transient


def where_set_up(view):
    """The webhook of a provider whose keys or packages are missing is not there, as it is with no secret at all."""

    def answered(request, *args, **kwargs):
        try:
            view.view_class(**view.view_initkwargs)
        except AnymailConfigurationError:
            raise Http404 from None
        return view(request, *args, **kwargs)

    return update_wrapper(answered, view)


about_mail = [pattern for pattern in anymail_patterns if "inbound" not in pattern.name]
urlpatterns = [path(str(pattern.pattern), where_set_up(pattern.callback), name=pattern.name) for pattern in about_mail]


@receiver(tracking, dispatch_uid="negotiate mail that failed")
def note_event(sender, event, **details):
    """A bounce for good or a complaint marks the address; a full mailbox, a delay or an opened mail does not."""
    if not event.recipient:
        return
    if event.event_type == EventType.COMPLAINED:
        failing.mark(event.recipient, reason=failing.COMPLAINED, now=database_now())
    elif is_undelivered(event) and not passes(event.esp_event):
        words = event.mta_response or event.description or "The mail came back."
        failing.mark(event.recipient, reason=words, now=database_now())


def is_undelivered(event) -> bool:
    """Whether it came back because of its address. For bounces at SendGrid and Mandrill django-anymail knows no reason."""
    reasons = (*ADDRESS_IS_BAD, None) if event.event_type == EventType.BOUNCED else ADDRESS_IS_BAD
    return event.event_type in (EventType.BOUNCED, *REFUSED) and event.reject_reason in reasons


def passes(report) -> bool:
    """Whether the provider's own report calls the bounce a passing one: django-anymail gives most of them as if they were for good."""
    if isinstance(report, list):
        return any(passes(part) for part in report)
    return isinstance(report, dict) and any(says_it_passes(name.lower(), value) or passes(value) for name, value in report.items())


def says_it_passes(name: str, value) -> bool:
    """SoftBounce at Postmark, soft_bounce at Brevo and Mandrill, soft_bounced at MailerSend, Transient at Amazon and Resend, blocked at
    SendGrid, a class at SparkPost, and at Mailjet that it is not hard."""
    if name == "bounce_class":
        return str(value) in PASSING_CLASSES
    return value is False if name == "hard_bounce" else name in SAID_IN and isinstance(value, str) and bool(PASSES.search(value))
