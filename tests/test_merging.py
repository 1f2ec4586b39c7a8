"""A changed file and a curator's edits meet: nobody's row is lost, and where both changed one, the curator's stays."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from guides.merging import FIGURES, KEYS, merge
from guides.parsing import rows
from tests.test_canonical import example

words = st.sampled_from(["", "A", "B", "C"])
amounts = st.sampled_from([None, Decimal(1), Decimal(2), Decimal(3)])
several = lambda strategy: st.lists(strategy, max_size=4).map(tuple)  # noqa: E731


def with_known_sources(guide: rows.Guide) -> rows.Guide:
    """As the database has them: a number of a source is one of the list."""
    last = len(guide.sources)
    mended = {
        name: tuple(replace(row, source=row.source if (row.source or 9) <= last else None) for row in getattr(guide, name))
        for name in FIGURES
    }
    return replace(guide, **mended)


figure = {"component": st.sampled_from(["base", "bonus"]), "low": amounts, "source": st.sampled_from([None, 1, 2])}
guides = st.builds(
    rows.Guide,
    title=words,
    role=st.just("Role"),
    company=st.just("Company"),
    notice=words,
    tags=several(words),
    sections=several(st.builds(rows.Section, kind=st.just("other"), heading=words, markdown=words)),
    bands=several(st.builds(rows.Band, region=words, **figure)),
    targets=several(st.builds(rows.Target, kind=st.just("anchor"), scope=words, **figure)),
    levers=several(st.builds(rows.Lever, name=words, script=words)),
    levels=several(st.builds(rows.Level, own_level=words)),
    sources=several(st.builds(rows.Source, title=words, url=words)),
    problems=several(st.builds(rows.Problem, code=words, message=words)),
).map(with_known_sources)


@given(guides, guides)
@settings(deadline=None)
def test_where_nobody_edited_the_file_stands_as_it_is(base, theirs):
    assert (merge(base, base, theirs).guide, merge(base, base, theirs).conflicts) == (theirs, ())


@given(guides, guides)
@settings(deadline=None)
def test_where_the_file_is_the_same_nothing_changes(base, ours):
    assert (merge(base, ours, base).guide, merge(base, ours, base).conflicts) == (ours, ())


@given(guides, guides)
@settings(deadline=None)
def test_where_both_changed_it_alike_there_is_no_conflict(base, both):
    assert (merge(base, both, both).guide, merge(base, both, both).conflicts) == (both, ())


@given(guides, guides, guides)
@settings(deadline=None)
def test_a_second_time_brings_nothing_new(base, ours, theirs):
    once = merge(base, ours, theirs).guide
    assert merge(theirs, once, theirs).guide == once


def contents(guide: rows.Guide, name: str) -> list:
    return [replace(row, source=None) if name in FIGURES else row for row in getattr(guide, name)]


@given(guides, guides, guides)
@settings(deadline=None)
def test_no_row_is_invented(base, ours, theirs):
    merged = merge(base, ours, theirs).guide
    for name in KEYS:
        assert all(row in contents(base, name) + contents(ours, name) + contents(theirs, name) for row in contents(merged, name))


@given(guides, guides, guides)
@settings(deadline=None)
def test_what_the_curator_changed_stays(base, ours, theirs):
    merged = merge(base, ours, theirs).guide
    for name in KEYS:
        edited = [row for row in contents(ours, name) if row not in contents(base, name)]
        assert all(row in contents(merged, name) for row in edited)


@given(guides, guides, guides)
@settings(deadline=None)
def test_a_conflict_says_what_was_kept_and_what_was_offered(base, ours, theirs):
    for conflict in merge(base, ours, theirs).conflicts:
        assert conflict.kept != conflict.offered
        assert "Kept: " in str(conflict)


def sourced(*sources: str, bands=()) -> rows.Guide:
    return rows.Guide(title="", role="", company="", sources=tuple(rows.Source(title=title) for title in sources), bands=tuple(bands))


def band(low: int, source: int | None, region="Paris") -> rows.Band:
    return rows.Band(region=region, component="base", low=Decimal(low), high=Decimal(low), currency="EUR", source=source)


def test_numbers_of_sources_follow_their_sources():
    base = sourced("Survey", bands=[band(5, 1)])
    merged = merge(base, base, sourced("New", "Survey", bands=[band(5, 2)])).guide
    assert [(source.title) for source in merged.sources] == ["New", "Survey"]
    assert merged.bands[0].source == 2


def test_an_edited_number_keeps_a_source_that_the_file_dropped():
    base = sourced("Survey", bands=[band(5, 1)])
    merged = merge(base, sourced("Survey", bands=[band(6, 1)]), sourced("Other", bands=[band(5, None)]))
    assert merged.guide.sources[merged.guide.bands[0].source - 1].title == "Survey"
    assert len(merged.conflicts) == 1


def test_two_rows_changed_apart_are_both_taken():
    base = sourced(bands=[band(5, None), band(7, None, "Rome")])
    ours = sourced(bands=[band(6, None), band(7, None, "Rome")])
    theirs = sourced(bands=[band(5, None), band(8, None, "Rome")])
    assert merge(base, ours, theirs).guide == sourced(bands=[band(6, None), band(8, None, "Rome")])


def test_a_row_changed_on_both_sides_keeps_the_curators_and_is_named():
    base = sourced(bands=[band(5, None)])
    merged = merge(base, sourced(bands=[band(6, None)]), sourced(bands=[band(9, None)]))
    assert merged.guide.bands == (band(6, None),)
    assert str(merged.conflicts[0]) == "Changed here and in the file: band Paris base primary. Kept: 6 EUR. The file says: 9 EUR."


def test_a_row_that_was_taken_out_here_does_not_come_back():
    base = sourced(bands=[band(5, None)])
    merged = merge(base, sourced(), sourced(bands=[band(9, None)]))
    assert merged.guide.bands == ()
    assert "Kept: taken out" in str(merged.conflicts[0])


def test_a_merged_guide_is_a_guide():
    ours = replace(example(), tags=("Curated",))
    theirs = replace(example(), notice="From the file.")
    assert merge(example(), ours, theirs).guide == replace(example(), tags=("Curated",), notice="From the file.")
