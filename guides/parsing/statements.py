"""The amounts of a sentence of strategy, each with the words around it that say what it is, and those that are no pay at all."""

import re
from collections.abc import Iterator
from dataclasses import replace

from guides.parsing.components import component_after, component_before, component_of
from guides.parsing.exclusions import FROM, excluded, is_value_of_shares
from guides.parsing.marks import Mark, governing
from guides.parsing.money import Figure, figures
from guides.parsing.statement import CUT, CUT_BEFORE, Statement

MORE_THAN = (
    r"exceed(?:s|ing)?|above|over|more than|at (?:least|minimum|a minimum)|minimum(?: of)?|greater than|north of|upwards? of|in excess of"
    r"|(?<!accept )(?<!settle for )(?<!take )no less than"  # "accept no less than" names a floor, as "no lower than" does
)
AT_LEAST = re.compile(rf"\b(?:{MORE_THAN})\s*(?:an?\s+)?(?:approximately|about|~)?\s*$", re.IGNORECASE)
BETWEEN = re.compile(
    r"\s*(?:base|salary|RSUs?|equity|options?|stock|TC|/\s?yr|/\s?year|a year|\([^()]{0,40}\)|\s)*(?:/|,\s*or|,|\bor\b)\s*", re.IGNORECASE
)
IN_PLACE = re.compile(r"\b(?:in|for) (?:the )?[A-Z][\w-]*(?: [A-Z][\w-]*){0,2}")
ARTICLE = re.compile(r"\b(?:an?|one) (?:(?:one-time|additional|annual|guaranteed|further|separate) )?$", re.IGNORECASE)
WHOLE_OFFER = r"package|offers?|figure|number|ask|anchor|target|counter|minimum|goal|deal|start|opening|baseline|grade|level|cash"
FILLER = r"in|at|to|on|as|per|from|over|here|now|all|annual\w*|guaranteed?|range|floor|ceiling|first|year"
NOUN = re.compile(rf"[ -](?!(?:{WHOLE_OFFER}|{FILLER})\b)[a-z][a-z-]{{3,}}\b")
OWN_NAMES = r"make-whole|buy-?out|retention(?! (?:RSU|equity|stock|grant|bonus|sign))|completion bonus|severance"
ALLOWANCES = (
    r"wellness|moving (?:allowance|costs|expenses|package|support)|commut\w+|relocation|allowance|stipend|housing|visa|tuition"
    r"|education|learning"
)
OTHER_PAY = re.compile(rf"\b(?:{OWN_NAMES}|{ALLOWANCES})\b", re.IGNORECASE)
OF_BASE = re.compile(r"^\s*of (?:(?:the|your|my|annual) )?(?:base|salary)(?: salary| pay)?\b", re.IGNORECASE)
SUM = re.compile(r"=\s*(?:about|roughly|around|approximately)?\s*~?\s*$", re.IGNORECASE)
FOR = re.compile(r"^\s*(?:for|on|as) (?:the |my |your |an? )?(?=base|salary|equity|stock|rsu|sign|bonus)", re.IGNORECASE)
TARGET_BONUS = re.compile(r"\s*(?:annual )?target\b", re.IGNORECASE)


def statements(sentence: str, marks: list[Mark], every: list[Figure]) -> list[Statement]:
    """Each amount of the sentence in order; what is no pay has the kind none."""
    found: list[Statement] = []
    heard, at_least = None, False
    for number, figure in enumerate(every):
        mark = governing(marks, sentence, figure.start)
        gap, after = around(sentence, every, number)
        named = "equity" if is_value_of_shares(figure, gap, found) else own_component(figure, gap, after)
        before = component_of(gap) or heard
        heard = named or before
        at_least = bool(AT_LEAST.search(gap)) or (at_least and BETWEEN.fullmatch(IN_PLACE.sub(" ", gap)) is not None)
        one = Statement(
            figure=figure,
            kind=mark.kind if mark else "anchor",
            named=named,
            heard=heard,
            after=after,
            before=CUT_BEFORE.split(gap)[-1],
            gap=gap,
            at_least=at_least,
            stated=mark is not None,
            mark=mark.start if mark else -1,
        )
        if one.kind != "none" and excluded(one, sentence, found):
            one, heard = replace(one, kind="none"), before
        found.append(one)
    return found


