"""Everything a negotiation's page shows, gathered once; the template only reads it."""

from dataclasses import dataclass
from datetime import datetime

from negotiate.mail.condition import Silence, condition, silence
from negotiate.money.formatting import amount_of, component_name
from offers.comparison_lines import Line, lines_of
from offers.conditions import key_of, ticked_keys
from offers.deadline_page import deadlines_for_page
from offers.deadlines import zone_names
from offers.gained import gained, gained_words
from offers.models import Outcome, Proposal
from offers.on_table import OnTable, on_table
from offers.position_words import TONES, whole_words
from offers.rivals import Rival, rivals_of
from offers.saying import Said, contradiction_words, point_words, said_in
from offers.standing import position_in
from offers.term_words import change_words, proposal_words
from offers.timeline import proposals_in, stretch_of
from offers.timeline_page import Told, last_events, told
from offers.uplift import uplift
from offers.verdicts import Position
from offers.wording import day
from offers.worth import Rates

IN_WORDS = {"anchor": "Ask for", "accept": "Accept only with", "walk_away": "Walk away"}
WITH_NUMBER = {"anchor": "Anchor", "accept": "Accept", "walk_away": "Walk away below"}


@dataclass(frozen=True, kw_only=True)
class Page:
    """A negotiation as it stands: the offer on the table against the guide, what there is to decide, what happened.

    Times are in words by the person's clock.
    """

    negotiation: object
    table: OnTable
    position: Position
    lines: list[Line]
    deadlines: list
    timeline: Told
    decided: str
    changes: list[str]
    said: Said
    rivals: list[Rival]
    silence: Silence | None

    @property
    def offer(self) -> Proposal | None:
        return self.table.offer

    @property
    def counter(self) -> Proposal | None:
        return self.table.counter

    @property
    def outcome(self) -> Outcome | None:
        return self.negotiation.standing

    @property
    def whole(self) -> str:
        return whole_words(self.position)

    @property
    def tone(self) -> str:
        return TONES.get(self.position.verdict, "")

    @property
    def offer_words(self) -> str:
        return proposal_words(self.offer) if self.offer else ""

    @property
    def counter_words(self) -> str:
        return proposal_words(self.counter) if self.counter else ""

    @property
    def conditions(self) -> list[tuple[str, str, str, bool]]:
        """What the guide asks for in words: its key, what for, what, and whether it is ticked."""
        met, asked = ticked_keys(self.negotiation), [(key_of(condition), condition) for condition in self.position.conditions]
        return [(key, condition_name(condition), condition.text, key in met) for key, condition in asked]

    @property
    def points(self) -> list[tuple[object, str]]:
        """Promises that the letter does not keep, or that nothing in writing answers yet: the entry, and words."""
        return [(point.claim.about, point_words(point)) for point in (*self.said.open, *self.said.waiting)]

    @property
    def contradictions(self) -> list[str]:
        return [contradiction_words(found) for found in self.said.contradictions]

    @property
    def is_measured(self) -> bool:
        """Whether there is anything to measure an offer with: a guide, or own numbers."""
        return bool(self.negotiation.revision or self.negotiation.own_numbers.all())

    @property
    def has_newer_guide(self) -> bool:
        revision = self.negotiation.revision
        return bool(revision and self.negotiation.published_number and self.negotiation.published_number != revision.number)

    @property
    def guide_is_gone(self) -> bool:
        """Whether the pinned guide can no longer be read: withdrawn by the curators since."""
        revision = self.negotiation.revision
        return bool(revision and (revision.guide.retired_at or not self.negotiation.published_number))


def condition_name(condition) -> str:
    """Accept bonus $190,000+; or, where there is no number: Accept only with."""
    if condition.target is None:
        return IN_WORDS[condition.kind]
    mark = condition.target.low if condition.target.low is not None else condition.target.high
    amount = f"{amount_of(mark, condition.target)}{'+' if condition.target.open_ended else ''}"
    return f"{WITH_NUMBER[condition.kind]} {amount}, {component_name(condition.component)}"


def page_of(negotiation, *, user, now: datetime, before: str = "", kind: str = "") -> Page:
    """The page of a negotiation; ask for it through `for_page`.

    `before` is the cursor at which the timeline ends, empty for its newest; `kind` the one sort of it that is shown, empty for all.
    """
    negotiation = negotiation.seated()
    shown = last_events(negotiation, before, kind)
    table = on_table(negotiation, besides=proposals_in(shown))
    rates = Rates()
    position = position_in(negotiation, table.offer, rates=rates)
    zone = user.zone if user.zone in zone_names() else "UTC"
    mail = condition(now)
    return Page(
        negotiation=negotiation,
        table=table,
        position=position,
        lines=lines_of(position, position_in(negotiation, table.counter, rates=rates) if table.counter else None),
        deadlines=deadlines_for_page(negotiation, user, now, mail),
        timeline=told(stretch_of(negotiation, shown, table.known), zone, kind),
        decided=day(negotiation.standing.decided_at, zone) if negotiation.standing else "",
        changes=changes_of(negotiation, table),
        said=said_in(negotiation, written=table.written, counter=table.counter),
        rivals=rivals_of(negotiation),
        silence=silence(mail, now),
    )


def changes_of(negotiation, table: OnTable) -> list[str]:
    """What negotiating brought, once it is accepted: the final proposal against the first offer."""
    outcome = negotiation.standing
    if not outcome or outcome.kind != Outcome.Kind.ACCEPTED:
        return []
    more = gained(negotiation, table.first, table.final)
    return [*(change_words(line) for line in uplift(table.first, table.final)), *([gained_words(more)] if more else [])]
