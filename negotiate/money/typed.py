"""Amounts and percents as people type them: "310k", "£195,000", "20 %", "1.2m", "26,00,000". Pure.

The one reader for whatever is typed: the desk's forms and sheets, candidates' forms, the API. What one of them reads, all read.
Nothing is guessed: what can be read in two ways is an error that says so. Errors are ValueErrors whose text is for the reader.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from negotiate.money.currencies import currency_of

LARGEST = Decimal(10) ** 12  # exclusive; a grant of a trillion is a slip of the finger
LARGEST_PERCENT = Decimal(1000)
PLACES = 4
LONGEST = 60
MINUS = ("-", "−", "–")
SCALES = {
    "": Decimal(1),
    "k": Decimal(10) ** 3,
    "thousand": Decimal(10) ** 3,
    "m": Decimal(10) ** 6,
    "mn": Decimal(10) ** 6,
    "mm": Decimal(10) ** 6,
    "mio": Decimal(10) ** 6,
    "million": Decimal(10) ** 6,
    "b": Decimal(10) ** 9,
    "bn": Decimal(10) ** 9,
    "billion": Decimal(10) ** 9,
    "l": Decimal(10) ** 5,
    "lakh": Decimal(10) ** 5,
    "lakhs": Decimal(10) ** 5,
    "lac": Decimal(10) ** 5,
    "lacs": Decimal(10) ** 5,
    "cr": Decimal(10) ** 7,
    "crore": Decimal(10) ** 7,
    "crores": Decimal(10) ** 7,
}
EXAMPLES = "Write an amount such as 310k, 195,000 or 1.2m."

PLAIN = re.compile(r"-?\d{1,19}(\.\d{1,4})?", re.ASCII)
THREE_PLACES = re.compile(r"-?[1-9]\d{0,2}\.\d{3}", re.ASCII)  # 310.500 may be three hundred and ten thousand
PERCENT = re.compile(r"(.*?)\s*(?:%|percent|per cent|pct)\.?", re.IGNORECASE)
SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
PARTS = re.compile(r"(?P<before>[^\d.,]*?)\s*(?P<number>[\d.,][\d., '’]*)(?P<after>[^\d]*)", re.ASCII)
SCALE = re.compile(rf"({'|'.join(filter(None, sorted(SCALES, key=len, reverse=True)))})(?![a-z])", re.IGNORECASE)
NEGATIVE = re.compile(r"\D{0,4}[-−–]\D{0,4}\d")

# Thousands by comma, lakhs by comma, thousands by space or apostrophe, or none.
GROUPED = re.compile(r"\d{1,3}(,\d{3})+|\d{1,2}(,\d{2})*,\d{3}|\d{1,3}( \d{3})+|\d{1,3}(['’]\d{3})+|\d*", re.ASCII)
POINTS_FOR_THOUSANDS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?", re.ASCII)
COMMA_FOR_DECIMALS = re.compile(r"\d+,\d{1,2}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What was typed: an amount in whole currency units, or a percent number (6 is 6 %). `currency` is None where none was named."""

    amount: Decimal | None = None
    percent: Decimal | None = None
    currency: str | None = None


def read(text: str, *, context: str | None = None) -> Typed:
    """The amount or percent in a field. `context` is the currency talked about, which decides what a plain $ means."""
    words = SPACES.sub(" ", text).strip()
    if not words or len(words) > LONGEST:
        raise ValueError(EXAMPLES)
    if percent := PERCENT.fullmatch(words):
        return Typed(percent=read_percent(percent[1]))
    parts = PARTS.fullmatch(words)
    if not parts or NEGATIVE.match(words):
        raise ValueError(why_not(words))
    scale, after = split_scale(parts["after"].strip())
    number = decimal_of(parts["number"].strip(), scaled=bool(scale))
    return Typed(amount=fitting(number * SCALES[scale]), currency=one_currency(parts["before"], after, context))


def read_percent(text: str) -> Decimal:
    """A percent number: "6", "6 %" and "6.5 percent" are read alike."""
    words = SPACES.sub(" ", text).strip()
    if percent := PERCENT.fullmatch(words):
        words = percent[1]
    if words[:1] in MINUS:
        raise ValueError("A percent cannot be negative.")
    if not re.fullmatch(r"\d{1,9}(\.\d{1,9})?|\.\d{1,9}", words, re.ASCII):
        raise ValueError("Write a percent such as 6 or 12.5 %.")
    percent = Decimal(words)
    if percent > LARGEST_PERCENT:
        raise ValueError(f"A percent goes up to {LARGEST_PERCENT:,}.")
    return with_few_places(percent)


