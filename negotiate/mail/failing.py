"""Addresses that fail for good: marked on the person, shown on the site, and sent no reminders until they are confirmed.

Account mail still goes there: a person asks for it, and one of them is what confirms the address.
"""

import re
from datetime import datetime

from django.db import transaction

from negotiate.accounts.models import User
from negotiate.mail.kinds import KINDS
from negotiate.mail.models import ACCOUNT, Message
from negotiate.mail.relay import Answer

COMPLAINED = "Its owner marked our mail as spam."
RELEASED = "The address is confirmed or another one: written anew."
ABOUT_ADDRESS = re.compile(r"^5\d\d[ -]5\.(1\.([0-346]|10)|2\.1)\b")
OTHER_STATUS = re.compile(r"^5\d\d[ -]5\.(?!0\.0\b)\d+\.\d+\b")
ABOUT_US = re.compile(
    r"relay|spam|polic|block|blacklist|sender|content|quota|full|unsolicited|reputation|denied|authenti|virus|too (many|large|big|much)"
    r"|message.*(rejected|refused)|gr[ea]ylist|\b(spf|dkim|dmarc|rbl|dnsbl|listed|helo|ehlo|ptr|rdns|reverse|rate|limits?|try again)\b",
    re.IGNORECASE,
)
UNKNOWN_CODES = ("550", "551", "553")


def says_address_is_bad(words: str, about: str = "address") -> bool:
    """Whether a refusal is about the address itself, and not about us, our mail or a mailbox that is full. `about` as in Answer.

    An enhanced status code decides where there is one that says something (RFC 3463: 5.1.x and 5.2.1; RFC 7505: 5.1.10), else 550, 551
    and 553 without other reasons, where the server answered to the address and not to the whole mail. In doubt the address is fine:
    marked by mistake, it gets no reminders.
    """
    if ABOUT_ADDRESS.search(words):
        return True
    return about == "address" and words.startswith(UNKNOWN_CODES) and not OTHER_STATUS.search(words) and not ABOUT_US.search(words)


def note_refusal(message: Message, answer: Answer, *, now: datetime) -> bool:
    """Mark the address of a message that was refused for good, where that is the address's fault. True: it is."""
    bad = message.user_id is not None and answer.about != "sender" and says_address_is_bad(answer.words, answer.about)
    if bad:
        mark(message.address, reason=answer.words, now=now)
    return bad


def mark(address: str, *, reason: str, now: datetime) -> int:
    """Whoever has this address gets no reminders there until it is confirmed. Returns how many people that are: one, or none."""
    people = list(User.objects.filter(email__iexact=address))
    for person in people:
        person.failing_since = person.failing_since if person.address_fails else now
        person.failing_address, person.failing_reason = person.email, reason[:1000]
        person.save(update_fields=["failing_address", "failing_since", "failing_reason"])
    return len(people)


def clear(person: User, *, now: datetime) -> None:
    """The address is proved: what waited for it is said now, in one mail, as far as it is still true."""
    with transaction.atomic():
        User.objects.filter(pk=person.pk).update(failing_address="", failing_since=None, failing_reason="")
        write_anew(person, now=now)


def address_is_proved(person_id: int, address: str, *, now: datetime) -> None:
    """A person has shown that mail to this address arrives, or has moved to it: what waits goes there, and a mark is gone."""
    person = User.objects.filter(pk=person_id).first()
    if person and person.email.lower() == address.lower():
        clear(person, now=now)


def write_anew(person: User, *, now: datetime) -> None:
    """What waits in messages to the person is put into fresh ones, to the address of now. What they carry is locked first."""
    for message in Message.objects.filter(user=person, state__in=Message.WAITING).exclude(kind=ACCOUNT):
        with transaction.atomic():
            KINDS[message.kind].given_up(message, reason=RELEASED, again=True, now=now)
            waiting = Message.objects.filter(pk=message.pk, state__in=Message.WAITING)
            stopped = waiting.update(state=Message.State.SKIPPED, reason=RELEASED, token=None, content=None)
            transaction.set_rollback(not stopped)
