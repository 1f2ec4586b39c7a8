"""Bands and targets as rows of cells, and back. What is written reads back to the same row. Pure.

A cell that a spreadsheet would take for a formula is written behind an apostrophe, which is taken off again when it is read.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from guides.figure_rules import errors_in, share_of_one
from guides.origins import CHANGING, first_words, words_after_change
from guides.parsing import rows
from negotiate.money import typed

Figure = rows.Band | rows.Target
Errors = list[tuple[str, str]]  # columns and what is wrong there

ACTS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
HIDDEN = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
YES, NO = {"yes", "y", "true", "1", "x"}, {"", "no", "n", "false", "0"}


@dataclass(frozen=True)
class Column:
    """How a field is read from its cell (ValueErrors are for people) and written into it; `table` is the only one that has it."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    table: type | None = None


def hidden(text: str | None) -> str:
    return f"'{text}" if text and ACTS.match(text) else text or ""


def unhidden(text: str) -> str:
    return text[1:] if HIDDEN.match(text) else text


def number_in_cell(value: Decimal | None) -> str:
    """Without idle zeros; never with three places, which could be thousands."""
    if value is None:
        return ""
    whole, _, places = format(value, "f").partition(".")
    places = places.rstrip("0")
    return f"{whole}.{places}{'0' * (len(places) == 3)}" if places else whole


def day(text: str) -> date | None:
    words = text.strip()
    try:
        if found := DAY_FIRST.fullmatch(words):
            return date(*map(int, reversed(found.groups())))
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise ValueError(f"“{words[:40]}” is not a day. Write it as 2026-11-22.") from None


def yes_or_no(text: str) -> bool:
    words = text.strip().lower()
    if words not in YES | NO:
        raise ValueError(f"“{words[:40]}” is neither yes nor no.")
    return words in YES


def one_of(choices: tuple[str, ...], usual: str | None = "") -> Callable[[str], str | None]:
    """Reads one of the words. An empty cell is `usual`; where that is "", it is an error."""

    def read(text: str) -> str | None:
        words = text.strip().lower().replace(" ", "_")
        if words in choices:
            return words
        if words or usual == "":
            raise ValueError(f"{f'“{text.strip()[:40]}” is not known. ' if words else ''}Write one of: {', '.join(choices)}.")
        return usual

    return read


def currency(text: str) -> str | None:
    words = text.strip().upper()
    if words and not re.fullmatch("[A-Z]{3}", words):
        raise ValueError("Three letters, such as USD or GBP.")
    return words or None


def source(text: str) -> int | str | None:
    """A number in the guide's list of sources, or a title."""
    words = unhidden(text).strip()
    return int(words) if re.fullmatch(r"[1-9]\d{0,5}", words, re.ASCII) else words or None


def confidence(text: str) -> Decimal:
    return share_of_one(text.strip() or "1")


def _as_it_is(value) -> str:
    return "" if value is None else str(value)


WORDS = Column(unhidden, hidden)
NUMBER = Column(str.strip, number_in_cell)  # read by `typed.read_figure`, which needs to know unit and currency
DAY = Column(day, _as_it_is)
TRUTH = Column(yes_or_no, lambda value: "yes" if value else "")


def _words_of(table, *, nothing="") -> Column:
    return Column(lambda text: unhidden(text) or nothing, hidden, table)


COLUMNS: dict[str, Column] = {
    "kind": Column(one_of(("band", *rows.TARGET_KINDS)), _as_it_is),
    "region": _words_of(rows.Band, nothing=None),
    "level": _words_of(rows.Band, nothing=None),
    "component": Column(one_of(rows.COMPONENTS), _as_it_is),
    "unit": Column(one_of(rows.UNITS), _as_it_is),
    "low": NUMBER,
    "high": NUMBER,
    "open_ended": TRUTH,
    "currency": Column(currency, _as_it_is),
    "period": Column(one_of(rows.PERIODS, None), _as_it_is),
    "as_of": DAY,
    "review_by": DAY,
    "source": Column(source, lambda value: hidden(_as_it_is(value))),
    "flag": _words_of(rows.Band),
    "original": WORDS,
    "note": _words_of(rows.Band),
    "value_role": Column(one_of(rows.VALUE_ROLES, "primary"), _as_it_is, rows.Band),
    "scope": _words_of(rows.Target),
    "condition": _words_of(rows.Target),
    "confidence": Column(confidence, number_in_cell, rows.Target),
    "implies_walk_away": Column(yes_or_no, TRUTH.write, rows.Target),
}
NUMBERS = ("low", "high")


