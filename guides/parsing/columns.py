"""The columns of the tables in canonical Markdown: what each is called, which field it holds, how a value is written and read.

An empty cell is what the column says is usual (`usual`), most often "not stated".
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from guides.parsing import rows
from guides.parsing.escaping import escape_line, unescape_line

LIMIT = Decimal(10) ** 15


@dataclass(frozen=True)
class Column:
    header: str
    field: str
    usual: Any = None
    write: Callable[[Any], str] = str
    read: Callable[[str], Any] = str

    def cell(self, value) -> str:
        return "" if value == self.usual else self.write(value)

    def value(self, cell: str):
        """The value that a cell states. Raises ValueError where it states none of the right kind."""
        return self.read(cell) if cell.strip() else self.usual


def write_text(value: str) -> str:
    return escape_line(value, "|") or r"\e"


def write_number(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_number(cell: str) -> Decimal:
    try:
        number = Decimal(cell.strip().replace(",", ""))
    except InvalidOperation:
        raise ValueError(f"“{cell.strip()[:60]}” is not a number") from None
    if not (number.is_finite() and abs(number) < LIMIT):
        raise ValueError(f"“{cell.strip()[:60]}” is out of bounds")
    return number


def read_day(cell: str) -> date:
    try:
        return date.fromisoformat(cell.strip())
    except ValueError:
        raise ValueError(f"“{cell.strip()[:60]}” is not a day like 2026-01-31") from None


def read_count(cell: str) -> int:
    if not (cell.strip().isascii() and cell.strip().isdigit() and len(cell.strip()) < 6):
        raise ValueError(f"“{cell.strip()[:60]}” is not a number in the list of sources")
    return int(cell)


def read_yes(cell: str) -> bool:
    if cell.strip().lower() not in ("yes", "no"):
        raise ValueError(f"“{cell.strip()[:60]}” is neither yes nor no")
    return cell.strip().lower() == "yes"


def write_choice(value: str) -> str:
    return value.replace("_", " ")


def choice(values: tuple[str, ...]) -> Callable[[str], str]:
    def read(cell: str) -> str:
        value = cell.strip().lower().replace(" ", "_")
        if value not in values:
            raise ValueError(f"“{cell.strip()[:60]}” is none of: {', '.join(map(write_choice, values))}")
        return value

    return read


def read_currency(cell: str) -> str:
    code = cell.strip().upper()
    if not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise ValueError(f"“{cell.strip()[:60]}” is not a currency code of three letters")
    return code


def text(header: str, field: str, usual=None) -> Column:
    return Column(header, field, usual, write_text, unescape_line)


def words(header: str, field: str, values: tuple[str, ...], usual=None) -> Column:
    return Column(header, field, usual, write_choice, choice(values))


COMPONENT = words("Component", "component", rows.COMPONENTS)
FIGURE = (
    words("Unit", "unit", rows.UNITS, "currency"),
    Column("Low", "low", None, write_number, read_number),
    Column("High", "high", None, write_number, read_number),
    Column("Currency", "currency", None, str, read_currency),
    words("Period", "period", rows.PERIODS),
)
ORIGIN = (
    Column("As of", "as_of", None, date.isoformat, read_day),
    Column("Review by", "review_by", None, date.isoformat, read_day),
    Column("Source", "source", None, str, read_count),
)
BAND = (
    text("Region", "region"),
    text("Level", "level"),
    COMPONENT,
    *FIGURE,
    words("Kind", "value_role", rows.VALUE_ROLES, "primary"),
    text("As written", "original", ""),
    *ORIGIN,
    text("Note", "note", ""),
    text("Flag", "flag", ""),
)
TARGET = (
    words("Say", "kind", rows.TARGET_KINDS),
    COMPONENT,
    *FIGURE,
    text("Scope", "scope", ""),
    text("Condition", "condition", ""),
    text("As written", "original", ""),
    Column("Confidence", "confidence", Decimal(1), write_number, read_number),
    Column("Implies walk-away", "implies_walk_away", False, lambda value: "yes" if value else "no", read_yes),
    *ORIGIN,
)
