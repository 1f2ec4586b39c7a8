"""What is due becomes messages: one to each person, many people at once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import OuterRef, Subquery

from negotiate.accounts.models import User
from negotiate.mail.models import Message
from offers.models import Nudge

MESSAGE_KIND = "nudges"
TOGETHER = timedelta(minutes=15)
PEOPLE = 100  # in one transaction: their nudges are locked as long as it lasts


def gather(now: datetime) -> int:
    """One message to each person for whom something is due; what is due within the next quarter of an hour goes with it.

    Returns the number of nudges. Waits for nobody: whoever is being changed or gathered by another worker is left out this time.
    """
    people = list(Nudge.objects.due(now).order_by("user").values_list("user", flat=True).distinct())
    return sum(_gather_for(people[first : first + PEOPLE], now) for first in range(0, len(people), PEOPLE))


@transaction.atomic
def _gather_for(people: list[int], now: datetime) -> int:
    theirs = Nudge.objects.due(now + TOGETHER).filter(user__in=people).select_related("user", "deadline")
    locked = theirs.select_for_update(of=("self", "user"), skip_locked=True, no_key=True)
    of_person: dict[int, list[Nudge]] = {}
    for nudge in locked.order_by("due_at"):
        of_person.setdefault(nudge.user_id, []).append(nudge)
    ripe = [nudges for nudges in of_person.values() if nudges[0].due_at <= now]
    _drop([nudges for nudges in ripe if not nudges[0].user.is_active])
    return _carry([nudges for nudges in ripe if nudges[0].user.is_active], now)


def _drop(groups: list[list[Nudge]]) -> None:
    if groups:
        _rows_of(groups).update(state=Nudge.State.DROPPED, reason="the account is not active")


def _carry(groups: list[list[Nudge]], now: datetime) -> int:
    """Let one message carry each group: the one that the person is waiting for already, else a new one."""
    if not groups:
        return 0
    waiting = _waiting_for([nudges[0].user for nudges in groups], now)
    messages = Message.objects.bulk_create(_message_for(nudges, now) for nudges in groups if nudges[0].user_id not in waiting)
    keys = [*waiting.values(), *(message.pk for message in messages)]
    theirs = Message.objects.filter(pk__in=keys, user=OuterRef("user"))
    return _rows_of(groups).update(message=Subquery(theirs.values("pk")))


def _waiting_for(people: list[User], now: datetime) -> dict[int, int]:
    """The message of each person that is due and was not written yet: while the mail server is away, reminders would else pile up, and
    all of them come at once. It is locked, so that nobody writes it before it carries what is added."""
    due = Message.objects.filter(kind=MESSAGE_KIND, user__in=people, state=Message.State.PLANNED, content=None, due_at__lte=now)
    addresses = {person.pk: person.email for person in people}
    rows = due.select_for_update(skip_locked=True).order_by("-pk").values_list("user", "address", "pk")
    return {user: pk for user, address, pk in rows if address == addresses[user]}


def _message_for(nudges: list[Nudge], now: datetime) -> Message:
    user, deadlines = nudges[0].user, [nudge.deadline.at for nudge in nudges if nudge.deadline]
    expires_at = min((at for at in deadlines if at > now), default=None)
    return Message(kind=MESSAGE_KIND, user=user, address=user.email, due_at=nudges[0].due_at, created_at=now, expires_at=expires_at)


def _rows_of(groups: list[list[Nudge]]):
    return Nudge.objects.filter(pk__in=[nudge.pk for nudges in groups for nudge in nudges])
