"""Figures that hang on bands: targets, totals, and amounts that a guide's sentences repeat. What a raise of the bands leaves behind. Pure.

Bands and targets are rows or records: anything with the fields of `guides.parsing.rows.Band` or `Target`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from guides.parsing.checks import differs, groups
from guides.parsing.money import figures
from guides.parsing.sentences import sentences
from guides.parsing.text import plain
from negotiate.money.formatting import amount_of, component_name, figure_range

ORDER = ("anchor", "accept", "walk_away")
NAMES = {"anchor": "Anchor", "accept": "Accept", "walk_away": "Walk away"}
MOST_SENTENCES = 40
LONGEST = 300
BARE = 1000  # a number without a currency is taken for an amount from here on
NOT_A_DIGIT = str.maketrans("", "", "".join(chr(code) for code in range(128) if not chr(code).isdigit()))


@dataclass(frozen=True)
class Left:
    """A figure that stays as it is: its kind (target, total, sentence) and what is to be said of it. `is_off` where it contradicts."""

    kind: str
    words: str
    is_off: bool = True


@dataclass(frozen=True, kw_only=True)
class Guide:
    """A guide's numbers before and after, each list in the same order, and its texts by name."""

    bands: list
    targets: list
    bands_after: list
    targets_after: list

    def left_behind(self, texts: Iterable[tuple[str, str]]) -> list[Left]:
        """What is named to whoever raises the bands."""
        return [*self.targets_left(), *self.orders_left(), *self.totals_left(), *self.sentences_left(texts)]

    def targets_left(self) -> Iterator[Left]:
        after_of = {id(before): after for before, after in zip(self.bands, self.bands_after, strict=True)}
        for before, after in zip(self.targets, self.targets_after, strict=True):
            pairs = [(band, after_of[id(band)]) for band in bands_of(before, self.bands)]
            if not is_money(after) or all(value_of(was) == value_of(now) for was, now in pairs):
                continue
            name = f"{NAMES[after.kind]}, {component_name(after.component).lower()}{f', {after.scope}' if after.scope else ''}"
            left = [(side, now) for was, now in pairs if (side := side_of(after, now)) and side_of(before, was) != side]
            for side, now in left:
                yield Left("target", f"{name}: {figure_range(after)} is now {side} its band, {named(now)}.")
            if not left and value_of(before) == value_of(after):
                yield Left("target", f"{name}: {figure_range(after)} stays as it is.", is_off=False)

    def orders_left(self) -> Iterator[Left]:
        were = set(disorders(self.targets))
        for found in disorders(self.targets_after):
            if found not in were:
                component, scope, higher, lower = found
                about = f"{component_name(component)}{f', {scope}' if scope else ''}"
                yield Left("target", f"{about}: “{NAMES[higher].lower()}” is now below “{NAMES[lower].lower()}”.")

    def totals_left(self) -> Iterator[Left]:
        after_of = {id(before): after for before, after in zip(self.bands, self.bands_after, strict=True)}
        for group in groups(self.bands):
            now = {name: after_of[id(band)] for name, band in group.items()}
            total, raised = group["total"], any(value_of(now[name]) != value_of(band) for name, band in group.items() if name != "total")
            where = ", ".join(filter(None, ("Total", total.region, total.level)))
            if differs(now) and not differs(group):
                yield Left("total", f"{where}: {figure_range(now['total'])} is now over 10 % away from its parts.")
            elif raised and value_of(now["total"]) == value_of(total):
                yield Left("total", f"{where}: {figure_range(total)} stays as it is, though its parts change.", is_off=False)

    def sentences_left(self, texts: Iterable[tuple[str, str]]) -> list[Left]:
        """Sentences that say an amount which was the end of a number and is not any more."""
        moved = self.moved()
        marks = {significant(amount) for amount in moved}
        found: dict[str, None] = {}
        for name, text in texts:
            for sentence in sentences(plain(text)) if moved and holds(text, marks) else ():
                if holds(sentence, marks) and (said := self.outdated(sentence, moved)):
                    found[f"{name}: “{sentence[:LONGEST]}” {said}"] = None
        return [Left("sentence", words) for words in list(found)[:MOST_SENTENCES]]

    def moved(self) -> dict[Decimal, list[tuple[str, str]]]:
        """Amounts that ends of numbers were, each with the currencies it was in and what it is now."""
        pairs = [*zip(self.bands, self.bands_after, strict=True), *zip(self.targets, self.targets_after, strict=True)]
        found: dict[Decimal, list[tuple[str, str]]] = defaultdict(list)
        for before, after in pairs:
            for end in ("low", "high"):
                old, new = getattr(before, end), getattr(after, end)
                if is_money(before) and old is not None and old != new:
                    found[old.normalize()].append((before.currency, f"{amount_of(old, before)} → {amount_of(new, after)}"))
        return found

    def outdated(self, sentence: str, moved: Mapping[Decimal, list[tuple[str, str]]]) -> str:
        """The amounts of the sentence that have moved, as `($340,000 → $350,000)`; empty where there are none."""
        said = {}
        for figure in figures(sentence):
            for value in {figure.low, figure.high} - {None}:
                for currency, words in moved.get(value.normalize(), ()):
                    if figure.currency == currency or (figure.unit == "number" and value >= BARE):
                        said[words] = None
        return f"({'; '.join(said)})" if said else ""


