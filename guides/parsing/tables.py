"""What the columns and rows of a table are: regions, levels or components of pay. Read from their words, never from their place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from guides.parsing import rows
from guides.parsing.cells import LONGEST, Place, bands_of, stated_values
from guides.parsing.components import component_of
from guides.parsing.currencies import currency_in
from guides.parsing.document import Block, Row
from guides.parsing.level_tables import says_equivalents
from guides.parsing.periods import NAMES, period_said
from guides.parsing.places import is_place
from guides.parsing.ranges import edge_of, with_whole_ranges
from guides.parsing.text import plain

SOME_WORDS = r"(?:[\w.&'-]+ (?:[/&] )?)"
PLACE_WORDS = r"regions?|locations?|markets?|offices?|cit(?:y|ies)|countr(?:y|ies)|geo\w*|sites?|hubs?|area"
LEVEL_NAMES = r"levels?|grades?|bands?|tier|seniority|steps?|scale"
FIRST_COLUMNS = (
    ("component", r"(?:.* )?(?:components?|elements?)(?: .*)?|pay|compensation|metric|type|category|item"),
    ("region", rf"{SOME_WORDS}{{0,3}}(?:{PLACE_WORDS})(?:\W.*)?"),
    ("level", rf"{SOME_WORDS}{{0,4}}(?:{LEVEL_NAMES})(?:\W.*)?|title|role|position"),
)
COLUMN_WORDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in FIRST_COLUMNS)
TITLE = re.compile(r"(?:job |external |internal )?(?:title|role|position)s?", re.IGNORECASE)
REMARKS = re.compile(r"(?:key )?(?:notes?|comments?|details?|remarks?|description|basis|sources?|rationale|drivers?)", re.IGNORECASE)
CURRENCY_HEADER = re.compile(r"\((?:[A-Z]{3}|[A-Z]{0,2}[$£€₹¥])[^()]*\)\s*$")
PLACE_NOUN = re.compile(rf"\b(?:hubs?|offices?|campus|metro|headquarters|hq|{PLACE_WORDS})\b", re.IGNORECASE)
PLAIN_PAY = re.compile(r"\b(?:salary|pay|bonus|total|comp(?:ensation)?|tc|ote)\b|\bbase\b(?! camp)", re.IGNORECASE)
PAY = re.compile(r"\b(?:equity|rsus?|stock|options?|sign(?:ing)?[- ]?on|grant|incentive)\b", re.IGNORECASE)
# A table whose rows are employers is what others pay, whatever it states.
EMPLOYERS = r"compan(?:y|ies)|employers?|competitors?|competing \w+|firms?|peers?|rivals?|organi[sz]ations?|where else|offers? from"
OTHERS = re.compile(rf"(?:[\w-]+ )?(?:{EMPLOYERS})(?: (?:names?|firms?|compan(?:y|ies)|offers?|pay))?(?:\s*\(.*\))?", re.IGNORECASE)
# Columns beside levels, regions or components that are neither: they are about something else, or about others' pay.
THINGS = re.compile(
    r"%|^market\b|\b(?:budget|cost|allowance|stipend|pass|fees?|headcount|size|perks?|benefits?|scores?|bill|rent|deposit|insurance|pension|spend|price"
    r"|team|scope|years?|experience|weight|delta|change|growth|median|average|industry|benchmark|competitors?|peers?|rivals?|survey"
    r"|previous|last|prior|revenue|quota)\b",
    re.IGNORECASE,
)
STATISTIC = re.compile(
    r"\b(?:market|industry|benchmark|competitors?|peers?|rivals?|survey|previous|last|prior|median|average|mean)\b", re.IGNORECASE
)
PARTS = re.compile(r"\b(?:base|salary|pay|total|comp(?:ensation)?|tc|cash|range|band|annual|yearly|target|gross)\b", re.IGNORECASE)
PLAIN = re.compile(rf"(?:{PARTS.pattern}|\s|\([^()]*\))+", re.IGNORECASE)
PARENTHESES = re.compile(r"\([^()]*\)")
YEAR = re.compile(r"\b20[12]\d\b")
OWN = re.compile(r"\b[Oo]urs?\b")
AMOUNT = re.compile(
    r"(?:(?:annual|yearly|typical|pay|salary|compensation|offer) ?)*(?:amounts?|ranges?|values?|figures?|numbers?|pay|usd|annual|yearly)",
    re.IGNORECASE,
)
SMALL_WORDS = ("and", "of", "the", "de", "la", "in", "or", "am", "to")
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
    named = [column_component(words, first) for words in headers]
    over_components = first != "component" and any(column_component(words, first) for words in headers[1:])
    kinds, components = [first], [None]
    for words, name in zip(headers[1:], named[1:], strict=True):
        kind = "words" if REMARKS.fullmatch(words) else "value" if first == "component" else column_kind(words, name, over_components)
        if kind in ("region", "level") and states_amounts(body, len(kinds), words):
            kind = "words" if over_components else "value"  # the median of a market is no market, but Tier 1 may be one
        kinds.append(kind if first else "words")
        components.append(name if over_components and kind == "value" else None)
    return Layout(headers=headers, kinds=tuple(kinds), components=tuple(components))


def states_amounts(body: tuple[Row, ...], column: int, header: str) -> bool:
    cells = [row.cells[column] for row in body if column < len(row.cells)]
    return any(stated_values(plain(cell), header) for cell in cells if len(cell) <= LONGEST)


def column_component(header: str, first: str) -> str | None:
    """The component that a column's header names. The name of a place beside its currency or its kind names none, whatever words it has."""
    is_place_name = PLACE_NOUN.search(header) or (CURRENCY_HEADER.search(header) and not PAY.search(header))
    return None if first in ("level", "region") and is_place_name and not PLAIN_PAY.search(header) else component_of(header)


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
    table = with_whole_ranges(block.table).table
    if has_second_heading(table):
        return None
    layout = without_others(layout_of(table[0], table[1:]))
    if names_employers(layout) or not layout.is_compensation or any(map(is_scenario, layout.headers[1:])):
        return None
    return layout if mostly_pay(table[1:], layout) else None


