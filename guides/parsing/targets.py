"""Targets: the numbers of a strategy that a sentence says to ask for, to take, or to refuse below."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from guides.parsing import rows
from guides.parsing.components import FOUR_YEARS, ONE_YEAR, YEARLY, component_of, percent_unit
from guides.parsing.cues import Cue, cues
from guides.parsing.currencies import table_label
from guides.parsing.money import Figure, figures
from guides.parsing.scopes import Scopes
from guides.parsing.sentences import sentences
from guides.parsing.text import plain, simple_quotes

CLAUSE = r"(?:[^.;—]|\.(?=\d))"
PARENTHESES = re.compile(r"\([^()]{0,60}\)")
PAIR = re.compile(r"[A-Za-z -]{0,30}(?:/|,\s*or|,)\s*|\s*or\s*")
PLACEHOLDER = re.compile(r"([$£€₹₪]|[A-Z]{1,3}\$)\[(\d[\d,.KkMm–—\- ]{0,30})\]")
SUMMARY = re.compile(r"negotiate[- ]up strategy:?", re.IGNORECASE)
CUT = re.compile(
    r"[,;:.(|]|\band\b|\bplus\b|\bwith\b|\bor\b|\bby\b|\bfor\b|\bif\b|\s/\s|\s\+\s|=|—|\s-\s"
    r"|\bprovided\b|\bas long as\b|\bassuming\b|\bonly\b|\bonce\b|\bwhen\b|\bsplit\b"
)
CUT_BEFORE = re.compile(r"[,;:.()|]|\band\b|\bplus\b|\bwith\b|\bor\b|\bif\b|\s/\s|\s\+\s|=|—")
FLOOR = r"(?<!accept )(?<!settle for )no less than"  # "accept no less than" names a floor, as "no lower than" does
MORE_THAN = rf"exceed(?:s|ing)?|above|over|more than|at least|minimum(?: of)?|greater than|north of|{FLOOR}"
AT_LEAST = re.compile(rf"\b(?:{MORE_THAN})\s*(?:an?\s+)?(?:approximately|about|~)?\s*$", re.IGNORECASE)
OR_MORE = re.compile(r"[^,;.—(]{0,30}?\b(?:or (?:more|above|higher|better)|and (?:up|above)|minimum)\b", re.IGNORECASE)
BUSINESS = r"budgets?|stipends?|revenue|savings?|valuation|ARR|AUM|deals?|market cap|price|per share|headcount|million|in value"
STEPS = r"above|increase|uplift|higher|premium over|raise|percentile|equals"
NO_PAY = re.compile(rf"\b(?:{BUSINESS}|{STEPS})\b", re.IGNORECASE)
INCREMENT = re.compile(r"\s*(?:base |salary |RSU |equity )?(?:above|over the|higher than|on top|increase|uplift|more)\b", re.IGNORECASE)
PREMIUM = re.compile(r"\b(?:premium|increase|uplift|raise)\b", re.IGNORECASE)
PRICE = re.compile(r"\b(?:price|at current|per share|worth about)\b[^,;]{0,20}$", re.IGNORECASE)
REFUSED = re.compile(r"\bbelow (?:that|this|these|which|it)\b", re.IGNORECASE)
IF = re.compile(rf"\bif\s+(?P<condition>{CLAUSE}{{8,300}})", re.IGNORECASE)
TAIL = re.compile(rf"[^,;.—()]{{0,60}}?\b(?:and|with)\s+(?P<condition>{CLAUSE}{{4,200}})", re.IGNORECASE)
WRITTEN = re.compile(rf"\bwith (?P<condition>(?:written|guaranteed|documented) {CLAUSE}{{4,200}})", re.IGNORECASE)
LONGEST, LONGEST_SENTENCE = 50_000, 3_000
SPLIT = re.compile(r"\b(?:split|payable|paid (?:as|in|out)|in two (?:parts|payments|tranches|installments))\b", re.IGNORECASE)
ARTICLE = re.compile(r"\b(?:an?|one) (?:(?:one-time|additional|annual|guaranteed|further|separate) )?$", re.IGNORECASE)
WHOLE_OFFER = r"package|offers?|figure|number|ask|anchor|target|counter|minimum|goal|deal|start|opening|baseline|grade|level|cash"
FILLER = r"in|at|to|on|as|per|from|over|here|now|all|annual\w*|guaranteed?|range|floor|ceiling|first|year"
NOUN = re.compile(rf"[ -](?!(?:{WHOLE_OFFER}|{FILLER})\b)[a-z][a-z-]{{3,}}\b")
OWN_NAMES = r"make-whole|buy-?out|retention(?! (?:RSU|equity|stock|grant|bonus))|completion bonus|severance"
ALLOWANCES = r"wellness|moving|commut\w+|relocation|allowance|housing|visa|tuition|education|learning"
OTHER_PAY = re.compile(rf"\b(?:{OWN_NAMES}|{ALLOWANCES})\b", re.IGNORECASE)
OF_BASE = re.compile(r"^\s*of (?:(?:the|your|my|annual) )?(?:base|salary)(?: salary| pay)?\b", re.IGNORECASE)
SHARES_OF = ("pnl", "bonus", "profit_sharing", "carry_bonus", "fund_access")
IMPLIED = Decimal("0.7")
STATED = Decimal(1)


@dataclass(frozen=True, kw_only=True)
class Found:
    """A number of a sentence with what the words around it say."""

    figure: Figure
    kind: str
    component: str | None
    heard: str | None  # the last component that the sentence has named so far
    after: str
    before: str
    gap: str  # all that stands between the number before and this one
    at_least: bool


def targets_of(strategies: Iterable[tuple[str, str]], bands: tuple[rows.Band, ...]) -> list[rows.Target]:
    """All targets of the strategy, in the order of its text."""
    scopes = Scopes.of(bands)
    label = table_label({band.currency for band in bands if band.currency})
    found: list[rows.Target] = []
    for heading, text in strategies:
        scopes = scopes.within(heading)
        for sentence in sentences(prepared(text[:LONGEST])):
            found += sentence_targets(sentence, scopes, found, label)
    return found


def prepared(text: str) -> str:
    """Simple quotes, no bold, no label; a number inside a placeholder stands free."""
    return PLACEHOLDER.sub(r"\1\2", SUMMARY.sub("", plain(simple_quotes(text)), count=1)).strip()


def sentence_targets(sentence: str, scopes: Scopes, before: list[rows.Target], label: str) -> list[rows.Target]:
    """The targets of one sentence; `before` are those of the strategy so far, `label` says what a shared sign such as ¥ means here."""
    marks = cues(sentence) if len(sentence) < LONGEST_SENTENCE else []
    if not any(cue.kind != "none" for cue in marks):
        return []
    numbers = [found for found in numbers_of(sentence, marks, label) if found.kind != "none" and is_pay(found, sentence)]
    components = named_components(numbers, before)
    places = scopes.of_numbers(sentence, [(number.gap, number.after) for number in numbers])
    stated = [
        target_of(number, component, sentence, scope)
        for number, component, scope in zip(numbers, components, places, strict=True)
        if component and allowed(number, component)
    ]
    worded = list(in_words(sentence, marks))
    return [*with_tail(stated, numbers, worded), *worded]


def numbers_of(sentence: str, marks: list[Cue], label: str) -> Iterator[Found]:
    """Each number with the last cue before it."""
    every = without_parts(sentence, [figure for figure in figures(sentence, label or sentence) if figure.unit != "number"])
    heard, at_least = None, False
    for number, figure in enumerate(every):
        cue = next((cue for cue in reversed(marks) if cue.start <= figure.start), None)
        following = every[number + 1].start if number + 1 < len(every) else len(sentence)
        previous = every[number - 1].end if number else 0
        gap = sentence[min(previous, figure.start) : figure.start]
        after = sentence[figure.end : max(following, figure.end)]
        after = OF_BASE.sub("", after) if figure.unit == "percent" else after
        leading = CUT_BEFORE.split(gap)[-1]
        component = "equity" if figure.unit == "shares" else component_beside(CUT.split(after, maxsplit=1)[0], leading)
        heard = component or component_of(gap) or heard
        kind = cue.kind if cue else "none"
        at_least = bool(AT_LEAST.search(gap)) or (at_least and PAIR.fullmatch(gap) is not None)
        yield Found(figure=figure, kind=kind, component=component, heard=heard, after=after, before=leading, gap=gap, at_least=at_least)


def without_parts(sentence: str, every: list[Figure]) -> list[Figure]:
    """The figures but for the parts in which one of them is paid: `a $50K sign-on split ($30K/$20K)`."""
    for place in range(len(every) - 1):
        whole, rest = every[place], every[place + 1 :]
        if not SPLIT.search(sentence[whole.end : max(rest[0].start, whole.end)]):
            continue
        sums = [sum((one.low for one in rest[:count] if one.unit == "currency"), Decimal(0)) for count in range(1, len(rest) + 1)]
        if whole.low in sums:
            return without_parts(sentence, [*every[: place + 1], *rest[sums.index(whole.low) + 1 :]])
    return every


def component_beside(words: str, leading: str) -> str | None:
    """What the words after a number name, else those before it. "A $30K make-whole" names pay of its own."""
    if OTHER_PAY.search(words):
        return "other"
    return component_of(words) or component_of(leading) or ("other" if ARTICLE.search(leading) and NOUN.match(words) else None)


def is_pay(found: Found, sentence: str) -> bool:
    """Whether the number is an ask for pay, and not a budget, a price, or a step above something."""
    words = CUT.split(found.after, maxsplit=1)[0]
    if is_value_of_shares(found, sentence):
        return True
    if NO_PAY.search(words) or INCREMENT.match(found.after) or PRICE.search(sentence[: found.figure.start]):
        return False
    return not (found.figure.unit == "percent" and PREMIUM.search(words + found.before))


def is_value_of_shares(found: Found, sentence: str) -> bool:
    """`2,200 RSUs ($440,000 at the current price)`."""
    return found.figure.unit == "currency" and found.gap.strip() == "(" and found.heard == "equity"


def allowed(found: Found, component: str) -> bool:
    return found.figure.unit != "percent" or component in SHARES_OF


def named_components(numbers: list[Found], before: list[rows.Target]) -> list[str | None]:
    """The component of each number: named, or that of the number it stands for in another place or currency, or by the usual order."""
    named: list[str | None] = []
    for place, number in enumerate(numbers):
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        if number.component or number.figure.unit == "percent":
            named.append(number.component or number.heard)
        elif again := in_the_order_before(numbers, named, place):
            named.append(again)
        elif place and is_pair(number):
            named.append(second_of_pair(numbers[place - 1], number, named[-1]))
        elif following and is_pair(following):
            named.append(first_of_pair(number, following, before))
        else:
            named.append(usual(number, numbers[:place], before))
    return named


def in_the_order_before(numbers: list[Found], named: list[str | None], place: int) -> str | None:
    """ "Ask for £140K base and £90K RSUs; accept £125K and £70K": bare numbers to take stand in the order of those to ask for."""
    kinds = [number.kind for number in numbers]
    start = next((number for number in range(place, 0, -1) if kinds[number - 1] != kinds[place]), 0)
    end = next((number for number in range(place, len(numbers)) if kinds[number] != kinds[place]), len(numbers))
    first = next((number for number in range(start - 1, 0, -1) if kinds[number - 1] != kinds[start - 1]), 0)
    if (
        not start
        or end - start > start - first
        or any(number.component or number.figure.unit != "currency" for number in numbers[start:end])
    ):
        return None
    return named[first + place - start]


def is_pair(second: Found) -> bool:
    """Whether a number stands beside the one before it, with a slash or a comma between, and perhaps that one's words and place."""
    between = PARENTHESES.sub(" ", second.gap)
    return PAIR.fullmatch(between) is not None


