"""An amount of a sentence of strategy with the words around it."""

import re
from dataclasses import dataclass

from guides.parsing.money import Figure

# Where the words that belong to an amount end: behind it, and before it.
CUT = re.compile(
    r"[,;:.(|]|\band\b|\bplus\b|\bwith\b|\bor\b|\bby\b|\bfor\b|\bif\b|\bto\b|\s/\s|\s\+\s|=|—|→|\s-\s"
    r"|\bunless\b|\bbecause\b|\bwhich\b|\bthat\b|\bbefore\b|\bprovided\b|\bas long as\b|\bassuming\b|\bonly\b|\bonce\b|\bwhen\b|\bsplit\b"
)
CUT_BEFORE = re.compile(r"[,;:.()|]|\band\b|\bplus\b|\bwith\b|\bor\b|\bif\b|\s/\s|\s\+\s|=|—")


@dataclass(frozen=True, kw_only=True)
class Statement:
    """An amount of a sentence with what the words around it say. `kind` is none where a mark or an exclusion says so."""

    figure: Figure
    kind: str
    named: str | None  # the component that its own words name
    heard: str | None  # the last component that the sentence has named so far
    after: str
    before: str
    gap: str  # all that stands between the amount before and this one
    at_least: bool
    stated: bool = True  # a mark says what to do with it; where none does it is an ask if nothing speaks against it
    mark: int = -1  # where that mark stands
