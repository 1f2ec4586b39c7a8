"""A changed file into what people have edited since it was read: row by row, and never over a person's row. Pure.

Three guides meet: the file as it was read last (`base`), what stands here (`ours`) and the file as it is now (`theirs`). A row changed on
one side alone is taken from that side; a row changed on both, in different ways, stays as it stands here and is listed as a conflict.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from guides.parsing import rows
from negotiate.money.formatting import number

HEAD = ("title", "notice", "as_of", "equity_reading")
# What makes a row the same row though its content has changed. Equal keys are told apart by their order.
KEYS: dict[str, Callable[[Any], tuple]] = {
    "tags": lambda tag: (tag,),
    "sections": lambda section: (section.kind, section.heading),
    "sources": lambda source: (source.title,),
    "bands": lambda band: (band.region, band.level, band.component, band.value_role),
    "targets": lambda target: (target.kind, target.component, target.scope),
    "levers": lambda lever: (lever.name,),
    "levels": lambda level: (level.own_level, level.is_attribute),
    "problems": lambda problem: (problem,),
}
FIGURES = ("bands", "targets")
NAMES = {"sections": "section", "sources": "source", "bands": "band", "targets": "target", "levers": "lever", "levels": "level"}


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """What changed on both sides. `kept` stands here, `offered` in the file; None where a side has taken it out."""

    what: str
    kept: Any
    offered: Any

    def __str__(self) -> str:
        return f"Changed here and in the file: {self.what}. Kept: {in_words(self.kept)}. The file says: {in_words(self.offered)}."


@dataclass(frozen=True, kw_only=True)
class Merge:
    guide: rows.Guide
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True)
class Cited:
    """A band or target with its source by key, since numbers in a list of sources shift."""

    row: Any
    source: tuple | None


def merge(base: rows.Guide, ours: rows.Guide, theirs: rows.Guide) -> Merge:
    """`ours` with what changed from `base` to `theirs`. Role and company are the guide's identity and stay ours."""
    conflicts: list[Conflict] = []
    sides = [keyed_rows(side) for side in (base, ours, theirs)]
    merged = {name: merge_rows(name, *(side[name] for side in sides), conflicts) for name in KEYS}
    keep_cited_sources(merged, sides)
    head = {name: merge_value(name, *(getattr(side, name) for side in (base, ours, theirs)), conflicts) for name in HEAD}
    return Merge(guide=replace(ours, **head, **unkeyed(merged)), conflicts=tuple(conflicts))


def keyed_rows(guide: rows.Guide) -> dict[str, dict[tuple, Any]]:
    """Each list as a dictionary by key, in order."""
    found = {name: keyed(getattr(guide, name), key) for name, key in KEYS.items()}
    source_keys = dict(enumerate(found["sources"], 1))
    for name in FIGURES:
        found[name] = {key: Cited(replace(row, source=None), source_keys.get(row.source)) for key, row in found[name].items()}
    return found


def keyed(found: Iterable, key: Callable[[Any], tuple]) -> dict[tuple, Any]:
    seen: Counter = Counter()
    result = {}
    for row in found:
        seen[key(row)] += 1
        result[(*key(row), seen[key(row)])] = row
    return result


def unkeyed(merged: dict[str, dict[tuple, Any]]) -> dict[str, tuple]:
    numbers = {key: number for number, key in enumerate(merged["sources"], 1)}
    lists = {name: tuple(found.values()) for name, found in merged.items()}
    return lists | {name: tuple(replace(one.row, source=numbers.get(one.source)) for one in lists[name]) for name in FIGURES}


def merge_rows(name: str, base: dict, ours: dict, theirs: dict, conflicts: list[Conflict]) -> dict:
    result = {}
    for key in merged_order(list(base), list(ours), list(theirs)):
        found = merge_value(described(name, key), base.get(key), ours.get(key), theirs.get(key), conflicts)
        if found is not None:
            result[key] = found
    return result


def merge_value(what: str, base, ours, theirs, conflicts: list[Conflict]):
    if ours in (base, theirs):
        return theirs
    if theirs != base:
        conflicts.append(Conflict(what=what, kept=ours, offered=theirs))
    return ours


def merged_order(base: list, ours: list, theirs: list) -> list:
    """All keys, in the order of the side that moved something; ours where both did."""
    first, second = (theirs, ours) if ours == base else (ours, theirs)
    order = list(first)
    present = set(first)
    place = 0
    for key in second:
        if key in present:
            place = order.index(key) + 1
        else:
            order.insert(place, key)
            place += 1
    return order


def keep_cited_sources(merged: dict[str, dict], sides: list[dict[str, dict]]) -> None:
    """A number that stays keeps where it came from, though the other side has dropped that source."""
    base, ours, theirs = (side["sources"] for side in sides)
    for name in FIGURES:
        for one in merged[name].values():
            if one.source is not None:
                merged["sources"].setdefault(one.source, (base | theirs | ours)[one.source])


def described(name: str, key: tuple) -> str:
    words = [str(part).replace("_", " ") for part in key[:-1] if part not in (None, "", False, True)]
    return " ".join([NAMES.get(name, name), *words])[:300]


def in_words(value) -> str:
    """A row for people to read."""
    if value is None:
        return "taken out"
    if isinstance(value, Cited):
        return figure_in_words(value.row)
    if isinstance(value, rows.Level):
        return ", ".join(f"{peer.company}: {peer.level}" for peer in value.peers) or value.own_level
    if hasattr(value, "__dataclass_fields__"):
        texts = [getattr(value, field.name) for field in fields(value)]
        value = " / ".join(str(text) for text in texts if text and isinstance(text, str))
    return f"“{str(value)[:500]}”"


def figure_in_words(row) -> str:
    ends = " to ".join(dict.fromkeys(number(amount) for amount in (row.low, row.high) if amount is not None))
    numbers = " ".join(filter(None, [ends + "+" * (row.open_ended and bool(ends)), row.currency, row.period]))
    return f"{numbers} (“{row.original[:200]}”)" if numbers and row.original else numbers or f"“{row.original[:200]}”"
