"""Lists of guides: one line each with what it pays, under their companies."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch

from guides.models import Band, Company, Guide, Revision, Role

HEADLINES = ("total", "base")


@dataclass(frozen=True)
class Listed:
    """One guide in a list: its published revision, where it knows pay, and the figures that stand for it."""

    guide: Guide
    revision: Revision
    regions: list[str]
    bands: list[Band]

    @property
    def headlines(self) -> list[Band]:
        """Base and total of the guide's first region and level, as far as it has them."""
        firsts = {band.component: band for band in reversed(self.bands)}
        return [firsts[component] for component in reversed(HEADLINES) if component in firsts]


def with_headlines(guides):
    """Guides with what their line shows, in a fixed number of queries."""
    bands = Band.objects.filter(component__in=HEADLINES, value_role="primary")
    published = Revision.objects.filter(state=Revision.State.PUBLISHED).prefetch_related(Prefetch("bands", bands))
    return guides.prefetch_related(Prefetch("revisions", published, to_attr="current"))


def listed(guide: Guide) -> Listed:
    """A guide's line; ask for it through `with_headlines`."""
    revision = guide.current[0]
    bands = list(revision.bands.all())
    return Listed(guide, revision, list(dict.fromkeys(band.region for band in bands if band.region)), bands)


def by_company(guides) -> list[tuple[Company, list[Listed]]]:
    """The guides under their companies, in the order in which they come."""
    return [(company, [listed(guide) for guide in group]) for company, group in groupby(guides, lambda guide: guide.company)]


def companies_with_guides():
    return Company.objects.filter(guides__in=Guide.objects.readable()).distinct()


def roles_with_guides():
    return Role.objects.filter(guides__in=Guide.objects.readable()).distinct()


def newest(count: int):
    """The guides published last."""
    return Guide.objects.readable().select_related("company", "role").order_by("-revisions__published_at", "-pk")[:count]
