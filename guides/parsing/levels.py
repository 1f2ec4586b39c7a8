"""Which grade here equals which grade elsewhere, in words: `A = B = C`, `L5 at X`, `L5 (X)`, `X: L5`, or a sentence."""

import re
from collections.abc import Iterator
from dataclasses import replace

from guides.parsing import rows
from guides.parsing.companies import EITHER, JOB_WORDS, LEVEL_CODE, NOWHERE, Setting, bare, companies_in, split_company
from guides.parsing.level_words import CONNECTIVES, GENERAL, NAME_ENDINGS
from guides.parsing.own_name import own_names
from guides.parsing.sentences import sentences
from guides.parsing.text import plain, simple_quotes

LONGEST = 3000
EQUALS = re.compile(r"\s+(?:={1,2}>?|[≈≃≅≡≙~↔→⇒⇔⟷⟶➜➡]|<?->)\s*(?=[\w(\"'~$£€])")
COLON = re.compile(r":\s+|\s[—–-]\s")
INITIAL = re.compile(r"(?:^|\s)[A-Z]\.$")
PARENTHESES = re.compile(r"\([^()]*\)")
IN_WORDS = re.compile(r"(?<![\w'&-])(?!and\b|or\b)[a-z]{2,}")
MONEY = re.compile(r"[$£€₹¥]\s?\d|\d\s?[kK]\b")
MAPS = re.compile(
    r"""\b(?:(?:maps?|corresponds?|compares|translates?|equates?|comparable|similar|akin|equivalent|analogous|parallel)\s(?:\w+\s)?to
    |(?:lines?\sup|aligns?|on\s(?:a\s)?par|in\sline)\s(?:with|to)|(?:benchmark(?:s|ed)?)\s(?:to|against|with)|equals|matches|mirrors
    |sits?\s(?:\w+\s)?between|(?:closest|nearest)\s(?:\w+\s){0,3}(?:is|are|:)
    |(?:equivalents?|counterparts?|peers?|comparables?)(?:\s(?:titles?|levels?|roles?|grades?))?\s?(?:\binclude\b|\bare\b|:)
    |(?:titles?|levels?|roles?|grades?)\s?(?:include|are\b|:))""",
    re.IGNORECASE | re.VERBOSE,
)
AT = re.compile(
    r"""^(?P<level>.{1,120}?)\s(?:at|@)\s(?:the\s)?
    (?P<company>(?:The\s)?[^\s()a-z][^()]{0,80}?|[a-z]+[A-Z][^()]{0,60}?)(?:\s*\((?P<aside>[^()]*)\))?$""",
    re.VERBOSE,
)
WITH_ASIDE = re.compile(r"(?P<outside>[^()]{1,100}?) \((?P<inside>[^()]{1,200})\)(?P<after>[^()]*)$")
SEPARATORS = re.compile(r",\s*(?:and |or |& )?|;\s*|\s+[/|·•]\s+|\s+(?:and|or|vs\.?|versus|between|while|but|plus)\s+", re.IGNORECASE)
FILLER = re.compile(
    r"""^(?:(?:think|an?|(?-i:the)|to|with|roughly|about|approximately|approx\.?|around|either|both|is|are|being|directly|broadly|typically|usually|generally
    |at|includ(?:e|es|ing)|it|its|as|of|and|or|like|our|their|your|between|on|par|equivalent|full)\s+)+""",
    re.IGNORECASE | re.VERBOSE,
)
NOTHING = re.compile(r"(?:n/?a|none|no\b|nothing|—|-)", re.IGNORECASE)
AT_COMPANY = re.compile(r" (?:at|@) (?:the )?[A-Z]")
COPULA = re.compile(r"(?:,? (?:is|are|being)(?: \w+ly)?| \w+ly)$")
AT_OTHERS = re.compile(r"\b(?:at|in) (?:an?|any|most|many|other|some|larger?|smaller?|top|typical|traditional|peer)\b")
RANK = re.compile(
    r"(?:(?:Senior|Sr\.?|Associate|Group|Executive|Managing) )?(?:A|S|E)?(?:VP|Vice President|Director|Head|Manager|Lead|Member)"
)
POSSESSIVE = re.compile(r"(?<=\w)'s (?=[A-Z0-9])")
LEVEL_PARTS = re.compile(r"[\s/–—-]+")
GLUED = re.compile(r"(?<=\d)/(?=[A-Z][a-z][\w.]+ [A-Z]{1,3}-?\d)")  # `Stripe L3/Square L5` is two with a level each
LEVEL_START = JOB_WORDS | EITHER


