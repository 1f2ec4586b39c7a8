"""Promises against the letter, and a candidate's own words against their counter. Pure.

A claim of the employer's is open until an offer in writing meets it, or until it is settled by hand; the newest such offer counts, so what
a later letter takes back is open again. A candidate's own number contradicts a counter that asks for less than they said they need, or for
more than they said they would accept; of several for the same thing the last one said holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from offers.matching import Stated, combined, like

OPEN = ("silent", "lower", "unclear", "waiting")
AT_THE_TOP = ("silent", "lower", "unclear")


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A number that somebody named for a component. The fields of a figure say what it is: unit, currency, period."""

    component: str
    value: Decimal
    unit: str = "currency"
    currency: str | None = None
    period: str | None = None
    meaning: str = ""
    said_at: datetime | None = None
    settled: bool = False
    about: object = None


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A claim against what is in writing. `found` is what is written, in the claim's terms; None where there is nothing to compare."""

    claim: Claim
    state: str
    found: Decimal | None = None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


def checked(claim: Claim, written: Sequence[Stated] | None) -> Checked:
    """The claim against the lines of the newest offer in writing; `written` is None where nothing is in writing yet.

    States: settled (by hand), waiting (nothing in writing), silent, lower, unclear (in words or in other terms), met.
    """
    if claim.settled:
        return Checked(claim=claim, state="settled")
    if written is None:
        return Checked(claim=claim, state="waiting")
    lines = [line for line in written if line.component == claim.component]
    if not lines:
        return Checked(claim=claim, state="silent")
    found = in_terms_of(claim, lines, written)
    if found is None:
        return Checked(claim=claim, state="unclear")
    return Checked(claim=claim, state="met" if found >= claim.value else "lower", found=found)


def in_terms_of(claim: Claim, lines, everything) -> Decimal | None:
    line, _ = combined(lines)
    base, _ = combined([each for each in everything if each.component == "base"])
    return like(line, claim, base=base).value if line else None


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """A counter asks for `asked` where the candidate said something else."""

    claim: Claim
    asked: Decimal


def contradictions(said: Sequence[Claim], counter: Sequence[Stated]) -> list[Contradiction]:
    """What a counter's lines say against the candidate's own words; where it is silent it contradicts nothing."""
    found = []
    for claim in last_words(said):
        asked = in_terms_of(claim, [line for line in counter if line.component == claim.component], counter)
        if asked is not None and (asked > claim.value if claim.meaning == "accept" else asked < claim.value):
            found.append(Contradiction(claim=claim, asked=asked))
    return found


def last_words(said: Sequence[Claim]) -> list[Claim]:
    """Of several numbers with the same meaning for the same component, the last one said."""
    ordered = sorted(said, key=lambda claim: (claim.said_at is not None, claim.said_at))
    return list({(claim.component, claim.meaning): claim for claim in ordered if not claim.settled}.values())
