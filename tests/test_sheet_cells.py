"""Bands and targets as cells: what is written reads back, and what people and spreadsheets type is read or refused in words."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.parsing import rows
from guides.sheets import files
from guides.sheets.cells import cells_of, digest, figure_in, hidden, unhidden
from guides.sheets.files import HEADER, UnreadableSheet, header, keyed, read_sheet, written
from tests import test_canonical as any_guide

STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "'", "'=", "''-"]
words = st.builds(str.__add__, st.sampled_from(["", *STARTS]), any_guide.texts.map(lambda text: text.replace("\0", "")))
maybe = st.none() | words.filter(bool)
sources = st.none() | st.integers(1, 99)
bands = any_guide.bands.flatmap(
    lambda band: st.builds(replace, st.just(band), region=maybe, level=maybe, original=words, note=words, flag=words, source=sources)
)
targets = any_guide.targets.flatmap(
    lambda target: st.builds(replace, st.just(target), scope=words, condition=words, original=words, source=sources)
)
BASE = rows.Band(region="London", component="base", low=Decimal(100_000), high=Decimal(120_000), currency="GBP", period="year")


def sheet(*figures):
    return (header() + written(figures, company="acme", role="quant", revision=3)).encode()


@given(st.lists(bands | targets, max_size=4))
def test_what_is_written_reads_back_to_the_same_rows(figures):
    found = read_sheet(sheet(*figures))
    known = keyed(figures)
    assert [row.key for row in found.rows] == list(known)
    assert [figure_in(row.cells, known[row.key]) for row in found.rows] == [(figure, []) for figure in figures]


@given(bands | targets)
def test_a_row_alone_says_all_that_its_band_or_target_says(figure):
    [row] = read_sheet(sheet(figure)).rows
    found, errors = figure_in(row.cells)
    assert found == figure or errors, "a row that breaks a rule is not taken in as a new one"
    assert digest(found) == digest(figure)


@given(words)
def test_no_cell_starts_a_formula_and_none_is_spoiled(text):
    assert hidden(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert unhidden(hidden(text)) == text


def test_a_negative_number_stays_a_number():
    assert cells_of(replace(BASE, low=Decimal("-5.5")))["low"] == "-5.5"


def test_rows_that_say_the_same_have_keys_of_their_own():
    assert len(keyed([BASE, BASE, replace(BASE, high=Decimal(1))])) == 3


@pytest.mark.parametrize(
    ("text", "amount"),
    [("310k", 310_000), ("310,000", 310_000), ("£310K", 310_000), ("310000", 310_000), ("310000.50", Decimal("310000.5")), ("", None)],
)
def test_amounts_are_read_as_people_type_them(text, amount):
    assert figure_in({"high": text}, BASE) == (replace(BASE, high=amount), [])


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"high": "about 310"}, "high", "not a currency we know"),
        ({"high": "310.000"}, "high", "two ways"),
        ({"high": "1,5"}, "high", "two ways"),
        ({"high": "$310k"}, "high", "in USD"),
        ({"high": "3.1E+05"}, "high", "such as 310k"),
        ({"high": "9" * 18}, "high", "too large"),
        ({"high": "90k"}, "high", "below low"),
        ({"low": "-5"}, "low", "negative"),
        ({"unit": "text", "currency": "", "high": ""}, "low", "only words"),
        ({"currency": "pounds"}, "currency", "Three letters"),
        ({"currency": ""}, "currency", "needs its currency"),
        ({"component": "salary"}, "component", "Write one of: base"),
        ({"period": "weekly"}, "period", "Write one of: year"),
        ({"as_of": "11/22/2026"}, "as_of", "2026-11-22"),
        ({"open_ended": "perhaps"}, "open_ended", "neither yes nor no"),
        ({"scope": "for seniors"}, "scope", "A band has no scope"),
        ({"kind": "anchor"}, "kind", "A band stays a band"),
        ({"kind": "offer"}, "kind", "Write one of: band"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_column(cells, column, words):
    figure, errors = figure_in(cells, BASE)
    assert [name for name, _ in errors] == [column]
    assert words in errors[0][1]


def test_days_and_confirmations_may_be_typed_in_the_usual_ways():
    figure, errors = figure_in({"as_of": "22.11.2026", "open_ended": "TRUE", "source": "Careers page"}, BASE)
    assert (figure.as_of, figure.open_ended, figure.source, errors) == (date(2026, 11, 22), True, "Careers page", [])


def test_a_new_row_needs_kind_and_component():
    assert figure_in({"low": "5"})[1][0][0] == "kind"
    assert figure_in({"kind": "band", "low": "5", "unit": "percent_of_base"})[1][0][0] == "component"


def again(content: bytes, **options) -> bytes:
    """The file as another program would write it."""
    lines = StringIO(newline="")
    csv.writer(lines, **options).writerows(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    return lines.getvalue().encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda content: again(content, delimiter=";"),
        lambda content: again(content, delimiter="\t").decode().encode("utf-16"),
        lambda content: again(content, quoting=csv.QUOTE_ALL),
        lambda content: again(content, lineterminator="\n"),
        lambda content: again(content, lineterminator="\r"),
        lambda content: b"sep=;\r\n" + again(content, delimiter=";"),
        lambda content: content + b"\r\n,,\r\n\r\n",
        lambda content: content.replace(b"region", b" Region "),
    ],
)
def test_files_of_other_programs_are_read_alike(change):
    content = sheet(replace(BASE, note='two\nlines, "quoted"; semicolon'), BASE)
    assert [row.cells for row in read_sheet(change(content)).rows] == [row.cells for row in read_sheet(content).rows]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "first row names the columns"),
        (b"region,low\n", "“company” and “role” are not among them"),
        (b"company,role,low,low\n", "“low” stands there twice"),
        (b"company,role\nacme,\xff", "not UTF-8 text: see line 2"),
        (b"company,role\nacme,\0", "NUL character: see line 2"),
        (b'company,role\nacme,"quant', "Row 2 cannot be read"),
        (b"company,role\nacme," + b"x" * 200_000, "Row 2 cannot be read"),
        (b"PK\x03\x04\xff", "not UTF-8"),
    ],
)
def test_what_is_no_sheet_is_refused_in_words(content, words):
    with pytest.raises(UnreadableSheet, match="(?s)" + words):
        read_sheet(content)


def test_rows_of_another_length_and_columns_without_meaning_are_told():
    found = read_sheet(b"company,role,bonus,low\nacme,quant,1,2\nacme,quant,1\n")
    assert (found.unknown, [(one.row, one.column) for one in found.problems], len(found.rows)) == (("bonus",), [(3, "")], 1)
    assert "low" not in found.missing
    assert "high" in found.missing
    assert set(HEADER) > set(found.missing)


def test_a_file_of_all_numbers_is_read():
    assert len(read_sheet(b"company,role\n" + b"a,b\n" * 22_896).rows) == 22_896


def test_a_file_of_more_rows_than_any_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MOST_ROWS", 3)
    assert len(read_sheet(b"company,role\n" + b"a,b\n" * 3).rows) == 3
    with pytest.raises(UnreadableSheet, match="more than 3 rows"):
        read_sheet(b"company,role\n" + b"a,b\n" * 4)
