"""What staff may do to mail: try it again or drop it. Mail that a worker holds is left to the worker."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count

from negotiate.mail.condition import Condition, condition
from negotiate.mail.kinds import KINDS
from negotiate.mail.models import ACCOUNT, Heartbeat, Message, masked

ADDRESS = re.compile(r"[\w.+!#$%&'*/=?^`{|}~-]+@[\w.-]+\w")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The queue at one look: how many in each state, how late the oldest is, and what needs eyes. `oldest` is None where what waits is
    no message yet."""

    states: list[tuple[str, str, int]]
    condition: Condition
    late: timedelta | None
    oldest: Message | None
    retrying: int
    maybe_twice: int
    held: int
    workers: int


def standing(now: datetime) -> Standing:
    counted = dict(Message.objects.order_by().values_list("state").annotate(Count("pk")))
    known = condition(now)
    return Standing(
        states=[(state.value, state.label, counted.get(state.value, 0)) for state in Message.State],
        condition=known,
        late=now - known.oldest_due if known.oldest_due else None,
        oldest=Message.objects.due(now).defer("content").order_by("due_at").first(),
        retrying=counted.get(Message.State.RETRYING, 0),
        maybe_twice=Message.objects.filter(maybe_twice=True).count(),
        held=Message.objects.held().count(),
        workers=Heartbeat.objects.filter(beat_at__gt=now - timedelta(minutes=1)).count(),
    )


def retry(message, *, now) -> bool:
    """Try a waiting message at once, or one that failed again from the start. False where it is neither.

    Not account mail that failed: its codes are dead. Not what may have arrived twice: nobody gets a third copy.
    """
    mine = Message.objects.filter(pk=message.pk)
    if mine.filter(state__in=Message.WAITING).update(due_at=now):
        return True
    failed = mine.filter(state=Message.State.FAILED, maybe_twice=False).exclude(kind=ACCOUNT)
    with transaction.atomic():
        again = failed.update(state=Message.State.PLANNED, due_at=now, expires_at=None, attempts=0, server_errors=0, reason="")
        if again:
            KINDS[message.kind].revived(message, now=now)
    return bool(again)


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
