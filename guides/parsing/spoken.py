"""A strategy written as a table, as the sentences that its rows or columns stand for."""

import re
from collections.abc import Iterable, Iterator

from guides.parsing.document import Block
from guides.parsing.text import plain

STEP = re.compile(r"(?:your |the )?(?:anchor|opening|open|ask|target|accept|floor|minimum|walk[- ]away)\b.{0,30}", re.IGNORECASE)


def spoken_tables(blocks: Iterable[Block]) -> list[tuple[str, str]]:
    """The tables that say in each row or column what to open with, to take or to refuse: as text for each, without a heading."""
    return [("", text) for block in blocks if block.kind == "table" and (text := "\n".join(spoken(block)))]


def spoken(block: Block) -> Iterator[str]:
    """`| Anchor | $250K base |` as "Anchor: $250K base."; under the columns Anchor and Accept each row names a component or a place."""
    header, *body = ([plain(cell) for cell in row.cells] for row in block.table)
    steps = [number for number, words in enumerate(header) if number and STEP.fullmatch(words)]
    for number in steps:
        values = [f"{row[number]} {row[0]}" for row in body if len(row) > number and row[number]]
        yield f"{header[number]}: {', '.join(values)}."
    for row in [] if steps else [header, *body]:
        if STEP.fullmatch(row[0]) and any(row[1:]):
            yield f"{row[0]}: {placed(row, header)}."


def placed(row: list[str], header: list[str]) -> str:
    """The cells of a row but the first, each with its column's words where the header names columns and is no step itself."""
    if len(row) == 2 or STEP.fullmatch(header[0]):
        return ", ".join(filter(None, row[1:]))
    return ", ".join(f"{cell} {words}" for cell, words in zip(row[1:], header[1:], strict=False) if cell)
