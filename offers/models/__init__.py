"""What belongs to a candidate: negotiations with their proposals, deadlines, entries and outcomes. Nobody else sees a row of it."""

from offers.models.comparisons import Comparison, PresentJob
from offers.models.deadlines import Deadline, DeadlineChange, DeadlineQuerySet
from offers.models.entries import Entry
from offers.models.feeds import CalendarFeed, CalendarFeedQuerySet
from offers.models.letters import Letter, LetterQuerySet
from offers.models.negotiations import Negotiation, NegotiationQuerySet
from offers.models.nudges import Nudge, NudgeQuerySet
from offers.models.outcomes import Outcome, OutcomeQuerySet
from offers.models.own_numbers import OwnNumber, Tick
from offers.models.owned import OwnedQuerySet
from offers.models.proposals import Proposal, Term
from offers.models.versions import ProposalVersion, ProposalVersionQuerySet

__all__ = [
    "CalendarFeed",
    "CalendarFeedQuerySet",
    "Comparison",
    "Deadline",
    "DeadlineChange",
    "DeadlineQuerySet",
    "Entry",
    "Letter",
    "LetterQuerySet",
    "Negotiation",
    "NegotiationQuerySet",
    "Nudge",
    "NudgeQuerySet",
    "Outcome",
    "OutcomeQuerySet",
    "OwnNumber",
    "OwnedQuerySet",
    "PresentJob",
    "Proposal",
    "ProposalVersion",
    "ProposalVersionQuerySet",
    "Term",
    "Tick",
]
