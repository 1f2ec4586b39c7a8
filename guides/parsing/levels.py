"""Which grade here equals which grade elsewhere: as a table, as `A = B = C`, as `L5 at X`, or in a sentence."""

import re
from collections.abc import Iterator

from guides.parsing import rows
from guides.parsing.companies import is_company, split_company
from guides.parsing.document import Block, Row
from guides.parsing.sentences import sentences
from guides.parsing.tables import compensation_table
from guides.parsing.text import plain

EQUIVALENT = re.compile(r"\b(?:equivalents?|equiv\.?|levels?|grades?|titles?)\b|(?<!\w)@(?!\w)|\bat\b", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"\b(?:yoe|years?|experience|scope|typical|parity|responsibilit\w+|focus|differentiator|comp|compensation|salary|range|notes?|description|span|impact|tenure)\b",
    re.IGNORECASE,
)
OWN_COLUMN = re.compile(r"\binternal\b|\blevels?\b|\bgrades?\b", re.IGNORECASE)
EXTERNAL = re.compile(r"\bexternal\b", re.IGNORECASE)
MAPS = re.compile(
    r"\b(?:(?:maps?|corresponds?) (?:\w+ )?to|(?:is|are) (?:\w+ )?(?:equivalent|comparable) to|equates to|aligns? (?:with|to)|equals)\b",
    re.IGNORECASE,
)
AT = re.compile(r"^(?P<level>.{1,120}?) at (?P<company>[A-Z0-9][^()]{0,60}?)(?:\s*\([^()]*\))?$")
IN_PARENTHESES = re.compile(r"([A-Z][\w./+–-]*(?: [A-Z][\w./+–-]*){0,4}) \(([A-Z][\w.&/' -]{1,60})\)")
EQUALS = re.compile(r"\s+(?:={1,2}>?|≈|≃|≅|≡|~|↔|→|⇒|<?->)\s*(?=[A-Z0-9(])")
LONGEST = 3000
PARENTHESES = re.compile(r"\([^()]*\)")
LOWER = re.compile(r"(?<![\w'&-])(?!and\b|for\b|the\b|with\b)[a-z]{3,}")
LIST = re.compile(r",\s*(?:and\s+)?|\s+and\s+(?=\S+ at )|;\s*|\s+/\s+(?=[^/]{1,60} at [A-Z])")
RANK = re.compile(r"(?:(?:Senior|Sr\.?|Associate|Group|Executive|Managing) )?(?:A|S|E)?(?:VP|Vice President|Director|Head|Manager|Lead)")
NAMES = re.compile(r",\s*(?:and\s+)?|\s+/\s+|;\s*|\s+and\s+(?=[A-Z])")
LEVEL_THEN_COMPANY = re.compile(r"(?P<level>[^()]{1,60}) \((?P<company>[A-Z][^()]{1,60})\)")


def levels_of_table(block: Block, company: str) -> tuple[list[rows.Level], bool]:
    """The rows of a table of levels, and whether nothing of the table is left out of them."""
    header, *body = block.table
    columns = [plain(cell) for cell in header.cells]
    own = own_column(columns, company)
    peers = [number for number, words in enumerate(columns) if is_peer_column(number, words, own)]
    found = [level_row(row, columns, own, peers) for row in body]
    return found, len(peers) + 1 + (1 if own == 1 and is_attribute(columns[0]) else 0) == len(columns)


def own_column(columns: list[str], company: str) -> int:
    """The column of the company's own levels: the one with its name; the second where the first names attributes or outside titles."""
    if is_attribute(columns[0]) or (EXTERNAL.search(columns[0]) and OWN_COLUMN.search(columns[1])):
        return 1
    first = company.split(" ")[0].lower()
    named = [number for number, words in enumerate(columns) if first and words.lower().startswith(first)]
    return named[0] if named else 0


def is_attribute(header: str) -> bool:
    return header.lower() in ("attribute", "attributes", "dimension", "aspect", "category", "")


def is_peer_column(number: int, header: str, own: int) -> bool:
    if number == own or is_attribute(header) or EXTERNAL.search(header):
        return False
    return not ATTRIBUTE.search(header) and bool(peer_name(header))


def peer_name(header: str) -> str:
    """`Wise Equivalent`, `Equivalent at Nium`, `Equivalent @ Google`: the company alone."""
    return " ".join(EQUIVALENT.sub(" ", header).split()).strip(" -–—:")


def level_row(row: Row, columns: list[str], own: int, peers: list[int]) -> rows.Level:
    cells = [plain(cell) for cell in row.cells]
    label = cells[0] if own == 1 and is_attribute(columns[0]) else ""
    attribute = bool(ATTRIBUTE.search(label)) if label else describes([cells[own], *(cells[number] for number in peers)])
    own_level = f"{label}: {cells[own]}" if attribute and label else cells[own]
    found = tuple(rows.Peer(company=peer_name(columns[number]), level=cells[number]) for number in peers)
    return rows.Level(own_level=own_level, is_attribute=attribute, peers=found)


def describes(cells: list[str]) -> bool:
    """Whether a row tells about the work, in words that are no names."""
    described = [cell for cell in cells if LOWER.search(PARENTHESES.sub(" ", cell))]
    return ATTRIBUTE.fullmatch(cells[0]) is not None or len(described) * 2 > len(cells)


def is_level_table(block: Block) -> bool:
    return block.kind == "table" and len(block.table) > 1 and len(block.table[0].cells) > 1 and not compensation_table(block)


