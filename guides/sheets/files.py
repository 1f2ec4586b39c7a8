"""A sheet as a file: its bytes into rows of cells, and rows of cells into lines. Pure.

Whatever a spreadsheet makes of a CSV file is read: a byte order mark, commas, semicolons or tabs, any line ends, any order of columns.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO

from guides.sheets.cells import COLUMNS, Figure, cells_of, digest, unhidden
from negotiate.counting import counted

KEYS = ("company", "role", "row")
HEADER = ("company", "role", "revision", "row", "remove", *COLUMNS)
NEEDED = ("company", "role")
DELIMITERS = (",", ";", "\t")
MOST_ROWS = 250_000  # what one file may hold on its way out is what it may hold on its way in
MOST_MEGABYTES = 200
MOST_PROBLEMS = 500
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class UnreadableSheet(Exception):
    """A file that is no sheet at all. Its text says why."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What is wrong in a cell, by the row's number in a spreadsheet (the header is row 1), or with a whole row where `column` is empty."""

    row: int
    column: str = ""
    message: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row as it stands in the file. `cells` holds the columns of a band or target that the file has."""

    number: int
    company: str
    role: str
    key: str
    remove: str
    cells: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    unknown: tuple[str, ...] = ()  # columns that are left out
    missing: tuple[str, ...] = ()  # columns whose fields stay as they are


def read_sheet(content: bytes) -> Sheet:
    """Raises UnreadableSheet."""
    text = decoded(content)
    first, _, rest = text.partition("\n")
    if first.strip().lower() in ("sep=,", "sep=;"):
        text, first = rest, rest.partition("\n")[0]
    lines = _lines(text, max(DELIMITERS, key=first.count))
    header = [name.strip().lower().replace(" ", "_") for name in next(lines, (0, []))[1]]
    _check_header(header)
    rows: list[Row] = []
    problems: list[Problem] = []
    known: dict[str, str] = {}  # most cells of a file say what others say: each text is kept once
    places = [(place, name) for place, name in enumerate(header) if name in HEADER]
    for number, cells in lines:
        if len(cells) == len(header):
            rows.append(_row(number, {name: known.setdefault(cells[place], cells[place]) for place, name in places}))
        else:
            message = (
                f"The row has {counted(len(cells), 'cell')} and the header {len(header)}: a comma or a quotation mark is out of place."
            )
            problems.append(Problem(row=number, message=message))
    missing = tuple(name for name in COLUMNS if name not in header)
    unknown = tuple(name for name in header if name not in HEADER)
    return Sheet(rows=tuple(rows), problems=tuple(problems), unknown=unknown, missing=missing)


def decoded(content: bytes) -> str:
    encoding = "utf-16" if content.startswith(UTF_16) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableSheet(f"The file is not UTF-8 text: see line {line}. In the spreadsheet, save it as “CSV UTF-8”.") from None
    if "\0" in text:
        raise UnreadableSheet(f"The file holds a NUL character: see line {text[: text.index(chr(0))].count(chr(10)) + 1}.")
    return text


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, with their numbers. Raises UnreadableSheet where quotation marks do not fit."""
    number = 0
    try:
        for number, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            if number > MOST_ROWS + 1:
                raise UnreadableSheet(f"The file has more than {MOST_ROWS:,} rows. Send it in parts.")
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as error:
        raise UnreadableSheet(f"Row {number + 1} cannot be read: {error}.") from None


def _check_header(header: list[str]) -> None:
    if lost := [name for name in NEEDED if name not in header]:
        what = " and ".join(f"“{name}”" for name in lost)
        raise UnreadableSheet(f"The first row names the columns, and {what} {'is' if len(lost) == 1 else 'are'} not among them.")
    if twice := {name for name in header if name and header.count(name) > 1}:
        raise UnreadableSheet(f"The column “{min(twice)}” stands there twice.")


def _row(number: int, cells: dict[str, str]) -> Row:
    keys = {name: unhidden(cells.get(name, "")).strip().lower() for name in (*KEYS, "remove")}
    return Row(
        number=number,
        company=keys["company"],
        role=keys["role"],
        key=keys["row"],
        remove=keys["remove"],
        cells={name: cell for name, cell in cells.items() if name in COLUMNS},
    )


def keyed(figures: Iterable[Figure]) -> dict[str, Figure]:
    """The rows by key: what they say, in short, and a number for those that say the same."""
    found: dict[str, Figure] = {}
    for figure in figures:
        key, count = digest(figure), 1
        name = key
        while name in found:
            count += 1
            name = f"{key}-{count}"
        found[name] = figure
    return found


def written(figures: Iterable[Figure], *, company: str, role: str, revision: int) -> str:
    """The lines of one guide's rows, without a header."""
    lines = StringIO(newline="")
    writer = csv.writer(lines)
    for key, figure in keyed(figures).items():
        writer.writerow([company, role, revision, key, "", *cells_of(figure).values()])
    return lines.getvalue()


def header() -> str:
    """The first line, behind the mark by which Excel knows UTF-8."""
    return "\ufeff" + ",".join(HEADER) + "\r\n"
