"""Amounts and percentages that no row has taken: each is a note with its line, so that nothing is lost unseen."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from guides.parsing import rows
from guides.parsing.document import Block
from guides.parsing.money import figures
from guides.parsing.text import plain, simple_quotes

SCALED = re.compile(r"\d ?(?:[KMBkmb]|bn|Bn|MM|mm|L|Cr|million|billion|lakhs?|crores?)\b")
LIKELY = re.compile(rf"[^\x00-\x7f]|[$%]|{SCALED.pattern}|\b[A-Z]{{3}} ?\d")
LISTED = 20
LONGEST = 20_000
QUOTE_MARK = re.compile(r"^(?: {0,3}> ?)+")
PLACEHOLDER = re.compile(r"([$£€₹₪])\[(\d[\d,.KkMm–—\- ]{0,30})\]")


def of_bands(found: Iterable[tuple[int, rows.Band]]) -> Iterator[rows.Problem]:
    """What stays a word in the cells of a table of pay; `found` is each band with its line."""
    for line, band in found:
        words = band.original if band.unit in ("text", "none") else band.note
        if words and (left := untaken(words, set(), bare=True)):
            yield note("a table of pay", left, line)


def of_strategy(blocks: Iterable[Block], targets: Iterable[rows.Target]) -> Iterator[rows.Problem]:
    """The numbers of a strategy that are no target: rival offers, expected answers, fallbacks, steps."""
    taken = {value for target in targets for value in (target.low, target.high) if value is not None}
    for line, text in lines_of(blocks):
        if left := untaken(text, taken):
            yield note("the strategy, which are no target", left, line)


def of_levels(blocks: Iterable[Block], levels: Iterable[rows.Level]) -> Iterator[rows.Problem]:
    """The numbers of a level map that stand in no level's words."""
    taken = " ".join(words for level in levels for words in (level.own_level, *(peer.level for peer in level.peers)))
    for line, text in lines_of(blocks):
        if left := [one for one in untaken(text, set()) if one not in taken]:
            yield note("the level map", left, line)


def untaken(text: str, taken: set[Decimal], *, bare: bool = False) -> list[str]:
    """The values and ranges of the text of which an end is not among `taken`; also numbers of four digits or more where `bare`."""
    if not (LIKELY.search(text) or bare):
        return []
    text = PLACEHOLDER.sub(r"\1\2", plain(simple_quotes(text[:LONGEST])))
    left = []
    for figure in figures(text):
        words = text[figure.start : figure.end].strip()
        counts = figure.unit != "number" or SCALED.search(words) or (bare and figure.low >= 1000)
        if counts and not {figure.low, figure.high} - {None} <= taken:
            left.append(words)
    return left


def lines_of(blocks: Iterable[Block]) -> Iterator[tuple[int, str]]:
    """Each line of the blocks with its number in the file."""
    for block in blocks:
        for number, text in enumerate(block.source.split("\n")):
            if text := QUOTE_MARK.sub("", text).strip():
                yield block.line + number, text


def note(where: str, left: list[str], line: int) -> rows.Problem:
    more = f" and {len(left) - LISTED:,} more" if len(left) > LISTED else ""
    message = f"Numbers of {where}, kept as words: {', '.join(left[:LISTED])}{more}."
    return rows.Problem(code="unread_number", message=message, line=line, severity="note")