def has_second_heading(table: tuple[Row, ...]) -> bool:
    """Whether the parts of pay are named a row below the heading, `US | | UK |` above `Base | Bonus | Base | Bonus`: read by nobody yet."""
    below = [plain(cell) for cell in table[1].cells]
    return not below[0] and not any(map(str.isdigit, "".join(below))) and sum(component_of(cell) is not None for cell in below) > 1


def without_others(layout: Layout) -> Layout:
    """The layout with one column of base and of totals where others beside it state what others pay, or paid last year."""
    kinds = list(layout.kinds)
    for part in ("base", "total"):
        columns = [number for number, name in enumerate(layout.components) if name == part and layout.kinds[number] == "value"]
        years = {number: int(found[0]) for number in columns if (found := YEAR.search(layout.headers[number]))}
        plain_ones = [number for number in columns if PLAIN.fullmatch(layout.headers[number])]
        for number in columns:
            is_old = number in years and years[number] < max(years.values())
            is_others = plain_ones and number not in plain_ones and is_of_others(layout.headers[number])
            kinds[number] = "words" if is_old or is_others else "value"
    return replace(layout, kinds=tuple(kinds))


def is_of_others(header: str) -> bool:
    """Whether a heading beside that of the company's own pay is a statistic's, or begins with a name that is no place."""
    rest = PARTS.sub(" ", header)
    names = [word for word in re.findall(r"[^\W\d_]+", PARENTHESES.sub(" ", rest)) if word[0].isupper()]
    known = (
        is_place(rest) or any(map(is_place, names)) or CURRENCY_HEADER.search(header) or PLACE_NOUN.search(rest) or LEVEL_NAME.search(rest)
    )
    return bool(STATISTIC.search(rest) or (header[:1].isupper() and names and header.startswith(names[0]) and not known))


def names_employers(layout: Layout) -> bool:
    """Whether the rows are employers: what others pay is not this company's pay, whatever the table states."""
    return any(OTHERS.fullmatch(header) for header, kind in zip(layout.headers, layout.kinds, strict=True) if kind != "value")


