"""Where the words of marks stand under a bar so that none covers another. Pure, in pixels of the narrowest screen.

Places are per cents and words have a fixed size, so what is free of overlaps on the narrowest chart stays so on every wider one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from unicodedata import east_asian_width

NARROWEST = 250  # a chart in its frame on a screen of 320
LETTER, CAPITAL, WIDEST = Decimal("7.8"), Decimal(10), Decimal(15)  # of the widest of the fonts that may stand in, in bold
WIDE = "MWmw@%—…"
GAP = 8  # between two labels of a lane
MARGIN = 10  # between a label and a leader that passes it


@dataclass(frozen=True)
class Span:
    """What a label takes of its lane, and the place of its leader, which runs through the lanes above."""

    left: Decimal
    right: Decimal
    leader: Decimal
    lane: int

    def meets(self, other: "Span") -> bool:
        if self.lane == other.lane:
            return self.left < other.right + GAP and other.left < self.right + GAP
        upper, lower = sorted((self, other), key=lambda span: span.lane)
        return upper.left - MARGIN <= lower.leader <= upper.right + MARGIN


@dataclass(frozen=True)
class Label:
    """The words in a lane (0 is the first under the bar). `side` is where they stand from their leader: right, left, or along the edge."""

    lane: int
    side: str


def text_width(text: str) -> Decimal:
    """At least what the text takes."""
    return sum(map(letter_width, text), Decimal(0))


def letter_width(letter: str) -> Decimal:
    if east_asian_width(letter) in "WF":
        return WIDEST
    if letter in WIDE:
        return 2 * LETTER
    return CAPITAL if letter.isupper() else LETTER


def beginning(text: str, width: Decimal | int) -> str:
    """As much of the text's beginning as fits."""
    ends = accumulate(map(letter_width, text))
    return "".join(letter for letter, end in zip(text, ends, strict=True) if end <= width)


def sides(place: Decimal, text: str) -> list[tuple[str, Decimal, Decimal]]:
    """Where the words fit: to the right of the leader, to the left of it, else from the left edge on."""
    leader, width = place * NARROWEST / 100, text_width(text) + 7
    fitting = []
    if leader + width <= NARROWEST:
        fitting.append(("right", leader, leader + width))
    if leader - width >= 0:
        fitting.append(("left", leader - width, leader))
    return fitting or [("edge", Decimal(0), width)]


def free_span(place: Decimal, text: str, taken: Sequence[Span]) -> tuple[Span, str]:
    """The highest lane where the words fit; where every lane is crossed by a leader, the one below all."""
    leader = place * NARROWEST / 100
    below = max((span.lane for span in taken), default=-1) + 1
    for lane in range(below + 1):
        for side, left, right in sides(place, text):
            span = Span(left, right, leader, lane)
            if not any(span.meets(other) for other in taken):
                return span, side
    side, left, right = sides(place, text)[0]
    return Span(left, right, leader, below), side


def arranged(marks: Sequence[tuple[Decimal, str]]) -> list[Label]:
    """A label for each (place in per cent, words), in the same order. From right to left, so that leaders seldom cross words."""
    labels: dict[int, Label] = {}
    taken: list[Span] = []
    for index in sorted(range(len(marks)), key=lambda index: marks[index][0], reverse=True):
        span, side = free_span(*marks[index], taken)
        taken.append(span)
        labels[index] = Label(span.lane, side)
    return [labels[index] for index in range(len(marks))]