def read_amount(text: str, *, context: str | None = None) -> Typed:
    """As `read`, for fields where a percent makes no sense."""
    typed = read(text, context=context)
    if typed.amount is None:
        raise ValueError(f"This is money, not a percent. {EXAMPLES}")
    return typed


def read_figure(text: str, *, unit: str, currency: str | None) -> Decimal | None:
    """The number of a row whose unit and currency stand beside it: 310000, 310k or £310k, and 6 or 6 % for percents. Empty is unknown."""
    words = text.strip()
    if not words:
        return None
    if PLAIN.fullmatch(words) and not THREE_PLACES.fullmatch(words):
        return Decimal(words)
    if unit.startswith("percent_"):
        return read_percent(words)
    return read_money(words, currency=currency)


def read_money(text: str, *, currency: str | None) -> Decimal:
    """An amount of money in a currency that is known: it may be named, another one may not."""
    found = read_amount(text, context=currency)
    if found.currency and found.currency != currency:
        raise ValueError(f"The amount is in {found.currency}, and the currency here is {currency or 'not given'}.")
    return found.amount


def read_share(text: str) -> Decimal:
    """A part of a whole as a share of one: "80 %", "80" and "0.8" are the same, and 1 is the whole."""
    words = SPACES.sub(" ", text).strip()
    found = read_percent(words)
    return found / 100 if PERCENT.fullmatch(words) or found > 1 else found


def read_change(text: str) -> Decimal:
    """A rise or fall in per cent: "3", "+3 %", "-2.5 %"."""
    words = SPACES.sub(" ", text).strip()
    falls, number = words[:1] in MINUS, words.lstrip("".join(("+", " ", *MINUS)))
    if len(words) - len(words.lstrip("".join(("+", *MINUS)))) > 1:
        raise ValueError("Write a percent such as 3 or -2.5 %.")
    return -read_percent(number) if falls else read_percent(number)


def split_scale(after: str) -> tuple[str, str]:
    """What follows the number, as its scale (k, m, lakh…) and the rest."""
    found = SCALE.match(after)
    return (found[1].lower(), after[found.end() :]) if found else ("", after)


def decimal_of(number: str, *, scaled: bool) -> Decimal:
    """The number's value. "1.234" may be a thousand or little more than one, unless a scale follows, as in 1.234m: it is refused."""
    one_point = number.count(".") == 1 and "," not in number
    if POINTS_FOR_THOUSANDS.fullmatch(number) and not (scaled and one_point):
        without = number.replace(".", "").replace(",", ".")
        other = f", or {number[:-1]}" if one_point else ", with a point for decimals only"
        raise ValueError(f"{number} can be read in two ways: write {without}{other}.")
    if COMMA_FOR_DECIMALS.fullmatch(number):
        raise ValueError(f"{number} can be read in two ways: write {number.replace(',', '.')}, or {number.replace(',', '')}.")
    whole, _, places = number.partition(".")
    if not GROUPED.fullmatch(whole) or not re.fullmatch(r"\d*", places, re.ASCII) or not whole + places:
        raise ValueError(f"“{number[:40]}” is not written as a number. {EXAMPLES}")
    return Decimal(f"{re.sub(r'[^0-9]', '', whole) or '0'}.{places or '0'}")


def fitting(amount: Decimal) -> Decimal:
    if amount >= LARGEST:
        raise ValueError("That is more than a trillion: please check the amount.")
    return with_few_places(amount)


def with_few_places(number: Decimal) -> Decimal:
    """The number without needless zeros, where it has no more than four places."""
    if number != number.quantize(Decimal(1).scaleb(-PLACES)):
        raise ValueError("That has more than four decimal places.")
    return number.normalize() + 0 if number % 1 else number.quantize(Decimal(1))


def one_currency(before: str, after: str, context: str | None) -> str | None:
    """The currency named before or after the number; None where there is none."""
    if re.match(r"/|per |a year|a month|p\.?a", after, re.IGNORECASE):
        raise ValueError("Write the amount alone: how often it is paid has a field of its own.")
    named = {currency_of(word, context) for word in (before.strip(), after.strip()) if word}
    if len(named) > 1:
        raise ValueError(f"Two currencies are named, {' and '.join(sorted(named))}: give one.")
    return named.pop() if named else None


def why_not(words: str) -> str:
    """A sentence for what holds no single number."""
    if NEGATIVE.match(words):
        return "An amount cannot be negative."
    if re.search(r"\d\D*(-|–|—|\bto\b)\D*\d", words):
        return f"Give one amount, not a range. {EXAMPLES}"
    return f"“{words[:40]}” is not an amount. {EXAMPLES}"
