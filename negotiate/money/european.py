"""The European Central Bank's history of rates: a CSV file, or the zip file that holds it. Pure.

One line a day, one column a currency, "N/A" where there was no rate. Figures are read as decimals, never as floats.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

MOST_BYTES = 50_000_000
NUMBER = re.compile(r"\d{1,11}(\.\d{1,8})?", re.ASCII)
CODE = re.compile(r"[A-Z]{3}", re.ASCII)
MISSING = ("", "N/A")
EURO = "EUR"


class NotRates(Exception):
    """The file is not such a history. Its text says why, for the operator to read."""


def rates_in(content: bytes, *, reach: timedelta = timedelta.max) -> Iterator[tuple[date, str, Decimal]]:
    """Day, currency and units per euro, as they stand in the file; with `reach`, so far back from its last day.

    Raises NotRates, with the line where one is at fault.
    """
    lines = csv.reader(io.StringIO(text_of(content)))
    header = [cell.strip() for cell in next(lines, [])]
    currencies = [(place, cell) for place, cell in enumerate(header) if CODE.fullmatch(cell)]
    if header[:1] != ["Date"] or len(currencies) != len([cell for cell in header[1:] if cell]):
        raise NotRates("The first line does not name Date and currencies, as the European Central Bank's file does.")
    if len({cell for _, cell in currencies}) < len(currencies):
        raise NotRates("A currency has two columns.")
    if EURO in header:
        raise NotRates("It has a column EUR: this file is not per euro.")
    days = [(number, day_of(cells, number), cells) for number, cells in enumerate(lines, 2)]
    if surplus := next((number for number, _, cells in days if any(map(str.strip, cells[len(header) :]))), None):
        raise NotRates(f"Line {surplus} has more cells than the first line names: are decimals written with commas?")
    if len({day for _, day, _ in days}) < len(days):
        raise NotRates("A day stands in the file twice.")
    last = max((day for _, day, _ in days), default=date.min)
    for number, day, cells in days:
        for place, currency in currencies if last - day <= reach else ():
            if (cell := cells[place].strip() if place < len(cells) else "") not in MISSING:
                yield day, currency, per_euro(cell, currency, number)


def text_of(content: bytes) -> str:
    if content[:2] == b"PK":
        content = unzipped(content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotRates("The file is neither text nor a zip file.") from None


def unzipped(content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = [file for file in archive.infolist() if file.filename.endswith(".csv")]
            if len(files) != 1:
                raise NotRates("The zip file does not hold one CSV file.")
            if files[0].file_size > MOST_BYTES:
                raise NotRates("The file in the zip file is too large to be a history of rates.")
            return archive.read(files[0])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        raise NotRates("The zip file cannot be opened.") from None


def day_of(cells: list[str], number: int) -> date:
    try:
        return date.fromisoformat(cells[0].strip() if cells else "")
    except ValueError:
        raise NotRates(f"Line {number} does not begin with a day such as 2026-03-02.") from None


def per_euro(cell: str, currency: str, number: int) -> Decimal:
    if not NUMBER.fullmatch(cell) or not Decimal(cell):
        raise NotRates(f"Line {number}: “{cell[:20]}” is no rate for {currency}.")
    return Decimal(cell)
