"""A proposal as it was before a correction: kept whole, and told from what it is now in words."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import models

from negotiate.accounts.exporting import row_as_json
from offers.detail_words import whole_words
from offers.models import Proposal, ProposalVersion, Term

OWN = ("status", "made_at", "note")
UNSAID = ("certainty", "how often", "counted in")


@dataclass(frozen=True)
class Said:
    """What a proposal says at one time, whether it is a row or a version that was kept."""

    status: str
    made_at: datetime
    note: str
    terms: list[Term]


def keep_version(proposal: Proposal, *, now: datetime) -> ProposalVersion:
    """Write down what the proposal says, before it is changed; its number goes one up. The caller holds the negotiation's lock."""
    said = {
        **{name: row_as_json(proposal)[name] for name in OWN},
        "terms": [term_as_json(term) for term in proposal.terms.all()],
    }
    kept = ProposalVersion.objects.create(proposal=proposal, number=proposal.version, said=said, replaced_at=now)
    proposal.version += 1
    return kept


def term_as_json(term: Term) -> dict:
    return row_as_json(term, without=("proposal",))


def said_in(version: ProposalVersion) -> Said:
    said = version.said
    terms = [Term(**{name: value_from_json(name, value) for name, value in term.items()}) for term in said["terms"]]
    return Said(said["status"], datetime.fromisoformat(said["made_at"]), said["note"], terms)


def said_now(proposal: Proposal) -> Said:
    return Said(proposal.status, proposal.made_at, proposal.note, list(proposal.terms.all()))


def value_from_json(name: str, value):
    is_decimal = isinstance(Term._meta.get_field(name), models.DecimalField)
    return Decimal(value) if is_decimal and value is not None else value


def differences(before: Said, after: Said, *, when=str) -> list[str]:
    """What changed, in words: Base salary $300,000 is now Base salary $310,000. `when` puts a moment in words."""
    changes = []
    if before.status != after.status:
        changes.append(f"How it was made: {status_words(before)} is now {status_words(after)}")
    if before.made_at != after.made_at:
        changes.append(f"When it was made: {when(before.made_at)} is now {when(after.made_at)}")
    if before.note != after.note:
        changes.append(f"Note: {before.note or 'none'} is now {after.note or 'none'}")
    return changes + term_differences(before.terms, after.terms)


def status_words(said: Said) -> str:
    return Proposal.Status(said.status).label.lower()


def term_differences(before: list[Term], after: list[Term]) -> list[str]:
    """Line by line: the first base against the first base, the second against the second."""
    old, new = numbered(before), numbered(after)
    changes = [change(old.get(key), new.get(key)) for key in dict.fromkeys([*old, *new])]
    return [words for words in changes if words]


def numbered(terms: list[Term]) -> dict[tuple[str, int], Term]:
    found, counts = {}, {}
    for term in terms:
        counts[term.component] = counts.get(term.component, 0) + 1
        found[term.component, counts[term.component]] = term
    return found


def change(was: Term | None, now: Term | None) -> str:
    """One line's change; empty where both say the same. What the words of a line leave unsaid is named."""
    if was is None or now is None:
        return f"New: {whole_words(now)}" if was is None else f"Taken out: {whole_words(was)}"
    before, after = whole_words(was), whole_words(now)
    if before != after:
        return f"{before} is now {after}"
    unsaid = [f"{name} {old} is now {new}" for name, old, new in zip(UNSAID, said_by(was), said_by(now), strict=True) if old != new]
    return f"{before}: {', '.join(unsaid)}" if unsaid else ""


def said_by(term: Term) -> list[str]:
    return [term.get_certainty_display().lower(), term.get_period_display(), term.get_unit_display().lower()]