def levels_of_text(text: str, setting: Setting = NOWHERE) -> list[rows.Level]:
    """The levels that one paragraph or list item maps, or none. Companies' names end as `setting` lets them be read."""
    words = GLUED.sub(" / ", simple_quotes(plain(" ".join(text.split()))))
    if len(words) > LONGEST:
        return []
    if EQUALS.search(words):
        first = first_sentence(words)
        setting = replace(setting, repeated=repeated_words(EQUALS.split(first)), lower_case=True)
        return [level for one in one_each(first, setting) if (level := equation(one, setting))]
    if found := [level for one in words.split("; ") for level in mapped(one, setting)] if MAPS.search(words) else []:
        return found
    pieces = words.split("; ")
    return [level for piece in (pieces if all(map(COLON.search, pieces)) else [words]) for level in listed(piece, setting)]


def first_sentence(words: str) -> str:
    """The first sentence; the point after one initial ends none, as in `T. Rowe Price`."""
    first, *others = sentences(words)
    while others and INITIAL.search(first):
        first = f"{first} {others.pop(0)}"
    return first


def repeated_words(pieces: list[str]) -> frozenset[str]:
    """Words that follow several different first words, and so belong to roles: `Waymo Lidar L4 = Zoox Lidar Engineer`."""
    followed: dict[str, set[str]] = {}
    for piece in pieces[1:]:
        first, *others = piece.split()
        for word in others:
            followed.setdefault(bare(word), set()).add(first)
    names = CONNECTIVES | NAME_ENDINGS | GENERAL
    return frozenset(word for word, firsts in followed.items() if len(firsts) > 1 and word not in names)


def one_each(words: str, setting: Setting) -> list[str]:
    """`A = B; C = D` in two, and `Mid = B, Senior = D`; a piece without the sign belongs to the one before it."""
    found: list[str] = []
    pairs = all(len(EQUALS.findall(piece)) < 2 for _, piece in pieces_of(words))
    for separator, piece in pieces_of(words):
        apart = separator == ";" or (pairs and begins_own(piece, words, setting))
        if found and not (apart and EQUALS.search(piece) and EQUALS.search(found[-1])):
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


def begins_own(piece: str, words: str, setting: Setting) -> bool:
    """Whether a piece begins with a level of this company's own: no other company's name, or the one with which all begins."""
    return not split_company(piece, setting)[0] or piece.split(" ")[0] == words.split(" ")[0]


def equation(words: str, setting: Setting) -> rows.Level | None:
    """`A = B = C`, `A = L5 at X, E5 at Y`, `A ~ B | C`."""
    own, *others = [part.strip(" .") for one in EQUALS.split(words) for part in one.split(" | ")]
    if not (own and others):
        return None
    peers = [peer for other in others for peer in peers_of_side(other, setting)]
    if not peers and len(others) == 1 and (companies := companies_alone(own, setting)):
        return rows.Level(own_level=setting.role, peers=tuple(rows.Peer(company=one, level=others[0]) for one in companies))
    return rows.Level(own_level=own, peers=tuple(peers))


def peers_of_side(words: str, setting: Setting) -> list[rows.Peer]:
    """The peers of one side of an equation: several with a level each, or one."""
    if MAPS.search(words):
        return [peer for level in mapped(words, setting) for peer in level.peers]
    return peers_of_list(words, setting, strict=not AT_COMPANY.search(words)) or named_peer(words.split("; ")[0], setting)


