"""Targets: the numbers of a strategy that a sentence says to ask for, to take, or to refuse below."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from guides.parsing import rows
from guides.parsing.assignment import SHARES, Memory, assigned
from guides.parsing.components import FOUR_YEARS, ONE_YEAR, YEARLY, component_of, percent_unit
from guides.parsing.currencies import table_label
from guides.parsing.exclusions import PREMIUM
from guides.parsing.marks import Mark, is_statement_of_fact, marks
from guides.parsing.money import Figure, figures
from guides.parsing.periods import period_said
from guides.parsing.plausibility import Magnitudes
from guides.parsing.scopes import Scopes
from guides.parsing.sentences import sentences
from guides.parsing.statement import CUT, Statement
from guides.parsing.statements import pay_figures, statements
from guides.parsing.text import plain, simple_quotes

CLAUSE = r"(?:[^.;—]|\.(?=\d))"
PLACEHOLDER = re.compile(r"([$£€₹₪]|[A-Z]{1,3}\$)\[(\d[\d,.KkMm–—\- ]{0,30})\]")
SUMMARY = re.compile(r"negotiate[- ]up strategy:?", re.IGNORECASE)
OR_MORE = re.compile(
    r"(?:(?!\b(?:with|plus|and a)\b)[^,;.—(]){0,30}?\b(?:or (?:more|above|higher|better)|and (?:up|above)|minimum)\b", re.IGNORECASE
)
AT_OR_ABOVE = re.compile(r"\bat or above\s*$", re.IGNORECASE)
REFUSED = re.compile(r"\bbelow (?:that|this|these|which|it)\b", re.IGNORECASE)
IF = re.compile(rf"\bif\s+(?P<condition>{CLAUSE}{{8,300}})", re.IGNORECASE)
TAIL = re.compile(rf"[^,;.—()]{{0,60}}?\b(?:(?:and|with)\s+(?P<condition>{CLAUSE}{{4,200}}))", re.IGNORECASE)
UNLESS = re.compile(rf"[^,;.—()]{{0,60}}?\b(?P<condition>unless {CLAUSE}{{4,200}})", re.IGNORECASE)
WRITTEN = re.compile(rf"\bwith (?P<condition>(?:written|guaranteed|documented) {CLAUSE}{{4,200}})", re.IGNORECASE)
SUMMED = re.compile(r"(?:[^.;=]*\+)?[^.;=+]{0,30}=\s")  # a part of a sum
LONGEST, LONGEST_SENTENCE, MOST_AMOUNTS = 50_000, 3_000, 60  # no real sentence has half as many
IMPLIED = Decimal("0.7")
STATED = Decimal(1)


@dataclass
class Strategy:
    """What is known of the guide whose strategy is read, and what its sentences have said so far."""

    scopes: Scopes
    magnitudes: Magnitudes
    label: str  # what a sign that several currencies share means here
    home: str | None  # the currency of the guide, where it has just one
    company: str
    memory: Memory


def targets_of(strategies: Iterable[tuple[str, str]], bands: tuple[rows.Band, ...], company: str = "") -> list[rows.Target]:
    """All targets of the strategy, in the order of its text: what it says, before the guide's bands have been asked."""
    currencies = {band.currency for band in bands if band.currency}
    home = next(iter(currencies)) if len(currencies) == 1 else "USD" if "USD" in currencies else None
    strategy = Strategy(Scopes.of(bands, company), Magnitudes(bands), table_label(currencies), home, company, Memory())
    found: list[rows.Target] = []
    for heading, text in strategies:
        strategy.scopes = strategy.scopes.within(heading)
        for sentence in sentences(prepared(text[:LONGEST])):
            found += sentence_targets(sentence, strategy)
            strategy.scopes = strategy.scopes.after(sentence)
    return found


def prepared(text: str) -> str:
    """Simple quotes, no bold, no label; a number inside a placeholder stands free."""
    return PLACEHOLDER.sub(r"\1\2", SUMMARY.sub("", plain(simple_quotes(text)), count=1)).strip()


def sentence_targets(sentence: str, strategy: Strategy) -> list[rows.Target]:
    """The targets of one sentence."""
    if len(sentence) >= LONGEST_SENTENCE or not any(letter.isdigit() for letter in sentence) and " if " not in sentence:
        return []
    amounts = pay_figures(sentence, strategy.label, strategy.home)
    if len(amounts) > MOST_AMOUNTS or not (amounts or " if " in sentence or WRITTEN.search(sentence)):
        return []
    said = marks(sentence, amounts, strategy.scopes.is_known, strategy.scopes.company)
    found = statements(sentence, said, amounts)
    places = strategy.scopes.of_numbers(sentence, [(one.gap, one.after) for one in found], [one.figure.currency for one in found])
    components = assigned(found, places, strategy.magnitudes, strategy.memory)
    remember(strategy.memory, found, components)
    stated = [
        (one, target_of(one, component, sentence, place))
        for one, component, place in zip(found, components, places, strict=True)
        if component and is_target(one, component, sentence, strategy)
    ]
    worded = list(in_words(sentence, said))
    return [*with_tail(stated, worded), *worded]


