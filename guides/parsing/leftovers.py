"""Amounts and percentages that no row has taken: each is a note with its line, so that nothing is lost unseen."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from guides.parsing import rows
from guides.parsing.currencies import SIGN, SIGN_LETTERS
from guides.parsing.document import Block, Row
from guides.parsing.money import GROUPING, SCALES, figures
from guides.parsing.text import plain, simple_quotes

# More generous than the pattern of amounts that are read: a number with a sign, a scale or a percent sign, whatever stands beside it.
TOKEN = re.compile(
    rf"""(?=[\d{re.escape(SIGN_LETTERS)}])(?P<sign>(?:{SIGN})[ ]?)?
    (?P<number>(?:\d{{1,3}}(?:['’]\d{{3}})+(?!\d)|\d(?:[\d,]{{0,20}}\d)?)(?:\.\d{{1,6}})?)
    (?:[ ]?(?P<scale>crores?|lakhs?|million|billion|MM|mm|bn|Bn|Cr|[KkMmBbL]|[万億亿만억])(?![A-Za-z]))?(?P<percent>[ ]?%)?
    (?P<after>[ ]?(?:{SIGN})(?![A-Za-z\d]))?""",
    re.VERBOSE,
)
LIKELY = re.compile(r"[^\x00-\x7f]|[$%]|\d ?[KkMmBbLCcl]|[A-Z]{3} ?\d")
SEVERAL_DIGITS = re.compile(r"\d[.,' ]?\d")
LISTED = 20
LONGEST = 20_000
QUOTE_MARK = re.compile(r"^(?: {0,3}> ?)+")
PLACEHOLDER = re.compile(r"([$£€₹₪])\[(\d[\d,.KkMm–—\- ]{0,30})\]")


def of_table(body: Iterable[Row], bands: Iterable[rows.Band]) -> Iterator[rows.Problem]:
    """What the rows of a table of pay state that none of its bands holds, such as an amount in a label or among words."""
    taken = values_of(bands)
    for row in body:
        if left := untaken(" | ".join(row.cells), taken):
            yield replace(note("a table of pay", left, row.line), severity="warning")


def of_cells(found: Iterable[tuple[int, rows.Band]], said: Container[int | None]) -> Iterator[rows.Problem]:
    """Cells with a number of several digits that stayed words, in lines of which nothing was said yet: `120 kCHF`."""
    for line, band in found:
        if band.unit == "text" and line not in said and SEVERAL_DIGITS.search(band.original):
            yield replace(note("a table of pay", [plain(band.original)[:100]], line), severity="warning")


def of_strategy(blocks: Iterable[Block], targets: Iterable[rows.Target]) -> Iterator[rows.Problem]:
    """The numbers of a strategy that are no target: rival offers, expected answers, fallbacks, steps."""
    taken = values_of(targets)
    for line, text in lines_of(blocks):
        if left := untaken(text, taken):
            yield note("the strategy, which are no target", left, line)


def of_levels(blocks: Iterable[Block], levels: Iterable[rows.Level]) -> Iterator[rows.Problem]:
    """The numbers of a level map that stand in no level's words."""
    words = " ".join(words for level in levels for words in (level.own_level, *(peer.level for peer in level.peers)))
    for line, text in lines_of(blocks):
        if left := [one for one in untaken(text, ()) if one not in words]:
            yield note("the level map", left, line)


def values_of(found: Iterable[rows.Band | rows.Target]) -> set[Decimal]:
    return {value for row in found for value in (row.low, row.high) if value is not None}


def untaken(text: str, taken: Container[Decimal]) -> list[str]:
    """The numbers of the text whose value is not among `taken`; those of a range that is taken as a whole are."""
    if not LIKELY.search(text):
        return []
    text = PLACEHOLDER.sub(r"\1\2", plain(simple_quotes(text[:LONGEST])))
    left = [(match.start("number"), match[0].strip()) for match in TOKEN.finditer(text) if counts(match) and value_of(match) not in taken]
    spans = [(one.start, one.end) for one in figures(text) if one.low in taken and (one.high or one.low) in taken] if left else []
    return [words for place, words in left if not any(start <= place < end for start, end in spans)]


def counts(match: re.Match) -> bool:
    """Whether a number is money or a percentage; a bare one is from a thousand on where commas group it."""
    return bool(match["sign"] or match["after"] or match["scale"] or match["percent"] or not match["number"].replace(".", "").isdigit())


def value_of(match: re.Match) -> Decimal:
    return Decimal(match["number"].translate(GROUPING)) * SCALES.get((match["scale"] or "").lower(), 1)


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
