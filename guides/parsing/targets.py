"""Targets: the numbers of a strategy that a sentence says to ask for, to take, or to refuse below."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from guides.parsing import rows
from guides.parsing.components import FOUR_YEARS, ONE_YEAR, component_of, percent_unit
from guides.parsing.cues import Cue, cues
from guides.parsing.money import SLASH, Figure, figures
from guides.parsing.scopes import Scopes
from guides.parsing.sentences import sentences
from guides.parsing.text import plain, simple_quotes

PLACEHOLDER = re.compile(r"([$£€₹₪]|[A-Z]{1,3}\$)\[(\d[\d,.KkMm–—\- ]{0,30})\]")
SUMMARY = re.compile(r"negotiate[- ]up strategy:?", re.IGNORECASE)
CUT = re.compile(r"[,;:.(]|\band\b|\bplus\b|\bwith\b|\bor\b|\bby\b|\bfor\b|\s/\s|\s\+\s|=|—|\s-\s")
CUT_BEFORE = re.compile(r"[,;:.()]|\band\b|\bplus\b|\bwith\b|\bor\b|\s/\s|\s\+\s|=|—")
AT_LEAST = re.compile(
    r"(?:exceed(?:s|ing)?|above|over|more than|at least|minimum(?: of)?|greater than|north of|no less than)\s*(?:approximately|about|~)?\s*$",
    re.IGNORECASE,
)
OR_MORE = re.compile(r"\s*(?:or (?:more|above|higher|better)|and (?:up|above)|minimum)\b", re.IGNORECASE)
NO_PAY = re.compile(
    r"\b(?:budgets?|stipends?|revenue|savings?|valuation|ARR|AUM|deals?|market cap|price|per share|above|increase|uplift|higher|headcount|premium over|million|raise|percentile|equals|in value)\b",
    re.IGNORECASE,
)
INCREMENT = re.compile(r"\s*(?:base |salary |RSU |equity )?(?:above|over the|higher than|on top|increase|uplift|more)\b", re.IGNORECASE)
PREMIUM = re.compile(r"\b(?:premium|increase|uplift|raise)\b", re.IGNORECASE)
PRICE = re.compile(r"\b(?:price|at current|per share|worth about)\b[^,;]{0,20}$", re.IGNORECASE)
REFUSED = re.compile(r"\bbelow (?:that|this|these|which|it)\b", re.IGNORECASE)
IF = re.compile(r"\bif\s+(?P<condition>[^.;]{8,300})", re.IGNORECASE)
TAIL = re.compile(r"\s*(?:and|with|plus|,)\s+(?P<condition>[^.;—]{4,200})", re.IGNORECASE)
WRITTEN = re.compile(r"\bwith (?P<condition>(?:written|guaranteed|documented) [^.;,]{4,200})", re.IGNORECASE)
SHARES_OF = ("pnl", "bonus", "profit_sharing", "carry_bonus", "fund_access")
IMPLIED = Decimal("0.7")
STATED = Decimal(1)


@dataclass(frozen=True, kw_only=True)
class Found:
    """A number of a sentence with what the words around it say."""

    figure: Figure
    kind: str
    component: str | None
    after: str
    before: str
    gap: str  # all that stands between the number before and this one


def targets_of(strategies: Iterable[tuple[str, str]], bands: tuple[rows.Band, ...]) -> list[rows.Target]:
    """All targets of the strategy, in the order of its text."""
    scopes = Scopes.of(bands)
    found: list[rows.Target] = []
    for heading, text in strategies:
        scopes.start(heading)
        for sentence in sentences(prepared(text)):
            found += sentence_targets(sentence, scopes, found)
    return found


def prepared(text: str) -> str:
    """Simple quotes, no bold, no label; a number inside a placeholder stands free."""
    return PLACEHOLDER.sub(r"\1\2", SUMMARY.sub("", plain(simple_quotes(text)), count=1)).strip()


def sentence_targets(sentence: str, scopes: Scopes, before: list[rows.Target]) -> Iterator[rows.Target]:
    marks = cues(sentence)
    if not any(cue.kind != "none" for cue in marks):
        return
    scopes.enter(sentence)
    numbers = [found for found in numbers_of(sentence, marks) if found.kind != "none" and is_pay(found, sentence)]
    components = named_components(numbers, before)
    last: dict[str, rows.Target] = {}
    for number, component in zip(numbers, components, strict=True):
        if component and allowed(number, component):
            target = target_of(number, component, sentence, scopes, before)
            if last.get(number.kind):
                yield last[number.kind]
            last[number.kind] = target
    yield from (with_tail(target, numbers, sentence) for target in last.values())
    yield from in_words(sentence, marks, numbers)


def numbers_of(sentence: str, marks: list[Cue]) -> Iterator[Found]:
    """Each number with the last cue before it."""
    every = [figure for figure in figures(sentence) if figure.unit != "number"]
    for number, figure in enumerate(every):
        cue = next((cue for cue in reversed(marks) if cue.start <= figure.start), None)
        following = every[number + 1].start if number + 1 < len(every) else len(sentence)
        previous = every[number - 1].end if number else 0
        gap = sentence[min(previous, figure.start) : figure.start]
        after = sentence[figure.end : max(following, figure.end)]
        words = CUT.split(after, maxsplit=1)[0]
        leading = CUT_BEFORE.split(gap)[-1]
        component = "equity" if figure.unit == "shares" else component_of(words) or component_of(leading)
        yield Found(figure=figure, kind=cue.kind if cue else "none", component=component, after=after, before=leading, gap=gap)


def is_pay(found: Found, sentence: str) -> bool:
    """Whether the number is an ask for pay, and not a budget, a price, or a step above something."""
    words = CUT.split(found.after, maxsplit=1)[0]
    if NO_PAY.search(words) or INCREMENT.match(found.after) or PRICE.search(sentence[: found.figure.start]):
        return False
    return not (found.figure.unit == "percent" and PREMIUM.search(words + found.before))


def allowed(found: Found, component: str) -> bool:
    return found.figure.unit != "percent" or component in SHARES_OF


def named_components(numbers: list[Found], before: list[rows.Target]) -> list[str | None]:
    """The component of each number: named, or that of the number it stands for in another place or currency, or by the usual order."""
    named: list[str | None] = []
    for place, number in enumerate(numbers):
        previous = numbers[place - 1] if place else None
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        if number.component or number.figure.unit == "percent":
            named.append(number.component)
        elif previous and is_pair(previous, number):
            named.append(paired(previous, number, named[-1]))
        elif following and is_pair(number, following) and number.figure.currency != following.figure.currency and following.component:
            named.append(following.component)
        else:
            named.append(named[0] if named and named[0] == "total" else usual(number, previous, named, before))
    return named


def is_pair(first: Found, second: Found) -> bool:
    """Whether two numbers stand beside each other with a slash, a comma or an "or" between, and perhaps a place in parentheses."""
    between = re.sub(r"\([^()]*\)", " ", second.gap)
    return bool(SLASH.fullmatch(between) or re.fullmatch(r"\s*(?:/|,|,?\s*or|,?\s*and)\s*", between))


def paired(previous: Found, number: Found, component: str | None) -> str | None:
    """The second of a pair: the same pay in another currency or place, or base and then equity."""
    other_place = "(" in number.gap or number.after.lstrip().startswith("(")
    if previous.figure.currency != number.figure.currency or other_place or component != "base":
        return component
    return "equity"


def usual(number: Found, previous: Found | None, named: list, before: list[rows.Target]) -> str | None:
    """Base comes first, unless the strategy has spoken of something else first."""
    if "retention" in number.after or PREMIUM.search(CUT.split(number.after, maxsplit=1)[0]):
        return "other"
    if previous is not None and previous.kind == number.kind:
        return None
    return before[0].component if before and before[0].unit == "currency" else "base"


def target_of(number: Found, component: str, sentence: str, scopes: Scopes, before: list[rows.Target]) -> rows.Target:
    figure = opened(number)
    unit = percent_unit(component) if figure.unit == "percent" else figure.unit
    return rows.Target(
        kind=number.kind,
        component=component,
        unit=unit,
        low=figure.low,
        high=figure.high,
        open_ended=figure.open_ended,
        currency=figure.currency,
        period=period(number, component, before),
        scope=scopes.of_number(number.gap, number.after),
        original=sentence,
        confidence=STATED if number.component else IMPLIED,
        implies_walk_away=number.kind == "accept" and bool(REFUSED.search(sentence)),
    )


def opened(number: Found) -> Figure:
    """ "At least" and the like leave the upper end open."""
    figure = number.figure
    if figure.low == figure.high and (AT_LEAST.search(number.before) or OR_MORE.match(number.after)):
        return replace(figure, high=None, open_ended=True)
    return figure


def period(number: Found, component: str, before: list[rows.Target]) -> str | None:
    if component == "sign_on":
        return "one_time"
    if component not in ("equity", "other"):
        return "year"
    words = number.after[:40]
    if number.figure.period:
        return number.figure.period
    if FOUR_YEARS.search(words):
        return "4yr"
    return "year" if ONE_YEAR.search(words) else None


def with_tail(target: rows.Target, numbers: list[Found], sentence: str) -> rows.Target:
    """The words after the last number of an accept sentence are a condition of it."""
    last = numbers[-1]
    if target.kind != "accept" or last.kind != "accept":
        return target
    tail = TAIL.search(last.after)
    return replace(target, condition=tail["condition"].strip()) if tail else target


def in_words(sentence: str, marks: list[Cue], numbers: list[Found]) -> Iterator[rows.Target]:
    """Conditions without a number: "walk away if …", "accept … with written …"."""
    kinds = [cue.kind for cue in marks]
    if "walk_away" in kinds:
        start = next(cue.start for cue in marks if cue.kind == "walk_away")
        if (condition := IF.search(sentence, start)) and not figures_in(condition["condition"]):
            yield words_target("walk_away", condition["condition"], sentence)
    elif "accept" in kinds and (condition := WRITTEN.search(sentence)) and not figures_in(condition["condition"]):
        yield words_target("accept", condition["condition"], sentence)


def figures_in(text: str) -> bool:
    return any(figure.unit != "number" for figure in figures(text))


def words_target(kind: str, condition: str, sentence: str) -> rows.Target:
    component = "pnl" if component_of(condition) == "pnl" else "other"
    return rows.Target(
        kind=kind, component=component, unit="text", condition=condition.strip().rstrip(".\"'"), original=sentence, confidence=STATED
    )
