"""The guides that ship: their figures come from the samples, their sentences do not."""

import re
from datetime import UTC, datetime

import pytest

from guides import canonical
from guides.models import Guide
from guides.parsing import read
from guides.starting import FOLDER, load_starter_guides
from tests.samples import corpus_files, needs_samples, seed_file

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RUN = 8
FILES = sorted(FOLDER.rglob("*.md"))
KEYS = [f"{file.parent.name}/{file.stem}" for file in FILES]
each_guide = pytest.mark.parametrize("key", KEYS)


def guide_of(key):
    return read((FOLDER / f"{key}.md").read_text(encoding="utf-8"))


def all_guides():
    return {key: guide_of(key) for key in KEYS}


def prose(guide):
    """What is written in sentences. Names, titles of sources, tags, levels and table cells are facts and stand in the samples too."""
    yield guide.notice
    yield from (section.markdown for section in guide.sections)
    yield from (section.heading for section in guide.sections)
    for lever in guide.levers:
        yield from (lever.name, lever.body, lever.script)
    for target in guide.targets:
        yield from (target.original, target.condition)
    yield from (problem.message for problem in guide.problems)


def runs(text):
    """Each eight words in a row, lower-cased and without punctuation."""
    words = re.findall(r"[^\W_]+", text.lower())
    return {" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def sample_of(key):
    return next(file for file in (seed_file(), *corpus_files()) if f"{file.parent.name}/{file.stem}" == key).read_text(encoding="utf-8")


def figures(rows, *names):
    return [tuple(getattr(row, name) for name in names) for row in rows]


def test_fourteen_guides_ship_four_of_them_millenniums():
    assert len(KEYS) == 14
    assert len([key for key in KEYS if key.startswith("millennium-management/")]) == 4
    assert "millennium-management/ml-ai-engineer" in KEYS
    assert len({key.split("/")[0] for key in KEYS}) == 11


@each_guide
def test_a_starter_guide_reads_without_errors_and_writes_back_to_the_same_bytes(key):
    guide = guide_of(key)
    assert [problem for problem in guide.problems if problem.severity == "error"] == []
    assert canonical.write(guide).encode() == (FOLDER / f"{key}.md").read_bytes()


@each_guide
def test_a_starter_guide_says_on_top_that_nobody_checked_or_dated_it(key):
    guide = guide_of(key)
    assert "Nobody has checked these figures, and they carry no date" in guide.notice
    assert "not as a survey" in guide.notice
    assert guide.as_of is None
    assert {row.as_of for row in (*guide.bands, *guide.targets, *guide.sources)} == {None}
    assert {row.source for row in (*guide.bands, *guide.targets)} == {None}


@each_guide
def test_a_starter_guide_has_four_levers_with_a_time_to_use_them_and_words_to_say(key):
    levers = guide_of(key).levers
    assert len(levers) == 4
    assert all(lever.name and lever.body and lever.script for lever in levers)
    assert len([lever for lever in levers if re.search(r"\[[^\]]+\]", lever.script)]) >= 3


@each_guide
def test_a_starter_guide_has_bands_levels_sources_and_a_strategy(key):
    guide = guide_of(key)
    assert guide.bands and guide.levels and guide.sources and guide.tags
    assert {"compensation", "dna", "premium", "strategy"} <= {section.kind for section in guide.sections}


def test_the_guides_cover_many_currencies_kinds_of_pay_and_shapes_of_tables():
    guides = all_guides()
    bands = [band for guide in guides.values() for band in guide.bands]
    assert {band.currency for band in bands} - {None} == {"AUD", "CAD", "CHF", "EUR", "GBP", "ILS", "INR", "SGD", "USD"}
    assert {"base", "bonus", "pnl", "equity", "sign_on", "total"} == {band.component for band in bands}
    assert len([guide for guide in guides.values() if any(band.component == "equity" and band.low for band in guide.bands)]) >= 8
    assert [key for key, guide in guides.items() if any(band.level for band in guide.bands)] == [
        "freshworks/engineering-manager",
        "microsoft/devops-engineer",
    ]
    assert [key for key, guide in guides.items() if not guide.targets] == ["monzo/data-engineer"]


ML = "millennium-management/ml-ai-engineer"
ML_BANDS = {
    ("New York (HQ)", "USD"): [(255, 340), (145, 230), (90, 145), (490, 715)],
    ("Miami", "USD"): [(240, 320), (135, 210), (80, 130), (455, 660)],
    ("London (GBP/USD)", "GBP"): [(195, 258), (110, 175), (68, 110), (373, 543)],
    ("London (GBP/USD)", "USD"): [(247, 327), (139, 222), (86, 139), (472, 688)],
}
ML_TARGETS = [
    ("anchor", "base", "currency", 330_000, 330_000, False),
    ("anchor", "bonus", "currency", 220_000, 220_000, False),
    ("anchor", "pnl", "percent_of_pnl", 6, 6, False),
    ("anchor", "sign_on", "currency", 90_000, 90_000, False),
    ("accept", "base", "currency", 290_000, None, True),
    ("accept", "bonus", "currency", 190_000, None, True),
    ("accept", "pnl", "percent_of_pnl", 4, None, True),
    ("walk_away", "base", "currency", 255_000, 255_000, False),
    ("walk_away", "bonus", "currency", 145_000, 145_000, False),
    ("walk_away", "other", "text", None, None, False),
]


def test_the_ml_engineers_bands_are_those_that_were_asked_for():
    bands = guide_of(ML).bands
    assert len(bands) == 16
    for (region, currency), expected in ML_BANDS.items():
        found = [band for band in bands if (band.region, band.currency) == (region, currency)]
        assert [band.component for band in found] == ["base", "bonus", "pnl", "total"]
        assert figures(found, "low", "high") == [(low * 1000, high * 1000) for low, high in expected]
        role = "converted" if (region, currency) == ("London (GBP/USD)", "USD") else "primary"
        assert {(band.value_role, band.unit) for band in found} == {(role, "currency")}
        assert [band.period for band in found] == ["year", "year", None, "year"]


def test_the_ml_engineers_targets_are_those_that_were_asked_for():
    targets = guide_of(ML).targets
    assert figures(targets, "kind", "component", "unit", "low", "high", "open_ended") == ML_TARGETS
    assert [target.period for target in targets] == ["year"] * 3 + ["one_time"] + ["year"] * 5 + [None]
    assert all(target.currency == ("USD" if target.unit == "currency" else None) for target in targets)
    assert targets[-1].condition == "no direct model-to-production deployment authority"


def test_the_ml_engineers_guide_has_every_tag_level_lever_and_link():
    guide = guide_of(ML)
    assert len(guide.tags) == 9
    assert [[peer.company for peer in level.peers] for level in guide.levels] == [["Citadel", "Point72", "Balyasny", "ExodusPoint"]] * 3
    assert len(guide.levers) == 4
    assert len(guide.sources) == 8
    assert all(source.url.startswith("https://") for source in guide.sources)


def test_millenniums_totals_are_the_sum_of_their_parts():
    for key in KEYS:
        for low in lows_by_place(guide_of(key)):
            assert "pnl" not in low or low["base"] + low["bonus"] + low["pnl"] == low["total"]


def lows_by_place(guide):
    for place in {(band.region, band.currency) for band in guide.bands if band.unit == "currency"}:
        yield {band.component: band.low for band in guide.bands if (band.region, band.currency) == place}


@needs_samples
@each_guide
def test_a_starter_guides_figures_stand_in_its_sample_as_written(key):
    guide, sample = guide_of(key), sample_of(key)
    assert [band.original for band in guide.bands if band.original not in sample] == []
    said = [amount for target in guide.targets for amount in re.findall(r"\d[\d,.]*(?<![,.])[KM%]?", target.original)]
    assert [amount for amount in said if amount not in sample] == []


@needs_samples
@each_guide
def test_a_starter_guides_bands_are_those_that_reading_its_sample_gives(key):
    assert guide_of(key).bands == read(sample_of(key), path=f"{key}.md").bands


@needs_samples
def test_no_sentence_is_taken_from_a_sample():
    theirs = set().union(*(runs(file.read_text(encoding="utf-8")) for file in (seed_file(), *corpus_files())))
    ours = {key: set().union(*map(runs, prose(guide))) for key, guide in all_guides().items()}
    assert {key: sorted(found & theirs) for key, found in ours.items() if found & theirs} == {}


def test_a_new_installation_gets_fourteen_published_guides_once(db):
    said = []
    assert load_starter_guides(now=NOW, say=said.append) == 14
    assert said == ["Loading 14 starter guides"]
    assert Guide.objects.readable().count() == 14
    assert load_starter_guides(now=NOW) == 0
    assert {guide.company.slug + "/" + guide.role.slug for guide in Guide.objects.readable()} == set(KEYS)
