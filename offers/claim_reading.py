"""Numbers in what people say: "50k sign-on", "they promised a sign-on of 50K", "I said I need 320K base". Pure.

A claim is one amount or percent of one part of the pay. Where words name two of either, nothing is guessed.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from negotiate.money.typed import Typed, read

# In this order: what comes first is taken out of the words before the next is looked for.
PARTS = {
    "retirement": r"401\s?\(?k\)?(?: match)?|pension|retirement(?: match)?",
    "sign_on": r"sign(?:ing)?[- ]?on(?: bonus)?|signing(?: bonus)?|joining bonus|golden hello",
    "make_whole": r"make[- ]?whole|buy[- ]?out",
    "relocation": r"relocation(?: package| bonus| allowance)?|moving costs?",
    "profit_sharing": r"profit[- ]shar(?:e|ing)",
    "carry_bonus": r"carried interest|carry",
    "pnl": r"p\s?&\s?l|pnl|payout",
    "equity": r"equity|rsus?|stock(?: options)?|options|share grant|grant",
    "bonus": r"bonus",
    "base": r"base(?: salary| pay)?|salary",
}
SCALES = r"(?:k|mm|mn|mio|m|bn|b|thousand|million|billion|lakhs?|lac|crores?|cr|l)(?![a-z])"
SIGNS = r"(?:[A-Z]{3}(?![A-Za-z])|[A-Z]{0,2}[$£€¥₹])"
NUMBER = r"\d(?:[\d.,'’]*\d)?"
AMOUNT = re.compile(
    rf"(?<![\w.,])(?:{SIGNS}\s?)?{NUMBER}\s?(?:%|percent(?![a-z])|per cent(?![a-z])|pct(?![a-z])|(?i:{SCALES}))?(?:\s?{SIGNS}(?!\w))?"
)
LOUD = re.compile(rf"{SIGNS}|%|per ?cent|pct|\d[,'’]\d{{3}}|\d\s?(?i:{SCALES})|\d{{5,}}")
NEED = re.compile(
    r"\bneed|\bat least|\bminimum|\bno less|\bnot (?:go )?(?:below|under|less)"
    r"|(?:n['’]t|\bnot|never|cannot) (?:\w+ ){0,2}(?:accept|take|sign)",
    re.IGNORECASE,
)
ACCEPT = re.compile(r"\baccept|\btake\b|\bhappy with|\bfine with|\bsign (?:at|for)\b|\bagree to|\bsettle for", re.IGNORECASE)
EXAMPLES = "Write a number and what it is for, such as 50k sign-on or 20 % bonus."


@dataclass(frozen=True, kw_only=True)
class Said:
    """A number and what it is for. `currency` is None where none was named."""

    component: str
    amount: Decimal | None = None
    percent: Decimal | None = None
    currency: str | None = None


def read_claim(text: str, *, context: str | None = None) -> Said:
    """What is typed where a claim is asked for. Raises ValueError with words for the reader."""
    found, rest = parts_in(text)
    numbers = AMOUNT.findall(rest)
    if len(found) != 1 or len(numbers) != 1:
        raise ValueError(EXAMPLES)
    return said(found[0], read(numbers[0].strip(), context=context))


def find_claim(text: str, *, context: str | None = None) -> Said | None:
    """The one claim that a sentence makes; None where it makes none, or more than one."""
    found, rest = parts_in(text)
    numbers = [number for number in AMOUNT.findall(rest) if LOUD.search(number)]
    if len(found) != 1 or len(numbers) != 1:
        return None
    try:
        return said(found[0], read(numbers[0].strip(), context=context))
    except ValueError:
        return None


def parts_in(text: str) -> tuple[list[str], str]:
    """The parts of the pay that the words name, and the words without them."""
    found = []
    for component, words in PARTS.items():
        pattern = re.compile(rf"(?<![a-z]){words}(?![a-z])" if "|" not in words else rf"(?<![a-z])(?:{words})(?![a-z])", re.IGNORECASE)
        if pattern.search(text):
            found.append(component)
            text = pattern.sub(" ", text)
    return found, text


def said(component: str, typed: Typed) -> Said:
    return Said(component=component, amount=typed.amount, percent=typed.percent, currency=typed.currency)


def meaning_in(text: str) -> str:
    """How a candidate's number is meant: need, accept, or not said."""
    if NEED.search(text):
        return "need"
    return "accept" if ACCEPT.search(text) else ""
