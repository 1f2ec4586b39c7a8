"""Lists of guides: one line each with what it pays, under their companies."""

from dataclasses import dataclass

from django.db.models import F, OuterRef, Prefetch, Subquery

from guides.models import Band, Company, Guide, Revision, Role

HEADLINES = ("base", "total")


@dataclass(frozen=True)
class Listed:
    """One guide in a list: its published revision, where it knows pay, and the figures that stand for it."""

    guide: Guide
    revision: Revision
    regions: list[str]
    bands: list[Band]

    def first(self, component) -> Band | None:
        """The component's band for the guide's first region and level that states it."""
        return next((band for band in self.bands if band.component == component), None)

    @property
    def headlines(self) -> list[Band]:
        """Base and total, as far as the guide has them."""
        return [band for band in map(self.first, HEADLINES) if band]


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
    """The guides under their companies, each company where its first guide comes."""
    companies: dict[Company, list[Listed]] = {}
    for guide in guides:
        companies.setdefault(guide.company, []).append(listed(guide))
    return list(companies.items())


def companies_with_guides():
    return Company.objects.filter(guides__in=Guide.objects.readable()).distinct()


def roles_with_guides():
    return Role.objects.filter(guides__in=Guide.objects.readable()).distinct()


def sectors_with_guides():
    return companies_with_guides().exclude(sector="").order_by("sector").values_list("sector", flat=True).distinct()


def newest(count: int):
    """The guides that changed last; one that was only checked has not changed."""
    changes = Revision.objects.filter(guide=OuterRef("pk"), is_check=False, published_at__isnull=False).order_by("-published_at")
    guides = Guide.objects.readable().select_related("company", "role").annotate(changed_at=Subquery(changes.values("published_at")[:1]))
    return guides.order_by(F("changed_at").desc(nulls_last=True), "-pk")[:count]