def around(sentence: str, every: list[Figure], number: int) -> tuple[str, str]:
    """The words between the amount before and this one, and those up to the next."""
    figure = every[number]
    following = every[number + 1].start if number + 1 < len(every) else len(sentence)
    previous = every[number - 1].end if number else 0
    after = sentence[figure.end : max(following, figure.end)]
    return sentence[min(previous, figure.start) : figure.start], OF_BASE.sub("", after) if figure.unit == "percent" else after


def own_component(figure: Figure, gap: str, after: str) -> str | None:
    """What the words at an amount name: those after it first, then the nearest before. What follows = is the total."""
    if figure.unit == "shares":
        return "equity"
    if figure.unit == "percent" and TARGET_BONUS.match(after):
        return "bonus"
    words, leading = CUT.split(FOR.sub("", after), maxsplit=1)[0], CUT_BEFORE.split(gap.removesuffix("("))[-1]
    if component_of(words) == "sign_on":
        return "sign_on"
    if OTHER_PAY.search(words) or (OTHER_PAY.search(leading) and not component_after(words)):
        return "other"
    sum_of_parts = "total" if SUM.search(gap) else None
    return (
        component_after(words)
        or sum_of_parts
        or component_before(leading)
        or ("other" if ARTICLE.search(leading) and NOUN.match(words) else None)
    )


def pay_figures(sentence: str, label: str, home: str | None) -> list[Figure]:
    """The figures of a sentence that can be pay. A bare `220K` is money in the guide's own currency, where it has just one."""
    found = [in_home_currency(figure, sentence, home) for figure in figures(sentence, label or sentence)]
    return without_parts(sentence, [raised(figure, sentence) for figure in found if figure.unit != "number"])


def in_home_currency(figure: Figure, sentence: str, home: str | None) -> Figure:
    thousands = (
        sentence[figure.end - 1 : figure.end] in ("k", "K")
        and figure.low >= 1_000
        and sentence[figure.start - 1 : figure.start] in ("", " ", "(")
    )
    return replace(figure, unit="currency", currency=home) if home and figure.unit == "number" and thousands else figure


def raised(figure: Figure, sentence: str) -> Figure:
    """ "From $171K to $192K" asks for the second."""
    if figure.unit == "currency" and figure.high and figure.low != figure.high and FROM.search(sentence[: figure.start]):
        return replace(figure, low=figure.high, start=max(figure.end - 1, figure.start))
    return figure


def without_parts(sentence: str, every: list[Figure]) -> list[Figure]:
    """The figures but for the parts in which one of them is paid: `a $50K sign-on split ($30K/$20K)`, `$30K at start and $20K later`."""
    for place in range(len(every) - 2):
        sums = list(running_sums(every[place + 1 :]))
        count = sums.index(every[place].low) + 1 if every[place].low in sums[1:] else 0
        if count and not any(component_of(words) for words in words_beside(sentence, every, place + 1, place + count)):
            return without_parts(sentence, [*every[: place + 1], *every[place + 1 + count :]])
    return every


def words_beside(sentence: str, every: list[Figure], first: int, last: int) -> Iterator[str]:
    """The words right behind each of some figures, and right before each but the first: those may name their sum."""
    for number in range(first, last + 1):
        gap, after = around(sentence, every, number)
        yield f"{CUT_BEFORE.split(gap)[-1] if number > first else ''} {CUT.split(after, maxsplit=1)[0]}"


def running_sums(rest: list[Figure]) -> Iterator:
    total = 0
    for one in rest:
        total += one.low if one.unit == "currency" and one.low else 0
        yield total