def of_company(layout: Layout, company: str) -> Layout:
    """The layout without the columns of others, where columns name employers: `Quillmark base | Orbitel base`, `Ours | Market leader`."""
    name = company.casefold()
    if name and layout.headers[0].casefold() == name:
        return replace(
            layout,
            kinds=tuple(
                "words" if kind == "value" and not part else kind for kind, part in zip(layout.kinds, layout.components, strict=True)
            ),
        )
    own = [bool(name and name in header.casefold() or OWN.search(header)) and not is_place(header) for header in layout.headers]
    own = [mine and kind == "value" for mine, kind in zip(own, layout.kinds, strict=True)]
    if not any(own) or layout.kinds[0] == "component":
        return layout
    parts = {component for component, mine in zip(layout.components, own, strict=True) if mine}
    kinds, components = list(layout.kinds), list(layout.components)
    for number, (header, mine) in enumerate(zip(layout.headers, own, strict=True)):
        is_place_or_level = is_place(header) or CURRENCY_HEADER.search(header) or PLACE_NOUN.search(header) or LEVEL_NAME.search(header)
        if mine:
            components[number] = components[number] or "total"
        elif kinds[number] == "value" and components[number] in parts and not (components[number] is None and is_place_or_level):
            kinds[number] = "words"
    return replace(layout, kinds=tuple(kinds), components=tuple(components))


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
    whole = with_whole_ranges(block.table)
    for row in whole.table[1:]:
        for number, place, cell in places(row, layout):
            between = whole.notes.get((row.line, number), "")
            yield from ((row.line, with_note(band, between)) for band in bands_of(cell, place))


def with_note(band: rows.Band, between: str) -> rows.Band:
    """A band with the points between its ends, such as its middle, in its note."""
    return replace(band, note=", ".join(filter(None, (between, band.note)))) if between else band


def places(row: Row, layout: Layout) -> Iterator[tuple[int, Place, str]]:
    """Each cell to read with what its row and its column say."""
    cells = [plain(cell) for cell in row.cells]
    region = next((cell for cell, kind in zip(cells, layout.kinds, strict=False) if kind == "region"), None)
    level = " ".join(cell for cell, kind in zip(cells, layout.kinds, strict=False) if kind in ("level", "title") and cell)
    for number, (cell, kind) in enumerate(zip(row.cells, layout.kinds, strict=False)):
        if kind != "value":
            continue
        header, component = layout.headers[number], layout.components[number]
        if layout.kinds[0] == "component":
            if header and THINGS.search(header) and not is_place(header):
                continue
            yield number, component_place(header, cells[0]), cell
        elif component:
            heading = f"{region or ''} {level} {header}"
            yield number, Place(region=region, level=level or None, component=component, label=header, heading=heading), cell
        elif is_named(header):
            yield number, total_place(header, region, level), cell


def is_named(header: str) -> bool:
    """Whether a column beside levels or regions can be one of the other: a point of a range, or a rate by the hour, cannot."""
    lone = edge_of(0, header)
    return may_be_a_name(header) and not (lone and not lone.base) and period_said(header) not in NAMES


def may_be_a_name(header: str) -> bool:
    """Whether a heading can be a place or a level: known as one, beside a currency, or written as a name and about nothing else."""
    if any(map(is_place, header.split())) or CURRENCY_HEADER.search(header) or LEVEL_NAME.search(header):
        return True
    if PLACE_NOUN.search(header) and not THINGS.search(header):
        return True
    words = [word for word in re.findall(r"[^\W\d_]+", header) if word not in SMALL_WORDS]
    is_about_pay = AMOUNT.fullmatch(header) or THINGS.search(header)
    return bool(words) and not is_about_pay and all(word[0].isupper() or not word.isascii() for word in words)


def component_place(header: str, name: str) -> Place:
    """A cell of a table whose rows are components: its column is a region, or a level."""
    is_level = LEVEL_NAME.search(header) is not None
    region, level = (None, header) if is_level else (None if AMOUNT.fullmatch(header) else header or None, None)
    return Place(region=region, level=level, component=component_of(name) or "other", label=name, heading=header)


def total_place(header: str, region: str | None, level: str) -> Place:
    """A cell of a table of levels by regions, or of regions by levels: a total."""
    return Place(region=region or header, level=level or header, component="total", label="total", heading=f"{region or ''} {header}")
