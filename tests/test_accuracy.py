"""Reading the sample guides gives what a person read in them, within the aims; tests.accuracy prints every difference."""

import pytest

from tests.accuracy import AIMS, Measure, gold_guides, measure, report
from tests.samples import corpus_files, needs_samples

pytestmark = needs_samples
REACHED = [name for name in AIMS if name != "bands"]


@pytest.fixture(scope="module")
def measures() -> dict[str, Measure]:
    return measure()


def test_every_sample_guide_has_gold_rows():
    assert set(gold_guides()) == {f"{path.parent.name}__{path.stem}" for path in corpus_files()}


@pytest.mark.parametrize("name", REACHED)
def test_reading_finds_what_a_person_found_and_nothing_else(measures, name):
    found = measures[name]
    assert min(found.recall, found.precision) >= AIMS[name], report({name: found})


def test_at_most_one_walk_away_is_missed_and_one_invented(measures):
    found = measures["walk_away"]
    assert found.missed <= 1 and found.extra <= 1, report({"walk_away": found})