def remember(memory: Memory, found: list[Statement], components: list[str | None]) -> None:
    """A list of two or more named amounts gives the order that later bare ones follow."""
    money = [(one, component) for one, component in zip(found, components, strict=True) if component and one.figure.unit == "currency"]
    asked = [component for one, component in money if one.kind != "none" and (one.stated or one.named)]
    kinds = [one.kind for one, _ in money]
    start = next((place for place in range(len(money) - 1, 0, -1) if kinds[place - 1] != kinds[place]), 0)
    if len(money) - start > 1:
        memory.order = [component for _, component in money[start:]]
    elif money and kinds[start] != "none":
        memory.order = []
    if asked:
        memory.first = memory.first or asked[0]
        memory.last = asked[-1]


def is_target(one: Statement, component: str, sentence: str, strategy: Strategy) -> bool:
    """Whether the amount is one to say, to take or to refuse below. Where no mark says so it must be named, near its band, and no fact."""
    if one.kind == "none" or (one.figure.unit == "percent" and component not in SHARES):
        return False
    if one.stated:
        return True
    named = one.named or one.heard or SUMMED.match(sentence, one.figure.end)
    if not named or is_statement_of_fact(sentence, one.figure.start, one.figure.end):
        return False
    return (
        one.figure.unit != "currency"
        or strategy.magnitudes.fit(component, one.figure.currency, one.figure.low, period(one, component)) != 0
    )


def target_of(one: Statement, component: str, sentence: str, scope: str) -> rows.Target:
    figure = opened(one)
    if PREMIUM.search(CUT.split(one.after, maxsplit=1)[0]) and not one.named:
        component = "other"
    return rows.Target(
        kind=one.kind,
        component=component,
        unit=percent_unit(component) if figure.unit == "percent" else figure.unit,
        low=figure.low,
        high=figure.high,
        open_ended=figure.open_ended,
        currency=figure.currency,
        period=period(one, component),
        scope=scope,
        original=sentence,
        confidence=STATED if one.named and one.stated else IMPLIED,
        implies_walk_away=one.kind == "accept" and bool(REFUSED.search(sentence)),
    )


def opened(one: Statement) -> Figure:
    """The figure; "at least" and the like leave its upper end open, in both currencies of a pair."""
    figure = one.figure
    if figure.low == figure.high and (one.at_least or OR_MORE.match(one.after) or AT_OR_ABOVE.search(one.gap)):
        return replace(figure, high=None, open_ended=True)
    return figure


def period(one: Statement, component: str) -> str | None:
    """The time an amount covers: by the month where it says so, else as is usual for its component, else as the words beside it say."""
    figure = one.figure
    if component == "sign_on":
        return "one_time"
    if figure.unit == "shares":
        return "year" if ONE_YEAR.search(one.before) else None
    if figure.unit == "percent" and component not in SHARES:
        return None
    if figure.unit == "currency" and (figure.period == "month" or period_said(CUT.split(one.after, maxsplit=1)[0]) == "month"):
        return "month"
    if component in (*YEARLY, "pnl", "profit_sharing") or figure.unit == "percent":
        return "year"
    if component not in ("equity", "other") or figure.period:
        return figure.period
    for words in (one.after[:40], one.before):
        if FOUR_YEARS.search(words) or ONE_YEAR.search(words):
            return "4yr" if FOUR_YEARS.search(words) else "year"
    return None


def with_tail(stated: list[tuple[Statement, rows.Target]], worded: list[rows.Target]) -> list[rows.Target]:
    """The words after the last number to take are its condition, unless they are a target themselves; so is what an unless-clause says."""
    targets = [target for _, target in stated]
    if not stated:
        return targets
    one, last = stated[-1]
    tail = UNLESS.match(one.after) or (TAIL.match(one.after) if last.kind == "accept" and not worded else None)
    return [*targets[:-1], replace(last, condition=tail["condition"].strip())] if tail else targets


def in_words(sentence: str, said: list[Mark]) -> Iterator[rows.Target]:
    """Conditions without a number: "walk away if …", "accept … with written …"."""
    kinds = [mark.kind for mark in said]
    if "walk_away" in kinds:
        start = next(mark.start for mark in said if mark.kind == "walk_away")
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
