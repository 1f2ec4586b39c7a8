"""Which part of the pay each amount of a sentence is: what its words name, else what fits the whole sentence and the guide's bands best."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from guides.parsing.components import component_after, component_before
from guides.parsing.plausibility import Magnitudes
from guides.parsing.statement import Statement

SHARES = ("pnl", "bonus", "profit_sharing", "carry_bonus", "fund_access")  # what is paid in percent
USUAL_ORDER = ("base", "equity", "bonus", "sign_on")
PARENTHESES = re.compile(r"\([^()]{0,60}\)")
PAIR = re.compile(r"[A-Za-z -]{0,30}(?:/|\+|,)\s*|\s*(?:and|with)\s*")
LEGEND = re.compile(r"^\s*\(?([A-Za-z -]+(?:/[A-Za-z -]+)+)\)?")


@dataclass
class Memory:
    """What the strategy has named so far: its first component, its last one, and its last list of several."""

    first: str | None = None
    last: str | None = None
    order: list[str] = field(default_factory=list)


def assigned(found: list[Statement], places: list[str], magnitudes: Magnitudes, memory: Memory) -> list[str | None]:
    """A component for each amount. Amounts without words of their own are taken run by run."""
    names: list[str | None] = [one.named or (share_of(one) if one.figure.unit == "percent" else None) for one in found]
    for run in unnamed_runs(found, names, places):
        following = found[run[-1] + 1] if run[-1] + 1 < len(found) else None
        lists = hypotheses(run, found, places, names, memory, following)
        best = max(lists, key=lambda one: likelihood(*one, [found[number] for number in run], magnitudes))
        for number, name in zip(run, best[0], strict=True):
            names[number] = name
    return names


def share_of(one: Statement) -> str:
    """What a percentage without a name of its own is: of what was spoken of where that is paid in percent, else the bonus."""
    return one.heard if one.heard in SHARES else "bonus"


def unnamed_runs(found: list[Statement], names: list[str | None], places: list[str]) -> Iterator[list[int]]:
    """The numbers of amounts that no word names, those of one mark and place beside each other together."""
    for (_, kind, unnamed, _), group in groupby(
        range(len(found)), key=lambda number: (found[number].mark, found[number].kind, names[number] is None, places[number])
    ):
        if unnamed and kind:
            yield list(group)


def hypotheses(
    run: list[int], found: list[Statement], places: list[str], names: list[str | None], memory: Memory, following: Statement | None
) -> list[tuple[list[str], bool]]:
    """What a run of bare amounts may be, the likeliest first, each with whether words say so.

    A legend behind it, the order of the list before, the same pay in several places, the usual order.
    """
    count = len(run)
    first = found[run[0]]
    heard = component_before(first.gap) or nearest_name(run[0], found, names) or first.heard
    lists: list[list[str]] = []
    if legend := LEGEND.match(found[run[-1]].after):
        lists.append([name for words in legend[1].split("/") if (name := component_after(words))])
    parallel = count > 1 and (
        len({places[number] for number in run}) == count or len({found[number].figure.currency for number in run}) == count
    )
    paired = following is not None and following.named and joined(following) and count == 1
    same_kind = run[0] > 0 and found[run[0] - 1].mark == first.mark and ";" not in first.gap
    earlier = order_before(run[0], found, names) or ([] if same_kind else memory.order)
    if not parallel and len(earlier) >= count and not heard_in_clause(first):
        lists.append(earlier[:count])
    if anew := as_for_the_place_before(run[0], found, places, names):
        lists.insert(0, anew[:count])
    if paired and following.figure.currency != first.figure.currency:
        lists.append([following.named])
    elif paired and following.named == "equity":
        lists.append(["base"])
    alone = heard or memory.last or memory.first or "base"
    if count == 1 and same_kind and joined(first) and heard == "base" and same_currency_and_place(run[0], found, places):
        lists.append(["equity"])
    if heard and (count == 1 or parallel):
        lists.append([heard] * count)
    sure = len(lists)
    if count == 1 or parallel:
        lists.append([memory.last or "base"] * count)
    else:
        lists.append(list(USUAL_ORDER[:count]) if count <= len(USUAL_ORDER) else [alone] * count)
        lists.append([alone] * count)
    lists += [[name] * count for name in ("base", "total", "equity") if count == 1 or parallel]
    return [(one, place < sure) for place, one in enumerate(lists) if len(one) == count]


def as_for_the_place_before(number: int, found: list[Statement], places: list[str], names: list[str | None]) -> list[str]:
    """What the list of the place before names, from the amount's own number in its list on.

    "£120K base and a £32K bonus in London; $208K and $56K in New York".
    """
    start = first_of_list(number, found, places)
    if not start or not (places[start - 1] or places[start]):
        return []
    before = first_of_list(start - 1, found, places)
    return [name for name in names[before:start] if name][number - start :]


def first_of_list(number: int, found: list[Statement], places: list[str]) -> int:
    """The first amount of those beside this one that have its place, currency and kind."""

    def kind_of(place: int) -> tuple:
        return places[place], found[place].figure.currency or found[number].figure.currency, found[place].kind

    return next((place for place in range(number, 0, -1) if kind_of(place - 1) != kind_of(number)), 0)


def same_currency_and_place(number: int, found: list[Statement], places: list[str]) -> bool:
    return found[number - 1].figure.currency == found[number].figure.currency and places[number - 1] == places[number]


def heard_in_clause(one: Statement) -> bool:
    return component_before(one.before) is not None


def joined(second: Statement) -> bool:
    """Whether an amount stands beside the one before it, with a slash, a plus or a comma between."""
    return PAIR.fullmatch(PARENTHESES.sub(" ", second.gap)) is not None


def nearest_name(number: int, found: list[Statement], names: list[str | None]) -> str | None:
    """The component of the amount before that a word names or a mark governs."""
    return next((names[place] for place in range(number - 1, -1, -1) if names[place] and (found[place].stated or found[place].named)), None)


def order_before(number: int, found: list[Statement], names: list[str | None]) -> list[str]:
    """The components of the list before that one, in its order: of the last amounts of one mark in this sentence."""
    if not number or (found[number - 1].mark == found[number].mark and ";" not in found[number].gap):
        return []
    start = next(
        (place for place in range(number - 1, 0, -1) if found[place - 1].mark != found[number - 1].mark or ";" in found[place].gap), 0
    )
    return [name for one, name in zip(found[start:number], names[start:number], strict=True) if name and (one.stated or one.named)]


def likelihood(names: Iterable[str], sure: bool, run: list[Statement], magnitudes: Magnitudes) -> tuple[bool, bool, int]:
    """Whether every amount can be what it is called, by the guide's bands; then whether words say so; then how well it fits."""
    fits = [
        magnitudes.fit(name, one.figure.currency, one.figure.low, one.figure.period)
        for name, one in zip(names, run, strict=True)
        if one.figure.low
    ]
    known = [fit for fit in fits if fit is not None]
    return all(known), sure, min(known, default=0)
