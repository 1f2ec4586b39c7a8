"""What account mail says: read from the outbox's rows, which rest sealed."""

import re
from email import message_from_bytes, policy

from negotiate.mail.models import Message
from negotiate.sealing import unseal

CODE = re.compile(r"^([A-Z]{4}-[A-Z]{4})\s*$", re.M)


def letters_to(address: str) -> list:
    """The account mails to an address, oldest first."""
    rows = Message.objects.filter(address=address, kind="account").order_by("pk")
    return [message_from_bytes(unseal(row.content, purpose="mail"), policy=policy.default) for row in rows]


def text_of(letter) -> str:
    return letter.get_body(("plain",)).get_content()


def newest_code(address: str) -> str:
    """The code that stands alone on a line of the newest mail."""
    return CODE.search(text_of(letters_to(address)[-1]))[1]
