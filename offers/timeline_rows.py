"""What happened in a negotiation as rows of one query: each kind of thing is a part of a union, in order and by the page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, DateTimeField, F, IntegerField, Q, TextField, Value
from django.db.models.functions import Cast, Concat

from guides.models import Revision
from offers.models import DeadlineChange, Entry, Negotiation, Nudge, Outcome, Proposal, ProposalVersion

NO_TIME = Cast(Value(None), DateTimeField())
SAID = tuple(Entry.Kind.values)
PROPOSED = ("offer", "counter")


@dataclass(frozen=True, kw_only=True)
class Event:
    """One row of the union. `detail`, `text`, `more` and `moment` mean what the part that made it says. `ref` is its key as text."""

    at: datetime
    rank: int
    ref: str
    kind: str
    who: str
    detail: str
    text: str
    more: str
    moment: datetime | None

    @property
    def place(self) -> tuple:
        """Where it stands in the order of all events."""
        return (self.at, self.rank, self.ref)


@dataclass(frozen=True, kw_only=True)
class Part:
    """Rows of one model, and which of its columns say what. `kinds` are the kinds of event that it makes."""

    kinds: tuple[str, ...]
    rows: object
    at: str
    kind: object = None
    key: str = "pk"
    words: dict
    moment: object = NO_TIME

    def of(self, rank: int, kinds) -> object:
        """The part's rows as tuples of an Event's fields."""
        words = {name: self.words.get(name, Value("")) for name in ("who", "detail", "text", "more")}
        columns = {
            "event_at": F(self.at),
            "event_rank": Value(rank, IntegerField()),
            "event_ref": Cast(self.key, CharField()),
            "event_kind": Cast(self.kind or Value(self.kinds[0]), CharField()),
            **{f"event_{name}": Cast(value, TextField()) for name, value in words.items()},
            "event_moment": self.moment,
        }
        rows = self.rows.order_by().annotate(**columns)
        return (rows.filter(event_kind__in=kinds) if kinds else rows).values_list(*columns)


def parts_of(negotiation) -> list[Part]:
    """All parts, in the order in which things of the same moment stand."""
    mine = {"negotiation": negotiation}
    outcomes, corrections = Outcome.objects.filter(**mine), ProposalVersion.objects.filter(proposal__negotiation=negotiation)
    return [
        Part(kinds=("started",), rows=Negotiation.objects.filter(pk=negotiation.pk), at="created_at", words={}),
        guide_part(negotiation),
        *(proposal_part(negotiation, kind, side) for kind, side in zip(PROPOSED, Proposal.Side, strict=True)),
        Part(kinds=("correction",), rows=corrections, at="replaced_at", words={"who": F("proposal__side"), "detail": F("number")}),
        entries_part(mine),
        Part(
            kinds=("settled",),
            rows=Entry.objects.filter(**mine, settled_at__isnull=False),
            at="settled_at",
            words={"text": F("settled_reason"), "more": F("text")},
        ),
        deadline_part(negotiation),
        Part(
            kinds=("nudge",),
            rows=Nudge.objects.filter(**mine, mailed_at__isnull=False),
            at="mailed_at",
            words={"detail": F("lead"), "text": F("kind")},
        ),
        Part(kinds=("outcome",), rows=outcomes, at="decided_at", words={"detail": F("kind"), "text": F("note")}),
        Part(
            kinds=("reopened",),
            rows=outcomes.filter(reopened_at__isnull=False),
            at="reopened_at",
            words={"detail": F("kind"), "text": F("reopen_reason")},
        ),
    ]


def guide_part(negotiation) -> Part:
    """Revisions of the pinned guide that were published since the negotiation began."""
    guide = negotiation.revision.guide_id if negotiation.revision_id else None
    revisions = Revision.objects.filter(guide=guide, published_at__gt=negotiation.created_at).exclude(pk=negotiation.revision_id)
    return Part(kinds=("guide",), rows=revisions, at="published_at", words={"detail": F("number"), "text": F("summary")})


def proposal_part(negotiation, kind: str, side: str) -> Part:
    rows = Proposal.objects.filter(negotiation=negotiation, side=side)
    return Part(kinds=(kind,), rows=rows, at="made_at", words={"detail": F("status"), "more": F("note")})


def entries_part(mine) -> Part:
    words = {"who": F("who"), "detail": F("channel"), "text": F("text")}
    return Part(kinds=SAID, rows=Entry.objects.filter(**mine), at="happened_at", kind=F("kind"), words=words)


def deadline_part(negotiation) -> Part:
    return Part(
        kinds=("deadline",),
        rows=DeadlineChange.objects.filter(deadline__negotiation=negotiation),
        at="changed_at",
        words={"who": F("deadline__kind"), "detail": Concat("what", Value(" "), "zone"), "text": F("note")},
        moment=F("at"),
    )


@dataclass(frozen=True, kw_only=True)
class Window:
    """A stretch of the events in order, and whether there are others before and after it."""

    events: tuple[Event, ...]
    earlier: bool
    later: bool


def window(negotiation, *, limit: int | None, after=None, before=None, newest=False, kinds=()) -> Window:
    """At most `limit` events in one query: those after a place, before one, the newest, or from the beginning."""
    backwards = newest or before is not None
    parts = [(rank, part) for rank, part in enumerate(parts_of(negotiation)) if not kinds or set(kinds) & set(part.kinds)]
    rows = [bounded(part.of(rank, kinds), rank, after=after, before=before) for rank, part in parts]
    ordered = rows[0].union(*rows[1:], all=True).order_by(*(f"{'-' * backwards}event_{name}" for name in ("at", "rank", "ref")))
    found = [event_of(row) for row in (ordered if limit is None else ordered[: limit + 1])]
    more, found = limit is not None and len(found) > limit, found[:limit]
    if backwards:
        return Window(events=tuple(reversed(found)), earlier=more, later=before is not None)
    return Window(events=tuple(found), earlier=after is not None, later=more)


def event_of(row) -> Event:
    at, rank, ref, kind, who, detail, text, more, moment = row
    return Event(at=at, rank=rank, ref=ref, kind=kind, who=who, detail=detail, text=text, more=more, moment=moment)


def bounded(rows, rank: int, *, after=None, before=None):
    """Only what stands after or before a place in the order."""
    for place, beyond in ((after, "gt"), (before, "lt")):
        if place is not None:
            rows = rows.filter(past(place, rank, beyond))
    return rows


def past(place, rank: int, beyond: str) -> Q:
    at, rank_there, ref = place
    past_it = Q(**{f"event_at__{beyond}": at})
    if rank == rank_there:
        return past_it | Q(event_at=at, **{f"event_ref__{beyond}": ref})
    further = rank > rank_there if beyond == "gt" else rank < rank_there
    return past_it | Q(event_at=at) if further else past_it
