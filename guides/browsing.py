"""The directory from its shelves: which companies, roles, regions, tags and sectors there are, and how many guides stand on each."""

from dataclasses import dataclass

from django.db.models import Count, F, Func, TextField, Value
from django.db.models.functions import Trim

from guides.models import Band, Guide, Revision, Tag

SHELVES = ("company", "role", "region", "tag", "sector")
MOST = 400


@dataclass(frozen=True)
class Shelf:
    """A value to look under: its words, what to ask the directory for, and how many guides there are."""

    label: str
    name: str
    value: str
    count: int


def shelves(name: str) -> list[Shelf]:
    """The values of a kind in the order of their words, the largest ones where there are very many."""
    found = [Shelf(label, name, value, count) for label, value, count in COUNTED[name]()[:MOST]]
    return sorted(found, key=lambda shelf: (shelf.label.casefold(), shelf.value))


def counted(rows, label, value, of):
    """Rows of words, value and number of guides, the largest first."""
    words = rows.order_by().annotate(label=F(label), value=F(value)).exclude(label="")
    return words.values_list("label", "value").annotate(guides=Count(of, distinct=True)).order_by("-guides", "label")


def by_company():
    return counted(Guide.objects.readable(), "company__name", "company__slug", "pk")


def by_role():
    return counted(Guide.objects.readable(), "role__name", "role__slug", "pk")


def by_sector():
    return counted(Guide.objects.readable(), "company__sector", "company__sector", "pk")


def live(model):
    return model.objects.filter(revision__state=Revision.State.PUBLISHED, revision__guide__retired_at=None)


def by_region():
    """Regions without what stands in brackets after them: London (HQ) is London."""
    before = Func(F("region"), Value("("), Value(1), function="split_part", output_field=TextField())
    return counted(live(Band).exclude(region=None).annotate(place=Trim(before)), "place", "place", "revision")


def by_tag():
    return counted(live(Tag), "name", "name", "revision")


COUNTED = {"company": by_company, "role": by_role, "region": by_region, "tag": by_tag, "sector": by_sector}
