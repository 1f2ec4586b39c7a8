"""For which place or level a number of the strategy holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from guides.parsing import rows
from guides.parsing.places import PLACES

NAME = r"(?:the )?[A-Z][\w.&'-]*(?:(?: |/)[A-Z][\w.&'-]*){0,4}"
LEADING = re.compile(rf"(?:^|[;:.,]\s+|\"\s*)(?:[Ff]or|[Ii]n)\s+({NAME})")
CANDIDATES = re.compile(rf"({NAME})(?:-based)? candidates\b")
FOLLOWING = re.compile(rf"\b(?:in|for)\s+({NAME})|\(({NAME})\)|^[^(;,.]{{0,25}}?\b(?:base|TC|RSUs)\s+({NAME})")
PRECEDING = re.compile(rf"(?:^|[\s:/(])({NAME})\s*$")
LEVEL = re.compile(r"\b(?:[LEPM]|IC|Grade )\d+\b[^:]*")
IN_PLACE = re.compile(r"\b(?:in|for) [A-Z]")
WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True)
class Scopes:
    """The places and levels that a guide's table names, and the level that the section being read is about."""

    known: frozenset[str]
    levels: frozenset[str]
    section: str = ""

    @classmethod
    def of(cls, bands: tuple[rows.Band, ...]) -> "Scopes":
        regions = {word.lower() for band in bands for word in WORD.findall(band.region or "") if len(word) > 1}
        levels = {word for band in bands for word in re.split(r"[^\w+]+", band.level or "") if word}
        return cls(known=frozenset(regions) | PLACES, levels=frozenset(levels))

    def within(self, heading: str) -> "Scopes":
        """A scenario's heading may name the level that all its numbers are for."""
        level = LEVEL.search(heading)
        return replace(self, section=level[0].strip() if level else "")

    def of_numbers(self, sentence: str, around: list[tuple[str, str]]) -> list[str]:
        """The place of each number of a sentence; `around` is what stands before and after each."""
        general = self.general(sentence)
        places, flowing = [], ""
        for gap, after in around:
            if lead := self.last_place(LEADING, gap):
                general, flowing = lead, ""
            before = self.last_place(PRECEDING, gap)
            flowing = before or ("" if ";" in gap else flowing)
            places.append(before or self.first_place(FOLLOWING, after) or flowing)
        return [place or general for place in filled_from_behind(places, around)]

    def general(self, sentence: str) -> str:
        """The place that a sentence is about as a whole."""
        return self.first_place(CANDIDATES, sentence) or self.section

    def first_place(self, pattern: re.Pattern, text: str) -> str:
        return next((name for name in names(pattern, text[:200]) if self.is_place(name)), "")

    def last_place(self, pattern: re.Pattern, text: str) -> str:
        return next((name for name in reversed(list(names(pattern, text))) if self.is_place(name)), "")

    def is_place(self, name: str) -> bool:
        words = WORD.findall(name)
        if name in self.levels or re.fullmatch(r"[LEPM]\d+", name):
            return True
        return bool(words) and words[0].lower() in self.known


def names(pattern: re.Pattern, text: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        yield next((group for group in match.groups() if group), "").rstrip(".")


def filled_from_behind(places: list[str], around: list[tuple[str, str]]) -> list[str]:
    """`$185,000 base with $130,000 RSUs in Boston`: the place is the first number's too."""
    filled = list(places)
    for number in range(len(places) - 2, -1, -1):
        gap = around[number + 1][0]
        if not filled[number] and ";" not in gap and "(" not in gap and IN_PLACE.search(around[number + 1][1]):
            filled[number] = filled[number + 1]
    return filled
