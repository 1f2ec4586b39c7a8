"""Charts: ranges on one scale, marks with words that do not cover each other, nothing drawn that is not known."""

import xml.etree.ElementTree as ElementTree
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from guides.charts import Bar, Mark, cut, range_chart
from guides.labels import NARROWEST, arranged, text_width
from guides.scales import scale_of

AMOUNTS = some.decimals(min_value=-(10**12), max_value=10**15, places=2)
NEW_YORK = Bar("New York", Decimal(255_000), Decimal(340_000), text="$255K – $340K")
MARKS = (
    Mark("Walk away $255K", Decimal(255_000), "walk_away"),
    Mark("Accept $290K", Decimal(290_000), "accept"),
    Mark("Offer $291K", Decimal(291_000), "offer"),
    Mark("Anchor $330K", Decimal(330_000), "anchor"),
)


def drawn(*bars, **options):
    return range_chart(bars, title="Base salary", description="By region", identifier="base", **options)


def count(svg, name):
    return svg.count(f'class="{name}"')


def test_the_chart_is_an_image_with_a_title_and_a_description():
    svg = ElementTree.fromstring(drawn(NEW_YORK))
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "base-title"
    assert svg.find("title").text == "Base salary"
    assert svg.find("desc").text == "By region"


def test_the_chart_has_no_style_attribute_and_no_script():
    svg = drawn(Bar("New York", Decimal(1), Decimal(2), marks=MARKS))
    assert "style" not in svg
    assert "<script" not in svg


def test_words_are_escaped():
    svg = drawn(Bar("<script>alert(1)</script>", Decimal(1), Decimal(2), text='"><img src=x>'))
    assert "<script" not in svg
    assert "<img" not in svg


def test_all_bars_share_one_scale():
    svg = drawn(NEW_YORK, Bar("Miami", Decimal(240_000), Decimal(320_000)))
    bands = [(rect.get("x"), rect.get("width")) for rect in ElementTree.fromstring(svg).iter("rect")]
    assert bands == [("24.00%", "68.00%"), ("12.00%", "64.00%")]


def test_an_open_end_runs_on_with_an_arrow():
    svg = drawn(Bar("New York", Decimal(255_000), None, open_ended=True))
    assert count(svg, "band-open") == count(svg, "arrow") == 1


def test_a_range_with_an_open_upper_end_shows_both():
    svg = drawn(Bar("New York", Decimal(255_000), Decimal(300_000), open_ended=True))
    assert count(svg, "band") == count(svg, "band-open") == 1


def test_a_range_without_a_lower_end_runs_to_the_left():
    svg = ElementTree.fromstring(drawn(Bar("New York", None, Decimal(300_000), marks=(MARKS[0],))))
    assert [line.get("x2") for line in svg.iter("line") if line.get("class") == "band-open"] == ["0%"]


def test_a_bar_without_numbers_keeps_its_words_and_draws_nothing():
    svg = drawn(NEW_YORK, Bar("London", None, None, text="Discretionary"))
    assert "Discretionary" in svg
    assert count(svg, "band") == 1


def test_a_range_written_the_wrong_way_round_is_not_drawn():
    svg = drawn(NEW_YORK, Bar("London", Decimal(300_000), Decimal(200_000), text="$300K – $200K"))
    assert count(svg, "band") == 1
    assert "$300K – $200K" in svg


def test_where_nothing_is_known_there_is_no_chart():
    assert drawn(Bar("London", None, None, text="Discretionary")) == ""
    assert drawn() == ""


def test_a_mark_outside_the_band_stands_outside_it():
    svg = ElementTree.fromstring(drawn(Bar("New York", Decimal(200), Decimal(300), marks=(Mark("Offer 400", Decimal(400), "offer"),))))
    band, mark = next(svg.iter("rect")), next(shape for shape in svg.iter("svg") if shape.find("path") is not None)
    right_end = Decimal(band.get("x").rstrip("%")) + Decimal(band.get("width").rstrip("%"))
    assert Decimal(mark.get("x").rstrip("%")) > right_end


def test_every_mark_has_its_words_and_its_kind():
    svg = drawn(Bar("New York", Decimal(255_000), Decimal(340_000), marks=MARKS))
    for mark in MARKS:
        assert mark.label in svg
    assert count(svg, "mark-walk-away") == 2


def test_marks_close_to_each_other_have_their_words_in_different_lanes():
    lanes = [label.lane for label in arranged([(Decimal(40), "Accept $290K"), (Decimal(41), "Offer $291K")])]
    assert len(set(lanes)) == 2


def box(place, words, label):
    left = {"right": place * NARROWEST / 100, "left": place * NARROWEST / 100 - text_width(words), "edge": Decimal(0)}[label.side]
    return left, left + text_width(words)


@given(some.lists(some.tuples(some.decimals(0, 100, places=2), some.text("abcdefgh", min_size=1, max_size=30)), max_size=12))
def test_no_label_covers_another_and_none_leaves_the_chart(marks):
    labels = arranged(marks)
    boxes = [(label.lane, *box(place, words, label)) for (place, words), label in zip(marks, labels, strict=True)]
    for index, (lane, left, right) in enumerate(boxes):
        assert 0 <= left <= right <= NARROWEST
        for other_lane, other_left, other_right in boxes[:index]:
            assert lane != other_lane or right <= other_left or other_right <= left


def test_a_single_value_stands_in_the_middle_of_its_scale():
    assert scale_of([Decimal(90_000)]).place(Decimal(90_000)) == 50


def test_marks_of_equal_value_stay_apart():
    marks = (Mark("Anchor 330", Decimal(330), "anchor"), Mark("Counter 330", Decimal(330), "counter"))
    svg = ElementTree.fromstring(drawn(Bar("New York", Decimal(200), Decimal(400), marks=marks)))
    heights = {shape.get("y") for shape in svg.iter("svg") if shape.find("path") is not None}
    assert len(heights) == 2


@given(some.lists(AMOUNTS, min_size=1, max_size=20))
def test_every_value_has_a_place_on_the_scale(values):
    scale = scale_of(values)
    assert all(0 <= scale.place(value) <= 100 for value in values)
    assert 2 <= len(scale.ticks()) <= 7


@given(some.lists(some.tuples(AMOUNTS, AMOUNTS, some.booleans(), some.text(max_size=80)), max_size=8))
def test_any_bars_give_well_formed_text_or_none(rows):
    bars = [Bar(words, low, high, open_ended, text=words) for low, high, open_ended, words in rows]
    svg = range_chart(bars, title="x", description="y", identifier="z")
    assert svg == "" or (svg.startswith("<svg") and svg.endswith("</svg>"))


@pytest.mark.parametrize("words", ["W" * 46, "東" * 60, "MMMM WWWW " * 9, "m@%" * 30])
def test_wide_letters_are_cut_before_the_edge(words):
    shortened = cut(words)
    assert shortened.endswith("…")
    assert text_width(shortened) <= NARROWEST


def test_words_that_fit_stay_whole():
    assert cut("New York (HQ), Senior") == "New York (HQ), Senior"
