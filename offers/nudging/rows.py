"""What every kind of nudge does with its rows: made what it should be, withdrawn with its message. Nudges are locked before messages."""

from datetime import datetime

from django.db import transaction

from negotiate.mail.models import Message
from offers.models import Nudge

State = Nudge.State


@transaction.atomic
def withdraw(nudges, reason: str, now: datetime) -> None:
    """Withdraw those still planned, and the messages that carry them. What else these messages carry is gathered anew."""
    rows = list(nudges.planned().select_for_update().order_by("pk"))
    if not rows:
        return
    carriers = {row.message_id for row in rows if row.message_id}
    Nudge.objects.filter(pk__in=[row.pk for row in rows]).update(state=State.WITHDRAWN, reason=reason[:200])
    others = Nudge.objects.planned().filter(message__in=carriers)
    list(others.select_for_update().order_by("pk"))
    stopped = Message.objects.filter(pk__in=carriers).withdraw(reason=reason, now=now)
    others.filter(message__in=stopped).update(message=None)


@transaction.atomic
def plan_one(*, kind: str, about, revision: int, due_at: datetime, now: datetime, **links) -> None:
    """Let this be the one planned nudge of its kind about this. Planned twice, nothing changes; what was mailed stays mailed."""
    mine = Nudge.objects.filter(kind=kind, about=about)
    known = mine.filter(revision=revision).order_by("pk").select_for_update().first()
    moved = known and known.state == State.PLANNED and known.due_at != due_at
    withdraw(mine if moved or not known else mine.exclude(pk=known.pk), "planned anew", now)
    if known is None:
        Nudge.objects.create(kind=kind, about=about, revision=revision, due_at=due_at, created_at=now, **links)
    elif known.state != State.MAILED:
        changed = Nudge.objects.filter(pk=known.pk).exclude(state=State.PLANNED)
        changed.update(state=State.PLANNED, due_at=due_at, reason="", message=None)
