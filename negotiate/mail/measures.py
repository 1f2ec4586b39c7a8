"""What is measured of mail: the queue by state, how late it is, and the workers."""

from datetime import datetime, timedelta

from django.db.models import Count, F, Q, Sum

from negotiate.accounts.models import User
from negotiate.mail.condition import condition
from negotiate.mail.models import Heartbeat, Message
from negotiate.metrics import Measure, one, register

State = Message.State


def mail_measures(now: datetime) -> list[Measure]:
    states = dict(Message.objects.order_by().values_list("state").annotate(Count("pk")))
    known = condition(now)
    late = (now - known.oldest_due).total_seconds() if known.oldest_due else 0
    by_state = {state: states.get(state, 0) for state in State.values}
    return [
        Measure(name="negotiate_mail_messages", words="Messages that are kept, by state.", label="state", values=by_state),
        one("negotiate_mail_sent", "Messages that were sent and are kept.", by_state[State.SENT]),
        one("negotiate_mail_failed", "Messages that failed for good and are kept.", by_state[State.FAILED]),
        one("negotiate_mail_oldest_due_seconds", "For how long the oldest mail that is due waits; 0 where none does.", late),
        *troubles(),
        *workers(now, known.beat_at),
    ]


def troubles() -> list[Measure]:
    tried = Message.objects.filter(attempts__gt=1).aggregate(retries=Sum(F("attempts") - 1))
    return [
        one("negotiate_mail_retries", "Tries after the first one, of messages that are kept.", tried["retries"] or 0),
        one("negotiate_mail_unknown_endings", "Messages that may have arrived twice.", Message.objects.filter(maybe_twice=True).count()),
        one("negotiate_mail_held", "Messages that wait until their address is confirmed.", Message.objects.held().count()),
        one("negotiate_mail_failing_addresses", "People whose address fails.", failing_people()),
    ]


def failing_people() -> int:
    return User.objects.filter(~Q(failing_address=""), failing_address=F("email")).count()


def workers(now: datetime, beat_at: datetime | None) -> list[Measure]:
    here = Heartbeat.objects.filter(beat_at__gt=now - timedelta(minutes=1)).count()
    return [
        one("negotiate_workers", "Workers that made a round within the last minute.", here),
        one("negotiate_last_tick_timestamp_seconds", "When a worker last made a round.", beat_at.timestamp() if beat_at else None),
    ]


register("mail", mail_measures)
