"""What may happen to a proposal that is on the table: it is corrected, or comes in writing. Each keeps the earlier version."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from offers.closing import NegotiationClosed, lock, lock_open
from offers.models import Proposal, Term
from offers.negotiating import MOST_TERMS
from offers.nudging.answers import plan_answer
from offers.terms import complete
from offers.versions import Said, differences, keep_version, said_now

FORWARD = (Proposal.Status.VERBAL, Proposal.Status.WRITTEN, Proposal.Status.SIGNED)


class TooLateToCorrect(Exception):
    """A later proposal or an outcome stands on this one."""

    def __init__(self):
        super().__init__("This stays as it is: a later proposal or an outcome follows it. Log what is different as a new one.")


class ChangedMeanwhile(Exception):
    """Somebody, in another tab, has corrected it since it was read. `proposal` is as it is now."""

    def __init__(self, proposal: Proposal):
        super().__init__("This was changed in the meantime.")
        self.proposal = proposal


class OnlyForward(ValueError):
    """What is in writing is not said any more, what is signed not written."""


def is_final(proposal: Proposal) -> bool:
    """Whether something stands on it: a later proposal, or an outcome, also one that was reopened."""
    later = Q(made_at__gt=proposal.made_at) | Q(made_at=proposal.made_at, created_at__gt=proposal.created_at)
    siblings = Proposal.objects.filter(negotiation=proposal.negotiation_id)
    return siblings.filter(later).exists() or proposal.negotiation.outcomes.filter(Q(reopened_at=None) | Q(proposal=proposal)).exists()


@transaction.atomic
def correct_proposal(proposal: Proposal, *, version: int, terms, status, note, made_at, now: datetime) -> Proposal:
    """Put right what was written down wrongly; `terms` are unsaved rows. What it said before is kept.

    `version` is the one that the correction began from. `made_at` None leaves the moment as it is.
    Raises NegotiationClosed, TooLateToCorrect, ChangedMeanwhile, or ValueError where there are no terms or too many.
    """
    locked = lock_open(proposal.negotiation)
    current = locked.proposals.prefetch_related("terms").get(pk=proposal.pk)
    if is_final(current):
        raise TooLateToCorrect
    if version != current.version:
        raise ChangedMeanwhile(current)
    terms = list(terms)
    if not 0 < len(terms) <= MOST_TERMS:
        raise ValueError(f"A proposal has 1 to {MOST_TERMS} lines.")
    after = Said(status, made_at or current.made_at, note, [complete(term, currency=locked.currency) for term in terms])
    if differences(said_now(current), after):
        keep_version(current, now=now)
        moved = after.made_at != current.made_at
        put(current, after)
        if moved:
            plan_answer(locked, now=now)
    return current


def put(proposal: Proposal, said: Said) -> None:
    """What is said in the place of what the proposal said."""
    proposal.status, proposal.note, proposal.made_at = said.status, said.note, said.made_at
    proposal.save(update_fields=["version", "status", "note", "made_at"])
    proposal.terms.all().delete()
    for position, term in enumerate(said.terms):
        term.proposal, term.position = proposal, position
    Term.objects.bulk_create(said.terms)


@transaction.atomic
def advance(proposal: Proposal, *, status: str, now: datetime) -> Proposal:
    """What was said comes in writing, what is in writing is signed: also after a later proposal, and after the outcome.

    Raises OnlyForward, or NegotiationClosed where the negotiation was deleted.
    """
    locked = lock(proposal.negotiation)
    if locked.deleted_at:
        raise NegotiationClosed
    current = locked.proposals.prefetch_related("terms").get(pk=proposal.pk)
    if FORWARD.index(status) < FORWARD.index(current.status):
        raise OnlyForward(f"It is {current.get_status_display().lower()} already.")
    if status != current.status:
        keep_version(current, now=now)
        current.status = status
        current.save(update_fields=["version", "status"])
    return current
