"""Which grade here equals which grade elsewhere: as a table, as `A = B = C`, as `L5 at X`, or in a sentence."""

import re
from collections.abc import Iterator

from guides.parsing import rows
from guides.parsing.companies import split_company
from guides.parsing.document import Block, Row
from guides.parsing.tables import compensation_table
from guides.parsing.text import plain

EQUIVALENT = re.compile(r"\b(?:equivalents?|equiv\.?|levels?|grades?|titles?)\b|(?<!\w)@(?!\w)|\bat\b", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"\b(?:yoe|years?|experience|scope|typical|parity|responsibilit\w+|focus|differentiator|comp|compensation|salary|range|notes?|description|span|impact|tenure)\b",
    re.IGNORECASE,
)
OWN_COLUMN = re.compile(r"\binternal\b|\blevels?\b|\bgrades?\b", re.IGNORECASE)
EXTERNAL = re.compile(r"\bexternal\b", re.IGNORECASE)
MAPS = re.compile(r"\b(?:maps? to|corresponds? to|is equivalent to|equates to|aligns? (?:with|to)|equals)\b", re.IGNORECASE)
AT = re.compile(r"^(?P<level>.{1,120}?) at (?P<company>[A-Z0-9][^()]{0,60}?)(?:\s*\([^()]*\))?$")
IN_PARENTHESES = re.compile(r"([A-Z][\w./+–-]*(?: [A-Z][\w./+–-]*){0,4}) \(([A-Z][\w.&/' -]{1,60})\)")
APPROXIMATE = re.compile(r"\s*(?:~|≈)\s*")
LIST = re.compile(r",\s*(?:and\s+)?|\s+and\s+(?=\S+ at )|;\s*")


def levels_of_table(block: Block, company: str) -> tuple[list[rows.Level], bool]:
    """The rows of a table of levels, and whether nothing of the table is left out of them."""
    header, *body = block.table
    columns = [plain(cell) for cell in header.cells]
    own = own_column(columns, company)
    peers = [number for number, words in enumerate(columns) if is_peer_column(number, words, own)]
    found = [level_row(row, columns, own, peers) for row in body]
    return found, len(peers) + 1 + (1 if own == 1 and is_attribute(columns[0]) else 0) == len(columns)


def own_column(columns: list[str], company: str) -> int:
    """The column of the company's own levels: the second where the first names attributes or titles shown outside."""
    if len(columns) > 1 and (is_attribute(columns[0]) or (EXTERNAL.search(columns[0]) and OWN_COLUMN.search(columns[1]))):
        return 1
    return 0


def is_attribute(header: str) -> bool:
    return header.lower() in ("attribute", "attributes", "dimension", "aspect", "category", "")


def is_peer_column(number: int, header: str, own: int) -> bool:
    return number > own and not ATTRIBUTE.search(header) and bool(peer_name(header))


def peer_name(header: str) -> str:
    """`Wise Equivalent`, `Equivalent at Nium`, `Equivalent @ Google`: the company alone."""
    return " ".join(EQUIVALENT.sub(" ", header).split()).strip(" -–—:()")


def level_row(row: Row, columns: list[str], own: int, peers: list[int]) -> rows.Level:
    cells = [plain(cell) for cell in row.cells]
    label = cells[0] if own == 1 and is_attribute(columns[0]) else ""
    attribute = bool(ATTRIBUTE.search(label)) if label else bool(ATTRIBUTE.fullmatch(cells[own]))
    own_level = f"{label}: {cells[own]}" if attribute and label else cells[own]
    found = tuple(rows.Peer(company=peer_name(columns[number]), level=cells[number]) for number in peers)
    return rows.Level(own_level=own_level, is_attribute=attribute, peers=found)


def is_level_table(block: Block) -> bool:
    return block.kind == "table" and len(block.table) > 1 and len(block.table[0].cells) > 1 and not compensation_table(block)


def levels_of_text(text: str) -> list[rows.Level]:
    """The level that one paragraph or list item maps, or none."""
    words = plain(" ".join(text.split()))
    if " = " in words:
        return [level for one in re.split(r";\s+", words) if (level := equation(one))]
    if APPROXIMATE.search(words) and "|" in words:
        own, rest = APPROXIMATE.split(words, maxsplit=1)
        return [rows.Level(own_level=own, peers=tuple(map(named_peer, rest.split(" | "))))]
    if maps := MAPS.search(words):
        own = words[: maps.start()].strip()
        peers = tuple(peers_in_prose(words[maps.end() :]))
        return [rows.Level(own_level=own[:300], peers=peers)] if peers and len(own) < 200 else []
    return []


def equation(words: str) -> rows.Level | None:
    """`A = B = C`, `A = L5 at X, E5 at Y`."""
    own, *others = [part.strip(" .") for part in words.split(" = ")]
    if not (own and others):
        return None
    peers = []
    for other in others:
        pieces = [piece for piece in LIST.split(other) if piece]
        peers += map(at_peer, pieces) if any(AT.match(piece) for piece in pieces) else [named_peer(other)]
    return rows.Level(own_level=own, peers=tuple(peers))


def at_peer(piece: str) -> rows.Peer:
    found = AT.match(piece.strip(" ."))
    return rows.Peer(company=found["company"].strip(), level=found["level"].strip()) if found else named_peer(piece)


def named_peer(piece: str) -> rows.Peer:
    company, level = split_company(piece.strip(" ."))
    return rows.Peer(company=company, level=level)


def peers_in_prose(words: str) -> Iterator[rows.Peer]:
    """`L5 at Google, E5 at Meta, and 63 at Microsoft`, or `SDM (Amazon), M1 (Meta)`."""
    first = re.split(r"\.\s+(?=[A-Z])", words, maxsplit=1)[0]
    pieces = [piece for piece in LIST.split(first) if AT.match(piece.strip(" ."))]
    if pieces:
        yield from map(at_peer, pieces)
        return
    for found in IN_PARENTHESES.finditer(words):
        yield rows.Peer(company=found[2], level=found[1])
