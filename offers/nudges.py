"""Nudges as rows: planned with a deadline, withdrawn with it, and turned into messages when they are due.

Whoever changes nudges and messages locks the nudges first.
"""

from datetime import datetime

from django.db import connection
from django.db.models import Q

from negotiate.mail.models import Message
from offers.deadlines import Planned, nudge_times
from offers.models import Deadline, Negotiation, Nudge
from offers.nudging.gathering import MESSAGE_KIND, gather
from offers.nudging.invitations import invite
from offers.nudging.people import persons_zone, waking_of, wants
from offers.nudging.rows import withdraw

__all__ = ["MESSAGE_KIND", "gather", "given_up", "persons_zone", "plan", "sent", "times_for", "withdraw_for", "withdraw_of"]

State = Nudge.State

# Runs for each mail: to have the ORM build it anew each time took longer than to execute it.
MAILED = """
    UPDATE offers_nudge SET mailed_at = %s, state = CASE state WHEN 'planned' THEN 'mailed' ELSE state END
    WHERE id IN (SELECT id FROM offers_nudge WHERE message_id = %s ORDER BY id FOR UPDATE)
"""


def times_for(deadline: Deadline, *, now: datetime) -> list[Planned]:
    """When to speak of the deadline: not at all once it is handled or unwanted, and not before the time it was put off to."""
    user, until = deadline.negotiation.user, deadline.snoozed_until
    if deadline.handled_at or not wants(user, Nudge.Kind.DEADLINE):
        return []
    leads, waking = deadline.leads or user.leads, waking_of(user, deadline)
    times = nudge_times(wall=deadline.wall, zone=deadline.zone, leads=leads, waking=waking, now=now)
    return [planned for planned in times if not until or planned.due_at > until]


def plan(deadline: Deadline, *, now: datetime, asleep: bool = False) -> None:
    """Make the deadline's nudges what they should be. Planning twice changes nothing; what was mailed for this revision stays mailed.

    `asleep`: the person has not just acted, so their calendar is told in their waking hours.
    """
    times = {planned.lead: planned.due_at for planned in times_for(deadline, now=now)}
    rows = _ahead(deadline).filter(revision=deadline.revision).order_by("pk").select_for_update()
    known = {nudge.lead: nudge for nudge in rows}
    changed = [nudge.pk for lead, nudge in known.items() if nudge.due_at != times.get(lead) and not is_overdue(nudge, deadline, now)]
    withdraw(_ahead(deadline).exclude(revision=deadline.revision) | _ahead(deadline).filter(pk__in=changed), "planned anew", now)
    for lead, due_at in times.items():
        if lead not in known:
            Nudge.objects.create(**_about(deadline), lead=lead, revision=deadline.revision, due_at=due_at, created_at=now)
        elif known[lead].state != State.MAILED:
            Nudge.objects.filter(pk=known[lead].pk).exclude(state=State.PLANNED).update(
                state=State.PLANNED, due_at=due_at, reason="", message=None
            )
    _plan_snoozed(deadline, now=now)
    invite(deadline, now=now, asleep=asleep)


def is_overdue(nudge: Nudge, deadline: Deadline, now: datetime) -> bool:
    """Whether the nudge was due and is only waiting for the mail server: whatever is planned anew, it is still to be said."""
    until = deadline.snoozed_until
    speaks = wants(deadline.negotiation.user, Nudge.Kind.DEADLINE) and not deadline.handled_at
    return speaks and nudge.state == State.PLANNED and nudge.due_at <= now and not (until and nudge.due_at <= until)


def _plan_snoozed(deadline: Deadline, *, now: datetime) -> None:
    """One nudge at the time to which the deadline was put off, as long as that is ahead. Each such time has a number of its own."""
    speaks = not deadline.handled_at and wants(deadline.negotiation.user, Nudge.Kind.SNOOZED)
    until = deadline.snoozed_until if speaks else None
    mine = Nudge.objects.filter(kind=Nudge.Kind.SNOOZED, about=deadline.pk)
    known = mine.filter(due_at=until).order_by("pk").select_for_update().first() if until else None
    withdraw(mine.exclude(pk=known.pk) if known else mine.filter(due_at__gt=now), "put off anew", now)
    if not until or until <= now:
        return
    if known is None:
        named = {**_about(deadline), "kind": Nudge.Kind.SNOOZED}
        Nudge.objects.create(**named, revision=mine.count() + 1, due_at=until, created_at=now)
    elif known.state not in (State.PLANNED, State.MAILED):
        mine.filter(pk=known.pk).update(state=State.PLANNED, reason="", message=None)


def _about(deadline: Deadline) -> dict:
    negotiation = deadline.negotiation
    return {"kind": Nudge.Kind.DEADLINE, "about": deadline.pk, "deadline": deadline, "negotiation": negotiation, "user": negotiation.user}


def _ahead(deadline: Deadline):
    return Nudge.objects.filter(kind=Nudge.Kind.DEADLINE, about=deadline.pk)


def withdraw_for(negotiation: Negotiation, *, reason: str, now: datetime) -> None:
    """Nothing more is to be said about this negotiation. Call it in the transaction that decides so."""
    withdraw(Nudge.objects.filter(negotiation=negotiation), reason, now)


def withdraw_of(deadline: Deadline, *, reason: str, now: datetime) -> None:
    """What is to be said of this deadline, the question after it and its invitation with it."""
    withdraw(Nudge.objects.filter(Q(deadline=deadline) | Q(about=deadline.pk), negotiation=deadline.negotiation_id), reason, now)


def sent(message: Message, *, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MAILED, [now, message.pk])


def given_up(message: Message, *, reason: str, again: bool, now: datetime) -> None:
    carried = Nudge.objects.filter(pk__in=_locked(message), state=State.PLANNED)
    if again:
        carried.update(message=None)
    else:
        carried.update(state=State.DROPPED, reason=reason[:200])


def _locked(message: Message):
    """The keys of what it carries: locked, in order, within the statement that changes it."""
    return message.nudges.select_for_update().order_by("pk").values("pk")
