"""Levers: a name, what it is about, and the words to say."""

import re
from dataclasses import replace

from guides.parsing import rows
from guides.parsing.document import Block
from guides.parsing.text import plain, unquoted

NUMBERED = re.compile(r"\d{1,2}[.)]\s+")
BOLD_NAME = re.compile(r"\*\*(?P<name>[^*\n]{1,300}?)\*\*(?P<rest>.*)", re.DOTALL)
LEVER = re.compile(
    r"""(?:Global\s)?(?:Negotiation\s)?Lever(?:age(?:\sPoint)?)?\s+(?:No\.?\s?|\#\s?)?
    (?:\d{1,2}|One|Two|Three|Four|Five|Six|[A-F]|I{1,3}|IV|V)\b(?:\s+of\s+\w+)?\s*(?:[:.|·—–-]{1,2}\s*|(?=\()|$)""",
    re.IGNORECASE | re.VERBOSE,
)
LABEL = re.compile(r"(?:Global )?(?:Negotiation )?Lever:\s*(?=\S)", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,2}[.)]\s+")
SCRIPT_IN_HEADING = re.compile(r"""\s+[—–-]\s+(?=["“])""")
IN_ONE_PARAGRAPH = re.compile(r"\n(?=\*\*(?:(?:Global )?Lever(?:age Point)?\s|\d{1,2}[.)]))", re.IGNORECASE)
UNBOLD = re.compile(r"""(?P<name>[^"“\n]{2,120}?)\s*(?:[:—–]|\s-)\s+(?P<rest>["“].*)""", re.DOTALL)
SCRIPT_AHEAD = re.compile(r"""\s*(?::|[—–-]{0,2}\s*["“])""")  # what follows the name of a lever
QUOTED = re.compile(r'"[^"]{12,5000}"|“[^”]{12,5000}”|„[^“”]{12,5000}[“”]|«[^»]{12,5000}»')
SCRIPT_WORDS = r"(?:Sample |Suggested )?(?:Script|Say(?: this)?|Negotiation language|What to say|Wording)"
SCRIPT_LABEL = re.compile(rf"(?:\*\*)?{SCRIPT_WORDS}(?:\*\*)?\s*:?(?:\*\*)?:?\s*\*?\s*$", re.IGNORECASE)
LABELLED = re.compile(rf"(?:^|\n)[*_]{{0,2}}{SCRIPT_WORDS}[*_]{{0,2}}:[*_]{{0,2}}\s+(?P<script>\S[^\n]{{11,5000}})", re.IGNORECASE)
NAME_COLUMN = re.compile(r"(?:global |negotiation )?(?:lever|leverage point)s?(?: name)?", re.IGNORECASE)
SCRIPT_COLUMN = re.compile(r".*\b(?:scripts?|say|wording|language|quote|pitch|phrasing|talking points?|words)\b.*", re.IGNORECASE)
NUMBER_COLUMN = re.compile(r"#|no\.?|nr\.?|number", re.IGNORECASE)


def levers_of(blocks: list[Block]) -> tuple[list[rows.Lever], list[Block]]:
    """The levers among the blocks, and the blocks before the first, which belong to none. Where none is numbered, names begin them."""
    if tables := [block for block in blocks if is_lever_table(block)]:
        return [one for table in tables for one in levers_of_table(table)], [block for block in blocks if block not in tables]
    blocks = [piece for block in blocks for piece in each_paragraph(block)]
    numbered = any(map(lever_start, blocks))
    found: list[tuple[str, list[str]]] = []
    before = []
    for block in blocks:
        if start := lever_start(block) if numbered else named_start(block):
            found.append((start[0], [start[1]] if start[1] else []))
        elif found:
            found[-1][1].append(block.source)
        else:
            before.append(block)
    return [lever(name, texts) for name, texts in found], before


def each_paragraph(block: Block) -> list[Block]:
    """A paragraph whose lines each begin a lever, in pieces."""
    if block.kind != "paragraph" or len(pieces := IN_ONE_PARAGRAPH.split(block.text)) == 1:
        return [block]
    return [replace(block, text=piece, source=piece) for piece in pieces]


def named_start(block: Block) -> tuple[str, str] | None:
    """`- **Name:** "script"` and `1. Name — "script"`, where nothing numbers the levers in bold."""
    if block.kind not in ("item", "paragraph"):
        return None
    if (bold := BOLD_NAME.match(block.text)) and (bold["name"].endswith(":") or SCRIPT_AHEAD.match(bold["rest"])):
        return name_of(bold["name"]), bold["rest"].lstrip(" :—–").strip()
    plainly = UNBOLD.match(block.text) if block.kind == "item" else None
    return (name_of(plainly["name"]), plainly["rest"]) if plainly else None


