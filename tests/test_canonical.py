"""Canonical Markdown: what is written reads back to the very same rows."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from guides.canonical import write
from guides.parsing import read, rows

NASTY = [
    "|",
    "\\",
    "`",
    "[",
    "]",
    "(",
    ")",
    "#",
    "##",
    "###",
    ">",
    "<!--",
    "-->",
    "- ",
    "1. ",
    ": ",
    "\n",
    "\r\n",
    " ",
    "  ",
    "\t",
    "*",
    "_",
    "\\n",
    "\\u{41}",
    "\u2028",
    "\x00",
    "\u00a0",
    "é",
    "🦄",
    "| --- |",
    "(as of 2026-01-01)",
    "[attribute]",
    "**As of:** 2026-01-01",
    "+",
    "\\e",
    "—",
]
texts = st.one_of(st.text(max_size=20), st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=3)), max_size=8).map("".join))
amounts = st.decimals(min_value=0, max_value=10**12, places=4, allow_nan=False)
days = st.none() | st.dates()
origin = {"as_of": days, "review_by": days, "source": st.none() | st.integers(1, 99), "original": texts}
figure = {
    "component": st.sampled_from(rows.COMPONENTS),
    "unit": st.sampled_from(rows.UNITS),
    "low": st.none() | amounts,
    "high": st.none() | amounts,
    "open_ended": st.booleans(),
    "currency": st.sampled_from([None, "USD", "GBP", "INR"]),
    "period": st.sampled_from([None, *rows.PERIODS]),
    **origin,
}
bands = st.builds(
    rows.Band,
    **figure,
    region=st.none() | texts,
    level=st.none() | texts,
    value_role=st.sampled_from(rows.VALUE_ROLES),
    note=texts,
    flag=texts,
)
targets = st.builds(
    rows.Target,
    **figure,
    kind=st.sampled_from(rows.TARGET_KINDS),
    scope=texts,
    condition=texts,
    confidence=st.decimals(0, 1, places=2),
    implies_walk_away=st.booleans(),
)
levels = st.builds(
    rows.Level,
    own_level=texts,
    is_attribute=st.booleans(),
    peers=st.lists(st.builds(rows.Peer, company=texts, level=texts), max_size=3).map(tuple),
)
problems = st.builds(
    rows.Problem, code=texts, message=texts, line=st.none() | st.integers(0, 10**6), severity=st.sampled_from(rows.SEVERITIES)
)
several = lambda strategy: st.lists(strategy, max_size=3).map(tuple)  # noqa: E731
guides = st.builds(
    rows.Guide,
    title=texts,
    role=texts,
    company=texts,
    notice=texts,
    as_of=days,
    equity_reading=st.sampled_from(["", *rows.EQUITY_READINGS]),
    tags=several(texts),
    sections=several(
        st.builds(rows.Section, kind=st.sampled_from(rows.SECTION_KINDS), heading=texts, depth=st.integers(1, 6), markdown=texts)
    ),
    bands=several(bands),
    targets=several(targets),
    levers=several(st.builds(rows.Lever, name=texts, body=texts, script=texts)),
    levels=several(levels),
    sources=several(st.builds(rows.Source, title=texts, url=texts, as_of=days)),
    problems=several(problems),
)


@given(guides)
@settings(max_examples=150, deadline=None)
def test_what_is_written_reads_back_to_the_same_rows(guide):
    assert read(write(guide)) == guide


@given(guides)
@settings(max_examples=40, deadline=None)
def test_windows_line_ends_change_nothing(guide):
    assert read(write(guide).replace("\n", "\r\n")) == guide


def example() -> rows.Guide:
    money = {"currency": "USD", "period": "year", "low": Decimal(255000), "high": Decimal(340000)}
    return rows.Guide(
        title="ML/AI Engineer | Acme Negotiation Guide",
        role="ML/AI Engineer",
        company="Acme",
        notice="Undated and unchecked.",
        as_of=date(2026, 1, 1),
        tags=("Pod Structure", "+15% Premium"),
        bands=(
            rows.Band(region="New York (HQ)", component="base", original="$255K - $340K", **money),
            rows.Band(component="equity", low=Decimal(228000), open_ended=True, currency="USD", period="4yr", source=1),
        ),
        levers=(rows.Lever(name="Scarcity", body="Few do this.", script="I build [models]."),),
        levels=(
            rows.Level(own_level="L5", peers=(rows.Peer(company="Citadel", level="Senior"),)),
            rows.Level(own_level="Scope", is_attribute=True),
        ),
        sections=(rows.Section(kind="strategy", heading="Strategy", depth=4, markdown="Say it once.\n\n- Calmly"),),
        sources=(rows.Source(title="A survey", url="https://example.com/a", as_of=date(2025, 5, 1)), rows.Source(title="Words (2024)")),
    )


def test_a_canonical_guide_is_pleasant_to_read():
    assert write(example()) == EXAMPLE


EXAMPLE = """\
<!-- negotiate guide 1 -->

# ML/AI Engineer | Acme Negotiation Guide

> Undated and unchecked.

**As of:** 2026-01-01

**Negotiation DNA:** `Pod Structure` `+15% Premium`

## Compensation

| Region | Component | Low | High | Currency | Period | As written | Source |
| --- | --- | --- | --- | --- | --- | --- | --- |
| New York (HQ) | base | 255,000 | 340,000 | USD | year | $255K - $340K |  |
|  | equity | 228,000+ |  | USD | 4yr |  | 1 |

## Level mapping

- L5
  - Citadel: Senior
- [attribute] Scope

## Levers

### 1. Scarcity

Few do this.

> I build [models].

## Strategy
<!-- strategy, depth 4 -->

Say it once.

- Calmly

## Sources

1. [A survey](https://example.com/a) (as of 2025-05-01)
2. Words (2024)
"""


def edited(old: str, new: str) -> rows.Guide:
    assert old in EXAMPLE
    return read(EXAMPLE.replace(old, new))


def test_amounts_typed_without_separators_are_read():
    assert edited("255,000 | 340,000", "255000 | 340000").bands == example().bands


def test_a_number_that_is_none_is_a_problem_with_its_line():
    guide = edited("255,000 |", "much |")
    assert [(problem.line, problem.code) for problem in guide.problems] == [(15, "unreadable_row")]
    assert "much" in guide.problems[0].message
    assert len(guide.bands) == 1


def test_an_unknown_column_is_a_problem():
    assert [problem.code for problem in edited("| As written |", "| Mood |").problems] == ["unknown_column"]


def test_an_impossible_day_is_a_problem():
    assert [problem.code for problem in edited("**As of:** 2026-01-01", "**As of:** 2026-02-31").problems] == ["unreadable_line"]


def test_words_added_by_hand_are_kept():
    guide = edited("## Level mapping\n", "Amounts before tax.\n\n## Level mapping\n")
    assert rows.Section(kind="compensation", markdown="Amounts before tax.") in guide.sections


def test_a_heading_added_by_hand_is_a_section():
    guide = edited("## Sources\n", "## My remark\n\nWell.\n\n## Sources\n")
    assert rows.Section(kind="other", heading="My remark", markdown="Well.") in guide.sections
