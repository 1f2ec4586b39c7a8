"""Amounts, percentages and counts of shares as people type them: single, as ranges, with a second currency."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from guides.parsing.currencies import AFTER, CODE, SHARED, SHARED_SIGNS, SIGN, SIGN_LETTERS, currency_in, currency_of

SCALES = {
    "k": Decimal(10) ** 3,
    "m": Decimal(10) ** 6,
    "mm": Decimal(10) ** 6,
    "million": Decimal(10) ** 6,
    "b": Decimal(10) ** 9,
    "bn": Decimal(10) ** 9,
    "billion": Decimal(10) ** 9,
    "l": Decimal(10) ** 5,
    "lpa": Decimal(10) ** 5,
    "lac": Decimal(10) ** 5,
    "lakh": Decimal(10) ** 5,
    "lakhs": Decimal(10) ** 5,
    "cr": Decimal(10) ** 7,
    "crore": Decimal(10) ** 7,
    "crores": Decimal(10) ** 7,
    "万": Decimal(10) ** 4,
    "億": Decimal(10) ** 8,
    "亿": Decimal(10) ** 8,
    "만": Decimal(10) ** 4,
    "억": Decimal(10) ** 8,
}
INDIAN = ("l", "lpa", "lac", "lakh", "lakhs", "cr", "crore", "crores")  # counted in them, money is in rupees
TEN_THOUSANDS = ("万", "만")  # amounts in them often have four digits
PERIODS = (
    ("4yr", re.compile(r"4[ -]?(?:yr|year)", re.IGNORECASE)),
    ("year", re.compile(r"yr|year|annum|annual|p\.?a\b", re.IGNORECASE)),
    ("month", re.compile(r"mo", re.IGNORECASE)),
)
DIGIT = re.compile(r"\d")
AMOUNT = re.compile(
    rf"""(?=[~\d{re.escape(SIGN_LETTERS)}])(?<![\w.,])(?<!\d['’])(?:(?:(?P<code>{CODE})[ ])?(?P<sign>{SIGN})[ ]?)?~?
    (?P<number>(?:\d{{1,3}}(?:\.\d{{3}}){{2,}}(?!\d)|\d{{1,3}}(?:[ ]\d{{3}})+(?![\d,])
        |\d{{1,3}}(?:['’]\d{{3}})+(?!\d)|\d(?:[\d,]{{0,20}}\d)?)(?:\.\d{{1,6}})?)
    (?:[ ]?(?P<scale>crores?|lakhs?|lac|LPA|lpa|million|billion|MM|mm|bn|Bn|Cr|cr|[KkMmBbL]|[万億亿만억])(?![A-Za-z]))?
    (?P<percent>[ ]?%)?(?P<plus>\+)?
    (?:[ ]?(?P<after>{AFTER})(?![A-Za-z]))?
    (?P<period>[ ]?/[ ]?(?:4[ -]?yrs?|4[ -]?years?|yr|year|annum|month|mo)\b)?(?P<late_plus>\+)?
    (?:[ ](?:[A-Z]{{2,5}}[ ])?(?P<shares>[Ss]tock[ ][Oo]ptions|[Oo]ptions|[Ss]hares|RSUs?|PSUs?|PPUs|[Uu]nits|ISOs)\b)?""",
    re.VERBOSE,
)
DASH = re.compile(r"\s*(?:[–—-]{1,2}|\bto\b)\s*~?\s*")
GROUPING = str.maketrans("", "", ", '’")
DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
SHORT = 500  # letters of a cell or sentence
SLASH = re.compile(r"\s*/\s*~?\s*")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One value or range where it stands in a text. `unit` is currency, percent, shares or number (a bare one)."""

    low: Decimal | None
    high: Decimal | None
    unit: str
    start: int
    end: int
    open_ended: bool = False
    currency: str | None = None
    period: str | None = None
    flag: str = ""


class Amount(NamedTuple):
    number: Decimal
    dotted: bool  # written as 60.000, which is sixty thousand where it is money
    scale: str
    unit: str
    currency: str | None
    plus: bool
    period: str | None
    start: int
    end: int
    bare_end: int  # without the word for shares

    @property
    def value(self) -> Decimal:
        value = self.number * SCALES.get(self.scale, 1)
        whole = value.to_integral()
        return whole if value == whole else value.normalize()


def amounts(text: str, label: str = "") -> list[Amount]:
    return [amount(match, label) for match in AMOUNT.finditer(text)]


def amount(match: re.Match, label: str) -> Amount:
    sign = sign_of(match)
    number, scale, percent, plus, period, late_plus, shares = match.group(
        "number", "scale", "percent", "plus", "period", "late_plus", "shares"
    )
    sign = sign or ("INR" if scale and scale.lower() in INDIAN else None)
    unit = "percent" if percent else "currency" if sign else "shares" if shares else "number"
    return Amount(
        number=number_of(number, whole=unit == "currency" and not scale),
        dotted=not scale and number.count(".") == 1 and DOTTED.fullmatch(number) is not None,
        scale=(scale or "").lower(),
        unit=unit,
        currency=currency_of(sign, label) if unit == "currency" else None,
        plus=bool(plus or late_plus),
        period=period_of(period) if period else None,
        start=match.start(),
        end=match.end() if unit == "shares" else end_of_number(match),
        bare_end=end_of_number(match),
    )


def end_of_number(match: re.Match) -> int:
    return match.start("shares") - 1 if match["shares"] else match.end()


def number_of(text: str, *, whole: bool) -> Decimal:
    """Commas, blanks and apostrophes group digits; so do points where whole units of money stand in threes, as in `€84.000`."""
    if "." in text and (whole or text.count(".") > 1) and DOTTED.fullmatch(text):
        text = text.replace(".", "")
    return Decimal(text.translate(GROUPING))


def sign_of(match: re.Match) -> str | None:
    """The sign of an amount. A code beside it, as in `AUD $145K` or `$145K CAD`, says more than a sign that currencies share."""
    code = match["code"] or match["after"]
    shared = match["sign"] in SHARED_SIGNS
    return code if code and (shared or not match["sign"]) else match["sign"]


def period_of(words: str) -> str | None:
    return next((period for period, pattern in PERIODS if pattern.search(words)), None)


def figures(text: str, label: str = "") -> list[Figure]:
    """Every value or range of the text, in order. Two currencies woven into one range are taken apart."""
    if not DIGIT.search(text):
        return []
    if len(text) > SHORT:
        return read_figures(text, label)
    asked = label if any(sign in text for sign in SHARED) else ""
    return list(known_figures(text, asked))


@lru_cache(maxsize=4_096)
def known_figures(text: str, label: str) -> tuple[Figure, ...]:
    """Several readers ask for the figures of one cell or sentence, and many guides hold the same cells."""
    return tuple(read_figures(text, label))


def read_figures(text: str, label: str) -> list[Figure]:
    found = amounts(text, label)
    result: list[Figure] = []
    place = 0
    while place < len(found):
        count, made = next_figures(found[place : place + 4], text)
        result += made
        place += count
    return result


def next_figures(found: list[Amount], text: str) -> tuple[int, list[Figure]]:
    between = [text[one.end : other.start] for one, other in zip(found[:3], found[1:4], strict=False)]
    if woven(found[:4], between):
        first, second, third, fourth = found[:4]
        return 4, [ranged(first, third, end=third.end), ranged(second, fourth)]
    if len(found) > 1 and found[0].unit == "currency" and found[1].unit == "shares":  # "$132-150K RSUs" is money
        found = [found[0], found[1]._replace(unit="number", end=found[1].bare_end), *found[2:]]
    if between and (DASH.fullmatch(between[0]) or is_between(found[0], between[0], text)) and alike(found[0], found[1]):
        return 2, [ranged(found[0], found[1])]
    return 1, [single(found[0])]


def woven(four: list[Amount], between: list[str]) -> bool:
    """`£109K / $137K - £148K / $186K`."""
    if len(four) < 4 or not (SLASH.fullmatch(between[0]) and DASH.fullmatch(between[1]) and SLASH.fullmatch(between[2])):
        return False
    first, second, third, fourth = (one.currency for one in four)
    return first == third and second == fourth and first != second and first is not None


def is_between(low: Amount, gap: str, text: str) -> bool:
    """`between $285K and $300K`."""
    return gap == " and " and text[max(low.start - 8, 0) : low.start].lower() == "between "


def alike(low: Amount, high: Amount) -> bool:
    """Whether two amounts with a dash between make a range: of one unit, or one of them a bare number."""
    return low.unit == high.unit or low.unit == "number" or high.unit == "number"


def ranged(low: Amount, high: Amount, *, end: int | None = None) -> Figure:
    low, high = as_money(low, high), as_money(high, low)
    unit = high.unit if low.unit == "number" else low.unit
    currency = low.currency or high.currency
    flag = "two currencies in one range" if low.currency and high.currency and low.currency != high.currency else ""
    bottom = low._replace(scale=high.scale).value if inherits_scale(low, high) else low.value
    if bottom > high.value and not flag:
        flag = "low above high"
    return Figure(
        low=bottom,
        high=high.value,
        unit=unit,
        currency=currency,
        open_ended=high.plus,
        period=high.period or low.period,
        flag=flag,
        start=low.start,
        end=end or high.end,
    )


def as_money(one: Amount, other: Amount) -> Amount:
    """`60.000–80.000 €`: the sign holds for both ends, and so does how thousands are written."""
    if one.unit == "number" and one.dotted and other.unit == "currency":
        return one._replace(number=one.number.scaleb(3), dotted=False)
    return one


def inherits_scale(low: Amount, high: Amount) -> bool:
    """`$195-210K`: the first number is in thousands too."""
    return bool(high.scale) and not low.scale and (low.number < 1000 or (high.scale in TEN_THOUSANDS and low.number <= high.number))


def single(one: Amount) -> Figure:
    top = None if one.plus else one.value
    return Figure(
        low=one.value,
        high=top,
        unit=one.unit,
        currency=one.currency,
        open_ended=one.plus,
        period=one.period,
        start=one.start,
        end=one.end,
    )


def with_currency(figure: Figure, label: str) -> Figure:
    """A bare number beside a label that names a currency is an amount in it."""
    currency = currency_in(label) if figure.unit == "number" else None
    return replace(figure, unit="currency", currency=currency) if currency else figure
