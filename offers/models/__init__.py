"""What belongs to a candidate: negotiations with their proposals, deadlines, entries and outcomes. Nobody else sees a row of it."""

from offers.models.deadlines import Deadline, DeadlineChange, DeadlineQuerySet
from offers.models.entries import Entry
from offers.models.negotiations import Negotiation, NegotiationQuerySet
from offers.models.nudges import Nudge, NudgeQuerySet
from offers.models.outcomes import Outcome, OutcomeQuerySet
from offers.models.owned import OwnedQuerySet
from offers.models.proposals import Proposal, Term

__all__ = [
    "Deadline",
    "DeadlineChange",
    "DeadlineQuerySet",
    "Entry",
    "Negotiation",
    "NegotiationQuerySet",
    "Nudge",
    "NudgeQuerySet",
    "Outcome",
    "OutcomeQuerySet",
    "OwnedQuerySet",
    "Proposal",
    "Term",
]
