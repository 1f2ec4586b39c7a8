"""What the columns and rows of a table are: regions, levels or components of pay. Read from their words, never from their place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from guides.parsing import rows
from guides.parsing.cells import LONGEST, Place, bands_of, stated_values
from guides.parsing.components import component_of
from guides.parsing.currencies import currency_in
from guides.parsing.document import Block, Row
from guides.parsing.level_tables import says_equivalents
from guides.parsing.places import is_place
from guides.parsing.text import plain

SOME_WORDS = r"(?:[\w.&'-]+ (?:[/&] )?)"
PLACE_WORDS = r"regions?|locations?|markets?|offices?|cit(?:y|ies)|countr(?:y|ies)|geo\w*|sites?|hubs?|area"
LEVEL_NAMES = r"levels?|grades?|bands?|tier|seniority"
FIRST_COLUMNS = (
    ("component", r"(?:.* )?(?:components?|elements?)(?: .*)?|pay|compensation|metric|type|category|item"),
    ("region", rf"{SOME_WORDS}{{0,3}}(?:{PLACE_WORDS})(?:\W.*)?"),
    ("level", rf"{SOME_WORDS}{{0,4}}(?:{LEVEL_NAMES})(?:\W.*)?|title|role|position"),
)
COLUMN_WORDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in FIRST_COLUMNS)
TITLE = re.compile(r"(?:job |external |internal )?(?:title|role|position)s?", re.IGNORECASE)
REMARKS = re.compile(r"(?:key )?(?:notes?|comments?|details?|remarks?|description|basis|sources?|rationale|drivers?)", re.IGNORECASE)
MOST_CELLS = 3_000
SCENARIO = re.compile(r"\b(?:initial|target|stretch|offer|counter|ask|scenario|current|difference|delta|gap)\b", re.IGNORECASE)
LEVEL_WORDS = r"[LEPMITG]\d|IC ?\d|SDE|VP|junior|entry|mid|senior|sr|staff|principal|lead|director|manager|distinguished|associate"
LEVEL_NAME = re.compile(rf"\b(?:{LEVEL_WORDS})\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What each column is: region, level, title, component (the names of components stand in the cells), or a value to read."""

    headers: tuple[str, ...]
    kinds: tuple[str, ...]
    components: tuple[str | None, ...]

    @property
    def is_compensation(self) -> bool:
        return "value" in self.kinds and bool({"region", "level", "component"} & set(self.kinds))


def layout_of(header: Row, body: tuple[Row, ...]) -> Layout:
    headers = tuple(plain(cell) for cell in header.cells)
    first = first_kind(headers[0]) or kind_of_cells([plain(row.cells[0]) for row in body])
    named = [component_of(words) or ("other" if number and states_money(body, number) else None) for number, words in enumerate(headers)]
    over_components = first != "component" and any(component_of(words) for words in headers[1:])
    kinds, components = [first], [None]
    for words, name in zip(headers[1:], named[1:], strict=True):
        kind = "words" if REMARKS.fullmatch(words) else "value" if first == "component" else column_kind(words, name, over_components)
        kinds.append(kind if first else "words")
        components.append(name if over_components and kind == "value" else None)
    return Layout(headers=headers, kinds=tuple(kinds), components=tuple(components))


def states_money(body: tuple[Row, ...], column: int) -> bool:
    """Whether most cells of a column are amounts in a currency, whatever its header says."""
    cells = [row.cells[column] for row in body[:20] if column < len(row.cells) and len(row.cells[column]) <= LONGEST]
    stated = sum(any(figure.currency for figure in stated_values(plain(cell), "")) for cell in cells)
    return stated * 2 > len(cells)


def first_kind(header: str) -> str:
    return next((kind for kind, words in COLUMN_WORDS if words.fullmatch(header)), "")


def kind_of_cells(cells: list[str]) -> str:
    """What a first column without a telling header holds: components, levels, or else places."""
    if sum(component_of(cell) is not None for cell in cells) * 2 > len(cells):
        return "component"
    if sum(LEVEL_NAME.search(cell) is not None for cell in cells) * 2 > len(cells):
        return "level"
    return "region" if any(map(is_place, cells)) else ""


def column_kind(header: str, name: str | None, over_components: bool) -> str:
    """What a column after the first is. Beside columns of components, another one is a region, a level, a title, or words."""
    if name and over_components:
        return "value"
    if TITLE.fullmatch(header):
        return "title"
    kind = "" if is_place(header) or currency_in(header) or len(header.split()) > 2 else first_kind(header)
    if kind in ("region", "level"):
        return kind
    return "words" if over_components else "value"


@lru_cache(maxsize=32)
def compensation_table(block: Block) -> Layout | None:
    """The layout of a table of pay, or None where the table is about something else. Several readers ask it of the same block."""
    if block.kind != "table" or len(block.table) < 2 or says_equivalents(block.table[0]):
        return None
    layout = layout_of(block.table[0], block.table[1:])
    if not layout.is_compensation or any(map(is_scenario, layout.headers[1:])):
        return None
    return layout if mostly_pay(block.table[1:], layout) else None


def is_scenario(header: str) -> bool:
    return SCENARIO.search(header) is not None and component_of(header) is None


def mostly_pay(body: tuple[Row, ...], layout: Layout) -> bool:
    """Whether some cells state values, and the table is no list of, say, levels with years of experience."""
    cells = [cell for row in body for cell, kind in zip(row.cells, layout.kinds, strict=False) if kind == "value"]
    if len(cells) > MOST_CELLS:
        return False
    headers = " ".join(layout.headers)
    stated = sum(bool(stated_values(plain(cell), headers)) for cell in cells if len(cell) <= LONGEST)
    return stated > 0 and stated * 4 >= len(cells)


def read_table(block: Block, layout: Layout) -> Iterator[tuple[int, rows.Band]]:
    """Every value of the table with its line."""
    for row in block.table[1:]:
        for place, cell in places(row, layout):
            yield from ((row.line, band) for band in bands_of(cell, place))


def places(row: Row, layout: Layout) -> Iterator[tuple[Place, str]]:
    """Each cell to read with what its row and its column say."""
    cells = [plain(cell) for cell in row.cells]
    region = next((cell for cell, kind in zip(cells, layout.kinds, strict=False) if kind == "region"), None)
    level = " ".join(cell for cell, kind in zip(cells, layout.kinds, strict=False) if kind in ("level", "title") and cell)
    for number, (cell, kind) in enumerate(zip(row.cells, layout.kinds, strict=False)):
        if kind != "value":
            continue
        header, component = layout.headers[number], layout.components[number]
        if layout.kinds[0] == "component":
            yield component_place(header, cells[0]), cell
        elif component:
            heading = f"{region or ''} {level} {header}"
            yield Place(region=region, level=level or None, component=component, label=header, heading=heading), cell
        else:
            yield total_place(header, region, level), cell


def component_place(header: str, name: str) -> Place:
    """A cell of a table whose rows are components: its column is a region, or a level."""
    is_level = LEVEL_NAME.search(header) is not None
    region, level = (None, header) if is_level else (header, None)
    return Place(region=region, level=level, component=component_of(name) or "other", label=name, heading=header)


def total_place(header: str, region: str | None, level: str) -> Place:
    """A cell of a table of levels by regions, or of regions by levels: a total."""
    return Place(region=region or header, level=level or header, component="total", label="total", heading=f"{region or ''} {header}")
