"""Columns that state the parts of one range, such as Low, Mid and High, P25 to P75 or the steps of a pay scale, made one column again."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache

from guides.parsing.components import component_of
from guides.parsing.document import Row
from guides.parsing.text import plain

LOW = r"low(?:er|est)?(?: end)?|min(?:imum|\.)?|from|start(?:ing)?|entry|bottom|floor"
MIDDLE = r"mid(?:dle|point|-point)?|median|intermediate|target point|average|avg\.?|mean"
HIGH = r"high(?:er|est)?(?: end)?|max(?:imum|\.)?|to|top|upper(?: end)?|ceiling"
PERCENTILE = re.compile(r"\bp ?(\d{1,2})\b|\b(\d{1,2})(?:st|nd|rd|th)(?: (?:percentile|pctl?\.?|%ile))?\b", re.IGNORECASE)
STEP = re.compile(r"\b(?:step|(?:spine |pay |scale )?point|increment|year of service)\s+#?(\d{1,2})\b", re.IGNORECASE)
EDGES = tuple(
    (rank, re.compile(rf"\b(?:{words})(?=$|[\s)\]/,.:–—-])", re.IGNORECASE)) for rank, words in ((0, LOW), (50, MIDDLE), (100, HIGH))
)
FILLER = re.compile(
    r"\b(?:of (?:the )?(?:band|range|scale)|end|point|value|pay|range)\b|[()\[\],:]|\s[–—-]\s|\s*[–—-]\s*$|^\s*[–—-]\s*", re.IGNORECASE
)
SPACES = re.compile(r"\s+")
NUMBER = re.compile(r"\d")
JOINER = " · "
MOST_COLUMNS = 60


@dataclass(frozen=True, kw_only=True)
class Edge:
    """A column that states one point of a range: what the range is of, and how far up the point lies, from 0 to 100."""

    column: int
    base: str
    rank: int
    is_step: bool = False


@dataclass(frozen=True, kw_only=True)
class Joined:
    """A table whose columns of parts have become one column each. `notes` has the words for each joined cell, by line and column."""

    table: tuple[Row, ...]
    notes: dict[tuple[int, int], str]


def edge_of(column: int, header: str) -> Edge | None:
    if step := STEP.search(header):
        return Edge(column=column, base=base_of(STEP.sub(" ", header)), rank=int(step[1]), is_step=True)
    if percentile := PERCENTILE.search(header):
        return Edge(column=column, base=base_of(PERCENTILE.sub(" ", header)), rank=int(percentile[1] or percentile[2]))
    for rank, words in EDGES:
        if words.search(header):
            return Edge(column=column, base=base_of(words.sub(" ", header, count=1)), rank=rank)
    return None


def base_of(words: str) -> str:
    return SPACES.sub(" ", FILLER.sub(" ", words)).strip(" /-–—")


def edge_groups(headers: list[str]) -> list[list[Edge]]:
    """The columns that belong to one range, lowest point first. Bare words such as Top belong to the part of pay named beside them."""
    found = [edge for number, header in enumerate(headers) if number and (edge := edge_of(number, header))]
    named = {edge.base for edge in found if component_of(edge.base)}
    lone = next(iter(named)) if len(named) == 1 and sum(edge.base in ("", *named) for edge in found) == len(found) else ""
    groups: dict[str, list[Edge]] = defaultdict(list)
    for edge in found:
        groups[(edge.base or lone).casefold()].append(replace(edge, base=edge.base or lone))
    return [
        sorted(group, key=lambda edge: edge.rank)
        for group in groups.values()
        if len(group) > 1 and len({edge.rank for edge in group}) == len(group)
    ]


@lru_cache(maxsize=32)  # several readers ask it of the same table
def with_whole_ranges(table: tuple[Row, ...]) -> Joined:
    """The table with each group of columns made one column, in the place of the first; as it was where there is none."""
    table = with_one_heading(table)
    headers = [plain(cell) for cell in table[0].cells]
    groups = edge_groups(headers) if len(headers) <= MOST_COLUMNS else []
    if not groups:
        return Joined(table=table, notes={})
    notes: dict[tuple[int, int], str] = {}
    rows = [header_row(table[0], groups)] + [body_row(row, groups, headers, notes) for row in table[1:]]
    return Joined(table=tuple(rows), notes=notes)


def with_one_heading(table: tuple[Row, ...]) -> tuple[Row, ...]:
    """A heading in two rows, `Base | | Bonus |` above `Low | High | Low | High`, as one: each column bears the words above it too."""
    if len(table) < 3 or NUMBER.search("".join(table[1].cells)):
        return table
    below = [plain(cell) for cell in table[1].cells]
    if sum(edge_of(number, cell) is not None for number, cell in enumerate(below) if number) < 2 or edge_of(0, below[0]):
        return table
    cells, above = [], ""
    for number, cell in enumerate(table[0].cells):
        under = below[number] if number < len(below) else ""
        above = cell if plain(cell) or not number else above
        cells.append(f"{above} {under}".strip() if under != plain(above) else above)
    return (replace(table[0], cells=tuple(cells)), *table[2:])


def header_row(header: Row, groups: list[list[Edge]]) -> Row:
    cells = list(header.cells)
    for group in groups:
        cells[min(edge.column for edge in group)] = next((edge.base for edge in group if edge.base), "")
    return replace(header, cells=without(cells, groups))


def body_row(row: Row, groups: list[list[Edge]], headers: list[str], notes: dict[tuple[int, int], str]) -> Row:
    cells = list(row.cells) + [""] * (len(headers) - len(row.cells))
    for group in groups:
        points = [(headers[edge.column], plain(cells[edge.column])) for edge in group]
        stated = [(name, value) for name, value in points if NUMBER.search(value)]
        place = min(edge.column for edge in group)
        cells[place] = f"{stated[0][1]} – {stated[-1][1]}" if len(stated) > 1 else JOINER.join(value for _, value in points)
        if len(stated) > 2:
            notes[row.line, place_after(place, groups)] = ", ".join(f"{name} {value}" for name, value in stated[1:-1])
    return replace(row, cells=without(cells, groups))


def without(cells: list[str], groups: list[list[Edge]]) -> tuple[str, ...]:
    dropped = dropped_columns(groups)
    return tuple(cell for number, cell in enumerate(cells) if number not in dropped)


def dropped_columns(groups: list[list[Edge]]) -> set[int]:
    return {edge.column for group in groups for edge in group} - {min(edge.column for edge in group) for group in groups}


def place_after(column: int, groups: list[list[Edge]]) -> int:
    """Where a column stands once the others of each group are gone."""
    return column - sum(dropped < column for dropped in dropped_columns(groups))
