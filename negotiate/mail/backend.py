"""Django's mail goes into the outbox: the web never waits for SMTP."""

from datetime import timedelta

from django.core.mail.backends.base import BaseEmailBackend

from negotiate.accounts.models import User
from negotiate.mail.emails import ACCOUNT
from negotiate.mail.letters import new_message_id
from negotiate.mail.models import Message
from negotiate.mail.queue import database_now
from negotiate.sealing import seal

LIFETIME = timedelta(minutes=15)
FIRST = 0


class OutboxBackend(BaseEmailBackend):
    """Writes account mail down, sealed, one row for each address. After 15 minutes it is dead."""

    def send_messages(self, email_messages):
        now = database_now()
        return sum(write_down(mail, now=now) for mail in email_messages)


def write_down(mail, *, now) -> int:
    """1 where the mail has an address to go to, else 0."""
    for address in mail.recipients():
        message_id = new_message_id()
        mail.extra_headers = {"Auto-Submitted": "auto-generated", **mail.extra_headers, "Message-ID": message_id}
        Message.objects.create(
            kind=ACCOUNT,
            user=User.objects.filter(email__iexact=address).first(),
            address=address,
            priority=FIRST,
            due_at=now,
            created_at=now,
            expires_at=now + LIFETIME,
            message_id=message_id,
            content=seal(mail.message().as_bytes(linesep="\r\n"), purpose="mail"),
        )
    return int(bool(mail.recipients()))
