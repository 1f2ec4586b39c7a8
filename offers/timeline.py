"""All that happened in a negotiation, as one list in order."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, DateTimeField, F, TextField, Value, prefetch_related_objects
from django.db.models.functions import Cast

from offers.deadlines import Lead
from offers.models import Deadline, DeadlineChange, Entry, Nudge, Outcome, Proposal
from offers.term_words import proposal_words
from offers.wording import counted, given_words

ORDER = ("started", "offer", "counter", "note", "promise", "statement", "deadline", "nudge", "outcome", "reopened")
CHANGES = {
    "set": "Deadline set",
    "moved": "Deadline moved",
    "extended": "Deadline extended",
    "withdrawn": "Deadline withdrawn",
    "handled": "Deadline handled",
}
NO_TIME = Cast(Value(None), DateTimeField())


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that happened: when, what kind (one of ORDER), and words for it. `link` is a place on the negotiation's page."""

    at: datetime
    kind: str
    title: str
    text: str = ""
    who: str = ""
    note: str = ""
    link: str = ""


def timeline_of(negotiation) -> list[Item]:
    """Every item from the beginning, in order; what happened at the same moment in the order of ORDER.

    Proposals and their terms are fetched unless they are there already; all else comes in one query.
    """
    prefetch_related_objects([negotiation], "proposals__terms")
    items = [started(negotiation), *map(proposal_item, negotiation.proposals.all()), *map(event_item, events(negotiation))]
    return sorted(items, key=lambda item: (item.at, ORDER.index(item.kind)))


def started(negotiation) -> Item:
    revision = negotiation.revision
    text = f"Measured against revision {revision.number} of its guide." if revision else "Without a guide."
    return Item(at=negotiation.created_at, kind="started", title="Negotiation begun", text=text, who="I")


def proposal_item(proposal) -> Item:
    is_offer = proposal.side == Proposal.Side.EMPLOYER
    return Item(
        at=proposal.made_at,
        kind="offer" if is_offer else "counter",
        title=f"{'Their offer' if is_offer else 'My counter'}, {proposal.get_status_display().lower()}",
        text=proposal_words(proposal),
        who="They" if is_offer else "I",
        note=proposal.note,
        link=f"#proposal-{proposal.pk}",
    )


def row(at, kind, who=None, detail=None, text=None, moment=NO_TIME) -> dict:
    """The columns of an event, alike in every part of the union."""
    words = {"who": who, "detail": detail, "text": text}
    return {
        "event_at": F(at),
        "event": Cast(kind, CharField()),
        **{f"event_{name}": Cast(value if value is not None else Value(""), TextField()) for name, value in words.items()},
        "event_moment": moment,
    }


def events(negotiation):
    """What is not a proposal, as tuples (at, kind, who, detail, text, moment), in one query."""
    mine = {"negotiation": negotiation}
    parts = (
        (Entry.objects.filter(**mine), row("happened_at", F("kind"), F("who"), F("channel"), F("text"))),
        (
            DeadlineChange.objects.filter(deadline__negotiation=negotiation),
            row("changed_at", Value("deadline"), F("deadline__kind"), F("what"), F("zone"), F("at")),
        ),
        (Nudge.objects.filter(**mine, mailed_at__isnull=False), row("mailed_at", Value("nudge"), None, F("lead"), F("kind"))),
        (Outcome.objects.filter(**mine), row("decided_at", Value("outcome"), None, F("kind"), F("note"))),
        (
            Outcome.objects.filter(**mine, reopened_at__isnull=False),
            row("reopened_at", Value("reopened"), None, F("kind"), F("reopen_reason")),
        ),
    )
    first, *others = [rows.order_by().annotate(**columns).values_list(*columns) for rows, columns in parts]
    return first.union(*others, all=True)


def event_item(event) -> Item:
    at, kind, who, detail, text, moment = event
    return WRITERS.get(kind, entry_item)(at, kind, who, detail, text, moment)


def entry_item(at, kind, who, channel, text, moment) -> Item:
    """A note, promise or statement: who, by which channel, what."""
    title = ", ".join(part for part in (Entry.Kind(kind).label, channel) if part)
    return Item(at=at, kind=kind, title=title, text=text, who=Entry.Who(who).label)


def deadline_item(at, kind, deadline_kind, what, zone, moment) -> Item:
    text = f"{Deadline.Kind(deadline_kind).label}: {given_words(moment, zone)}"
    return Item(at=at, kind=kind, title=CHANGES.get(what, "Deadline changed"), text=text)


def nudge_item(at, kind, who, lead, nudge_kind, moment) -> Item:
    words = lead_words(Lead.parse(lead)) if lead else Nudge.Kind(nudge_kind).label
    return Item(at=at, kind=kind, title="Reminder sent", text=words)


def lead_words(lead: Lead) -> str:
    return f"{counted(lead.number, 'day' if lead.unit == 'd' else 'hour')} before"


def outcome_item(at, kind, who, outcome_kind, note, moment) -> Item:
    return Item(at=at, kind=kind, title=f"Outcome: {Outcome.Kind(outcome_kind).label.lower()}", text=note)


def reopened_item(at, kind, who, outcome_kind, reason, moment) -> Item:
    return Item(at=at, kind=kind, title="Reopened", text=reason, who="I")


WRITERS = {"deadline": deadline_item, "nudge": nudge_item, "outcome": outcome_item, "reopened": reopened_item}
