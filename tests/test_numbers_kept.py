"""Every amount and percentage of a pay table, a strategy and a level map is a row's own value, or stands in a problem with its line."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guides.parsing import read, rows
from tests.accuracy import WRITTEN
from tests.samples import corpus_files, seed_file

# Written apart from the reader's own pattern, and more generous.
CODES = "USD|EUR|GBP|CHF|SGD|AUD|CAD|HKD|INR|JPY|PLN|SEK|NOK|DKK|AED|BRL|ILS"
SCALES = {"": 1, "k": 10**3, "m": 10**6, "mm": 10**6, "b": 10**9, "bn": 10**9, "l": 10**5, "cr": 10**7}
SIGN = rf"(?P<sign>(?:[$£€₹₪¥₩]|\b(?:{CODES})) ?)?"
NUMBER = re.compile(rf"{SIGN}(?P<number>(?<![A-Z])\d[\d,]*(?:\.\d+)?) ?(?P<scale>(?:K|k|M|MM|m|B|bn|L|Cr)(?![A-Za-z]))?(?P<percent> ?%)?")
FILES = [*corpus_files(), *([seed_file()] if seed_file().exists() else []), *sorted(WRITTEN.glob("*__*.md"))]


def judged_lines(source: str) -> list[tuple[int, str]]:
    """Lines of tables, of the strategy's quote, and of a level map in one line, with their numbers."""
    lines = enumerate(source.split("\n"), start=1)
    return [(number, line) for number, line in lines if re.match(r"\||.{0,4}\*\*(?:Negotiate Up|Level Mapping)", line)]


def values_of(line: str) -> set[Decimal]:
    """What the line states in money or percent."""
    found = (match for match in NUMBER.finditer(line) if match["sign"] or match["scale"] or match["percent"])
    return {Decimal(one["number"].replace(",", "")) * SCALES[(one["scale"] or "").lower()] for one in found}


def row_values(guide: rows.Guide) -> set[Decimal]:
    return {value for row in (*guide.bands, *guide.targets) for value in (row.low, row.high) if value is not None}


def level_words(guide: rows.Guide) -> str:
    return " ".join(words for level in guide.levels for words in (level.own_level, *(peer.level for peer in level.peers)))


def lost(source: str) -> list[tuple[int, Decimal]]:
    """Line and value of each number that is nowhere."""
    guide = read(source, path="acme/role.md")
    kept = row_values(guide) | values_of(level_words(guide))
    doubted = {problem.line for problem in guide.problems}
    return [(line, value) for line, text in judged_lines(source) if line not in doubted for value in values_of(text) - kept]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_number_of_a_guide_is_lost(path):
    assert lost(path.read_text(encoding="utf8")) == []


SIGNS = st.sampled_from(["$", "£", "€", "₹", "S$", "CHF ", "EUR "])
AMOUNTS = st.builds("{}{}{}".format, SIGNS, st.integers(1, 999), st.sampled_from(["K", "M", ",000", ""]))
JOINTS = st.sampled_from([" - ", "–", " to ", " / ", " or ", ", ", " (", ") ", "+ ", "% ", " and ", "~"])
PERCENTS = st.builds("{}%".format, st.integers(1, 60))
MORE = st.sampled_from(["None", "—", "Discretionary", "up to ", "base", "over 4 years", "of base", "/yr", "bonus"])
CELLS = st.lists(st.one_of(AMOUNTS, AMOUNTS, PERCENTS, JOINTS, MORE), min_size=1, max_size=6).map("".join)
ASKS = st.sampled_from(
    ["Anchor at ", "Accept at ", "Walk away below ", "Google pays ", "If base is capped, ask for ", "Accept if total exceeds ", "Expect "]
)
SENTENCES = st.builds("{}{}{}. ".format, ASKS, CELLS, st.sampled_from(["", " base", " in RSUs", " bonus", " TC in London"]))
LEVELS = st.lists(st.sampled_from([" = Google L4", " = Meta E5 ($300K)", ", L6 at Amazon", " (15% bonus)", "; more at £90K"]), max_size=4)


@st.composite
def guides(draw) -> str:
    table = "\n".join(f"| London | {draw(CELLS)} | {draw(CELLS)} | {draw(CELLS)} |" for _ in range(draw(st.integers(1, 3))))
    strategy = "".join(draw(st.lists(SENTENCES, max_size=4)))
    return (
        "### Role | Acme Global Negotiation Guide\n\n**Negotiation DNA:** A | B\n\n"
        f"| Region | Base Salary | Bonus | Total Comp |\n|---|---|---|---|\n{table}\n\n"
        f"**Level Mapping:** Acme L3{''.join(draw(LEVELS))}\n\n> **Negotiate Up Strategy:** {strategy}\n"
    )


@given(guides())
@settings(max_examples=100, deadline=None)
def test_no_number_of_a_made_up_guide_is_lost(source):
    assert lost(source) == []
