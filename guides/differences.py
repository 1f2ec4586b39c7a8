"""What changed from one revision of a guide to another: numbers by what they are about, and words line by line. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from guides.merging import KEYS
from guides.parsing import rows

VALUE = ("low", "high", "open_ended", "unit", "currency", "period")
SAID = ("original", "note", "flag", "condition", "confidence", "implies_walk_away")
ORIGIN = ("as_of", "review_by", "source")
IN_WORDS = {"none", "text"}
TARGETS = {"anchor": "Anchor", "accept": "Accept", "walk_away": "Walk away"}
NAMES = {"notice": "Notice", "equity_reading": "How equity is read", "title": "Title"}


@dataclass(frozen=True, kw_only=True)
class FigureChange:
    """One band or target: added (no `before`), removed (no `after`) or changed in the fields named."""

    what: str
    before: Any = None
    after: Any = None
    fields: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    @property
    def is_same(self) -> bool:
        return self.kind == "changed" and not self.fields

    @property
    def figure(self):
        return self.after or self.before

    @property
    def said_otherwise(self) -> str:
        """The fields that changed, in words, where its number stands."""
        return ", ".join(name.replace("_", " ") for name in self.fields) if not set(self.fields) & set(VALUE) else ""

    @property
    def target_name(self) -> str:
        """Which of the three targets it is; empty for a band."""
        return TARGETS.get(getattr(self.figure, "kind", ""), "")

    @property
    def says_so_only(self) -> bool:
        """The number itself stands; what is said about it changed."""
        return self.kind == "changed" and not set(self.fields) & set(VALUE) and self.figure.unit not in IN_WORDS


@dataclass(frozen=True, kw_only=True)
class WordsChange:
    """One text: its lines in order, each with how it came: kept, added or removed."""

    what: str
    name: str
    kind: str
    lines: tuple[tuple[str, str], ...]

    @property
    def changed_lines(self) -> list[tuple[str, str]]:
        return [(sign, line) for sign, line in self.lines if sign != "kept"]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """`checked` counts the numbers of which only the day, the next look or the source changed."""

    figures: tuple[FigureChange, ...] = ()
    words: tuple[WordsChange, ...] = ()
    checked: int = 0

    def __bool__(self) -> bool:
        return bool(self.figures or self.words)


def difference(before: rows.Guide, after: rows.Guide) -> Difference:
    """What a reader of `before` finds changed in `after`. The order of rows and the problems found are no change."""
    changes = [*figure_changes("band", before, after), *figure_changes("target", before, after)]
    shown = tuple(change for change in changes if not (change.kind == "changed" and set(change.fields) <= set(ORIGIN)))
    return Difference(figures=shown, words=tuple(word_changes(before, after)), checked=len(changes) - len(shown))


def figure_changes(what: str, before: rows.Guide, after: rows.Guide) -> Iterable[FigureChange]:
    old, new = cited(before, f"{what}s"), cited(after, f"{what}s")
    for one, other in matched(old, new, KEYS[f"{what}s"]):
        fields = changed_fields(one, other) if one and other else ()
        if fields or not (one and other):
            yield FigureChange(what=what, before=one, after=other, fields=fields)


def figures_beside(before: rows.Guide | None, after: rows.Guide) -> list[FigureChange]:
    """Every band and target of `after` beside what it was before, and those that are gone; see `FigureChange.is_same`."""
    nothing = rows.Guide(title="", role="", company="")
    found = []
    for what in ("band", "target"):
        for one, other in matched(cited(before or nothing, f"{what}s"), cited(after, f"{what}s"), KEYS[f"{what}s"]):
            fields = changed_fields(one, other) if one and other else ()
            found.append(FigureChange(what=what, before=one, after=other, fields=fields))
    return found


def cited(guide: rows.Guide, name: str) -> list:
    """The rows with their source's title for its number, since numbers in a list of sources shift."""
    titles = {number: source.title for number, source in enumerate(guide.sources, 1)}
    return [replace(row, source=titles.get(row.source)) for row in getattr(guide, name)]


def changed_fields(before, after) -> tuple[str, ...]:
    return tuple(name for name in (*VALUE, *SAID, *ORIGIN) if getattr(before, name, None) != getattr(after, name, None))


def matched(before: list, after: list, key: Callable[[Any], tuple]) -> list[tuple]:
    """Pairs of what is the same row: equal ones first, then by key and unit, then by key alone. None where a side has none."""
    partner: dict[int, Any] = {}
    taken: set[int] = set()
    for same in (lambda row: row, lambda row: (key(row), row.unit, row.currency, row.period), key):
        waiting = defaultdict(list)
        for row in before:
            if id(row) not in taken:
                waiting[same(row)].append(row)
        for row in after:
            if id(row) not in partner and waiting[same(row)]:
                partner[id(row)] = waiting[same(row)].pop(0)
                taken.add(id(partner[id(row)]))
    gone = [(row, None) for row in before if id(row) not in taken]
    return [*((partner.get(id(row)), row) for row in after), *gone]


def word_changes(before: rows.Guide, after: rows.Guide) -> Iterable[WordsChange]:
    old, new = texts(before), texts(after)
    for place in dict.fromkeys([*new, *old]):
        one, other = old.get(place), new.get(place)
        if one != other:
            kind = "added" if one is None else "removed" if other is None else "changed"
            yield WordsChange(what=place[0], name=place[1], kind=kind, lines=tuple(lines_between(one or "", other or "")))


def texts(guide: rows.Guide) -> dict[tuple, str]:
    """Every text of the guide by what it is, its name, and its number among those of the same name."""
    found: dict[tuple, str] = {}
    for what, name, text in named_texts(guide):
        number = sum(1 for place in found if place[:2] == (what, name))
        found[what, name, number] = text
    return found


def named_texts(guide: rows.Guide) -> Iterable[tuple[str, str, str]]:
    yield from (("head", name, text) for field, name in NAMES.items() if (text := getattr(guide, field).replace("_", " ")))
    yield from (("tags", "Tags", "\n".join(guide.tags)),) if guide.tags else ()
    yield from (("section", section.heading or section.kind.replace("_", " "), section.markdown) for section in guide.sections)
    yield from (("lever", lever.name, "\n".join(filter(None, (lever.body, lever.script)))) for lever in guide.levers)
    yield from (("level", level.own_level, "\n".join(f"{peer.company}: {peer.level}" for peer in level.peers)) for level in guide.levels)
    yield from (("source", source.title, source.url) for source in guide.sources)


def lines_between(before: str, after: str) -> Iterable[tuple[str, str]]:
    """The lines of both texts in one order, each marked kept, removed or added."""
    old, new = before.splitlines(), after.splitlines()
    for tag, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (("kept", line) for line in old[from_old:to_old])
        else:
            yield from (("removed", line) for line in old[from_old:to_old] if line.strip())
            yield from (("added", line) for line in new[from_new:to_new] if line.strip())
