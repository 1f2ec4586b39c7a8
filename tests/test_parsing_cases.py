"""Invented guides with one kind of misreading each: what must be read in them, and nothing else."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from guides.parsing import read, rows
from tests.samples import HERE, SAMPLES, needs_samples

OWN = Path(__file__).parent / "cases"
GUIDE = """### Data Engineer | Quillmark Global Negotiation Guide

**Negotiation DNA:** Invented | Sample

| Region | Base Salary | Total Comp |
|---|---|---|
| Springfield | $150K–$260K | $220K–$420K |

{level_mapping}

**Global Levers**

1. **Scope:** "A sentence that is long enough to be a script."

> **Negotiate Up Strategy:** {strategy}

**Evidence & Sources**

- Quillmark careers page
"""
FIELDS = ("component", "unit", "low", "high", "currency", "period", "scope", "region", "level")


def cases(folder: Path, name: str) -> list:
    path = folder / name
    found = json.loads(path.read_text(encoding="utf8"))["cases"] if path.exists() else []
    return [pytest.param(case, id=f"{number} {case['kind']}") for number, case in enumerate(found)]


def row_of(wanted: dict, names: tuple[str, ...]) -> tuple:
    return tuple(Decimal(str(wanted[name])) if name in ("low", "high") and wanted[name] is not None else wanted[name] for name in names)


def assert_same(wanted: list[dict], found: list[rows.Band] | list[rows.Target]) -> None:
    """The rows, by the fields that the case states."""
    names = tuple(name for name in FIELDS if any(name in row for row in wanted))
    rows_found = [tuple(getattr(row, name) for name in names) for row in found]
    rows_wanted = [row_of({name: getattr(found[0], name, None) if found else None for name in names} | row, names) for row in wanted]
    if "scope" in names and not all("scope" in row for row in wanted):
        wanted_without = [{key: value for key, value in row.items() if key != "scope"} for row in wanted]
        return assert_same(wanted_without, found)
    assert Counter(rows_found) == Counter(rows_wanted)


def assert_targets(expected: dict, guide: rows.Guide) -> None:
    for kind in rows.TARGET_KINDS:
        found = [target for target in guide.targets if target.kind == kind and target.unit != "text"]
        assert_same(expected.get(kind, []), found)


def peers_of(guide: rows.Guide) -> set[str]:
    return {peer.company for level in guide.levels for peer in level.peers}


def check_sentences(case: dict) -> None:
    mapping = case.get("level_mapping", "")
    heading = "#### Level Mapping\n\n" if mapping.startswith("|") else "**Level Mapping:** " if mapping else ""
    guide = read(
        GUIDE.format(level_mapping=heading + mapping, strategy=case["strategy"].replace("\n\n", "\n>\n> ")),
        path="quillmark/data-engineer.md",
    )
    assert_targets(case["expect"], guide)
    assert {band.region for band in guide.bands} == {"Springfield"}
    if "expect_peers" in case:
        assert peers_of(guide) == set(case["expect_peers"])


def check_guide(case: dict) -> None:
    expect = case["expect"]
    guide = read(case["text"], path="quillmark/data-engineer.md")
    if "bands" in expect:
        assert_same(expect["bands"], list(guide.bands))
    if "bands_only_from" in expect:
        assert {band.region for band in guide.bands} == set(expect["bands_only_from"])
    if expect.keys() & set(rows.TARGET_KINDS):
        assert_targets(expect, guide)
    if "peers" in expect:
        assert peers_of(guide) == set(expect["peers"])
    if "levers" in expect:
        assert [lever.name for lever in guide.levers] == expect["levers"]
    if "sources" in expect:
        assert [source.title for source in guide.sources] == expect["sources"]


@needs_samples
@pytest.mark.parametrize("case", cases(SAMPLES / "cases", "reader.json") if HERE else [])
def test_a_sample_sentence_is_read_right(case):
    check_sentences(case)


@needs_samples
@pytest.mark.parametrize("case", cases(SAMPLES / "cases", "guides.json") if HERE else [])
def test_a_sample_guide_is_read_right(case):
    check_guide(case)
