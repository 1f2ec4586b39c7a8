"""What staff may do to mail that waits: hurry it or drop it. Mail that a worker holds is left to the worker."""

import re

from django.db import transaction

from negotiate.mail.kinds import KINDS
from negotiate.mail.models import Message, masked

ADDRESS = re.compile(r"[\w.+!#$%&'*/=?^`{|}~-]+@[\w.-]+\w")


def try_now(messages, *, now) -> int:
    """Put waiting messages first in line. Returns how many."""
    return messages.filter(state__in=Message.WAITING).update(due_at=now)


def drop(message, *, reason, now) -> bool:
    """End a waiting message: it will not be sent, and what it carried is dropped with the reason. False: it does not wait any more."""
    with transaction.atomic():
        KINDS[message.kind].given_up(message, reason=reason, again=False, now=now)
        waiting = Message.objects.filter(pk=message.pk, state__in=Message.WAITING)
        dropped = bool(waiting.update(state=Message.State.SKIPPED, reason=reason, token=None, content=None))
        transaction.set_rollback(not dropped)
    return dropped


def without_addresses(words: str) -> str:
    """The words with every email address masked, as mail servers like to repeat whom they refused."""
    return ADDRESS.sub(lambda found: masked(found[0]), words)
