"""Rows of a guide into the database and back."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from django.db.models import prefetch_related_objects

from guides.models import Band, LevelPeer, LevelRow, Lever, Problem, Section, Source, Tag, Target
from guides.parsing import rows

HEAD = ("title", "notice", "as_of", "equity_reading")
AT_ONCE = 2_000


def store(revision, guide: rows.Guide) -> None:
    """Write the guide's content into a revision that has no rows yet. Texts must fit (see `fitted`)."""
    for name in HEAD:
        setattr(revision, name, getattr(guide, name))
    revision.save(update_fields=HEAD)
    store_rows([(revision, guide)])


def store_rows(pairs: Sequence[tuple[Any, rows.Guide]]) -> None:
    """Write the rows of many revisions at once. Their heads are written already."""
    sources = _create(Source, pairs, lambda guide: guide.sources, first=1)
    numbered = {(source.revision_id, source.position): source.pk for source in sources}
    _create(Tag, pairs, lambda guide: guide.tags, lambda tag: {"name": tag})
    _create(Section, pairs, lambda guide: guide.sections)
    for model, figures in ((Band, lambda guide: guide.bands), (Target, lambda guide: guide.targets)):
        _create(model, pairs, figures, _values_without_source, numbered=numbered)
    _create(Lever, pairs, lambda guide: guide.levers)
    _store_levels(pairs)
    problems = (Problem(revision_id=revision.pk, **vars(one)) for revision, guide in pairs for one in guide.problems)
    Problem.objects.bulk_create(problems, batch_size=AT_ONCE)


def _create(model, pairs, found, values=vars, *, first=0, numbered=None) -> list:
    records = []
    for revision, guide in pairs:
        for position, row in enumerate(found(guide), first):
            record = model(revision_id=revision.pk, position=position, **values(row))
            if numbered and row.source:
                record.source_id = numbered[revision.pk, row.source]
            records.append(record)
    return model.objects.bulk_create(records, batch_size=AT_ONCE)


def _values_without_source(row) -> dict:
    return {name: value for name, value in vars(row).items() if name != "source"}


def _store_levels(pairs) -> None:
    level_rows = _create(
        LevelRow, pairs, lambda guide: guide.levels, lambda row: {"own_level": row.own_level, "is_attribute": row.is_attribute}
    )
    levels = (level for _, guide in pairs for level in guide.levels)
    peers = [
        LevelPeer(row_id=level_row.pk, position=position, company=peer.company, level=peer.level)
        for level_row, level in zip(level_rows, levels, strict=True)
        for position, peer in enumerate(level.peers)
    ]
    LevelPeer.objects.bulk_create(peers, batch_size=AT_ONCE)


def rows_of(revision) -> rows.Guide:
    """What a revision says. Nine queries, none where its rows are prefetched."""
    sources = list(revision.sources.all())
    numbers = {source.pk: number for number, source in enumerate(sources, 1)}
    return rows.Guide(
        **{name: getattr(revision, name) for name in HEAD},
        role=revision.guide.role.name,
        company=revision.guide.company.name,
        tags=tuple(tag.name for tag in revision.tags.all()),
        sections=_read(rows.Section, revision.sections),
        bands=tuple(replace(_row(rows.Band, band), source=numbers.get(band.source_id)) for band in revision.bands.all()),
        targets=tuple(replace(_row(rows.Target, target), source=numbers.get(target.source_id)) for target in revision.targets.all()),
        levers=_read(rows.Lever, revision.levers),
        levels=_levels(revision),
        sources=tuple(_row(rows.Source, source) for source in sources),
        problems=tuple(_row(rows.Problem, problem) for problem in sorted(revision.problems.all(), key=lambda problem: problem.pk)),
    )


def _read(row_class, manager) -> tuple:
    return tuple(_row(row_class, record) for record in manager.all())


def _row(row_class, record):
    return row_class(**{field.name: getattr(record, field.name) for field in fields(row_class) if field.name != "source"})


def _levels(revision) -> tuple:
    records = list(revision.levels.all())
    prefetch_related_objects(records, "peers")
    return tuple(map(_level, records))


def _level(record) -> rows.Level:
    peers = tuple(_row(rows.Peer, peer) for peer in record.peers.all())
    return rows.Level(own_level=record.own_level, is_attribute=record.is_attribute, peers=peers)
