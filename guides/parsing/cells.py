"""One cell of a compensation table: one band row, or one for each value that stands in it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from guides.parsing import rows
from guides.parsing.components import component_of, percent_unit, period_in
from guides.parsing.money import SLASH, Figure, figures, with_currency
from guides.parsing.periods import NAMES, other_rate, period_said
from guides.parsing.plausibility import SMALLEST
from guides.parsing.text import plain

NONE = r"[–—-]+|none|n/?a|nil|no (?:bonus|equity|stock|rsus?)"
NOTHING = re.compile(rf"(?:{NONE})(?:\s*\((?P<note>[^()]*)\)|\s+[–—-]\s*(?P<more>.+)|\s*)|", re.IGNORECASE)
LONGEST = 300
COMPANY_SHARE = Decimal(3)  # equity of fewer percent is a share of the company, of more a share of the base
PARENTHESIS = re.compile(r"\(([^()]*)\)")
LETTERS = re.compile(r"[A-Za-z]")
UP_TO = re.compile(r"(?:\b(?:up to|max(?:imum|\.)?|no more than|at most|below|under|less than)|[<≤])\s*$", re.IGNORECASE)
AT_LEAST = re.compile(
    r"(?:\b(?:from|at least|min(?:imum|\.)?|no less than|starting (?:at|from)|over|above|more than)|[>≥])\s*$", re.IGNORECASE
)
# A heading that says in what the bare numbers below it are counted.
COUNTED = re.compile(
    r"[$£€₹¥] ?(?:K|MM?|000s?)\b|\b[A-Z]{3} ?(?:K|MM?|[k'’]?000s?)\b|['’]000s?\b|\b000s\b|\b(?:k|T) ?(?:[$£€]|EUR\b)"
    r"|\b(?:thousands?|millions?|lakhs?|lacs?|crores?|LPA)\b"
)
MOST_COUNTED = Decimal(10_000)
BASE_OR_TOTAL = re.compile(
    r"\b(?:base|salary|fixed)\b[^()+]*/ ?(?:total|OTE|TC)\b|\b(?:total|OTE|TC)\b[^()+]*/ ?(?:base|salary|fixed)\b", re.IGNORECASE
)
GROUPED = re.compile(r"\d[.,'’]\d|[.,]\d")
EDGES = " ,;:/–—-+~≈"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a cell stands: what its row and column say. `label` is the words that name the component, `heading` those of row and column."""

    region: str | None
    level: str | None
    component: str
    label: str
    heading: str


def bands_of(cell: str, place: Place) -> list[rows.Band]:
    """Every value of the cell as a row. A cell without a readable value gives one row of words, or one that says there is none."""
    text = plain(cell)
    if len(text) > LONGEST:
        return [band(place, cell, unit="text")]
    if nothing := NOTHING.fullmatch(text):
        return [band(place, cell, unit="none", note=(nothing["note"] or nothing["more"] or "").strip())]
    found = stated_values(text, place.heading)
    inside = [match.span() for match in PARENTHESIS.finditer(text)]
    kinds = [value_role(number, figure, found, inside) for number, figure in enumerate(found)]
    if not found or not connected(found, kinds, text) or GROUPED.search(between_values(text, found)) or BASE_OR_TOTAL.search(place.label):
        return [band(place, cell, unit="text")]
    note = words_left(text, found)
    return [value_band(place, cell, text, figure, kind, note) for figure, kind in zip(found, kinds, strict=True)]


def stated_values(text: str, heading: str) -> list[Figure]:
    """Amounts, percentages and counts of shares; a bare number is none of them."""
    found = [with_currency(one, heading) for one in figures(text, heading) if not text[one.end : one.end + 1].isalpha()]
    return [figure for figure in found if figure.unit != "number"]


def value_role(number: int, figure: Figure, found: list[Figure], inside: list[tuple[int, int]]) -> str:
    if number == 0:
        return "primary"
    if any(start <= figure.start < end for start, end in inside):
        return "parenthetical"
    return "converted" if figure.currency == "USD" and found[0].currency != "USD" else "alternate"


