"""Lists of guides: one line each with what it pays, under their companies, all of it from the index."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, OuterRef, Subquery
from django.urls import reverse

from guides.indexing import HEADLINES
from guides.models import Company, Entry, Guide, Revision
from guides.parsing import rows
from negotiate.money.formatting import component_name, figure_range

LONGEST_WHERE = 90


@dataclass(frozen=True)
class Listed:
    """One guide in a list: where it knows pay, the day its numbers hold for, and the figures that stand for it."""

    role: str
    url: str
    where: str
    as_of: date | None
    headlines: list[tuple[str, str]]  # base and total, as far as the guide has them, for the first region and level that states each


def listed(entry) -> Listed:
    """A guide's line."""
    line = entry.line
    bands = sorted(map(figure, line["bands"]), key=lambda band: HEADLINES.index(band.component))
    return Listed(
        role=line["role"][0],
        url=reverse("guide", args=[line["company"][1], line["role"][1]]),
        where=shortened(" · ".join(line["regions"])),
        as_of=date.fromisoformat(line["as_of"]) if line["as_of"] else None,
        headlines=[(component_name(band.component), figure_range(band)) for band in bands],
    )


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST_WHERE else f"{text[: LONGEST_WHERE - 1].rstrip()}…"


def figure(kept: dict) -> rows.Band:
    """A headline as the index keeps it: amounts are text there."""
    return rows.Band(**kept | {end: Decimal(kept[end]) for end in ("low", "high") if kept[end] is not None})


@dataclass(frozen=True)
class Shown:
    """A company in a list, with its guides."""

    name: str
    url: str
    guides: list[Listed]


def by_company(entries) -> list[Shown]:
    """The guides under their companies, each company where its first guide comes."""
    companies: dict[str, Shown] = {}
    for entry in entries:
        name, slug = entry.line["company"]
        if slug not in companies:
            companies[slug] = Shown(name, reverse("company", args=[slug]), [])
        companies[slug].guides.append(listed(entry))
    return list(companies.values())


def counted(catalogue, name: str):
    """Companies or roles that have guides, with how many."""
    of_one = Guide.objects.readable().filter(**{name: OuterRef("pk")}).order_by().values(name).annotate(guides=Count("pk", distinct=True))
    return catalogue.objects.filter(pk__in=Guide.objects.readable().values(name)).annotate(count=Subquery(of_one.values("guides")))


def companies_with_guides():
    return Company.objects.filter(pk__in=Guide.objects.readable().values("company"))


def sectors_with_guides():
    """Sectors and how many guides each has."""
    found = Guide.objects.readable().exclude(company__sector="").order_by("company__sector").values_list("company__sector")
    return found.annotate(guides=Count("pk", distinct=True))


def newest(count: int):
    """The entries of the guides that changed last; one that was only checked has not changed."""
    changes = Revision.objects.filter(guide=OuterRef("pk"), is_check=False, published_at__isnull=False).order_by("-published_at")
    changed = Entry.objects.annotate(changed_at=Subquery(changes.values("published_at")[:1]))
    return changed.order_by(F("changed_at").desc(nulls_last=True), "-pk")[:count]
