"""What a mail provider reports about mail that it took: bounces and complaints, by webhooks of django-anymail.

Only imported where ANYMAIL_WEBHOOK_SECRET is set. A provider's webhook is `/mail/events/<provider>/tracking/`, with that secret as
user and password.
"""

from anymail.signals import EventType, RejectReason, tracking
from anymail.urls import urlpatterns as anymail_patterns
from django.dispatch import receiver

from negotiate.mail import failing
from negotiate.mail.queue import database_now

app_name = "anymail"
urlpatterns = [pattern for pattern in anymail_patterns if "inbound" not in pattern.name]
UNDELIVERED = (EventType.BOUNCED, EventType.REJECTED, EventType.FAILED)
ADDRESS_IS_BAD = (RejectReason.INVALID, RejectReason.BOUNCED)


@receiver(tracking, dispatch_uid="negotiate mail that failed")
def note_event(sender, event, **details):
    """A bounce for good or a complaint marks the address; a full mailbox, a delay or an opened mail does not."""
    if not event.recipient:
        return
    if event.event_type == EventType.COMPLAINED:
        failing.mark(event.recipient, reason=failing.COMPLAINED, now=database_now())
    elif event.event_type in UNDELIVERED and event.reject_reason in ADDRESS_IS_BAD and not is_soft(event):
        words = event.mta_response or event.description or "The mail came back."
        failing.mark(event.recipient, reason=words, now=database_now())


def is_soft(event) -> bool:
    """Passing bounces look like lasting ones, but for the providers' own word: SoftBounce at Postmark, soft_bounce at Brevo."""
    own = event.esp_event or {}
    return any("soft" in str(own.get(name, "")).lower() for name in ("Type", "event", "bounce_type"))
