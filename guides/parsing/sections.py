"""Where sections begin and what each is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from guides.parsing.document import Block
from guides.parsing.level_tables import is_level_table
from guides.parsing.levers import LEVER, NUMBER
from guides.parsing.tables import compensation_table
from guides.parsing.text import plain

# The first that matches a heading's words decides.
KINDS = (
    ("evidence", r"\bevidence\b(?!.*\blever)|^(?:data |key )?sources?\b(?! of\b)|\breferences\b|^citations\b"),
    ("strategy", r"\bnegotiate[- ]up\b|\bnegotiation strategy\b"),
    ("level_map", r"\b(?:level|title|grade|ladder|peer|role)(?:s|l?ing)?\s+(?:(?:&|and)\s+\w+\s+)?(?:map|equivalen|compar|guide|calibrat)"),
    ("level_map", r"\b(?:level|title|grade|ladder|peer|role)s?\s+(?:context|crosswalk|parity)"),
    ("level_map", r"\binternal (?:titles|benchmark)|^levels$|\bpeer (?:levels|titles|grades)"),
    ("level_map", r"\b(?:equivalent|comparable) (?:levels|titles|roles|grades)|^(?:\w+ )?levell?ing(?: \w+)?$"),
    ("level_map", r"\bhow (?:the )?(?:levels|grades|titles) (?:compare|map|line up|translate)"),
    ("levers", r"\blevers\b"),
    ("dna", r"\bnegotiation dna\b"),
    ("compensation", r"\bcompensation\b|\bcomp (?:overview|ranges|bench|table|data|bands)|\bsalary\b|\bpay (?:bands|ranges)"),
    ("premium", r"\bpremium\b|\bmultiplier\b|\blever\b"),
)
WORDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in KINDS)
LABEL = re.compile(r"(?:[^\w\s*\"'“]{1,3}[ \t]+)?\*\*([^*\n]{1,200}?)\*\*[ \t]*(:?)[ \t]*(.*)", re.DOTALL)
ITALIC_LABEL = re.compile(r"(?P<mark>[*_])(?=[A-Za-z])([^*_\n]{1,60}?)(:?)(?P=mark)(?![*_\w])")
LABEL_WORDS = (
    r"negotiation dna",
    r"level mapping",
    r"(?:global )?(?:negotiation )?levers",
    r"negotiate[- ]up(?: strategy)?",
    r"evidence(?: (?:&|and) sources)?",
    r"sources",
)
LABELS = re.compile("|".join(LABEL_WORDS), re.IGNORECASE)
LEVER_LABEL = re.compile(rf"{LEVER.pattern}|\d+[.)]\s", re.IGNORECASE | re.VERBOSE)
LABELLED = ("evidence", "strategy", "level_map", "dna")
BEFORE_LEVERS = ("compensation", "level_map", "dna")
OWN_TABLES = ("compensation", "strategy", "levers")  # a table of pay begins no new section here
INHERITED = ("evidence", "strategy")


@dataclass
class Part:
    """A section with its blocks, before they are read."""

    kind: str
    heading: str = ""
    depth: int = 2
    line: int = 1
    root: int = 0  # depth of the heading whose kind this one inherits
    blocks: list[Block] = field(default_factory=list)


def kind_of(heading: str) -> str:
    return next((kind for kind, words in WORDS if words.search(heading)), "other")


def parts_of(found: list[Block]) -> list[Part]:
    """The blocks in sections, in the order of the file. Rules stand between sections and mean nothing else."""
    parts = [Part(kind="other")]
    for block in found:
        if block.kind == "rule":
            continue
        for part, rest in beginnings(block, parts[-1]):
            if part:
                parts.append(part)
            if rest:
                parts[-1].blocks.append(rest)
    return [part for part in parts if part.heading or part.blocks]


def beginnings(block: Block, current: Part) -> Iterator[tuple[Part | None, Block | None]]:
    """The section that the block begins, if any, and what of the block is that section's text."""
    if block.kind == "heading":
        yield heading_begins(block, current)
    elif block.kind in ("paragraph", "quote") and (label := LABEL.match(with_bold_label(block.text))):
        yield label_begins(block, label, current)
    elif compensation_table(block) and not (current.kind == "level_map" and is_level_table(block)) and current.kind not in OWN_TABLES:
        yield Part(kind="compensation", line=block.line), block
    else:
        yield None, block


def with_bold_label(text: str) -> str:
    """An italic label that names a section, such as `*Negotiate Up Strategy:*`, counts as a bold one."""
    italic = ITALIC_LABEL.match(text)
    if not italic or not LABELS.fullmatch(italic[2].strip()):
        return text
    return f"**{italic[2]}{italic[3]}**{text[italic.end() :]}"


def heading_begins(block: Block, current: Part) -> tuple[Part | None, Block | None]:
    heading = plain(block.text)
    if LEVER_LABEL.match(heading) and (current.kind == "levers" or not heading[0].isdigit()):
        return (None if current.kind == "levers" else Part(kind="levers", depth=block.depth, line=block.line)), block
    inherits = current.kind in INHERITED and current.root and block.depth > current.root
    if inherits:
        return Part(kind=current.kind, heading=heading, depth=block.depth, line=block.line, root=current.root), None
    return Part(kind=kind_of(heading), heading=heading, depth=block.depth, line=block.line, root=block.depth), None


def label_begins(block: Block, label: re.Match, current: Part) -> tuple[Part | None, Block | None]:
    heading = plain(label[1]).rstrip(":").strip()
    text = label[3].strip()
    line = block.line + block.source.count("\n") - text.count("\n")
    rest = replace(block, text=text, source=text, line=line) if text else None
    alone = not block.text.split("\n", 1)[0][label.end(2) :].strip() and block.kind == "paragraph"
    names_lever = LEVER.match(heading) or (
        current.kind == "levers" and NUMBER.match(heading) and not LABELS.fullmatch(NUMBER.sub("", heading))
    )
    if (is_section_label(heading) and not names_lever) or (alone and begins_alone(heading, label, current)):
        return Part(kind=kind_of(heading), heading=heading, depth=4, line=block.line), rest
    if current.kind in BEFORE_LEVERS and LEVER.match(heading):
        return Part(kind="levers", depth=4, line=block.line), block
    return None, block


def is_section_label(heading: str) -> bool:
    """Whether a bold label begins a section though text follows it."""
    return LABELS.fullmatch(heading) is not None or (len(heading.split()) < 6 and kind_of(heading) in LABELLED)


def begins_alone(heading: str, label: re.Match, current: Part) -> bool:
    """Whether a line that is bold as a whole is a heading, and not the name of a lever or a label inside one."""
    if LEVER_LABEL.match(heading) or label[2] or label[1].rstrip().endswith(":"):
        return False
    return current.kind != "levers" or kind_of(heading) != "other"
