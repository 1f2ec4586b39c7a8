"""Lists of guides: one line each with what it pays, under their companies."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, OuterRef, Prefetch, Subquery

from guides.indexing import HEADLINES
from guides.models import Company, Entry, Guide, Revision, Role
from guides.parsing import rows


@dataclass(frozen=True)
class Listed:
    """One guide in a list: where it knows pay, the day its numbers hold for, and the figures that stand for it."""

    guide: Guide
    regions: list[str]
    as_of: date | None
    headlines: list[rows.Band]  # base and total, as far as the guide has them, for the first region and level that states each


def with_companies(entries):
    """Entries with what their lines show, in a fixed number of queries."""
    return entries.prefetch_related(Prefetch("guide", Guide.objects.select_related("company", "role")))


def listed(entry) -> Listed:
    """A guide's line; ask for it through `with_companies`."""
    bands = sorted(map(figure, entry.line["bands"]), key=lambda band: HEADLINES.index(band.component))
    day = entry.line["as_of"]
    return Listed(entry.guide, entry.line["regions"], date.fromisoformat(day) if day else None, bands)


def figure(kept: dict) -> rows.Band:
    """A headline as the index keeps it: amounts are text there."""
    return rows.Band(**kept | {end: Decimal(kept[end]) for end in ("low", "high") if kept[end] is not None})


def by_company(entries) -> list[tuple[Company, list[Listed]]]:
    """The guides under their companies, each company where its first guide comes."""
    companies: dict[Company, list[Listed]] = {}
    for entry in entries:
        companies.setdefault(entry.guide.company, []).append(listed(entry))
    return list(companies.items())


def companies_with_guides():
    return Company.objects.filter(pk__in=Guide.objects.readable().values("company"))


def roles_with_guides():
    return Role.objects.filter(pk__in=Guide.objects.readable().values("role"))


def sectors_with_guides():
    return companies_with_guides().exclude(sector="").order_by("sector").values_list("sector", flat=True).distinct()


def newest(count: int):
    """The entries of the guides that changed last; one that was only checked has not changed."""
    changes = Revision.objects.filter(guide=OuterRef("pk"), is_check=False, published_at__isnull=False).order_by("-published_at")
    changed = Entry.objects.annotate(changed_at=Subquery(changes.values("published_at")[:1]))
    return changed.order_by(F("changed_at").desc(nulls_last=True), "-pk")[:count]