def kind_of(figure: Figure) -> str:
    return getattr(figure, "kind", "band")


def cells_of(figure: Figure) -> dict[str, str]:
    """Every column of the row; those that the row does not have are empty."""
    values = {"kind": kind_of(figure)} | {field.name: getattr(figure, field.name) for field in fields(figure)}
    return {name: column.write(values[name]) if name in values else "" for name, column in COLUMNS.items()}


def digest(figure: Figure) -> str:
    """What the row says, in twelve letters: the same for a copy of it, another for whatever was changed."""
    cells = cells_of(figure)
    cells["original"] = first_words(cells["original"])
    return hashlib.sha256("\x1f".join(cells.values()).encode()).hexdigest()[:12]


def figure_in(cells: dict[str, str], current: Figure | None = None) -> tuple[Figure | None, Errors]:
    """The row that the cells make of the current one, or a new one; and what is wrong with it, by column.

    A column that is not there leaves its field as it stands. A row that says what the current one says is not judged.
    """
    table, errors = _table(cells, current)
    if errors:
        return None, errors
    values = _values(table, current)
    for name in cells.keys() & COLUMNS.keys():
        _read_cell(name, cells[name], table, values, errors)
    if errors:
        return None, errors
    _read_numbers(cells, values, errors)
    values = {field.name: values[field.name] for field in fields(table) if field.name in values}
    if errors:
        return None, errors
    figure = with_origin(table(**values), current)
    return figure, [] if figure == current else list(errors_in(vars(figure)))


def with_origin(figure: Figure, before: Figure | None) -> Figure:
    """The figure; where its number was changed and not the words that it was read from, these say so."""
    if before and figure.original == before.original and any(getattr(figure, name) != getattr(before, name) for name in CHANGING):
        return replace(figure, original=words_after_change(figure.original, figure))
    return figure


def _table(cells, current) -> tuple[type, Errors]:
    try:
        kind = COLUMNS["kind"].read(cells["kind"]) if "kind" in cells else current and kind_of(current)
    except ValueError as error:
        return rows.Band, [("kind", str(error))]
    table = rows.Band if kind == "band" else rows.Target
    if kind is None:
        return table, [("kind", "A new row needs its kind: the column is missing.")]
    if current and not isinstance(current, table):
        return table, [("kind", "A band stays a band and a target a target: remove this row and add a new one.")]
    return table, []


def _values(table, current) -> dict[str, Any]:
    if current:
        return dict(vars(current))
    return {field.name: field.default for field in fields(table) if field.default is not MISSING}


def _read_cell(name, text, table, values, errors) -> None:
    column = COLUMNS[name]
    if column.table not in (None, table):
        if text.strip():
            what, instead = ("band", "region or level") if table is rows.Band else ("target", "scope or condition")
            errors.append((name, f"A {what} has no {name.replace('_', ' ')}. Say it under {instead}, or leave this empty."))
        return
    try:
        values[name] = column.read(text)
    except ValueError as error:
        errors.append((name, str(error)))


def _read_numbers(cells, values, errors) -> None:
    if "component" not in values:
        errors.append(("component", "A new row needs its component: the column is missing."))
    for name in NUMBERS:
        if name in cells:
            try:
                values[name] = typed.read_figure(values[name], unit=values["unit"], currency=values["currency"])
            except ValueError as error:
                errors.append((name, str(error)))


def changed_cells(before: Figure, after: Figure) -> list[tuple[str, str, str]]:
    """Columns with what stands in them before and after, as people read it."""
    old, new = cells_of(before), cells_of(after)
    return [(name, readable(name, old[name]), readable(name, new[name])) for name in COLUMNS if old[name] != new[name]]


def readable(column: str, cell: str) -> str:
    return f"{Decimal(cell):,f}" if column in NUMBERS and cell else unhidden(cell)
