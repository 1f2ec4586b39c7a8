"""Tables that say which grade here equals which grade elsewhere: peers as columns, peers as rows, or a column that lists them."""

import re

from guides.parsing import rows
from guides.parsing.companies import NOWHERE, Setting, companies_in, split_company
from guides.parsing.components import component_of
from guides.parsing.currencies import currency_in
from guides.parsing.document import Block, Row
from guides.parsing.levels import is_level, peers_of_list
from guides.parsing.own_name import own_names
from guides.parsing.places import is_place
from guides.parsing.text import plain, word_set

EQUIVALENT = re.compile(r"\b(?:equivalen(?:ts?|cy)|equiv|eq|counterparts?|parallels?|comparables?|analogu?es?)\b\.?", re.IGNORECASE)
AROUND = re.compile(
    r"""\b(?:levels?|grades?|titles?|ladder|rank|track|mapping|match|benchmark|peers?|closest|nearest|approx(?:imate(?:ly)?)?|vs|versus|their|at)\b\.?
    |(?<!\w)[@~≈=](?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
SAYS_EQUIVALENT = re.compile(r"\b(?:equivalen|equiv|eq|counterpart|parallel|comparable|closest|nearest|vs|versus)", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""\b(?:yoe|years?|experience|scope|typical|parity|responsibilit\w+|focus|differentiators?|comp|compensation|salary|range|notes?|description
    |span|impact|tenure|team|reports?|promotion|criteria|skills?|expectations?|ownership|headcount|budget|background|requirements?|signals?|examples?
    |function|key|min|max|minimum|maximum|remarks?|comments?|why|what|ratio|age|education|degree|deliverables?|autonomy|bonus|base|equity|total|tc)\b""",
    re.IGNORECASE | re.VERBOSE,
)
ATTRIBUTE_NAMES = word_set("attribute attributes dimension aspect category criterion factor")
OWN_COLUMN = re.compile(r"\binternal\b|\blevels?\b|\bgrades?\b", re.IGNORECASE)
EXTERNAL = re.compile(r"\bexternal\b", re.IGNORECASE)
COMPANY_COLUMN = re.compile(
    r"(?:(?:peer|rival|other|comparable|competing) )?(?:company|companies|firm|peer|competitor|employer|organi[sz]ation|rival)s?(?: name)?",
    re.IGNORECASE,
)
LEVEL_COLUMN = re.compile(r"\b(?:equivalen\w*|equiv|levels?|grades?|titles?|roles?|rank|band|mapping)\b", re.IGNORECASE)
ROLE_ASIDE = re.compile(r"\s*\((?P<inside>[^()]*)\)")
LISTED = re.compile(r"\bat\b|[(,;/]|\b[A-Z]{1,3}\d")
PARENTHESES = re.compile(r"\([^()]*\)")
LOWER = re.compile(r"(?<![\w'&-])(?!and\b|for\b|the\b|with\b)[a-z]{3,}")


def peer_names(header: str, setting: Setting = NOWHERE) -> list[str]:
    """`Wise Equivalent`, `Equivalent at Nium`, `Google/Meta Eq.`: the companies alone; none for `Industry Equivalent`."""
    words = " ".join(AROUND.sub(" ", EQUIVALENT.sub(" ", header)).split()).strip(" -–—:.,")
    aside = ROLE_ASIDE.search(words)
    if aside and (is_level(aside["inside"]) or not companies_in(words[: aside.start()], setting)):
        outside = (words[: aside.start()] + words[aside.end() :]).strip()
        return peer_names(outside, setting) or companies_in(aside["inside"].replace(", ", "/").replace(" / ", "/"), setting)
    company, level = split_company(words, setting.of_names) if not aside else (words, "")
    names = companies_in(company, setting)
    return names if is_level(level) or not level else []


def is_attribute(header: str) -> bool:
    return header.lower() in ATTRIBUTE_NAMES or not header


def peer_columns(columns: list[str], own: int, setting: Setting) -> dict[int, list[str]]:
    """The companies of each column that is headed by some."""
    others = [number for number in range(len(columns)) if number != own and not is_attribute(columns[number])]
    plain_names = [number for number in others if not (EXTERNAL.search(columns[number]) or ATTRIBUTE.search(columns[number]))]
    return {number: names for number in plain_names if (names := peer_names(columns[number], setting))}


def says_equivalents(header: Row) -> bool:
    """Whether a table's columns are called equivalents of companies, and fewer columns are called pay."""
    columns = [plain(cell) for cell in header.cells]
    if not SAYS_EQUIVALENT.search(" ".join(columns)):
        return False
    named = sum(is_equivalent(words) for words in columns)
    return named > 0 and sum(component_of(words) is not None for words in columns[1:]) <= named


def is_equivalent(header: str) -> bool:
    """`Wise Equivalent`, but not `USD equivalent`, `London Equivalent` or `Base (equivalent)`."""
    if not SAYS_EQUIVALENT.search(header) or component_of(header) or is_place(header):
        return False
    names = peer_names(header)
    return bool(names) and not any(currency_in(name) for name in names)