def is_money(figure) -> bool:
    return figure.unit == "currency" and not (figure.low is None and figure.high is None)


def value_of(figure) -> tuple:
    return figure.low, figure.high


def bands_of(target, bands: list) -> list:
    """The bands that a target lies in: of its component, currency and period; those that its scope names where it names some. What repeats
    a band in another currency counts where nothing else is."""
    same = [
        band
        for band in bands
        if is_money(band)
        and (band.component, band.currency) == (target.component, target.currency)
        and is_alike(band.period, target.period)
    ]
    same = [band for band in same if band.value_role == "primary"] or same
    return [band for band in same if names(target.scope, band.region) or names(target.scope, band.level)] or same


def is_alike(one: str | None, other: str | None) -> bool:
    return not one or not other or one == other


def names(scope: str, place: str | None) -> bool:
    one, other = scope.casefold().strip(), (place or "").casefold().strip()
    return bool(one and other) and (one in other or other in one)


def side_of(target, band) -> str:
    """below or above the band; empty inside it, or where an end is open."""
    highest = target.low if target.high is None else target.high
    if band.low is not None and highest is not None and highest < band.low:
        return "below"
    return "above" if band.high is not None and target.low is not None and target.low > band.high else ""


def named(band) -> str:
    where = ", ".join(filter(None, (band.region, band.level)))
    return f"{figure_range(band)}{f' ({where})' if where else ''}"


def disorders(targets: list) -> Iterator[tuple[str, str, str, str]]:
    """Component, scope and the two kinds where one asks for less than one takes, or takes less than one refuses."""
    marks: dict[tuple, dict] = defaultdict(dict)
    for target in targets:
        if is_money(target):
            marks[target.component, target.scope, target.currency, target.period].setdefault(target.kind, target)
    for (component, scope, _, _), found in marks.items():
        known = [kind for kind in ORDER if kind in found and found[kind].low is not None]
        for higher, lower in zip(known, known[1:], strict=False):
            if found[higher].low < found[lower].low:
                yield component, scope, higher, lower


def significant(number: Decimal) -> str:
    """The figures of a number without zeros at its ends: what any way of writing it holds, 255 for 255,000 and $255K."""
    return format(number, "f").translate(NOT_A_DIGIT).strip("0")


def holds(text: str, marks: set[str]) -> bool:
    digits = text.translate(NOT_A_DIGIT)
    return any(mark in digits for mark in marks)