def listed(words: str, setting: Setting) -> list[rows.Level]:
    """`Senior: Google L5, Meta E5`, `Google: L5`, `L5 (Google), E5 (Meta)`, where every piece is a company with a level."""
    own, sign, rest = words.partition(mark[0]) if (mark := COLON.search(words)) else (words, "", "")
    if sign and (companies := companies_alone(own, setting)) and is_level(rest) and not IN_WORDS.search(PARENTHESES.sub("", rest)):
        return [rows.Level(own_level=setting.role, peers=tuple(rows.Peer(company=one, level=rest.strip(" .")) for one in companies))]
    if sign and is_level(own) and not split_company(own, setting)[0] and (companies := companies_alone(rest, setting)):
        return [rows.Level(own_level=setting.role, peers=tuple(rows.Peer(company=one, level=own.strip()) for one in companies))]
    if sign and (peers := peers_of_list(rest, setting, strict=True)) and not split_company(own, setting)[0]:
        return [rows.Level(own_level=own.strip(), peers=tuple(peers))]
    pieces = [piece for piece in SEPARATORS.split(words.strip(" .")) if piece]
    here = own_piece(pieces[0], setting) if pieces else ""
    peers = peers_of_list(words[len(here) :].strip(" |,;·•"), setting, strict=True)
    return [rows.Level(own_level=here or setting.role, peers=tuple(peers))] if peers else []


def own_piece(piece: str, setting: Setting) -> str:
    """The piece, where it is a level of the company's own, else nothing."""
    return piece if any(piece.lower().startswith(name.lower()) for name in own_names(setting.company)) else ""


def companies_alone(words: str, setting: Setting) -> list[str]:
    """The company or companies that a label names, such as `Google` or `Google/Meta`; a label with a level names none."""
    company, level = split_company(words.strip(), setting.of_names)
    return companies_in(company, setting) if company and not level else []


def peers_of_list(words: str, setting: Setting, *, strict: bool = False) -> list[rows.Peer]:
    """`L5 at Google, E5 at Meta and Uber`, `SDM (Amazon), M1 (Meta)`, `Google L6, Meta E6`. `strict`: none where a piece is no peer."""
    pieces = with_commas([piece.strip(" .") for piece in split_outside(words) if piece.strip(" .")])
    found: list[list[rows.Peer]] = []
    for piece in pieces:
        peers = peers_of_piece(piece, setting) or joins_the_one_before(piece, found, setting)
        if strict and not (peers or AT_OTHERS.search(piece) or companies_alone(FILLER.sub("", piece), setting)):
            return []
        found.append(peers)
    carry_levels_back(pieces, found, setting)
    return [peer for peers in found for peer in peers]


def split_outside(words: str) -> Iterator[str]:
    """The pieces between separators that stand outside parentheses."""
    start, depth, place = 0, 0, 0
    marks = {mark.start(): mark.end() for mark in SEPARATORS.finditer(words)}
    while place < len(words):
        depth = max(depth + (words[place] == "(") - (words[place] == ")"), 0)
        if place in marks and not depth:
            yield words[start:place]
            start = place = marks[place]
        else:
            place += 1
    yield words[start:]


def with_commas(pieces: list[str]) -> list[str]:
    """`VP, Engineering at X` in one piece again: a bare rank before a piece with a company is the beginning of that one's title."""
    joined: list[str] = []
    for piece in reversed(pieces):
        if joined and RANK.fullmatch(piece) and AT.match(joined[-1]):
            joined[-1] = f"{piece}, {joined[-1]}"
        else:
            joined.append(piece)
    return joined[::-1]