def levels_of_text(text: str) -> list[rows.Level]:
    """The levels that one paragraph or list item maps, or none."""
    words = plain(" ".join(text.split()))
    if len(words) > LONGEST:
        return []
    if EQUALS.search(words):
        return [level for one in one_each(EQUALS, sentences(words)[0]) if (level := equation(one))]
    return [level for one in one_each(MAPS, words) for level in mapped(one)] if MAPS.search(words) else listed(words)


def one_each(sign: re.Pattern, words: str) -> list[str]:
    """`A = B; C = D` in two, and `Mid = B, Senior = D`; a piece without the sign belongs to the one before it."""
    found: list[str] = []
    pairs = sign is EQUALS and all(len(EQUALS.findall(piece)) < 2 for _, piece in pieces_of(words))
    for separator, piece in pieces_of(words):
        apart = separator == ";" or (pairs and begins_own(piece, words))
        if found and not (apart and sign.search(piece) and sign.search(found[-1])):
            found[-1] += f"{separator} {piece}"
        else:
            found.append(piece)
    return found


def pieces_of(words: str) -> Iterator[tuple[str, str]]:
    """The pieces between commas and semicolons, each with the sign before it."""
    start, separator = 0, ""
    for mark in re.finditer(r"[;,](?=\s)", words):
        yield separator, words[start : mark.start()].strip()
        start, separator = mark.end(), mark[0]
    yield separator, words[start:].strip()


def begins_own(piece: str, words: str) -> bool:
    """Whether a piece begins with a level of this company's own: no other company's name, or the one with which all begins."""
    first = piece.split(" ")[0]
    return not is_company(first) or first == words.split(" ")[0]


def mapped(words: str) -> list[rows.Level]:
    """`Engineer here maps to L5 at X`, with the sentences that follow: they may name the peers."""
    start = words[: MAPS.search(words).start()].strip()
    own = sentences(start)[-1] if start else ""
    peers = tuple(peers_in_prose(MAPS.split(words, maxsplit=1)[1]))
    return [rows.Level(own_level=own, peers=peers)] if peers and own else []


def is_whole(text: str) -> bool:
    """Whether a paragraph says nothing but what equals what."""
    words = plain(" ".join(text.split()))
    return EQUALS.search(words) is not None and len(sentences(words)) == 1


def equation(words: str) -> rows.Level | None:
    """`A = B = C`, `A = L5 at X, E5 at Y`, `A ~ B | C`."""
    own, *others = [part.strip(" .") for one in EQUALS.split(words) for part in one.split(" | ")]
    if not (own and others):
        return None
    peers = []
    for other in others:
        pieces = with_commas([piece for piece in LIST.split(other) if piece])
        if any(AT.match(piece) for piece in pieces):
            peers += map(at_peer, pieces)
        else:
            peers += each_named(other) or in_parentheses(other) or [named_peer(other)]
    return rows.Level(own_level=own, peers=tuple(peers))


def each_named(words: str) -> list[rows.Peer]:
    """`Google L6, Meta E6`: the pieces as peers where every one begins with a company's name and goes on with a level, else none."""
    peers = [named_peer(piece) for piece in NAMES.split(words) if piece]
    return peers if all(peer.level and is_company(peer.company) for peer in peers) else []


def in_parentheses(words: str) -> list[rows.Peer]:
    """`L6 (Google), E6 (Meta)`: every piece is a level with its company."""
    found = [LEVEL_THEN_COMPANY.fullmatch(piece.strip(" .")) for piece in NAMES.split(words) if piece]
    if not all(one and not is_company(one["level"]) and is_company(one["company"]) for one in found):
        return []
    return [rows.Peer(company=one["company"], level=one["level"]) for one in found]


def listed(words: str) -> list[rows.Level]:
    """`Senior: Google L5, Meta E5`, where every piece is a company with a level."""
    own, colon, rest = words.partition(": ")
    peers = each_named(rest) if colon else []
    return [rows.Level(own_level=own, peers=tuple(peers))] if peers else []


def with_commas(pieces: list[str]) -> list[str]:
    """`VP, Engineering at X` in one piece again: a bare rank before a piece with a company is the beginning of that one's title."""
    joined: list[str] = []
    for piece in reversed(pieces):
        if joined and RANK.fullmatch(piece) and AT.match(joined[-1].strip(" .")):
            joined[-1] = f"{piece}, {joined[-1]}"
        else:
            joined.append(piece)
    return joined[::-1]


def at_peer(piece: str) -> rows.Peer:
    found = AT.match(piece.strip(" ."))
    return rows.Peer(company=found["company"].strip(), level=found["level"].strip()) if found else named_peer(piece)


def named_peer(piece: str) -> rows.Peer:
    company, level = split_company(piece.strip(" ."))
    return rows.Peer(company=company, level=level)


def peers_in_prose(words: str) -> Iterator[rows.Peer]:
    """`L5 at Google, E5 at Meta, and 63 at Microsoft`, or `SDM (Amazon), M1 (Meta)`."""
    first = re.split(r"\.\s+(?=[A-Z])", words, maxsplit=1)[0]
    pieces = [piece for piece in with_commas(LIST.split(first)) if AT.match(piece.strip(" ."))]
    if pieces:
        yield from map(at_peer, pieces)
        return
    if found := [one for one in IN_PARENTHESES.finditer(words) if is_company(one[2]) and not each_named(one[1])]:
        yield from (rows.Peer(company=one[2], level=one[1]) for one in found)
        return
    named = [named_peer(piece) for piece in NAMES.split(first)]
    yield from (peer for peer in named if peer.level and is_company(peer.company))
