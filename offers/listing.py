"""All negotiations of a person as the list shows them: open ones first, by the next deadline; deleted ones last."""

from dataclasses import dataclass
from datetime import datetime

from offers.nudging.on_site import notice_words, with_notices
from offers.position_words import TONES, whole_words
from offers.standing import position_in
from offers.term_words import proposal_words
from offers.wording import duration_words, given_words
from offers.worth import Rates

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One negotiation in the list."""

    negotiation: object
    offer: str
    stands: str
    tone: str
    deadline: str
    left: str
    notices: list[str]


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One page of the list in its three parts, and the numbers of the pages around it; None where there is none."""

    running: list[Listed]
    closed: list[Listed]
    deleted: list
    number: int
    previous: int | None
    next: int | None


def listing_of(negotiations, *, now: datetime, page: str = "") -> Listing:
    """A page of these negotiations; one more row than is shown says whether there is another page."""
    number = int(page) if page.isdecimal() and 0 < len(page) < 7 and int(page) else 1
    start = (number - 1) * PAGE
    found = list(with_notices(negotiations.for_list(now), now).in_order()[start : start + PAGE + 1])
    rows = [negotiation.seated_in_list() for negotiation in found[:PAGE]]
    rates = Rates()
    kept = [listed_one(negotiation, now, rates) for negotiation in rows if not negotiation.deleted_at]
    return Listing(
        running=[row for row in kept if not row.negotiation.standing],
        closed=[row for row in kept if row.negotiation.standing],
        deleted=[negotiation for negotiation in rows if negotiation.deleted_at],
        number=number,
        previous=number - 1 if number > 1 else None,
        next=number + 1 if len(found) > PAGE else None,
    )


def listed_one(negotiation, now: datetime, rates: Rates) -> Listed:
    offer = next(iter(negotiation.newest_offers), None)
    position = position_in(negotiation, offer, rates=rates) if offer else None
    judged = position and (negotiation.revision or position.judged)
    return Listed(
        negotiation=negotiation,
        offer=proposal_words(offer) if offer else "",
        stands=whole_words(position) if judged else "",
        tone=TONES.get(position.verdict, "") if judged else "",
        deadline=given_words(negotiation.next_at, negotiation.next_zone) if negotiation.next_at else "",
        left=duration_words(negotiation.next_at - now) if negotiation.next_at else "",
        notices=[] if negotiation.standing else notice_words(negotiation),
    )