def lever_start(block: Block) -> tuple[str, str] | None:
    """The name of the lever that begins with the block, and what more the block says."""
    if block.kind == "heading":
        words = plain(block.text)
        return heading_start(block.text) if LEVER.match(words) or NUMBER.match(words) else None
    if block.kind not in ("item", "paragraph"):
        return None
    bold = BOLD_NAME.match(block.text)
    if not bold:
        return None
    numbered = block.kind == "item" and NUMBERED.match(block.source.lstrip())
    if not (numbered or LEVER.match(bold["name"]) or NUMBER.match(bold["name"])):
        return None
    return name_of(bold["name"]), bold["rest"].lstrip(" :—–").removeprefix("-- ").strip()


def heading_start(text: str) -> tuple[str, str]:
    """`Lever 1: Remote Teams — "I lead …"`: a heading may hold the script too."""
    name, *script = SCRIPT_IN_HEADING.split(text, maxsplit=1)
    return name_of(name), script[0] if script else ""


def name_of(text: str) -> str:
    bare = NUMBER.sub("", LEVER.sub("", plain(text), count=1), count=1)
    return NUMBER.sub("", LABEL.sub("", bare, count=1), count=1).strip().rstrip(":. ").strip() or plain(text)


def lever(name: str, texts: list[str]) -> rows.Lever:
    """The quote, or else the longest passage in quotation marks, is the script; all else is the body."""
    body, script = [], []
    for text in texts:
        quote, rest = quote_of(text)
        script += [quote] if quote else []
        body += [rest] if rest else []
    if script:
        return rows.Lever(name=name, body=without_label("\n\n".join(body)), script=unquoted("\n\n".join(script)))
    return from_passages(name, "\n\n".join(body))


def quote_of(text: str) -> tuple[str, str]:
    """The lines of a Markdown quote in the text, and the other lines."""
    lines = text.split("\n")
    quote = [line.lstrip()[1:].strip() for line in lines if line.lstrip().startswith(">")]
    rest = [line for line in lines if not line.lstrip().startswith(">")]
    return "\n".join(quote).strip(), "\n".join(rest).strip()


def from_passages(name: str, body: str) -> rows.Lever:
    passages = list(QUOTED.finditer(body))
    if not passages and (labelled := LABELLED.search(body)):
        rest = (body[: labelled.start()].strip(), body[labelled.end() :].strip())
        return rows.Lever(name=name, body="\n\n".join(filter(None, rest)), script=unquoted(labelled["script"]))
    if not passages:
        return rows.Lever(name=name, body=body)
    longest = max(passages, key=lambda passage: len(passage[0]))
    before, after = without_label(body[: longest.start()]), body[longest.end() :].lstrip("*").strip()
    return rows.Lever(name=name, body="\n\n".join(filter(None, (before, after))), script=longest[0][1:-1].strip())


def without_label(text: str) -> str:
    return SCRIPT_LABEL.sub("", text.rstrip()).rstrip(" *").rstrip()


def has_levers(blocks: list[Block]) -> bool:
    return any(map(is_lever_table, blocks)) or sum(lever_start(block) is not None for block in blocks) >= 2


def has_scripts(blocks: list[Block]) -> bool:
    """Whether the levers that the blocks seem to hold are said: most have a script."""
    found, _ = levers_of(blocks)
    return sum(bool(one.script) for one in found) * 2 > len(found)


def is_labelled(block: Block) -> bool:
    """Whether the block is called a lever of a number: `Lever 1 — Name`, in bold or as a heading."""
    if "lever" not in block.text[:80].lower():
        return False
    text = block.text if block.kind == "heading" else bold["name"] if (bold := BOLD_NAME.match(block.text)) else ""
    return block.kind in ("heading", "paragraph", "item") and LEVER.match(plain(text)) is not None


def is_lever_table(block: Block) -> bool:
    """`| Lever | Script |`, with a number before or other columns beside."""
    if block.kind != "table" or len(block.table) < 3:
        return False
    headers = [plain(cell) for cell in block.table[0].cells]
    return any(map(NAME_COLUMN.fullmatch, headers[:2])) and any(map(SCRIPT_COLUMN.fullmatch, headers[1:]))


def levers_of_table(block: Block) -> list[rows.Lever]:
    headers = [plain(cell) for cell in block.table[0].cells]
    name = next(number for number, words in enumerate(headers) if NAME_COLUMN.fullmatch(words))
    script = next(number for number, words in enumerate(headers) if number and SCRIPT_COLUMN.fullmatch(words))
    others = [number for number, words in enumerate(headers) if number not in (name, script) and not NUMBER_COLUMN.fullmatch(words)]
    found = []
    for row in block.table[1:]:
        body = "\n\n".join(f"{headers[number]}: {row.cells[number]}" for number in others if row.cells[number])
        found.append(rows.Lever(name=name_of(row.cells[name]), body=body, script=unquoted(row.cells[script])))
    return [one for one in found if one.name]
