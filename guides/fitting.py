"""Rows as the database takes them: what does not fit is mended where nothing is lost by it, and named in a problem."""

from dataclasses import fields, replace
from decimal import Decimal
from functools import cache

from guides import models
from guides.parsing import rows

TABLES = {
    "sections": models.Section,
    "bands": models.Band,
    "targets": models.Target,
    "levers": models.Lever,
    "sources": models.Source,
    "problems": models.Problem,
}
MOST = Decimal(10) ** 15
HUNDREDTH = Decimal("0.01")


def limits(model) -> dict[str, int]:
    """The longest text of each field that has an end."""
    found = {field.name: field.max_length for field in model._meta.concrete_fields if field.max_length}
    return {name: most for name, most in found.items() if not model._meta.get_field(name).choices}


LIMITS = {name: limits(model) for name, model in TABLES.items()} | {
    "levels": limits(models.LevelRow),
    "peers": limits(models.LevelPeer),
    "guide": {"title": 300, "role": 200, "company": 200, "notice": 100_000},
}


def fitted(guide: rows.Guide) -> rows.Guide:
    """The guide with rows that the database takes, and a problem for each that had to be mended."""
    problems: list[rows.Problem] = []
    changed = {name: tuple(_fit(row, LIMITS[name], problems) for row in getattr(guide, name)) for name in TABLES}
    changed["levels"] = tuple(_level(level, problems) for level in guide.levels)
    changed["tags"] = tuple(_text("tag", tag, 200, problems) for tag in guide.tags)
    numbers = range(1, len(guide.sources) + 1)
    for name in ("bands", "targets"):
        changed[name] = tuple(_figure(row, numbers, problems) for row in changed[name])
    changed["sources"] = tuple(_source(source, problems) for source in changed["sources"])
    changed["targets"] = tuple(map(_surely, changed["targets"]))
    head = _fit(guide, LIMITS["guide"], problems)
    return replace(head, **changed | {"problems": changed["problems"] + tuple(problems)})


def _fit(row, most: dict[str, int], problems: list):
    names = _names(type(row))
    values = [getattr(row, name) for name in names]
    mended = {
        name: _text(name, value, most.get(name, 0), problems)
        for name, value in zip(names, values, strict=True)
        if isinstance(value, str) and not _fits(value, most.get(name, 0))
    }
    return replace(row, **mended) if mended else row


@cache
def _names(row_class) -> tuple[str, ...]:
    return tuple(field.name for field in fields(row_class))


def _fits(text: str, most: int) -> bool:
    return "\0" not in text and not (most and len(text) > most)


def _text(name: str, text: str, most: int, problems: list) -> str:
    if _fits(text, most):
        return text
    if "\0" in text:
        problems.append(rows.Problem(code="control_character", message=f"A NUL stood in {name}.", severity="error"))
        text = text.replace("\0", "\ufffd")
    if most and len(text) > most:
        problems.append(rows.Problem(code="too_long", message=f"Too long for {name}, cut. In full: {text}"))
        return text[: most - 1] + "…"
    return text


def _level(level: rows.Level, problems: list) -> rows.Level:
    peers = tuple(_fit(peer, LIMITS["peers"], problems) for peer in level.peers)
    return replace(_fit(level, LIMITS["levels"], problems), peers=peers)


def _figure(row, numbers: range, problems: list):
    if row.source is not None and row.source not in numbers:
        problems.append(rows.Problem(code="unknown_source", message=f"There is no source {row.source}: {_in_words(row)}"))
        row = replace(row, source=None)
    if row.unit != "currency" and row.currency is not None:
        row = replace(row, currency=None)
    if doubt := _doubt(row):
        problems.append(rows.Problem(code="unusable_amount", message=f"{doubt}: {_in_words(row)}", severity="error"))
        unit = row.unit if row.unit == "none" else "text"
        return replace(row, unit=unit, low=None, high=None, open_ended=False, currency=None, period=None, original=_in_words(row))
    if isinstance(row, rows.Band) and not row.flag and None not in (row.low, row.high) and row.low > row.high:
        return replace(row, flag="low above high")
    return row


def _doubt(row) -> str:
    amounts = [amount for amount in (row.low, row.high) if amount is not None]
    if row.unit in ("none", "text"):
        return "An amount stands where the unit is words" if amounts else ""
    if row.unit == "currency" and row.currency is None:
        return "An amount without a currency"
    return "An amount out of bounds" if any(abs(amount) >= MOST for amount in amounts) else ""


def _in_words(row) -> str:
    return row.original or " – ".join(f"{amount:f}" for amount in (row.low, row.high) if amount is not None) or row.component


def _source(source: rows.Source, problems: list) -> rows.Source:
    """A link leads to the web or is no link: its words stay in the title."""
    if not source.url or source.url.lower().startswith(("https://", "http://")):
        return source
    problems.append(rows.Problem(code="unsafe_link", message=f"Not a link to the web: {source.url}"))
    return replace(source, title=_text("title", f"{source.title} ({source.url})", 500, problems), url="")


def _surely(target: rows.Target) -> rows.Target:
    confidence = min(max(target.confidence, Decimal(0)), Decimal(1)).quantize(HUNDREDTH)
    return target if confidence == target.confidence else replace(target, confidence=confidence)
