"""What changed between two revisions: numbers matched by what they are about, words line by line."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from guides.differences import difference, lines_between
from guides.parsing import rows

BASE = rows.Band(region="London", level="L5", component="base", low=Decimal(100), high=Decimal(120), currency="GBP", period="year")
ANCHOR = rows.Target(kind="anchor", component="base", low=Decimal(115), currency="GBP")


def create_guide(*bands, targets=(), **fields):
    return rows.Guide(title="Engineer | Acme", role="Engineer", company="Acme", bands=bands, targets=tuple(targets), **fields)


def test_equal_guides_differ_in_nothing():
    guide = create_guide(BASE, targets=[ANCHOR], tags=("C++",), sections=(rows.Section(kind="dna", markdown="Words"),))
    assert not difference(guide, guide)


def test_a_band_that_moved_is_one_change_from_old_to_new():
    [change] = difference(create_guide(BASE), create_guide(replace(BASE, high=Decimal(130)))).figures
    assert (change.what, change.kind, change.fields) == ("band", "changed", ("high",))
    assert (change.before.high, change.after.high) == (120, 130)


def test_a_band_elsewhere_is_another_band():
    changes = difference(create_guide(BASE), create_guide(replace(BASE, region="Paris"))).figures
    assert [(change.kind, change.figure.region) for change in changes] == [("added", "Paris"), ("removed", "London")]


def test_a_band_in_another_currency_is_the_same_band_changed():
    [change] = difference(create_guide(BASE), create_guide(replace(BASE, currency="EUR"))).figures
    assert (change.kind, change.fields) == ("changed", ("currency",))


def test_of_two_bands_alike_the_one_that_stands_is_not_mistaken_for_the_one_that_went():
    dollars = replace(BASE, currency="USD", low=Decimal(140), high=Decimal(160))
    [change] = difference(create_guide(BASE, dollars), create_guide(dollars)).figures
    assert (change.kind, change.before) == ("removed", replace(BASE, source=None))


def test_a_target_is_matched_by_kind_component_and_scope():
    changes = difference(create_guide(targets=[ANCHOR]), create_guide(targets=[replace(ANCHOR, low=Decimal(118))])).figures
    assert [(change.what, change.kind) for change in changes] == [("target", "changed")]


def test_a_new_day_alone_is_a_check_and_no_change():
    found = difference(create_guide(BASE), create_guide(replace(BASE, as_of=date(2026, 11, 22))))
    assert not found
    assert found.checked == 1


def test_a_source_that_only_moved_in_the_list_is_no_change():
    one, two = rows.Source(title="One"), rows.Source(title="Two")
    before = create_guide(replace(BASE, source=1), sources=(one, two))
    after = create_guide(replace(BASE, source=2), sources=(two, one))
    assert difference(before, after).checked == 0


def test_a_number_whose_words_changed_says_that_the_number_stands():
    [change] = difference(create_guide(BASE), create_guide(replace(BASE, note="Hearsay."))).figures
    assert change.says_so_only


def test_words_of_a_section_differ_line_by_line():
    before = create_guide(sections=(rows.Section(kind="dna", heading="Desk", markdown="One\nTwo\nThree"),))
    after = create_guide(sections=(rows.Section(kind="dna", heading="Desk", markdown="One\n2\nThree"),))
    [change] = difference(before, after).words
    assert (change.what, change.name, change.kind) == ("section", "Desk", "changed")
    assert change.lines == (("kept", "One"), ("removed", "Two"), ("added", "2"), ("kept", "Three"))
    assert change.changed_lines == [("removed", "Two"), ("added", "2")]


def test_levers_that_come_and_go_are_named():
    before, after = create_guide(levers=(rows.Lever(name="Timing"),)), create_guide(levers=(rows.Lever(name="Title", script="Say it."),))
    assert [(change.kind, change.name) for change in difference(before, after).words] == [("added", "Title"), ("removed", "Timing")]


def test_two_sections_of_one_name_do_not_hide_each_other():
    sections = tuple(rows.Section(kind="other", heading="Note", markdown=text) for text in ("One", "Two"))
    [change] = difference(create_guide(sections=sections), create_guide(sections=sections[:1])).words
    assert (change.kind, change.changed_lines) == ("removed", [("removed", "Two")])


lines = st.lists(st.sampled_from(["one", "two", "three", "four"]), max_size=8)


@given(lines, lines)
def test_both_texts_can_be_read_from_their_difference(before, after):
    found = list(lines_between("\n".join(before), "\n".join(after)))
    assert [line for sign, line in found if sign != "added"] == before
    assert [line for sign, line in found if sign != "removed"] == after


bands = st.lists(
    st.builds(
        rows.Band,
        region=st.sampled_from(["London", "Paris", None]),
        component=st.sampled_from(["base", "bonus"]),
        currency=st.sampled_from(["USD", "GBP"]),
        low=st.sampled_from([Decimal(1), Decimal(2)]),
    ),
    max_size=6,
)


@given(bands, bands)
def test_applied_to_the_old_bands_the_changes_give_the_new_ones(before, after):
    left = list(before)
    for change in difference(create_guide(*before), create_guide(*after)).figures:
        if change.before:
            left.remove(change.before)
        if change.after:
            left.append(change.after)
    assert sorted(map(repr, left)) == sorted(map(repr, after))


@given(bands)
def test_the_order_of_rows_is_no_change(found):
    assert not difference(create_guide(*found), create_guide(*reversed(found)))
