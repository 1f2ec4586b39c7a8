"""The list of sources: plain words, words in brackets, or a real link. A link is what an author wrote, never verified."""

import re

from guides.parsing import rows
from guides.parsing.document import Block
from guides.parsing.text import plain

LINK = re.compile(r"\[(?P<title>[^\[\]]{1,600})\]\((?P<url>[^()\s]{1,600}(?:\([^()\s]{0,100}\)[^()\s]{0,300})?)\)")
BARE = re.compile(r"https?://[^\s)>\]]{1,500}")
BRACKETS = re.compile(r"\[([^\[\]]+)\]")
SEVERAL = re.compile(r"(?:\[[^\[\]]{2,}\][\s,;|·]*){2,}")
NUMBERED = re.compile(
    r"""^(?:\*\*)?(?:\[\^?\d{1,3}\]:?|\(\d{1,3}\)|\d{1,3}[.)]|(?:Source|Ref(?:erence)?)\s\#?\d{1,3}\s?[:.—–-])(?:\*\*)?\s+""",
    re.VERBOSE | re.IGNORECASE,
)
TITLE_COLUMN = re.compile(r"(?:data )?(?:sources?|titles?|references?|evidence|citation)", re.IGNORECASE)


def sources_of(blocks: list[Block]) -> tuple[list[rows.Source], list[Block]]:
    """The sources and the blocks that are none."""
    listed = any(block.kind == "item" or NUMBERED.match(block.text) for block in blocks)
    found, rest = [], []
    for block in blocks:
        texts = entries(block, listed)
        found += map(source, texts)
        rest += [] if texts else [block]
    return [one for one in found if one.title or one.url], rest


def entries(block: Block, listed: bool) -> list[str]:
    if block.kind == "item":
        return [NUMBERED.sub("", block.text, count=1)]
    if block.kind == "table":
        return titles_in_table(block)
    if block.kind != "paragraph" or (listed and not NUMBERED.match(block.text)):
        return []
    lines = [piece for line in block.text.split("\n") for piece in pieces(line.strip())]
    return [NUMBERED.sub("", line, count=1) for line in lines if line]


def titles_in_table(block: Block) -> list[str]:
    """The cells of the column that is headed as one of sources; none where a table has no such column."""
    place = next((number for number, words in enumerate(block.table[0].cells) if TITLE_COLUMN.fullmatch(plain(words))), None)
    return [] if place is None else [row.cells[place] for row in block.table[1:] if row.cells[place]]


def pieces(line: str) -> list[str]:
    """`[One], [Two]` in one line are two; so are pieces between semicolons, where there are three or more."""
    if SEVERAL.fullmatch(line):
        return [f"[{one}]" for one in BRACKETS.findall(line)]
    return line.split("; ") if line.count("; ") > 1 else [line]


def source(text: str) -> rows.Source:
    text = " ".join(text.split())
    if link := LINK.search(text):
        return linked(text, link)
    if whole := BRACKETS.fullmatch(plain(text)):
        return rows.Source(title=whole[1].strip())
    bare = BARE.search(text)
    if not bare:
        return rows.Source(title=plain(text))
    url = bare[0].rstrip(".,;")
    rest = plain(text.replace(url, " ")).replace("()", "").replace("<>", "").strip(" :—–-")
    return rows.Source(title=rest or url, url=url)


def linked(text: str, link: re.Match) -> rows.Source:
    """A link's own words, with the words around it; `Title: [address](address)` is titled by the words before."""
    around = (text[: link.start()] + (" " if link["title"] == link["url"] else link["title"]) + text[link.end() :]).strip()
    title = plain(around).strip(" :") or link["url"]
    return rows.Source(title=title, url=link["url"])
