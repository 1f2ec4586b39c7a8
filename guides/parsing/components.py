"""Which part of the pay a header or a few words name, and over which time it is stated."""

import re
from functools import lru_cache

# The first that matches names the component, so the narrow ones come first.
WORDS = (
    ("sign_on_or_bonus", r"\bsign(?:ing)?(?:[ -]?on)?(?: bonus)?\s*(?:/|\bor\b)\s*(?:annual |performance |guaranteed )?bonus"),
    ("sign_on_or_bonus", r"\bbonus\s*(?:/|\bor\b)\s*sign"),
    ("sign_on", r"\bsign(?:ing)?[ -]?on\b|\bsigning\b|\bjoining bonus|\bwelcome bonus|\bsign bonus"),
    ("total", r"\btotal\b(?! (?:equity|stock|RSU|grant|bonus|options))|\bTC\b|\bTDC\b|\bOTE\b|\ball[- ](?:in|cash)\b|\bon-target earnings"),
    ("carry_bonus", r"\bcarry\b|\bcarried\b"),
    ("profit_sharing", r"\bprofit[ -]?shar|\bprofit participation|\bprofit pool"),
    ("secondary_access", r"\bsecondary\b|\btender\b"),
    ("fund_access", r"\bco-?invest|\bfund\b"),
    ("pnl", r"\bP ?(?:&|n|and|/) ?L\b"),
    ("deferred_stock", r"\bdeferred\b|\bstock\s*/\s*bonus|\bbonus\s*/\s*stock|\bstock bonus"),
    (
        "equity",
        r"\b(?:RSU|PSU|PPU|ISO|SAR|BSPCE|ESOP|VSOP|warrant|option|share|token|unit|grant|refresher)s?\b|\brefresh(?:es)?\b(?! cycle)"
        r"|\b(?:stock|equity|phantom|pre-IPO|EMI|LTI|LTIP|long-term incentives?|profits interests?)\b",
    ),
    ("base", r"\bbase\b|\bsalary\b|\bfixed\b|\bCTC\b"),
    ("bonus", r"\bbonus(?:es)?\b|\bincentive\b|\bvariable\b|\bcommission\b|\bSTI\b"),
    ("total", r"\bcomp\b|\bcompensation\b"),
    ("bonus", r"\bguarantee[ds]?\b"),
)
COMPONENTS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in WORDS)
STRONG, WEAK = (
    COMPONENTS[:-2],
    (*COMPONENTS[-2:], ("total", re.compile(r"\bpackage\b", re.IGNORECASE))),
)  # weak words name a part where no other does
# A share of profit in money has no period of its own: nothing labels it.
YEARLY = ("base", "bonus", "total", "carry_bonus", "deferred_stock")
FOUR_YEARS = re.compile(r"(?<!\d)4[ -]?(?:yrs?|years?)\b|\bfour[ -]years?\b", re.IGNORECASE)
ONE_YEAR = re.compile(
    r"/\s?(?:yr|year|annum)\b|\b(?:per|a|each) (?:year|annum)\b|\bannual(?:ly|i[sz]ed)?\b|\byearly\b|\bp\.a\.", re.IGNORECASE
)
SHARE_OF = re.compile(r"%\s*(?:target\s+)?of\s+(?:\w+\s+)?(?:base|salary)(?:\s+(?:salary|pay))?\b", re.IGNORECASE)
PERCENT_UNITS = {"pnl": "percent_of_pnl", "fund_access": "percent_of_fund", "carry_bonus": "percent_of_fund"}


@lru_cache(maxsize=1_024)
def component_of(words: str) -> str | None:
    """The component that the words name, or None. What a percentage is of, as in "bonus (% of base)", names none."""
    words = SHARE_OF.sub(" ", words) if "%" in words else words
    return next((name for name, pattern in COMPONENTS if pattern.search(words)), None)


def period_in(component: str, label: str, stated: str | None = None) -> str | None:
    """The time that an amount covers: as the cell states, else as is usual for the component, else as the label says."""
    if stated:
        return stated
    if component == "sign_on":
        return "one_time"
    if component in YEARLY:
        return "year"
    return "4yr" if FOUR_YEARS.search(label) else "year" if ONE_YEAR.search(label) else None


def percent_unit(component: str) -> str:
    return PERCENT_UNITS.get(component, "percent_of_base")


@lru_cache(maxsize=1_024)
def component_after(words: str) -> str | None:
    """The first component that the words after an amount name."""
    return named(words, last=False)


@lru_cache(maxsize=1_024)
def component_before(words: str) -> str | None:
    """The last, and so the nearest, component that the words before an amount name."""
    return named(words, last=True)


def named(words: str, *, last: bool) -> str | None:
    """Words beside each other are one name, that of the narrowest: a "signing bonus" is no bonus, a "PnL share" no equity."""
    words = SHARE_OF.sub(" ", words) if "%" in words else words
    found = sorted((*match.span(), place) for place, (_, pattern) in enumerate(STRONG) for match in pattern.finditer(words))
    if not found:
        return next((name for name, pattern in WEAK if pattern.search(words)), None)
    phrases: list[list[int]] = []
    for start, end, place in found:
        if phrases and start - phrases[-1][1] <= 1:
            phrases[-1] = [phrases[-1][0], max(end, phrases[-1][1]), min(place, phrases[-1][2])]
        else:
            phrases.append([start, end, place])
    return STRONG[phrases[-1 if last else 0][2]][0]