def is_level_table(block: Block, setting: Setting = NOWHERE) -> bool:
    """Whether a table that stands among level maps is one: equivalents, or the company's own levels beside other companies."""
    if block.kind != "table" or len(block.table) < 2 or len(block.table[0].cells) < 2:
        return False
    columns = [plain(cell) for cell in block.table[0].cells]
    pays = sum(bool(component_of(words) or currency_in(words) or is_place(words)) for words in columns[1:])
    return says_equivalents(block.table[0]) or pays <= sum(SAYS_EQUIVALENT.search(words) is not None for words in columns)


def levels_of_table(block: Block, setting: Setting) -> tuple[list[rows.Level], bool]:
    """The rows of a table of levels, and whether nothing of the table is left out of them."""
    header, *body = block.table
    columns = [plain(cell) for cell in header.cells]
    cells = [[plain(cell) for cell in row.cells] for row in body]
    if (place := next((number for number, words in enumerate(columns) if COMPANY_COLUMN.fullmatch(words)), None)) is not None:
        return peers_as_rows(columns, cells, place, setting)
    own = own_column(columns, setting.company)
    peers = peer_columns(columns, own, setting)
    lists = [] if peers else list_columns(columns, cells, own, setting)
    found = [level_row(row, columns, own, peers, lists, setting) for row in cells]
    labelled = own == 1 and is_attribute(columns[0])
    return found, len(peers) + len(lists) + 1 + labelled == len(columns)


def own_column(columns: list[str], company: str) -> int:
    """The column of the company's own levels: the one with its name; the second where the first names attributes or outside titles."""
    if is_attribute(columns[0]) or (EXTERNAL.search(columns[0]) and OWN_COLUMN.search(columns[1])):
        return 1
    named = [number for number, words in enumerate(columns) if begins_with_own(words, company)]
    return named[0] if named else 0


def list_columns(columns: list[str], cells: list[list[str]], own: int, setting: Setting) -> list[int]:
    """The columns whose cells name companies with their levels: `Google L4, Meta E4`."""
    others = [number for number in range(len(columns)) if number != own and not ATTRIBUTE.search(columns[number])]
    return [number for number in others if sum(bool(peers_in_cell(row[number], setting)) for row in cells) * 2 >= len(cells)]


def peers_in_cell(cell: str, setting: Setting) -> list[rows.Peer]:
    return peers_of_list(cell, setting, strict=True) if LISTED.search(cell) else []


def level_row(row: list[str], columns: list[str], own: int, peers: dict[int, list[str]], lists: list[int], setting: Setting) -> rows.Level:
    label = row[0] if own == 1 and is_attribute(columns[0]) else ""
    attribute = bool(ATTRIBUTE.search(label)) if label else not lists and describes([row[own], *(row[number] for number in peers)])
    own_level = f"{label}: {row[own]}" if attribute and label else row[own]
    found = [peer for number, companies in peers.items() for peer in peers_of_cell(row[number], companies)]
    found += [peer for number in lists for peer in peers_in_cell(row[number], setting)]
    return rows.Level(own_level=own_level, is_attribute=attribute, peers=tuple(found))


def peers_of_cell(cell: str, companies: list[str]) -> list[rows.Peer]:
    """Under `Google/Meta`, `L4/E4` is one for each, and `Senior` is for both."""
    levels = [part.strip() for part in cell.split("/")]
    if len(levels) != len(companies):
        levels = [cell] * len(companies)
    return [rows.Peer(company=company, level=level) for company, level in zip(companies, levels, strict=True)]


def describes(cells: list[str]) -> bool:
    """Whether a row tells about the work, in words that are no names."""
    described = [cell for cell in cells if LOWER.search(PARENTHESES.sub(" ", cell))]
    labelled = bool(cells[0]) and not ATTRIBUTE.sub(" ", cells[0]).strip(" &/-")
    return labelled or len(described) * 2 > len(cells)


def peers_as_rows(columns: list[str], cells: list[list[str]], place: int, setting: Setting) -> tuple[list[rows.Level], bool]:
    """A table with a company in each row: its levels beside each other, or one level with its title."""
    own = next((row for row in cells if begins_with_own(row[place], setting.company)), None)
    others = [(company, row) for row in cells if row is not own for company in companies_in(split_company(row[place], setting)[0], setting)]
    values = [number for number in range(len(columns)) if number != place and not ATTRIBUTE.search(columns[number])]
    if here := [number for number in values if begins_with_own(columns[number], setting.company)]:
        return [one_level(row[here[0]], values, [one], exclude=here[0]) for one in others for row in (one[1],)], False
    if titled := [number for number in values if LEVEL_COLUMN.search(columns[number])]:
        return [one_level(joined(own, titled) if own else setting.role, titled, others)], False
    found = [one_level(own[number] if own else columns[number], [number], others) for number in values]
    return [level for level in found if level.peers], len(values) + 1 == len(columns)


def begins_with_own(words: str, company: str) -> bool:
    return words.lower().startswith(tuple(name.lower() for name in own_names(company)) or ("\0",))


def joined(row: list[str], numbers: list[int]) -> str:
    return " — ".join(row[number] for number in numbers if row[number])


def one_level(own_level: str, numbers: list[int], others: list[tuple[str, list[str]]], *, exclude: int = -1) -> rows.Level:
    """What the given columns say of each company; one that says nothing there is left out."""
    said = [(company, joined(row, [number for number in numbers if number != exclude])) for company, row in others]
    return rows.Level(own_level=own_level, peers=tuple(rows.Peer(company=company, level=level) for company, level in said if level))
