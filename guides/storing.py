"""Rows of a guide into the database and back."""

from dataclasses import fields, replace

from guides.models import Band, LevelPeer, LevelRow, Lever, Problem, Section, Source, Tag, Target
from guides.parsing import rows

HEAD = ("title", "notice", "as_of", "equity_reading")


def store(revision, guide: rows.Guide) -> None:
    """Write the guide's content into a revision that has no rows yet. Texts must fit (see `fitted`)."""
    for name in HEAD:
        setattr(revision, name, getattr(guide, name))
    revision.save(update_fields=HEAD)
    sources = _create(Source, revision, guide.sources, first=1)
    numbered = {source.position: source for source in sources}
    _create(Tag, revision, guide.tags, values=lambda tag: {"name": tag})
    _create(Section, revision, guide.sections)
    _create(Band, revision, guide.bands, values=lambda band: _figure(band, numbered))
    _create(Target, revision, guide.targets, values=lambda target: _figure(target, numbered))
    _create(Lever, revision, guide.levers)
    _store_levels(revision, guide.levels)
    Problem.objects.bulk_create(Problem(revision=revision, **_values(problem)) for problem in guide.problems)


def _create(model, revision, found, *, values=None, first=0) -> list:
    values = values or _values
    return model.objects.bulk_create(
        model(revision=revision, position=position, **values(row)) for position, row in enumerate(found, first)
    )


def _values(row) -> dict:
    return {field.name: getattr(row, field.name) for field in fields(row)}


def _figure(row, sources: dict[int, Source]) -> dict:
    return _values(row) | {"source": sources.get(row.source)}


def _store_levels(revision, levels) -> None:
    level_rows = _create(LevelRow, revision, levels, values=lambda row: {"own_level": row.own_level, "is_attribute": row.is_attribute})
    LevelPeer.objects.bulk_create(
        LevelPeer(row=level_row, position=position, company=peer.company, level=peer.level)
        for level_row, level in zip(level_rows, levels, strict=True)
        for position, peer in enumerate(level.peers)
    )


def rows_of(revision) -> rows.Guide:
    """What a revision says. Nine queries, fewer where its rows are prefetched."""
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
        levels=tuple(_level(row) for row in revision.levels.prefetch_related("peers")),
        sources=tuple(_row(rows.Source, source) for source in sources),
        problems=_read(rows.Problem, revision.problems.order_by("pk")),
    )


def _read(row_class, manager) -> tuple:
    return tuple(_row(row_class, record) for record in manager.all())


def _row(row_class, record):
    return row_class(**{field.name: getattr(record, field.name) for field in fields(row_class) if field.name != "source"})


def _level(record) -> rows.Level:
    peers = tuple(_row(rows.Peer, peer) for peer in record.peers.all())
    return rows.Level(own_level=record.own_level, is_attribute=record.is_attribute, peers=peers)
