"""Every sample guide gives what a person reading it finds, and loses nothing."""

import dataclasses
import re
from collections import Counter

import pytest

from guides.canonical import write
from guides.parsing import read, rows
from tests.samples import SAMPLES, corpus_files, needs_samples

pytestmark = needs_samples
WORD = re.compile(r"[^\W_]+")
# What says that something is a list, a lever, a script or a flag, and is said by the row itself.
MARKUP = re.compile(
    r"^\s*(?:\d+[.)]|\[\d+\])\s|(?:Global )?Lever \d+|^\*\*\d+\.|Script:|\*\*Negotiation language\*\*|:[a-z]+:", re.MULTILINE
)
# Bands, tags, levers, levels without attributes, sources; anchors, accepts and walk-aways with a number.
COUNTS = {
    "airwallex/product-manager": (9, 0, 4, 2, 6, 6, 6, 0),
    "atlassian/technical-program-manager": (12, 4, 4, 4, 4, 3, 4, 0),
    "bain/staff-software-engineer": (15, 3, 4, 1, 4, 3, 1, 0),
    "bcg/devops-engineer": (15, 3, 4, 1, 4, 3, 1, 0),
    "capital-one/solutions-architect": (12, 3, 4, 1, 5, 1, 0, 0),
    "darktrace/secure-ai-platform-engineer": (15, 7, 4, 1, 11, 17, 6, 0),
    "digitalocean/engineering-manager": (6, 0, 4, 0, 3, 2, 1, 0),
    "etsy/senior-software-engineer": (12, 4, 4, 1, 4, 2, 2, 0),
    "freshworks/engineering-manager": (9, 0, 4, 3, 4, 3, 1, 0),
    "inflection-ai/engineering-manager": (12, 4, 4, 1, 3, 3, 1, 0),
    "intel/product-manager": (12, 5, 4, 1, 4, 3, 2, 0),
    "microsoft/devops-engineer": (20, 0, 4, 7, 12, 10, 0, 0),
    "monzo/data-engineer": (20, 8, 4, 1, 7, 4, 0, 0),
    "new-relic/engineering-manager": (15, 5, 4, 1, 6, 6, 3, 0),
    "notion/software-engineer": (12, 4, 4, 1, 4, 3, 2, 0),
    "nuvei/senior-software-engineer": (20, 8, 4, 2, 5, 3, 3, 0),
    "palo-alto-networks/security-consolidation-platform-engineer": (24, 0, 4, 5, 7, 3, 1, 0),
    "perplexity/ml-ai-engineer": (12, 4, 4, 1, 3, 3, 3, 0),
    "plaid-identity/devops-engineer": (12, 2, 4, 1, 4, 2, 1, 0),
    "ramp/engineering-manager": (12, 5, 4, 1, 5, 2, 2, 0),
    "rapyd/technical-program-manager": (9, 0, 4, 2, 5, 6, 2, 0),
    "square/senior-software-engineer": (12, 5, 4, 1, 4, 3, 2, 0),
    "tastytrade/ml-ai-engineer": (16, 8, 4, 3, 7, 4, 0, 0),
    "thunes/software-engineer": (9, 0, 4, 2, 5, 6, 6, 0),
    "toast/senior-software-engineer": (12, 8, 4, 1, 5, 8, 6, 0),
    "ubs/product-manager": (20, 8, 4, 1, 7, 5, 0, 5),
    "millennium-management/data-engineer": (16, 8, 4, 3, 7, 4, 3, 2),
    "millennium-management/software-engineer": (16, 6, 4, 3, 6, 4, 2, 1),
    "millennium-management/pod-infrastructure-engineer": (16, 10, 4, 3, 10, 7, 4, 2),
}
FILES = [path.relative_to(SAMPLES / "corpus").with_suffix("").as_posix() for path in corpus_files()]


def text_of(name: str) -> str:
    return (SAMPLES / "corpus" / f"{name}.md").read_text(encoding="utf-8")


def guide_of(name: str) -> rows.Guide:
    return read(text_of(name), path=f"{name}.md")


def counts(guide: rows.Guide) -> tuple[int, ...]:
    kinds = Counter(target.kind for target in guide.targets if target.unit != "text")
    levels = [level for level in guide.levels if not level.is_attribute]
    return (
        len(guide.bands), len(guide.tags), len(guide.levers), len(levels), len(guide.sources),
        kinds["anchor"], kinds["accept"], kinds["walk_away"],
    )  # fmt: skip


@pytest.mark.parametrize("name", COUNTS)
def test_a_guide_gives_the_rows_that_a_reader_counts(name):
    assert counts(guide_of(name)) == COUNTS[name]


@pytest.mark.parametrize("name", FILES)
def test_a_guide_has_pay_four_levers_with_scripts_and_sources(name):
    guide = guide_of(name)
    assert guide.bands
    assert len([lever for lever in guide.levers if lever.script]) == 4
    assert len(guide.sources) >= 3
    assert "error" not in {problem.severity for problem in guide.problems}


def words_in(value):
    if isinstance(value, str):
        yield from WORD.findall(value)
    elif isinstance(value, tuple):
        for one in value:
            yield from words_in(one)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from words_in(getattr(value, field.name))


@pytest.mark.parametrize("name", FILES)
def test_every_word_of_a_guide_stands_in_its_rows(name):
    written = set(WORD.findall(MARKUP.sub(" ", text_of(name))))
    assert written - set(words_in(guide_of(name))) == set()


@pytest.mark.parametrize("name", FILES)
def test_a_guide_survives_being_written_and_read_again(name):
    guide = guide_of(name)
    assert read(write(guide)) == guide


@pytest.mark.parametrize("name", FILES)
def test_the_cells_of_a_guide_are_kept_as_written(name):
    text = text_of(name)
    assert all(band.original in text for band in guide_of(name).bands)