def connected(found: list[Figure], kinds: list[str], text: str) -> bool:
    """Whether all values outside parentheses are one, or two with a slash between them."""
    outside = [figure for figure, kind in zip(found, kinds, strict=True) if kind != "parenthetical"]
    if len(outside) == 2:
        first, second = outside
        return first.end > second.start or bool(SLASH.fullmatch(PARENTHESIS.sub("", text[first.end : second.start])))
    return len(outside) == 1


def between_values(text: str, found: list[Figure]) -> str:
    """The text with blanks in the place of its values."""
    left = list(text)
    for figure in found:
        left[figure.start : figure.end] = " " * (figure.end - figure.start)
    return "".join(left)


def words_left(text: str, found: list[Figure]) -> str:
    """What the cell says beside its values."""
    words = PARENTHESIS.sub(lambda match: f" {match[1]} ", between_values(text, found))
    pieces = [piece.strip(EDGES) for piece in re.split(r"\s{2,}|[()]", words)]
    return ", ".join(piece for piece in pieces if LETTERS.search(piece))


def value_band(place: Place, cell: str, text: str, figure: Figure, kind: str, note: str) -> rows.Band:
    component = component_in(place.component, figure, own_words(text, figure))
    unit = percent_unit(component) if figure.unit == "percent" else figure.unit
    if component == "equity" and figure.unit == "percent" and (figure.high or figure.low) < COMPANY_SHARE:
        return band(place, cell, unit="text", note="a share of the company")
    said = rate_said(text, figure, place.label) if figure.unit == "currency" else None
    if said in NAMES or (said == "month" and component not in ("base", "total", "bonus")):
        return band(place, cell, component=component, unit="text", note=f"paid {NAMES.get(said, 'by the month')}: not read as an amount")
    if figure.unit == "currency" and not said and component in ("base", "total") and (figure.high or figure.low) < SMALLEST:
        return band(place, cell, component=component, unit="text", note="less than anybody is paid in a year: not read as an amount")
    if figure.unit == "currency" and COUNTED.search(place.heading) and (figure.high or figure.low) < MOST_COUNTED:
        return band(place, cell, component=component, unit="text", note="counted as its heading says: not read as an amount")
    is_single = figure.low == figure.high
    up_to = is_single and UP_TO.search(text[: figure.start])
    at_least = is_single and AT_LEAST.search(text[: figure.start])
    return band(
        place,
        cell,
        component=component,
        unit=unit,
        low=None if up_to else figure.low,
        high=None if at_least else figure.high,
        open_ended=figure.open_ended or bool(at_least),
        currency=figure.currency,
        period="year" if figure.unit == "percent" else period_in(component, f"{place.label} {note}", said or figure.period),
        value_role=kind,
        note=note,
        flag=figure.flag,
    )


def own_words(text: str, figure: Figure) -> str:
    """What the cell says of one of its values: its parenthesis where it stands in one, else all but the parentheses with other values."""
    for match in PARENTHESIS.finditer(text):
        if match.start() <= figure.start < match.end():
            return match[1]
    return PARENTHESIS.sub(lambda match: " " if any(map(str.isdigit, match[1])) else match[0], text)


def rate_said(text: str, figure: Figure, label: str) -> str | None:
    """How often the amount is paid by the words of its cell and heading; unknown where it is per something that no words here name."""
    if said := period_said(f"{outside(text, figure)} {label}"):
        return said
    what = other_rate(text[figure.end :])
    return "unknown" if what and not component_of(what) else None


def outside(text: str, figure: Figure) -> str:
    """The words of a cell around one of its values, the value's own period included."""
    return f"{text[: figure.start]} {text[figure.start : figure.end] if '/' in text[figure.start : figure.end] else ''}{text[figure.end :]}"


def component_in(component: str, figure: Figure, text: str) -> str:
    """Counts of shares are equity; a cell may decide what a header like "Sign-on / Bonus" leaves open."""
    if figure.unit == "shares":
        return "equity"
    if component == "base" and component_of(text) == "total":  # on-target earnings are no base
        return "total"
    if component != "sign_on_or_bonus":
        return component
    named = component_of(text)
    return named if named in ("sign_on", "bonus") else "bonus" if figure.unit == "percent" else component


def band(place: Place, cell: str, **fields) -> rows.Band:
    return rows.Band(**{"region": place.region, "level": place.level, "component": place.component, "original": cell} | fields)