def second_of_pair(previous: Found, number: Found, component: str | None) -> str | None:
    """The same pay in another currency or place, or base and then equity."""
    other_place = "(" in number.gap or number.after.lstrip().startswith("(")
    if previous.figure.currency != number.figure.currency or other_place or component != "base":
        return component
    return "equity"


def first_of_pair(number: Found, second: Found, before: list[rows.Target]) -> str | None:
    if number.figure.currency != second.figure.currency:
        return second.component or usual(number, [], before)
    return "base"


def usual(number: Found, earlier: list[Found], before: list[rows.Target]) -> str | None:
    """What the sentence spoke of last; else what the strategy began with, most often base."""
    if PREMIUM.search(CUT.split(number.after, maxsplit=1)[0]):
        return "other"
    if number.heard or any(other.kind == number.kind for other in earlier):
        return number.heard
    return before[0].component if before and before[0].unit == "currency" else "base"


def target_of(number: Found, component: str, sentence: str, scope: str) -> rows.Target:
    figure = opened(number)
    return rows.Target(
        kind=number.kind,
        component=component,
        unit=percent_unit(component) if figure.unit == "percent" else figure.unit,
        low=figure.low,
        high=figure.high,
        open_ended=figure.open_ended,
        currency=figure.currency,
        period=period(number, component),
        scope=scope,
        original=sentence,
        confidence=STATED if number.component else IMPLIED,
        implies_walk_away=number.kind == "accept" and bool(REFUSED.search(sentence)),
    )


def opened(number: Found) -> Figure:
    """The figure; "at least" and the like leave its upper end open, in both currencies of a pair."""
    figure = number.figure
    if figure.low == figure.high and (number.at_least or OR_MORE.match(number.after)):
        return replace(figure, high=None, open_ended=True)
    return figure


def period(number: Found, component: str) -> str | None:
    if component == "sign_on":
        return "one_time"
    if component in YEARLY or number.figure.unit == "percent":
        return "year"
    if component not in ("equity", "other"):
        return None
    words = number.after[:40]
    if number.figure.period or FOUR_YEARS.search(words):
        return number.figure.period or "4yr"
    return "year" if ONE_YEAR.search(words) else None


def with_tail(stated: list[rows.Target], numbers: list[Found], worded: list[rows.Target]) -> list[rows.Target]:
    """The words after the last number of an accept sentence are a condition of it, unless they are a target of their own."""
    if not stated or worded or numbers[-1].kind != "accept" or stated[-1].kind != "accept":
        return stated
    tail = TAIL.match(numbers[-1].after)
    return [*stated[:-1], replace(stated[-1], condition=tail["condition"].strip())] if tail else stated


def in_words(sentence: str, marks: list[Cue]) -> Iterator[rows.Target]:
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
