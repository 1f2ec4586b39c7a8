"""All negotiations of a person as the list shows them: open ones first, by the next deadline; deleted ones last."""

from dataclasses import dataclass
from datetime import datetime

from offers.position_words import TONES, whole_words
from offers.standing import position_in
from offers.term_words import proposal_words
from offers.wording import duration_words, given_words


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One negotiation in the list."""

    negotiation: object
    offer: str
    stands: str
    tone: str
    deadline: str
    left: str


def listed(negotiations, *, now: datetime) -> tuple[list[Listed], list[Listed], list]:
    """The open ones, the closed and the deleted. Open: the one that must be decided first comes first, those without a deadline after."""
    deleted = [negotiation for negotiation in negotiations if negotiation.deleted_at]
    rows = [listed_one(negotiation, now) for negotiation in negotiations if not negotiation.deleted_at]
    running = [row for row in rows if not row.negotiation.standing]
    running.sort(key=lambda row: (row.negotiation.next_at is None, row.negotiation.next_at or now))
    closed = [row for row in rows if row.negotiation.standing]
    closed.sort(key=lambda row: row.negotiation.standing.decided_at, reverse=True)
    return running, closed, sorted(deleted, key=lambda negotiation: negotiation.deleted_at, reverse=True)


def listed_one(negotiation, now: datetime) -> Listed:
    offer = next(iter(negotiation.newest_offers), None)
    position = position_in(negotiation, offer) if offer else None
    judged = position and negotiation.revision
    return Listed(
        negotiation=negotiation,
        offer=proposal_words(offer) if offer else "",
        stands=whole_words(position) if judged else "",
        tone=TONES.get(position.verdict, "") if judged else "",
        deadline=given_words(negotiation.next_at, negotiation.next_zone) if negotiation.next_at else "",
        left=duration_words(negotiation.next_at - now) if negotiation.next_at else "",
    )
