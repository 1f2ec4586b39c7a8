"""Reading guides gives what a person read in them, within the aims; tests.accuracy prints every difference."""

import pytest

from tests.accuracy import AIMS, Measure, gold_details, gold_guides, measure, read_details, read_samples, read_written, report
from tests.samples import corpus_files, needs_samples


@pytest.fixture(scope="module", params=[pytest.param(read_samples, marks=needs_samples), read_written])
def measures(request) -> dict[str, Measure]:
    return measure(request.param())


@needs_samples
def test_every_sample_guide_has_gold_rows():
    assert set(gold_guides()) == {f"{path.parent.name}__{path.stem}" for path in corpus_files()}


@pytest.mark.parametrize("name", AIMS)
def test_reading_finds_what_a_person_found_and_nothing_else(measures, name):
    found = measures[name]
    assert min(found.recall, found.precision) >= AIMS[name], report({name: found})


def test_at_most_one_walk_away_is_missed_and_one_invented(measures):
    found = measures["walk_away"]
    assert found.missed <= 1 and found.extra <= 1, report({"walk_away": found})


@needs_samples
def test_the_unit_period_and_place_of_a_target_are_those_that_a_person_read():
    found = Measure()
    for name, gold, guide in read_samples():
        found.compare(name, gold_details(gold), read_details(guide))
    assert min(found.recall, found.precision) >= AIMS["accept"], report({"details": found})
