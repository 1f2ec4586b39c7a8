"""All that happened in a negotiation, as one list in order, by the page or as a whole."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime

from negotiate.leads import UNIT_WORDS, Lead
from offers.models import Deadline, DeadlineChange, Entry, Nudge, Outcome, Proposal
from offers.on_table import with_terms
from offers.term_words import proposal_words
from offers.timeline_rows import PROPOSED, Event, Window, window
from offers.wording import counted, given_words

PAGE = 200
GROUPS = {
    "offers": ("Offers and counters", ("offer", "counter", "correction")),
    "said": ("Promises, statements and notes", ("note", "promise", "statement", "settled")),
    "deadlines": ("Deadlines and reminders", ("deadline", "nudge")),
    "end": ("Outcome", ("outcome", "reopened")),
}


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that happened: when, what kind, and words for it. `link` is a place on the negotiation's page."""

    at: datetime
    kind: str
    title: str
    text: str = ""
    who: str = ""
    channel: str = ""
    note: str = ""
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A part of the timeline in order; `earlier` and `later` are the cursors of its neighbours, empty at the ends."""

    items: tuple[Item, ...]
    earlier: str = ""
    later: str = ""


def timeline_of(negotiation) -> list[Item]:
    """Every item from the beginning, in order."""
    return list(stretch_of(negotiation, window(negotiation, limit=None)).items)


def stretch_of(negotiation, shown: Window, proposals=None) -> Stretch:
    """The items of a window. `proposals`: those in it by key (as text), with their terms; fetched where they are not given."""
    known = proposals if proposals is not None else fetched(negotiation, proposals_in(shown))
    items = tuple(item_of(event, negotiation, known) for event in shown.events)
    return Stretch(
        items=items,
        earlier=cursor_of(shown.events[0]) if shown.earlier and items else "",
        later=cursor_of(shown.events[-1]) if shown.later and items else "",
    )


def fetched(negotiation, keys) -> dict[str, Proposal]:
    return {str(row.pk): row for row in with_terms(negotiation.proposals.filter(pk__in=keys))} if keys else {}


def proposals_in(shown: Window) -> list[str]:
    return [event.ref for event in shown.events if event.kind in PROPOSED]


def cursor_of(event: Event) -> str:
    at, rank, ref = event.place
    return urlsafe_b64encode(f"{at.isoformat()}|{rank}|{ref}".encode()).decode().rstrip("=")


def place_of(cursor: str) -> tuple[datetime, int, str]:
    """The place in the order that a cursor names. Raises ValueError."""
    text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    at, rank, ref = text.split("|", 2)
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is None or "\x00" in ref or not 0 <= int(rank) < 100:
        raise ValueError("This cursor is none of ours.")
    return moment, int(rank), ref


def item_of(event: Event, negotiation, proposals) -> Item:
    return WRITERS[event.kind](event, negotiation=negotiation, proposals=proposals)


def started_item(event, *, negotiation, **_) -> Item:
    revision = negotiation.revision
    text = f"Measured against revision {revision.number} of its guide." if revision else "Without a guide."
    return Item(at=event.at, kind="started", title="Negotiation begun", text=text, who="I")


def guide_item(event, **_) -> Item:
    return Item(at=event.at, kind="guide", title=f"The guide's revision {event.detail} was published", text=event.text)


def proposal_item(event, *, proposals, **_) -> Item:
    proposal = proposals.get(event.ref)
    side = "Their offer" if event.kind == "offer" else "My counter"
    return Item(
        at=event.at,
        kind=event.kind,
        title=f"{side}, {Proposal.Status(event.detail).label.lower()}",
        text=proposal_words(proposal) if proposal else "",
        who="They" if event.kind == "offer" else "I",
        note=event.more,
        link=f"#proposal-{event.ref}",
    )


def correction_item(event, **_) -> Item:
    return Item(
        at=event.at, kind="correction", title=f"{Proposal.Side(event.who).label} corrected", text="What it said before is kept.", who="I"
    )


def entry_item(event, **_) -> Item:
    """A note, promise or statement: who, by which channel, what."""
    title = ", ".join(part for part in (Entry.Kind(event.kind).label, event.detail) if part)
    return Item(at=event.at, kind=event.kind, title=title, text=event.text, who=Entry.Who(event.who).label, channel=event.detail)


def settled_item(event, **_) -> Item:
    return Item(at=event.at, kind="settled", title="Open point settled", text=event.text, note=event.more, who="I")


def deadline_item(event, **_) -> Item:
    what, _, zone = event.detail.partition(" ")
    text = f"{Deadline.Kind(event.who).label}: {given_words(event.moment, zone)}"
    return Item(at=event.at, kind="deadline", title=DeadlineChange.What(what).label, text=text, note=event.text)


def nudge_item(event, **_) -> Item:
    words = lead_words(Lead.parse(event.detail)) if event.text == Nudge.Kind.DEADLINE else Nudge.Kind(event.text).label
    return Item(at=event.at, kind="nudge", title="Reminder sent", text=words)


def lead_words(lead: Lead) -> str:
    return f"{counted(lead.number, UNIT_WORDS[lead.unit])} before"


def outcome_item(event, **_) -> Item:
    return Item(at=event.at, kind="outcome", title=f"Outcome: {Outcome.Kind(event.detail).label.lower()}", text=event.text)


def reopened_item(event, **_) -> Item:
    return Item(at=event.at, kind="reopened", title="Reopened", text=event.text, who="I")


WRITERS = {
    "started": started_item,
    "guide": guide_item,
    "offer": proposal_item,
    "counter": proposal_item,
    "correction": correction_item,
    **dict.fromkeys(Entry.Kind.values, entry_item),
    "settled": settled_item,
    "deadline": deadline_item,
    "nudge": nudge_item,
    "outcome": outcome_item,
    "reopened": reopened_item,
}
