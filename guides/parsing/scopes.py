"""For which place or level a number of the strategy holds."""

import re
from dataclasses import dataclass, field

from guides.parsing import rows
from guides.parsing.text import word_set

PLACES = word_set(
    """
    amsterdam apac asia atlanta austin australia bangalore bay bengaluru berlin boston brazil cambridge canada chennai chicago copenhagen
    delhi denver dubai dublin edinburgh emea eu europe france frankfurt geneva germany gurgaon hq hyderabad india ireland israel japan
    krakow kuala latam lisbon london los luxembourg madrid melbourne mexico miami milan montreal mumbai munich netherlands new noida nyc
    oslo paris philadelphia philippines phoenix poland portland prague pune remote san sao seattle seoul sf shanghai singapore stockholm
    sydney tel texas tokyo toronto uk us usa vancouver vilnius warsaw washington zurich
    """
)
NAME = r"(?:the )?[A-Z][\w.&'-]*(?:(?: |/)[A-Z][\w.&'-]*){0,4}"
LEADING = re.compile(rf"(?:^|[;:.,]\s+|\"\s*)(?:[Ff]or|[Ii]n)\s+({NAME})")
CANDIDATES = re.compile(rf"({NAME})(?:-based)? candidates\b")
FOLLOWING = re.compile(rf"\b(?:in|for)\s+({NAME})|\(({NAME})\)|^[^(;,.]{{0,25}}?\b(?:base|TC|RSUs)\s+({NAME})")
PRECEDING = re.compile(rf"(?:^|[\s:/(])({NAME})\s*$")
LEVEL = re.compile(r"\b(?:[LEPM]|IC|Grade )\d+\b[^:]*")
WORD = re.compile(r"[A-Za-z]+")


@dataclass
class Scopes:
    """The places that a guide's table names, and the one that the sentence being read speaks of."""

    known: frozenset[str]
    levels: frozenset[str]
    current: str = ""
    section: str = field(default="")

    @classmethod
    def of(cls, bands: tuple[rows.Band, ...]) -> "Scopes":
        regions = {word.lower() for band in bands for word in WORD.findall(band.region or "") if len(word) > 1}
        levels = {word for band in bands for word in re.split(r"[^\w+]+", band.level or "") if word}
        return cls(known=frozenset(regions) | PLACES, levels=frozenset(levels))

    def start(self, heading: str) -> None:
        """A scenario's heading may name the level that all its numbers are for."""
        level = LEVEL.search(heading)
        self.section = self.current = level[0].strip() if level else ""

    def enter(self, sentence: str) -> None:
        names = [match[1] for match in (LEADING.search(sentence), CANDIDATES.search(sentence)) if match]
        self.current = next((name for name in names if self.is_place(name)), self.section)

    def of_number(self, gap: str, after: str) -> str:
        """The place named right before or after a number, else the one that the sentence names."""
        before = PRECEDING.search(gap)
        if before and self.is_place(before[1]):
            return before[1]
        if lead := LEADING.search(gap):
            self.current = lead[1] if self.is_place(lead[1]) else self.current
        named = (match[1] or match[2] or match[3] for match in FOLLOWING.finditer(after[:80]))
        return next((name for name in named if self.is_place(name)), self.current)

    def is_place(self, name: str) -> bool:
        words = WORD.findall(name)
        if name in self.levels or re.fullmatch(r"[LEPM]\d+", name):
            return True
        return bool(words) and words[0].lower() in self.known
