"""Everything a guide's page shows, gathered from one revision: the published one, or any in a preview."""

from dataclasses import dataclass

from django.db.models import Prefetch

from guides.conversion import Conversion
from guides.flags import mark_questioned
from guides.levels import LevelTable, level_table
from guides.models import Band, LevelRow, Revision, Target
from guides.pay import Component, components_of
from guides.peers import links
from guides.targets import Aim, aims_of

IN_ROWS = {"level_map", "levers", "evidence"}  # what these sections say stands in rows of their own


@dataclass(frozen=True)
class Page:
    """A guide's page. Templates only read it."""

    revision: Revision
    components: list[Component]
    aims: list[Aim]
    levels: LevelTable
    words: list  # sections to read
    kept: list  # sections whose facts are shown above, kept as they were written
    peers: list[tuple[str, str]]  # the companies of the level mapping, with where to read about them
    conversion: Conversion | None = None  # the one currency that the reader asked for

    @property
    def guide(self):
        return self.revision.guide

    @property
    def figures(self) -> list:
        return [*self.revision.bands.all(), *self.revision.targets.all()]

    @property
    def exchanges(self) -> list:
        return self.conversion.exchanges(self.figures) if self.conversion else []

    @property
    def without_rate(self) -> list[str]:
        return self.conversion.without_rate(self.figures) if self.conversion else []

    @property
    def contents(self) -> list[tuple[str, str]]:
        """The parts of the page that are there: anchor and heading."""
        parts = (
            ("targets", "Targets", self.aims),
            ("pay", "Pay", self.components),
            ("levels", "Levels", self.levels.rows),
            ("levers", "Levers", self.revision.levers.all()),
            ("words", "Background", self.words),
            ("sources", "Sources", self.revision.sources.all()),
        )
        return [(anchor, heading) for anchor, heading, there in parts if there]


def with_rows(revisions):
    """Revisions with all that their page shows, in a fixed number of queries."""
    return revisions.select_related("guide__company", "guide__role").prefetch_related(
        Prefetch("bands", Band.objects.select_related("source")),
        Prefetch("targets", Target.objects.select_related("source")),
        Prefetch("levels", LevelRow.objects.prefetch_related("peers")),
        "levers",
        "sections",
        "sources",
        "tags",
    )


def published_of(company):
    """What a company's readable guides say of pay, by role, in a fixed number of queries."""
    live = Revision.objects.filter(state=Revision.State.PUBLISHED, guide__retired_at=None, guide__company=company)
    return live.select_related("guide__company", "guide__role").prefetch_related("bands", "targets").order_by("guide__role__name", "pk")


def page_of(revision, conversion: Conversion | None = None) -> Page:
    """The page of a revision; ask for it through `with_rows`."""
    bands, targets = list(revision.bands.all()), list(revision.targets.all())
    mark_questioned(revision.guide, [*bands, *targets])
    if conversion:
        conversion.beside([*bands, *targets])
    sections = [section for section in revision.sections.all() if section.markdown.strip()]
    levels = level_table(
        [(row.own_level, row.is_attribute, [(peer.company, peer.level) for peer in row.peers.all()]) for row in revision.levels.all()]
    )
    known = links(revision.guide, levels.companies)
    return Page(
        revision=revision,
        components=components_of(bands, targets, conversion.drawn if conversion else list),
        aims=aims_of(targets),
        levels=levels,
        words=[section for section in sections if section.kind not in IN_ROWS],
        kept=[section for section in sections if section.kind in IN_ROWS],
        peers=[(company, known.get(company, "")) for company in levels.companies],
        conversion=conversion,
    )
