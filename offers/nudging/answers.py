"""No answer to my counter: said once, so many working days after it, as long as nothing came back."""

from datetime import datetime

from offers.models import Negotiation, Nudge, Proposal
from offers.nudging.people import waking_of, wants
from offers.nudging.rows import plan_one, withdraw
from offers.nudging.times import answer_due

KIND = Nudge.Kind.NO_ANSWER
HANDLED = "handled"


def plan_answer(negotiation: Negotiation, *, now: datetime) -> None:
    """Make the nudge what it should be by the newest proposal. Call it in the transaction that changes what is newest, under its lock."""
    newest = negotiation.proposals.last()
    waiting = newest and newest.side == Proposal.Side.CANDIDATE
    if not waiting or not wants(negotiation.user, KIND):
        withdraw_answer(negotiation, reason="an answer came" if not waiting else "not wanted", now=now)
    elif not negotiation.nudges.filter(kind=KIND, about=newest.pk, state=Nudge.State.WITHDRAWN, reason=HANDLED).exists():
        withdraw(mine(negotiation).exclude(about=newest.pk), "a newer counter", now)
        plan_for(newest, negotiation, now=now)


def wait_again(negotiation: Negotiation, *, now: datetime) -> None:
    """What was handled is not handled after all."""
    mine(negotiation).filter(state=Nudge.State.WITHDRAWN, reason=HANDLED).update(reason="taken up again")
    plan_answer(negotiation, now=now)


def plan_for(counter: Proposal, negotiation: Negotiation, *, now: datetime) -> None:
    """Past its time it stays where it is: planned twice, nothing changes."""
    user = negotiation.user
    if mine(negotiation).planned().filter(about=counter.pk, due_at__lte=now).exists():
        return
    due_at = answer_due(counter.made_at, days=user.answer_days, waking=waking_of(user), now=now)
    plan_one(kind=KIND, about=counter.pk, revision=1, due_at=due_at, now=now, user=user, negotiation=negotiation)


def withdraw_answer(negotiation: Negotiation, *, reason: str, now: datetime) -> None:
    withdraw(mine(negotiation), reason, now)


def mine(negotiation: Negotiation):
    return Nudge.objects.filter(kind=KIND, negotiation=negotiation)
