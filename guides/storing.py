"""Rows of a guide into the database and back."""

from collections.abc import Sequence
from dataclasses import fields, replace
from functools import cache
from operator import attrgetter
from typing import Any

from django.db.models import prefetch_related_objects

from guides.copying import copy_rows, new_keys
from guides.models import Band, LevelPeer, LevelRow, Lever, Problem, Section, Source, Tag, Target
from guides.parsing import rows

HEAD = ("title", "notice", "as_of", "equity_reading")
Pairs = Sequence[tuple[Any, rows.Guide]]  # revisions with their contents


def store(revision, guide: rows.Guide) -> None:
    """Write the guide's content into a revision that has no rows yet. Texts must fit (see `fitted`)."""
    for name in HEAD:
        setattr(revision, name, getattr(guide, name))
    revision.save(update_fields=HEAD)
    store_rows([(revision, guide)])


def store_rows(pairs: Pairs) -> None:
    """Write the rows of many revisions at once. Their heads are written already."""
    sources = _store_sources(pairs)
    _copy(Section, rows.Section, pairs, "sections")
    _copy(Lever, rows.Lever, pairs, "levers")
    _copy_figures(Band, rows.Band, pairs, "bands", sources)
    _copy_figures(Target, rows.Target, pairs, "targets", sources)
    _store_levels(pairs)
    tags = ((revision.pk, place, tag) for revision, guide in pairs for place, tag in enumerate(guide.tags))
    copy_rows(Tag, ("revision_id", "position", "name"), tags)
    values = attrgetter(*_names(rows.Problem))
    problems = ((revision.pk, *values(one)) for revision, guide in pairs for one in guide.problems)
    copy_rows(Problem, ("revision_id", *_names(rows.Problem)), problems)


def _names(row_class) -> tuple[str, ...]:
    return tuple(field.name for field in fields(row_class) if field.name not in ("source", "peers"))


def _copy(model, row_class, pairs: Pairs, name: str) -> None:
    names = _names(row_class)
    values = attrgetter(*names)
    found = ((revision.pk, place, *values(row)) for revision, guide in pairs for place, row in enumerate(getattr(guide, name)))
    copy_rows(model, ("revision_id", "position", *names), found)


def _copy_figures(model, row_class, pairs: Pairs, name: str, sources: dict) -> None:
    names = _names(row_class)
    values = attrgetter(*names)
    found = (
        (revision.pk, place, sources.get((revision.pk, row.source)), *values(row))
        for revision, guide in pairs
        for place, row in enumerate(getattr(guide, name))
    )
    copy_rows(model, ("revision_id", "position", "source_id", *names), found)


def _store_sources(pairs: Pairs) -> dict[tuple[int, int], int]:
    """The keys of the sources by revision and number."""
    names = _names(rows.Source)
    values = attrgetter(*names)
    found = [(revision.pk, number, *values(one)) for revision, guide in pairs for number, one in enumerate(guide.sources, 1)]
    keys = new_keys(Source, len(found))
    copy_rows(Source, ("id", "revision_id", "position", *names), ((key, *row) for key, row in zip(keys, found, strict=True)))
    return {row[:2]: key for key, row in zip(keys, found, strict=True)}


def _store_levels(pairs: Pairs) -> None:
    found = [(revision.pk, place, level) for revision, guide in pairs for place, level in enumerate(guide.levels)]
    keyed = list(zip(new_keys(LevelRow, len(found)), found, strict=True))
    levels = ((key, pk, place, level.own_level, level.is_attribute) for key, (pk, place, level) in keyed)
    copy_rows(LevelRow, ("id", "revision_id", "position", "own_level", "is_attribute"), levels)
    peers = ((key, place, peer.company, peer.level) for key, (_, _, level) in keyed for place, peer in enumerate(level.peers))
    copy_rows(LevelPeer, ("row_id", "position", "company", "level"), peers)


def rows_of(revision) -> rows.Guide:
    """What a revision says. Nine queries, none where its rows are prefetched."""
    sources = list(revision.sources.all())
    bands, targets = _bands_and_targets(revision, sources)
    return rows.Guide(
        **{name: getattr(revision, name) for name in HEAD},
        role=revision.guide.role.name,
        company=revision.guide.company.name,
        tags=tuple(tag.name for tag in revision.tags.all()),
        sections=_read(rows.Section, revision.sections),
        bands=bands,
        targets=targets,
        levers=_read(rows.Lever, revision.levers),
        levels=_levels(revision),
        sources=tuple(_row(rows.Source, source) for source in sources),
        problems=tuple(_row(rows.Problem, problem) for problem in sorted(revision.problems.all(), key=lambda problem: problem.pk)),
    )


def figures_of(revision) -> tuple[rows.Band | rows.Target, ...]:
    """Its numbers alone: bands, then targets, each in the order of the guide."""
    bands, targets = _bands_and_targets(revision, revision.sources.all())
    return (*bands, *targets)


def _bands_and_targets(revision, sources) -> tuple[tuple, tuple]:
    numbers = {source.pk: number for number, source in enumerate(sources, 1)}
    pairs = ((rows.Band, revision.bands), (rows.Target, revision.targets))
    bands, targets = (
        tuple(replace(_row(row_class, record), source=numbers.get(record.source_id)) for record in manager.all())
        for row_class, manager in pairs
    )
    return bands, targets


def _read(row_class, manager) -> tuple:
    return tuple(_row(row_class, record) for record in manager.all())


def _row(row_class, record):
    return row_class(**{name: getattr(record, name) for name in _fields(row_class)})


@cache
def _fields(row_class) -> tuple[str, ...]:
    return tuple(field.name for field in fields(row_class) if field.name != "source")


def _levels(revision) -> tuple:
    records = list(revision.levels.all())
    prefetch_related_objects(records, "peers")
    return tuple(map(_level, records))


def _level(record) -> rows.Level:
    peers = tuple(_row(rows.Peer, peer) for peer in record.peers.all())
    return rows.Level(own_level=record.own_level, is_attribute=record.is_attribute, peers=peers)
