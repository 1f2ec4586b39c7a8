"""The steps of a message from planned to sent, each one statement or one short transaction on the database's own clock."""

import random
import uuid
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models.functions import Now

from negotiate.mail.emails import ACCOUNT
from negotiate.mail.kinds import KINDS
from negotiate.mail.models import Message
from negotiate.mail.relay import Answer
from negotiate.sealing import seal

LEASE = timedelta(minutes=2)
SOON = timedelta(seconds=5)
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 20, 60))
LONGEST = timedelta(days=3)
CONFUSED_AT_MOST = 3
UNKNOWN_TWICE = "For the second time it is unknown whether the mail server took it. It has probably arrived."
State = Message.State

# Each mail passes these two: to have the ORM build them anew each time took longer than to execute them.
HANDING_OVER = """
    UPDATE mail_message SET state = 'handing_over', handed_over_at = statement_timestamp(), lease_until = statement_timestamp() + %s,
        attempts = %s, content = %s, message_id = %s, expires_at = %s
    WHERE id = %s AND token = %s AND state = 'claimed' AND lease_until > statement_timestamp()
"""
SENT = """
    UPDATE mail_message SET state = 'sent', sent_at = %s, via = %s, answer = %s, reason = '', token = NULL,
        content = CASE WHEN %s THEN NULL ELSE content END
    WHERE id = %s AND state <> 'sent'
"""


def database_now() -> datetime:
    """The database's clock: the one that all workers share."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def take_back() -> int:
    """What a worker left behind goes back in line. A handing over with an unknown ending is marked, and tried once more at most."""
    with transaction.atomic():
        left = list(Message.objects.abandoned(Now()).select_for_update(skip_locked=True))
        Message.objects.filter(pk__in=[row.pk for row in left if row.state == State.CLAIMED]).update(state=State.PLANNED, token=None)
        flying = [row for row in left if row.state == State.HANDING_OVER]
        again = [row.pk for row in flying if not row.maybe_twice]
        Message.objects.filter(pk__in=again).update(state=State.RETRYING, token=None, maybe_twice=True, due_at=Now())
    for row in flying:
        if row.maybe_twice:
            give_up(row, state=State.FAILED, reason=UNKNOWN_TWICE)
    return len(left)


def claim(*, limit: int, now: datetime) -> list[Message]:
    """Take the most urgent due messages for one worker, for as long as the lease lasts."""
    with transaction.atomic():
        waiting = (
            Message.objects.due(now).select_related("user").order_by("priority", "due_at").select_for_update(of=("self",), skip_locked=True)
        )
        rows, token = list(waiting[:limit]), uuid.uuid4()
        Message.objects.filter(pk__in=[row.pk for row in rows]).update(state=State.CLAIMED, token=token, lease_until=Now() + LEASE)
    for row in rows:
        row.token = token
    return rows


def begin_handing_over(message: Message, content: bytes) -> bool:
    """The last question before DATA: is it still ours, and still wanted? From here on its bytes stay. False: do not send."""
    message.attempts += 1
    carried = (seal(content, purpose="mail"), message.message_id, message.expires_at)
    with connection.cursor() as cursor:
        cursor.execute(HANDING_OVER, [LEASE, message.attempts, *carried, message.pk, message.token])
        return cursor.rowcount == 1


def record_sent(message: Message, *, via: str, words: str, now: datetime) -> None:
    """The server has taken it: true whoever holds the message by now. Account mail leaves no content behind, but in the inbox."""
    blanked = message.kind == ACCOUNT and via == "smtp"
    with transaction.atomic():
        KINDS[message.kind].sent(message, now=now)
        with connection.cursor() as cursor:
            cursor.execute(SENT, [now, via, words, blanked, message.pk])


def put_back(messages) -> None:
    """Not tried: no charge."""
    for message in messages:
        state = State.RETRYING if message.attempts else State.PLANNED
        ours(message).update(state=state, token=None, due_at=Now())


def not_handed_over(message: Message, answer: Answer, *, now: datetime) -> None:
    """The connection broke before all of it was sent: no copy of this try is anywhere. Once more soon; a mail that breaks it
    again waits longer, as it may be the reason."""
    soon = {"due_at": Now() + SOON} if message.attempts <= 1 else {}
    try_later(message, answer, now=now, handed_over_at=None, **soon)


def later_or_never(message: Message, answer: Answer, *, now: datetime) -> None:
    """As `try_later`, but what is too late, or was tried for three days without an end of its own, has failed."""
    if (message.expires_at or message.created_at + LONGEST) <= now:
        give_up(message, state=State.FAILED, reason=answer.words)
    else:
        try_later(message, answer, now=now)


def try_later(message: Message, answer: Answer, *, now: datetime, **marks) -> None:
    """After a while, with the same bytes where they were handed over already. `message.attempts` counts this try."""
    due_at = next_try(message.attempts, now=now, expires_at=message.expires_at)
    changes = {"due_at": due_at, "answer": answer.words, "attempts": message.attempts, **marks}
    ours(message).update(state=State.RETRYING, token=None, **changes)


def ending_unknown(message: Message, answer: Answer, *, now: datetime) -> None:
    """The server hung up over the finished mail. Once more, marked; after the second time nobody may get a third copy."""
    if message.maybe_twice:
        give_up(message, state=State.FAILED, reason=UNKNOWN_TWICE)
    else:
        try_later(message, answer, now=now, maybe_twice=True)


def next_try(attempts: int, *, now: datetime, expires_at: datetime | None) -> datetime:
    """After 1, 5, 20, 60 minutes and up to a tenth more. Where that is too late, half of the time that is left."""
    delay = DELAYS[min(max(attempts, 1), len(DELAYS)) - 1] * random.uniform(1, 1.1)  # noqa: S311  (spreads tries, hides nothing)
    left = expires_at - now if expires_at else None
    if left is not None and SOON < left <= delay:
        return now + max(left / 2, SOON)
    return now + delay


def confused(message: Message, answer: Answer) -> None:
    """500 to 504: again in a new session, the third time it has failed."""
    count = message.server_errors + 1
    if count >= CONFUSED_AT_MOST:
        give_up(message, state=State.FAILED, reason=answer.words)
        return
    ours(message).update(state=State.RETRYING, token=None, server_errors=count, due_at=Now(), answer=answer.words)


def give_up(message: Message, *, state: str, reason: str, again=False) -> None:
    """It will not be sent. `again`: what it carried is to be said in a fresh message. Nothing changes where it is no longer ours."""
    with transaction.atomic():
        KINDS[message.kind].given_up(message, reason=reason, again=again, now=database_now())
        changed = ours(message).update(state=state, reason=reason, token=None, content=None)
        transaction.set_rollback(not changed)


def ours(message: Message):
    """The row, while it is still taken by whom we took it for."""
    return Message.objects.filter(pk=message.pk, token=message.token, state__in=Message.TAKEN)
