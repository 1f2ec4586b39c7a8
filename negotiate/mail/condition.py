"""How mail is doing: when a worker was last here, what waits for too long, and why."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import connection
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast

from negotiate.mail.kinds import SOURCES, Source
from negotiate.mail.models import Heartbeat, Message

LATE = timedelta(seconds=60)
SILENT = timedelta(minutes=5)
BEAT, DUE = "beat", "due"
NOW = datetime(1, 1, 2, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What the database knows of mail: when the newest worker was here and what troubled it, and since when the oldest thing waits
    that should have been sent: a message, one left by a dead worker, or what is not a message yet."""

    beat_at: datetime | None
    trouble: str
    oldest_due: datetime | None

    def silent_for(self, length: timedelta, now: datetime) -> bool:
        return self.beat_at is None or now - self.beat_at > length


@dataclass(frozen=True, kw_only=True)
class Silence:
    """No worker makes rounds. `since` is None where there never was one."""

    since: datetime | None


def condition(now: datetime) -> Condition:
    """In one query, as every page of a signed-in person asks for it."""
    question, given = question_of(tuple(SOURCES.values()))
    with connection.cursor() as cursor:
        cursor.execute(question, [now if value == NOW else value for value in given])
        found = cursor.fetchall()
    beat_at, trouble = next(((at, words) for what, at, words in found if what == BEAT), (None, ""))
    return Condition(beat_at=beat_at, trouble=trouble, oldest_due=min((at for what, at, _ in found if what == DUE), default=None))


@cache
def question_of(sources: tuple[Source, ...]) -> tuple[str, tuple]:
    """The query and its values, with NOW in the place of the moment: to have the ORM build it anew took seven of its eight milliseconds."""
    waiting = [Message.objects.due(NOW), Message.objects.abandoned(NOW), *(source.due(NOW) for source in sources)]
    newest = first_of(Heartbeat.objects.order_by("-beat_at"), BEAT, "beat_at", F("trouble"))
    united = newest.union(*(first_of(rows.order_by("due_at"), DUE, "due_at") for rows in waiting if not rows.query.is_empty()), all=True)
    return united.query.sql_with_params()


def first_of(rows, what: str, moment: str, words=Value("")):  # noqa: B008 - an expression, never changed
    """The first row as (what, moment, words), to be united with others."""
    columns = {"which": Cast(Value(what), TextField()), "moment": F(moment), "words": Cast(words, TextField())}
    return rows.annotate(**columns).values_list(*columns)[:1]


def silence(known: Condition, now: datetime) -> Silence | None:
    """None while a worker made a round in the last five minutes, or where none ever did and nothing is due."""
    if known.beat_at is None and known.oldest_due is None:
        return None
    return Silence(since=known.beat_at) if known.silent_for(SILENT, now) else None


def why_late(now: datetime) -> str:
    """Why mail is late, in plain words; empty while it is not."""
    known = condition(now)
    if known.oldest_due is None or now - known.oldest_due <= LATE:
        return ""
    late = f"The oldest mail that is due waits for {int((now - known.oldest_due).total_seconds())} s."
    if not settings.EMAIL_URL and not settings.DEBUG:
        return f"{late} No mail server is set (EMAIL_URL)."
    if known.silent_for(LATE, now):
        return f"{late} No worker makes its rounds: start one with `manage.py worker`."
    return f"{late} {known.trouble}".strip()


def trouble(known: Condition, now: datetime) -> str:
    """What the newest worker says about the mail server, where it cannot be used."""
    return "" if known.silent_for(SILENT, now) else known.trouble
