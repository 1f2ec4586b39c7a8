"""Texts made to break a reader: each is read in a moment, and nothing in it is lost or acts."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guides.canonical import write
from guides.importing import import_paths
from guides.models import Source
from guides.parsing import read, rows

SIZE = 300_000
SECONDS = 10  # of the processor; each takes one or two
TITLE = "### Role | Acme Global Negotiation Guide\n\n"
STRATEGY = TITLE + "> **Negotiate Up Strategy:** "
CANONICAL = "<!-- negotiate guide 1 -->\n\n"


def repeated(text: str) -> str:
    return text * (SIZE // len(text))


HOSTILE = {
    "one long line": repeated("a"),
    "digits": repeated("1"),
    "amounts": repeated("$1"),
    "quotes in quotes": repeated("> "),
    "lists in lists": repeated("- "),
    "brackets": repeated("["),
    "links that never close": repeated("[a]("),
    "parentheses": repeated("("),
    "stars": repeated("*"),
    "bold lines": repeated("**a**\n\n"),
    "backticks": repeated("`"),
    "pipes": repeated("|"),
    "headings": repeated("# a\n"),
    "flags": repeated("🇦🇺"),
    "one sentence": STRATEGY + repeated("Anchor at $330K base with $220K bonus "),
    "many sentences": STRATEGY + repeated("Anchor at $330K base. Accept if "),
    "a word without end": STRATEGY + "Accept " + repeated("A"),
    "placeholders": STRATEGY + repeated("$[1"),
    "levels": TITLE + "**Level Mapping:** " + repeated("A = "),
    "levels in prose": TITLE + "**Level Mapping:** X maps to " + repeated("A"),
    "levers": TITLE + "**Global Levers**\n\n" + repeated("1. **Name:** “"),
    "sources": TITLE + "**Evidence & Sources**\n\n" + repeated("- [a](http://x "),
    "tags": TITLE + "**Negotiation DNA:** " + repeated("`a"),
    "a wide table": TITLE + "| Region " + "| Base " * 9000 + "|\n" + "|---" * 9001 + "|\n" + "| x " * 9001 + "|\n",
    "a tall table": TITLE + "| Region | Base | Total |\n|---|---|---|\n" + repeated("| a | $1K-$2K | $3K |\n"),
    "a long cell": TITLE + "| Region | Base |\n|---|---|\n| a | " + repeated("$1K / ") + "|\n",
    "canonical cells": CANONICAL + "## Compensation\n\n|" + repeated("\\|"),
    "canonical sources": CANONICAL + "## Sources\n\n" + repeated("1. [a](\n"),
    "canonical tags": CANONICAL + "**Negotiation DNA:** " + repeated("`\\"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_in_a_moment(name):
    start = time.process_time()
    assert isinstance(read(HOSTILE[name]), rows.Guide)
    assert time.process_time() - start < SECONDS


LENGTH = 100_000
# What a cell, a strategy, a level map, tags, levers, sources or a title may be made of, over and over.
ABSURD = {
    "| Region | Base |\n|---|---|\n| a | ": ["a", "A ", "$", "1", "1,", "1 ", "$1K-", "(", "[", "*", "**a", "`", "£1K - £2K / $", "$1K ("],
    "> **Negotiate Up Strategy:** ": [
        "Anchor at $1K ",
        "if we reach ",
        "below $1K ",
        "at $1K ",
        "A ",
        "Acme is at ",
        ": ",
        "12 000 ",
        "1.000.",
        "is $200K base x x x x x x x " * 50 + ". A",
        "if they walk $1K x x x x x x " * 50 + ". A",
        "$1K (x x x x x x x x x x x x x " * 50 + ". A",
    ],
    "**Level Mapping:** X = ": [
        "A = ",
        "Google L4, ",
        "Google L4 and ",
        "L4 at Google, ",
        "A (B), ",
        "maps to ",
        "A; ",
        "SpaceX Flight ",
        "D. E. ",
    ],
    "**Negotiation DNA:** ": ["`a", "a | ", "a / ", "**a** "],
    "**Global Levers**\n\n1. ": ["**a", "**a:** ", 'a — "', "“", "**Lever 1"],
    "**Evidence & Sources**\n\n- ": ["[", "[a](", "http://a", "a; ", "(", "\n- "],
}
UNITS = [(start, unit) for start, units in ABSURD.items() for unit in units]


@pytest.mark.parametrize(("start", "unit"), UNITS)
def test_one_thing_repeated_without_end_is_read_in_a_moment(start, unit):
    began = time.process_time()
    read(TITLE + start + unit * (LENGTH // len(unit)))
    assert time.process_time() - began < SECONDS / 2


PIECES = [
    "### Role | Acme Global Negotiation Guide\n", "**Negotiation DNA:** ", "`tag` ",
    "| Region | Base | Bonus |\n|---|---|---|\n", "| NYC | $1K - $2K | 10% |\n",
    "#### Level Mapping\n", "A = Google L5 = Meta\n", "**Global Levers**\n", '1. **Name:** "some words to say"\n',
    "> **Negotiate Up Strategy:** ", "Open at $1K base. ", "Accept at £2K+ / $3K. ", "Walk away below $1K or if it fails. ",
    "**Evidence & Sources**\n", "- [T](https://example.com)\n", "\n", "---\n", "- a\n", "> q\n", "```\n", "|", "**", "$[X]",
    "\t", "<b>", "&amp;", "\\",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=25).map("".join)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_whatever_is_read_can_be_written_and_read_again(text):
    guide = read(text, path="acme/role.md")
    assert read(write(guide)) == guide


def test_links_that_act_are_words(db, tmp_path):
    (tmp_path / "acme").mkdir()
    links = "- [One](javascript:alert(1))\n- [Two](//evil.example)\n- [Three](https://example.com/a)\n"
    (tmp_path / "acme" / "role.md").write_text(TITLE + "**Evidence & Sources**\n" + links)
    import_paths([tmp_path], publish=True, now=datetime(2026, 3, 1, tzinfo=UTC))
    assert [source.url for source in Source.objects.order_by("position")] == ["", "", "https://example.com/a"]
