"""How mail is doing: when a worker was last here, what waits for too long, and why."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Min

from negotiate.mail.kinds import SOURCES
from negotiate.mail.models import Heartbeat, Message

LATE = timedelta(seconds=60)
SILENT = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Silence:
    """No worker makes rounds. `since` is None where there never was one."""

    since: datetime | None


def newest_heartbeat() -> Heartbeat | None:
    return Heartbeat.objects.order_by("-beat_at").first()


def oldest_due(now: datetime) -> datetime | None:
    """Since when the oldest thing waits that should have been sent: a message, one left by a dead worker, or what is not a message yet."""
    waiting = Message.objects.due(now).aggregate(oldest=Min("due_at"))["oldest"]
    left = Message.objects.abandoned(now).aggregate(oldest=Min("due_at"))["oldest"]
    sources = [source.oldest_due(now) for source in SOURCES.values()]
    return min((moment for moment in (waiting, left, *sources) if moment), default=None)


def silence(now: datetime) -> Silence | None:
    """None while a worker made a round in the last five minutes, or where none ever did and nothing is due."""
    newest = newest_heartbeat()
    if newest is None:
        return Silence(since=None) if oldest_due(now) else None
    return Silence(since=newest.beat_at) if now - newest.beat_at > SILENT else None


def why_late(now: datetime) -> str:
    """Why mail is late, in plain words; empty while it is not."""
    oldest = oldest_due(now)
    if oldest is None or now - oldest <= LATE:
        return ""
    late = f"The oldest mail that is due waits for {int((now - oldest).total_seconds())} s."
    if not settings.EMAIL_URL and not settings.DEBUG:
        return f"{late} No mail server is set (EMAIL_URL)."
    newest = newest_heartbeat()
    if newest is None or now - newest.beat_at > LATE:
        return f"{late} No worker makes its rounds: start one with `manage.py worker`."
    return f"{late} {newest.trouble}".strip()


def trouble(now: datetime) -> str:
    """What the newest worker says about the mail server, where it cannot be used."""
    newest = newest_heartbeat()
    return newest.trouble if newest and now - newest.beat_at <= SILENT else ""
