"""A Markdown text as a flat list of blocks, each with its lines. Inline Markdown stays as it was typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

MARKER = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])(?:\s+|$)")
QUOTE = re.compile(r"^ {0,3}> ?")


def block_parser() -> MarkdownIt:
    """Blocks alone: no HTML, nothing hidden as a reference, no text made a heading by the line under it."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return parser.disable(["inline", "text_join", "lheading", "code", "reference", "html_block"])


PARSER = block_parser()


@dataclass(frozen=True, kw_only=True)
class Row:
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Block:
    """heading, paragraph, item, quote, table, rule or code. `text` is without markers, `source` as it stands in the file."""

    kind: str
    line: int
    text: str
    source: str
    depth: int = 0
    table: tuple[Row, ...] = field(default=())


def blocks(text: str) -> list[Block]:
    lines = text.split("\n")
    tokens = PARSER.parse(text)
    return list(top_blocks(tokens, lines))


def top_blocks(tokens: list[Token], lines: list[str]) -> Iterator[Block]:
    place = 0
    while place < len(tokens):
        end = closing(tokens, place)
        yield from block_of(tokens[place : end + 1], lines)
        place = end + 1


def closing(tokens: list[Token], place: int) -> int:
    """Where the token that opens at `place` closes."""
    if tokens[place].nesting != 1:
        return place
    level = tokens[place].level
    return next(number for number in range(place + 1, len(tokens)) if tokens[number].nesting == -1 and tokens[number].level == level)


def block_of(tokens: list[Token], lines: list[str]) -> Iterator[Block]:
    kind = tokens[0].type
    if kind in ("bullet_list_open", "ordered_list_open"):
        inside = tokens[1:-1]
        place = 0
        while place < len(inside):
            end = closing(inside, place)
            yield item(inside[place], lines)
            place = end + 1
        return
    source = source_of(tokens[0], lines)
    line = tokens[0].map[0] + 1
    if kind == "heading_open":
        yield Block(kind="heading", line=line, text=tokens[1].content, source=source, depth=int(tokens[0].tag[1]))
    elif kind == "table_open":
        yield Block(kind="table", line=line, text="", source=source, table=tuple(table_rows(tokens)))
    elif kind == "blockquote_open":
        text = "\n".join(QUOTE.sub("", one) for one in source.split("\n"))
        yield Block(kind="quote", line=line, text=text.strip(), source=source)
    else:
        yield Block(kind=KINDS.get(kind, "code"), line=line, text=source.strip(), source=source)


KINDS = {"paragraph_open": "paragraph", "hr": "rule"}


def item(token: Token, lines: list[str]) -> Block:
    source = source_of(token, lines)
    return Block(kind="item", line=token.map[0] + 1, text=MARKER.sub("", source, count=1).strip(), source=source)


def source_of(token: Token, lines: list[str]) -> str:
    return "\n".join(lines[token.map[0] : token.map[1]]).rstrip()


def table_rows(tokens: list[Token]) -> Iterator[Row]:
    cells: list[str] = []
    line = 0
    for token in tokens:
        if token.type == "tr_open":
            cells, line = [], token.map[0] + 1
        elif token.type == "inline":
            cells.append(token.content.strip())
        elif token.type == "tr_close":
            yield Row(line=line, cells=tuple(cells))
