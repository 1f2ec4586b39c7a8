"""What the API's documents are made of: exact decimals, known currencies, and pages with a cursor."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

from django.core.exceptions import ValidationError as DjangoValidationError
from ninja import Schema
from ninja.errors import ValidationError
from ninja.pagination import CursorPagination
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

from negotiate.accounts.exporting import plain_decimal
from negotiate.money.currencies import CURRENT
from negotiate.money.typed import read_amount, read_percent, read_share

PAGE_SIZE = 50
LARGEST_PAGE = 100
NUMERAL = re.compile(r"-?\d{1,19}(\.\d{1,19})?", re.ASCII)


def known_currency(code: str) -> str:
    if code.upper() not in CURRENT:
        raise ValueError("Write the three letters of a currency, such as USD, GBP or EUR.")
    return code.upper()


def without_null(text: str) -> str:
    """PostgreSQL keeps no NUL in texts."""
    if "\x00" in text:
        raise ValueError("This text holds a character that cannot be kept (NUL).")
    return text


# What every text of a request is: said in the document too, so that a program knows before it sends.
KEPT = (AfterValidator(without_null), Field(json_schema_extra={"pattern": r"^[^\u0000]*$"}))


def written_out(value):
    """Days and moments are texts: a number would be taken for seconds since 1970."""
    if isinstance(value, int | float | Decimal):
        raise ValueError("Write a text such as 2026-11-27 or 2026-11-27T17:00:00+00:00.")
    return value


def as_string(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": ["300000", "6.5"]})


DecimalOut = Annotated[Decimal, PlainSerializer(plain_decimal, return_type=str), as_string(r"^-?\d+(\.\d+)?$")]


def read_number(read: Callable[[str], Decimal]) -> Callable[[Any], Any]:
    """Reads a string as it is typed on the site; a plain number means what it says."""

    def number(value):
        if not isinstance(value, str):
            return value
        words = value.strip()
        return Decimal(words) if NUMERAL.fullmatch(words) else read(words)

    return number


def amount_alone(text: str) -> Decimal:
    typed = read_amount(text)
    if typed.currency:
        raise ValueError("Write the amount alone: its currency has a field of its own.")
    return typed.amount


def written(read: Callable[[str], Decimal], pattern: str, *examples: str, least: int = 0, most: int | None = None) -> tuple:
    """How a number is read where it comes as a string, and the document's description of it."""
    number = {"type": "number", "minimum": least} | ({} if most is None else {"maximum": most})
    text = {"type": "string", "pattern": pattern, "examples": list(examples)}
    return BeforeValidator(read_number(read)), WithJsonSchema({"anyOf": [number, text]})


AMOUNT_WRITTEN = (
    r"^([0-9]{1,11}(\.[0-9]{1,4})?|[1-9][0-9]{0,2}(,[0-9]{3}){1,2}|[0-9]{1,6}(\.[0-9])?[kK]|[0-9]{1,4}(\.[0-9])?[mM]|[0-9]{1,5}L)$"
)
PERCENT_WRITTEN = r"^[0-9]{1,2}(\.[0-9]{1,4})?( ?%)?$"
SHARE_WRITTEN = r"^(0(\.[0-9]{1,8})?|1|[0-9]{1,2}(\.[0-9]{1,2})? ?%)$"
Amount = Annotated[
    Decimal,
    Field(ge=0, max_digits=19, decimal_places=4, allow_inf_nan=False),
    *written(amount_alone, AMOUNT_WRITTEN, "300000", "310k", "1.2m"),
]
Percent = Annotated[
    Decimal,
    Field(ge=0, max_digits=9, decimal_places=4, allow_inf_nan=False),
    *written(read_percent, PERCENT_WRITTEN, "6.5", "12 %"),
]
Chance = Annotated[
    Decimal,
    Field(ge=0, le=1, max_digits=9, decimal_places=8, allow_inf_nan=False),
    *written(read_share, SHARE_WRITTEN, "0.9", "90 %", most=1),
]
Currency = Annotated[str, Field(json_schema_extra={"pattern": "^[A-Za-z]{3}$"}), AfterValidator(known_currency)]
Words = Annotated[str, Field(max_length=20_000), *KEPT]
Search = Annotated[str, Field(max_length=300), *KEPT]
Line = Annotated[str, Field(max_length=200), *KEPT]
NotBlank = Annotated[
    str,
    Field(min_length=1, max_length=200, pattern=r"\S", json_schema_extra={"pattern": r"^[^\u0000]*[^\s\u0000][^\u0000]*$"}),
    AfterValidator(without_null),
]


class Given(Schema):
    """What a request brings. A name that is not known is an error, so that a slip of the pen is not lost in silence."""

    model_config = ConfigDict(extra="forbid")


class Pages(CursorPagination):
    """Pages of `items`, with the addresses of the `next` and the `previous` one."""

    items_attribute = "items"

    class Output(Schema):
        items: list[Any]
        next: str | None
        previous: str | None

    def __init__(self, *, ordering: tuple[str, ...], shown: Callable = lambda row: row, **kwargs):
        super().__init__(ordering=ordering, page_size=PAGE_SIZE, max_page_size=LARGEST_PAGE, **kwargs)
        self.shown = shown

    def paginate_queryset(self, queryset, pagination, request, **params):
        try:
            without_null(self.Cursor.from_encoded_param(pagination.cursor).p or "")
            page = super().paginate_queryset(queryset, pagination, request, **params)
        except (ValueError, DjangoValidationError, ValidationError) as error:
            raise ValidationError([{"loc": ("query", "cursor"), "msg": "This cursor is none of ours."}]) from error
        return page | {"items": [self.shown(row) for row in page["items"]]}
