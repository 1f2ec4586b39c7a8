"""All that one proposal says, with the versions before it, for its page."""

from dataclasses import dataclass

from offers.correcting import is_final
from offers.deadlines import zone_names
from offers.detail_words import detail_words
from offers.models import Proposal, Term
from offers.term_words import term_words
from offers.versions import differences, said_in, said_now
from offers.wording import moment_words


@dataclass(frozen=True)
class Line:
    """One term: what it is, and its finer points."""

    words: str
    details: list[str]
    typed: str


@dataclass(frozen=True)
class Correction:
    """One correction: when it was made, and what it changed."""

    when: str
    changes: list[str]


@dataclass(frozen=True, kw_only=True)
class ProposalPage:
    made: str
    lines: list[Line]
    corrections: list[Correction]
    can_correct: bool
    can_advance: bool


def proposal_page(proposal: Proposal, *, user) -> ProposalPage:
    """Ask for the proposal with its terms and versions. Times are in words by the person's clock."""
    zone = zone_of(user)
    return ProposalPage(
        made=moment_words(proposal.made_at, zone),
        lines=[Line(term_words(term), detail_words(term), typed_otherwise(term)) for term in proposal.terms.all()],
        corrections=corrections(proposal, zone),
        can_correct=not is_final(proposal),
        can_advance=proposal.status != Proposal.Status.SIGNED,
    )


def zone_of(user) -> str:
    return user.zone if user.zone in zone_names() else "UTC"


def typed_otherwise(term: Term) -> str:
    """What was typed, where it is not what the words say already."""
    said = term_words(term).replace("\u00a0", " ")
    return "" if term.original in said or term.original in term.text else term.original


def corrections(proposal: Proposal, zone: str) -> list[Correction]:
    """Newest first."""
    versions = list(proposal.versions.all())
    states = [*map(said_in, versions), said_now(proposal)]
    told = [
        Correction(moment_words(version.replaced_at, zone), differences(before, after, when=lambda at: moment_words(at, zone)))
        for version, before, after in zip(versions, states, states[1:], strict=False)
    ]
    return told[::-1]


def changes_since(proposal: Proposal, number: int, *, user) -> list[str]:
    """What changed from that version to what the proposal says now; nothing where there is no such version."""
    version = next((version for version in proposal.versions.all() if version.number == number), None)
    zone = zone_of(user)
    return differences(said_in(version), said_now(proposal), when=lambda at: moment_words(at, zone)) if version else []


def terms_at(proposal: Proposal, number: int) -> list[Term]:
    """The terms of an earlier version, which a page that was opened then has shown."""
    version = next((version for version in proposal.versions.all() if version.number == number), None)
    return said_in(version).terms if version else []
