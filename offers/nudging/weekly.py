"""The weekly look at all that is open: on Monday morning, for those who asked for it."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Exists, OuterRef

from negotiate.accounts.models import User
from offers.models import Negotiation, Nudge
from offers.nudging.people import waking_of, wants
from offers.nudging.rows import plan_one, withdraw
from offers.nudging.times import next_monday_morning

KIND = Nudge.Kind.DIGEST
PEOPLE = UUID("7f3c8f4a-3c57-4b0e-9a75-0c1d6f1f5b11")


def about(user) -> UUID:
    """The key under which a person's own nudges stand, which are about no row in particular."""
    return uuid5(PEOPLE, str(user.pk))


@transaction.atomic
def plan_digest(user, *, now: datetime) -> None:
    """Make the person's next digest what it should be. One that is due already goes out first."""
    mine = Nudge.objects.filter(kind=KIND, user=user)
    if not wants(user, KIND) or not Negotiation.objects.owned_by(user).open().exists():
        withdraw(mine, "nothing is open" if wants(user, KIND) else "not wanted", now)
    elif not mine.planned().filter(due_at__lte=now).exists():
        due_at = next_monday_morning(now, waking_of(user))
        plan_one(kind=KIND, about=about(user), revision=due_at.toordinal(), due_at=due_at, now=now, user=user)


def plan_digests(now: datetime) -> int:
    """For whoever wants one, has something open, and has none planned. Returns how many that are."""
    planned = Nudge.objects.planned().filter(kind=KIND, user=OuterRef("pk"))
    open_ones = Negotiation.objects.filter(deleted_at=None).open().filter(user=OuterRef("pk"))
    people = User.objects.filter(~Exists(planned), Exists(open_ones), is_active=True, mail_kinds__contains=[KIND])
    for person in people:
        plan_digest(person, now=now)
    return len(people)
