"""Edits that keep the meaning of a guide keep its rows: figures in another writing, columns in another order, headers in other words."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from guides.parsing import read, rows
from tests.accuracy import WRITTEN
from tests.samples import corpus_files

FILES = [*corpus_files(), *sorted(WRITTEN.glob("*__*.md"))]
THOUSANDS = re.compile(r"(?<=[$£€₹₪])(\d{1,3})K(?![\w–-])")
RANGE = re.compile(r"(?<=[\dKM]) ?[–-] ?(?=(?:[$£€₹₪]|[A-Z]{1,3}\$)\d)")
ITEM = re.compile(r"^- (?=\S)", re.MULTILINE)
HEADERS = {
    "| Region |": "| Location |",
    "| Base Salary |": "| Base Pay |",
    "| Total Comp |": "| Total Compensation |",
    "| Signing Bonus |": "| Sign-On Bonus |",
    "| Bonus |": "| Annual Bonus |",
    "| Stock (RSU/4yr) |": "| RSUs (4-year) |",
}


def with_other_headers(text: str) -> str:
    return "\n".join(renamed(line) if line.startswith("| Region |") else line for line in text.split("\n"))


def renamed(line: str) -> str:
    for header, other in HEADERS.items():
        line = line.replace(header, other).replace(header[1:], other[1:])
    return line


def with_columns_turned(text: str) -> str:
    return "\n".join(turned(line) if line.startswith("|") and line.endswith("|") else line for line in text.split("\n"))


def turned(line: str) -> str:
    first, *others = re.split(r"(?<!\\)\|", line[1:-1])
    return f"|{'|'.join([first, *reversed(others)])}|"


EDITS = {
    "thousands spelled out": lambda text: THOUSANDS.sub(r"\1,000", text),
    "hyphens with blanks": lambda text: RANGE.sub(" - ", text),
    "en dashes": lambda text: RANGE.sub("–", text),
    "to for a dash": lambda text: RANGE.sub(" to ", text),
    "other headers": with_other_headers,
    "columns turned": with_columns_turned,
    "bullets as stars": lambda text: ITEM.sub("* ", text),
    "lines of Windows": lambda text: text.replace("\n", "\r\n"),
    "typographic quotes": lambda text: text.replace("I'm", "I’m").replace("I'd", "I’d"),
    "no rules": lambda text: text.replace("\n---\n", "\n"),
}


@cache  # each file as it is, for all edits and for those that change nothing in it
def figures_in(text: str, path: Path) -> Counter:
    return figures_of(read(text, path=str(path)))


def figures_of(guide: rows.Guide) -> Counter:
    bands = ((b.region, b.level, b.component, b.unit, b.low, b.high, b.currency) for b in guide.bands if b.unit != "text")
    targets = ((t.kind, t.component, t.unit, t.low, t.high, t.currency) for t in guide.targets if t.unit != "text")
    return Counter([*bands, *targets, ("levers", len(guide.levers)), ("sources", len(guide.sources)), ("tags", guide.tags)])


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_that_keeps_the_meaning_keeps_the_rows(edit):
    differences = {}
    for path in FILES:
        source = path.read_text(encoding="utf8")
        before, after = figures_in(source, path), figures_in(EDITS[edit](source), path)
        if before != after:
            differences[path.parent.name + "/" + path.stem] = (before - after, after - before)
    assert differences == {}
