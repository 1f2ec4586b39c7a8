"""Which amounts of a strategy are no pay to ask for, to take or to refuse: a closed list, told by the words that stand at the amount."""

import re

from guides.parsing.money import Figure
from guides.parsing.periods import NAMES, period_said
from guides.parsing.statement import CUT, Statement

BUSINESS = (
    r"budgets?|revenue|savings?|valuation|ARR|AUM|deals?|market(?: cap)?|buyback|fund(?:ing)?|price|per share|headcount|in value"
    r"|portfolio|product line|payments?|transactions?|assets|acquisition|round|investment"
)
STEPS = r"above|increase|uplift|higher|premium over|raise|percentile|equals"
NO_PAY = re.compile(rf"(?:\W+[\w'-]+){{0,5}}?\W+(?:{BUSINESS}|{STEPS})\b", re.IGNORECASE)
ONTO = r"(?:on)?to the (?:base|salary|grant|equity|rsu)"
INCREMENT = re.compile(
    rf"\s*(?:base |salary |RSU |equity )?(?:above|over the|higher than|on top|increase|uplift|more|{ONTO})\b", re.IGNORECASE
)
STEP = re.compile(
    r"\b(?:(?:parts|payments|tranches|instal+ments|difference|bump|uplift|increase|worth) of"
    r"|adds|extra|another|by|costs?|costing|premium|raised|saved)"
    r"\s*\(?(?:an? |about |roughly |up to |~)*$",
    re.IGNORECASE,
)
# To the pay; a sign-on is added whole.
ADDED = re.compile(r"\b(?:additional|add|adding)(?: an?| about| roughly| another)? ?$", re.IGNORECASE)
PREMIUM = re.compile(r"\b(?:premium|increase|uplift|raise)\b", re.IGNORECASE)
PRICE = re.compile(
    r"\b(?:price|at current|per share|worth about)\b[^,;]{0,20}$|(?:\bat|@)\s+(?:[A-Z]{2,5} )?(?:about |around )?~?$", re.IGNORECASE
)
EACH = re.compile(r"\s*(?:per|a|each|/) ?(?:share|RSU|unit|option)\b", re.IGNORECASE)
GIVEN_UP = re.compile(
    r"\b(?:replaces?|replacing|offsets?|forfeit\w*|forgo\w*|leav(?:e|es|ing)|giv(?:e|ing) up|trad(?:e|ing)|swap|unvested)"
    r"(?: (?:my|the|an?|about|roughly|of|unvested))*\s*$",
    re.IGNORECASE,
)
INSTEAD = re.compile(r"\b(?:instead of|rather than|up from|(?<=, )not)(?: [a-z]+){0,3} ?$", re.IGNORECASE)
FORFEIT = r"forfeit|lose|give up|would lose|leave behind|am leaving|(?:would )?walk away from"
LEFT_BEHIND = re.compile(
    r"\+?(?: a year| per year| ?/ ?yr)?(?: (?:of|in))(?: \w+){0,2} (?:unvested|vesting (?!over)|forfeited|forgone)|[^,;.]{0,30}\bbehind\b"
    rf"|(?: (?:of|in|unvested|equity|stock|bonus|RSUs?|pay|a year|options|that|which)){{0,4}} (?:I|you) (?:{FORFEIT})",
    re.IGNORECASE,
)
FROM = re.compile(r"(?<!escalation )(?<!anything )\bfrom (?:(?:the |a |your )?(?:[\w-]+ ){0,4}\()?$", re.IGNORECASE)
RESTATED = re.compile(r"[^()]{0,40}\(\s*[~≈]?\s*(?:about |approximately |roughly |i\.e\.,? )?")
IN_PARENTHESES = re.compile(r"[^()]{0,12}\(\s*~?\s*(?:about |approximately |roughly |≈ ?|i\.e\.,? )?")
BEHIND, BEFORE = (INCREMENT, LEFT_BEHIND), (STEP, GIVEN_UP, INSTEAD)
UNLESS = re.compile(r"\b(?:unless|except (?:if|when|where))\b", re.IGNORECASE)
PRICED = 5_000  # no grant is smaller, no share dearer


def excluded(one: Statement, sentence: str, earlier: list[Statement]) -> bool:
    """Whether the amount is no ask for pay: a step, a premium, a price, a budget, what is given up, or said once more."""
    figure = one.figure
    if is_value_of_shares(figure, one.gap, earlier):
        return False
    words = CUT.split(one.after, maxsplit=1)[0]
    if period_said(words) in NAMES or NO_PAY.match(words) or any(pattern.match(one.after) for pattern in BEHIND):
        return True
    if any(pattern.search(one.gap) for pattern in BEFORE) or UNLESS.search(sentence, 0, figure.start):
        return True
    if restated(one, earlier) or is_price(one, sentence):
        return True
    if (FROM.search(one.gap) and figure.low == figure.high) or (ADDED.search(one.gap) and one.named != "sign_on"):
        return True
    return figure.unit == "percent" and PREMIUM.search(words + one.before) is not None


def is_value_of_shares(figure: Figure, gap: str, earlier: list[Statement]) -> bool:
    """`2,200 RSUs ($440,000 at the current price)`."""
    after_shares = bool(earlier) and earlier[-1].figure.unit == "shares" and IN_PARENTHESES.fullmatch(gap) is not None
    return after_shares and figure.unit == "currency" and figure.low >= PRICED


def restated(one: Statement, earlier: list[Statement]) -> bool:
    """An amount in parentheses that says the one before it once more: by the year, or a percentage in money."""
    if not earlier or not RESTATED.fullmatch(one.gap) or one.at_least:
        return False
    before = earlier[-1].figure
    if {before.unit, one.figure.unit} == {"percent", "currency"}:
        return one.after.lstrip().startswith(")")
    parts = (before.low * 4, before.low / 4) if before.low else ()
    return before.unit == "currency" and before.currency == one.figure.currency and one.figure.low in parts


def is_price(one: Statement, sentence: str) -> bool:
    """What one share costs: no amount of pay is that small, and the words name a price or shares."""
    if one.figure.unit != "currency" or one.figure.low >= PRICED:
        return False
    return bool(EACH.match(one.after) or PRICE.search(sentence[: one.figure.start]))
