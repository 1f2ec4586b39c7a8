"""What was said with a number: its open points and contradictions for a negotiation, and settling one by hand."""

from dataclasses import dataclass

from django.db import transaction

from negotiate.money.formatting import component_name, money_short, percent
from offers.claim_reading import find_claim, meaning_in
from offers.claims import AT_THE_TOP, Checked, Claim, Contradiction, checked, contradictions
from offers.closing import NegotiationClosed, lock
from offers.models import Entry
from offers.own_numbers import usual_period
from offers.standing import stated
from offers.term_words import OF
from offers.terms import usual
from offers.undoing import NothingToUndo, undoable

STEP = "open point settled"
IN_WRITING = ("mail", "letter", "writ", "text", "message", "chat")
OFFERED = {"need": "that you need", "accept": "that you would accept", "": "a number of your own:"}


def claim_of(entry: Entry) -> Claim:
    unit = "currency" if entry.amount is not None else usual(entry.component).percent_of
    return Claim(
        component=entry.component,
        value=entry.amount if entry.amount is not None else entry.percent,
        unit=unit,
        currency=entry.currency if entry.amount is not None else None,
        period=usual_period(entry.component, unit),
        meaning=entry.meaning,
        said_at=entry.happened_at,
        settled=entry.settled_at is not None,
        about=entry,
    )


def understood(*, kind: str, who: str, text: str, currency: str) -> dict:
    """The claim that an entry's own words make, as fields of the entry; none of a note, and none where the words leave it open."""
    found = find_claim(text, context=currency) if kind != Entry.Kind.NOTE else None
    return fields_of(found, who=who, text=text, currency=currency) if found else {}


def fields_of(found, *, who: str, text: str, currency: str) -> dict:
    """A claim as the fields of an entry. `currency` is used where none was named."""
    fields = {"component": found.component, "amount": found.amount, "percent": found.percent}
    fields["currency"] = (found.currency or currency) if found.amount is not None else None
    return fields | {"meaning": meaning_in(text) if who == Entry.Who.CANDIDATE else ""}


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was said with a number, against what is on the table: employers' claims, and the candidate's contradictions."""

    points: list[Checked]
    contradictions: list[Contradiction]

    @property
    def open(self) -> list[Checked]:
        """What the letter does not keep: these stand at the top of the page."""
        return [point for point in self.points if point.state in AT_THE_TOP]

    @property
    def waiting(self) -> list[Checked]:
        return [point for point in self.points if point.state == "waiting"]


def said_in(negotiation, *, written, counter) -> Said:
    """Of a negotiation's unsettled claims; `written` is its newest offer in writing, `counter` the candidate's newest, or None."""
    employers = [claim_of(entry) for entry in negotiation.said if entry.who == Entry.Who.EMPLOYER]
    mine = [claim_of(entry) for entry in negotiation.said if entry.who == Entry.Who.CANDIDATE]
    lines = lines_of(written) if written else None
    return Said(
        points=[checked(claim, lines) for claim in employers],
        contradictions=contradictions(mine, lines_of(counter)) if counter else [],
    )


def lines_of(proposal) -> list:
    return [stated(term) for term in proposal.terms.all() if term.is_promised]


def point_words(point: Checked) -> str:
    """Verbal sign-on $50K, letter silent; Verbal base salary $320K, letter says $310K."""
    claim = point.claim
    channel = claim.about.channel.casefold()
    how = "Promised" if any(word in channel for word in IN_WRITING) else "Verbal"
    letter = {
        "silent": "letter silent",
        "lower": f"letter says {value_words(claim, point.found)}" if point.found is not None else "",
        "unclear": "letter says it in another way",
        "waiting": "nothing in writing yet",
        "met": "in the letter",
        "settled": "settled",
    }
    return f"{how} {name_of(claim)} {value_words(claim, claim.value)}, {letter[point.state]}"


def contradiction_words(found: Contradiction) -> str:
    """You said that you need base salary $320K; the counter asks for $310K."""
    claim = found.claim
    said = value_words(claim, claim.value)
    return f"You said {OFFERED[claim.meaning]} {name_of(claim)} {said}; the counter asks for {value_words(claim, found.asked)}."


def name_of(claim: Claim) -> str:
    return "PnL share" if claim.component == "pnl" else component_name(claim.component).lower()


def value_words(claim: Claim, value) -> str:
    return money_short(value, claim.currency) if claim.unit == "currency" else f"{percent(value)}{OF.get(claim.unit, '')}"


@transaction.atomic
def settle(entry: Entry, *, reason: str, now) -> Entry:
    """The claim is no open point any more, because… Raises NegotiationClosed where the negotiation was deleted."""
    if lock(entry.negotiation).deleted_at:
        raise NegotiationClosed
    entry.settled_at, entry.settled_reason = now, reason
    entry.save(update_fields=["settled_at", "settled_reason"])
    return entry


@transaction.atomic
def unsettle(negotiation, *, now, entry: str) -> str:
    """Open again: the undoing of `settle`."""
    lock(negotiation)
    if not negotiation.entries.filter(pk=entry, settled_at__isnull=False).update(settled_at=None, settled_reason=""):
        raise NothingToUndo("It is an open point already.")
    return "It is an open point again."


undoable(STEP, unsettle)