def peers_of_piece(piece: str, setting: Setting) -> list[rows.Peer]:
    """The peers that one piece names with their level; none where it names no company, or no level."""
    piece = FILLER.sub("", piece)
    if MONEY.search(piece):
        return []
    if found := AT.match(piece):
        companies = companies_in(name_alone(found["company"], setting), setting) if not NOTHING.match(found["level"]) else []
        return [rows.Peer(company=one, level=found["level"].strip()) for one in companies]
    if (aside := WITH_ASIDE.match(piece)) and (peers := peers_with_aside(aside, setting)):
        return peers
    company, level = split_company(piece, setting)
    speaks = len(IN_WORDS.findall(PARENTHESES.sub("", level))) > 2
    return [rows.Peer(company=one, level=level) for one in companies_in(company, setting)] if is_level(level) and not speaks else []


def peers_with_aside(found: re.Match, setting: Setting) -> list[rows.Peer]:
    """`L6 (Google)`, `Engineering Manager (Datadog/Elastic)`, `peer firms (Orbitel Data Engineer, Halcyon L5)`."""
    outside, inside = found["outside"], found["inside"].rpartition(": ")[-1]
    if split_company(outside, setting)[0]:
        return []
    if companies := companies_alone(inside, setting):
        return [rows.Peer(company=one, level=outside.strip()) for one in companies] if is_level(outside) else []
    pieces = [piece for piece in SEPARATORS.split(inside) if piece]
    named = [companies_alone(piece, setting) for piece in pieces]
    if is_level(outside) and all(named):
        return [rows.Peer(company=one, level=outside.strip()) for companies in named for one in companies]
    return [peer for piece in pieces for peer in peers_of_piece(piece, setting)]


def name_alone(words: str, setting: Setting) -> str:
    """The name with which the words begin: `Google with a wider scope` is Google."""
    kept = []
    for word in words.strip(" .").split():
        if kept and ((word[0].islower() and word not in CONNECTIVES) or word[0] in "—–(-"):
            break
        kept.append(word)
    while kept and kept[-1] in CONNECTIVES:
        kept.pop()
    return split_company(" ".join(kept), setting.of_names)[0]


def is_level(words: str) -> bool:
    """Whether a grade, a role or a team stands among the words."""
    return any(bare(one) in LEVEL_START or LEVEL_CODE.fullmatch(one) for one in LEVEL_PARTS.split(words))


def joins_the_one_before(piece: str, found: list[list[rows.Peer]], setting: Setting) -> list[rows.Peer]:
    """`L5 at Uber, Lyft and DoorDash`: a company alone has the level of the one before it."""
    companies = companies_alone(FILLER.sub("", piece), setting) if found and found[-1] else []
    return [rows.Peer(company=one, level=found[-1][0].level) for one in companies]


def carry_levels_back(pieces: list[str], found: list[list[rows.Peer]], setting: Setting) -> None:
    """`Google / Meta L5`: a company alone before one with a level has that level."""
    for place in range(len(found) - 2, -1, -1):
        if not found[place] and found[place + 1]:
            companies = companies_alone(FILLER.sub("", pieces[place]), setting)
            found[place] = [rows.Peer(company=one, level=found[place + 1][0].level) for one in companies]


def named_peer(words: str, setting: Setting) -> list[rows.Peer]:
    """`Google L5-L6`, or a company alone."""
    company, level = split_company(words, setting)
    return [rows.Peer(company=one, level=level) for one in companies_in(company, setting)]


def mapped(words: str, setting: Setting) -> list[rows.Level]:
    """`Engineer here maps to L5 at X`, with the sentences that follow and say the same."""
    own, peers = "", []
    for sentence in sentences(words):
        found = MAPS.search(sentence)
        if not found:
            continue
        own = own or COPULA.sub("", sentence[: found.start()].strip())
        rest = POSSESSIVE.sub(" ", MAPS.sub(", ", sentence[found.end() :]))
        peers += peers_of_list(rest.strip(" .:"), setting)
    unique = tuple(dict.fromkeys(peers))
    return [rows.Level(own_level=own or setting.role, peers=unique)] if unique else []


def is_whole(text: str) -> bool:
    """Whether a paragraph says nothing but what equals what."""
    words = plain(" ".join(text.split()))
    return EQUALS.search(words) is not None and len(sentences(words)) == 1
