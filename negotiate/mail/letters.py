"""A letter becomes bytes: headers, text, HTML and attachments, in lines that every server takes."""

import uuid
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.utils.encoding import punycode

from negotiate.mail.kinds import Invitation, Letter


class Headers(EmailPolicy):
    """As SMTP's, but headers of printable ASCII are taken as they stand: to parse each took longer than all the rest of a mail."""

    def header_store_parse(self, name, value):
        return (name, value) if is_plain(value) else super().header_store_parse(name, value)

    def header_fetch_parse(self, name, value):
        return value if is_plain(value) else super().header_fetch_parse(name, value)


def is_plain(value) -> bool:
    return type(value) is str and value.isascii() and value.isprintable()


FOLDED = Headers(linesep=SMTP.linesep)
UNFOLDED = FOLDED.clone(max_line_length=900)
"""An address in a header stands in one line: broken, or written in another code, nobody finds it."""


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
    mail = EmailMessage(policy=FOLDED)
    mail["From"] = settings.EMAIL_FROM
    mail["To"] = ascii_address(address)
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id
    mail["Auto-Submitted"] = "auto-generated"
    for name, value in letter.headers:
        mail[name] = value
    mail.set_content(letter.text, cte="quoted-printable")
    if letter.html:
        mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    add_invitations(mail, letter.invitations)
    for attachment in letter.attachments:
        mail.add_attachment(
            attachment.content, maintype=attachment.maintype, subtype=attachment.subtype, filename=attachment.name, cte="base64"
        )
    return mail.as_bytes(policy=UNFOLDED)


def add_invitations(mail: EmailMessage, invitations: tuple[Invitation, ...]) -> None:
    """One alone stands beside text and HTML too, where mail readers look for what they can act on (RFC 6047); all are attached."""
    if len(invitations) == 1:
        (one,) = invitations
        mail.add_alternative(one.content.decode(), subtype="calendar", cte="base64", params={"method": one.method})
    for number, one in enumerate(invitations, 1):
        name = "deadline.ics" if len(invitations) == 1 else f"deadline-{number}.ics"
        mail.add_attachment(one.content, maintype="application", subtype="ics", filename=name, cte="base64")
