"""A letter becomes bytes: headers, text, HTML and attachments, in lines that every server takes."""

import uuid
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.utils.encoding import punycode

from negotiate.mail.kinds import Letter


def sender_address() -> str:
    """The bare address that mail comes from."""
    return parseaddr(settings.EMAIL_FROM)[1]


def new_message_id() -> str:
    return f"<{uuid.uuid4()}@{sender_address().partition('@')[2] or 'localhost'}>"


def ascii_address(address: str) -> str:
    """The address as every mail server reads it: a domain such as bücher.example in its ASCII form."""
    name, _, domain = address.rpartition("@")
    return f"{name}@{punycode(domain)}"


def compose(letter: Letter, *, address: str, message_id: str, now: datetime) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = settings.EMAIL_FROM
    mail["To"] = ascii_address(address)
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text, cte="quoted-printable")
    if letter.html:
        mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for attachment in letter.attachments:
        mail.add_attachment(
            attachment.content, maintype=attachment.maintype, subtype=attachment.subtype, filename=attachment.name, cte="base64"
        )
    return mail.as_bytes()
