"""What happens to a negotiation: it starts, proposals and entries come in, it ends, it is reopened.

Each verb is one transaction under a lock of the negotiation's row, so that two people, tabs or programs cannot cross each other.
"""

from django.db import transaction

from offers.closing import NegotiationClosed, lock, lock_open, standing_outcome
from offers.deleting import bring_back, delete_negotiation
from offers.models import Entry, Negotiation, Outcome, Proposal
from offers.nudges import withdraw_for
from offers.nudging.answers import plan_answer
from offers.nudging.invitations import invite_all
from offers.nudging.weekly import plan_digest
from offers.scheduling import plan_again
from offers.terms import complete
from offers.unsaid import carried_over, copies, last_offer, not_mentioned, still_withdrawn
from offers.uplift import Uplift, uplift

__all__ = [
    "MOST_TERMS",
    "NegotiationClosed",
    "NotClosed",
    "NothingAgreed",
    "Uplift",
    "add_entry",
    "add_proposal",
    "bring_back",
    "delete_negotiation",
    "record_outcome",
    "reopen",
    "start_negotiation",
    "uplift",
]

MOST_TERMS = 60
AGREED_TO_COUNTER = "They agreed to my counter."


class NotClosed(Exception):
    """There is no outcome to reopen."""


class NothingAgreed(ValueError):
    """Accepted, but no proposal of this negotiation says what."""


@transaction.atomic
def start_negotiation(*, user, now, guide=None, employer="", role_name="", region=None, level=None, currency, start_on=None) -> Negotiation:
    """A new negotiation of the user's. With a guide, employer and role are the guide's, and its published revision is pinned."""
    negotiation = Negotiation.objects.create(
        user=user,
        revision=guide.published if guide else None,
        employer=guide.company.name if guide else employer,
        role_name=guide.role.name if guide else role_name,
        region=region or None,
        level=level or None,
        currency=currency,
        start_on=start_on,
        created_at=now,
    )
    plan_digest(user, now=now)
    return negotiation


@transaction.atomic
def add_proposal(
    negotiation, *, side, terms, now, status=Proposal.Status.VERBAL, note="", made_at=None, withdrawn=(), carries=False
) -> Proposal:
    """Put a package on the table; `terms` are unsaved Term rows, in order.

    `withdrawn` are components that the employer has taken back. With `carries` what the offer before stated, and this one neither states
    nor withdraws, is carried over and marked: silence takes nothing away.
    Raises NegotiationClosed, or ValueError where there are no terms or too many.
    """
    locked = lock_open(negotiation)
    terms = list(terms)
    if not 0 < len(terms) <= MOST_TERMS:
        raise ValueError(f"A proposal has 1 to {MOST_TERMS} lines.")
    before = last_offer(locked, made_at=made_at) if side == Proposal.Side.EMPLOYER else None
    taken_back = still_withdrawn(before, terms, withdrawn)
    if carries and before:
        kept = [term for term in before.terms.all() if term.component not in taken_back]
        terms += carried_over(not_mentioned(kept, terms))
    said = {"side": side, "status": status, "note": note, "withdrawn": taken_back}
    proposal = Proposal.objects.create(negotiation=locked, made_at=made_at or now, created_at=now, **said)
    for position, term in enumerate(terms):
        term.proposal, term.position = proposal, position
        term.carried = term.carried and side == Proposal.Side.EMPLOYER
        complete(term, currency=locked.currency)
    proposal.terms.model.objects.bulk_create(terms)
    plan_answer(locked, now=now)
    return proposal


@transaction.atomic
def add_entry(negotiation, *, kind, who, channel, text, happened_at, **claim) -> Entry:
    """Keep a note, promise or statement; also of a closed negotiation. Raises NegotiationClosed where it was deleted.

    `claim` is the number in a promise or statement: component, amount and currency or percent, and the meaning of a candidate's own.
    """
    locked = lock(negotiation)
    if locked.deleted_at:
        raise NegotiationClosed
    return Entry.objects.create(negotiation=locked, kind=kind, who=who, channel=channel, text=text, happened_at=happened_at, **claim)


@transaction.atomic
def record_outcome(negotiation, *, kind, now, proposal=None, note="", decided_at=None) -> Outcome:
    """How it ended. Withdraws the nudges not yet mailed; `reminders_stopped` of the answer says how many, `recorded` is the offer made of a
    counter that they agreed to, or None.

    Accepted with a counter of the candidate's means that they agreed to it: an employer's proposal equal to it is recorded first.
    Accepted without a proposal takes the newest offer. Raises NegotiationClosed, or NothingAgreed.
    """
    locked = lock_open(negotiation)
    planned = locked.nudges.reminders().count()
    final = final_proposal(locked, kind=kind, proposal=proposal, now=now, decided_at=decided_at)
    outcome = Outcome.objects.create(negotiation=locked, kind=kind, proposal=final, note=note, decided_at=decided_at or now)
    outcome.recorded = final if proposal and final and final.pk != proposal.pk else None
    withdraw_for(locked, reason=f"outcome: {kind}", now=now)
    invite_all(locked, now=now)
    outcome.reminders_stopped = planned
    return outcome


def final_proposal(locked, *, kind, proposal, now, decided_at) -> Proposal | None:
    """The employer's proposal that an outcome stands on: the one given, the newest, or one made equal to the counter they agreed to."""
    if proposal and proposal.negotiation_id != locked.pk:
        raise NothingAgreed("That proposal is not part of this negotiation.")
    if kind != Outcome.Kind.ACCEPTED:
        return proposal if proposal and proposal.side == Proposal.Side.EMPLOYER else None
    proposal = proposal or locked.proposals.filter(side=Proposal.Side.EMPLOYER).last()
    if not proposal:
        raise NothingAgreed("There is no offer to accept yet: log it first.")
    if proposal.side == Proposal.Side.EMPLOYER:
        return proposal
    return add_proposal(
        locked,
        side=Proposal.Side.EMPLOYER,
        terms=copies(proposal.terms.all()),
        now=now,
        note=AGREED_TO_COUNTER,
        made_at=max(decided_at or now, proposal.made_at),
    )


@transaction.atomic
def reopen(negotiation, *, reason, now) -> Outcome:
    """Take the negotiation up again: its outcome stays on the timeline with the reason, its deadlines ahead are reminded of again.

    Raises NotClosed, or NegotiationClosed where it was deleted.
    """
    locked = lock(negotiation)
    outcome = standing_outcome(locked)
    if locked.deleted_at:
        raise NegotiationClosed
    if not outcome:
        raise NotClosed("This negotiation is open.")
    outcome.reopened_at, outcome.reopen_reason = now, reason
    outcome.save(update_fields=["reopened_at", "reopen_reason"])
    plan_again(locked, now=now)
    return outcome
