"""Published guides in JSON."""

from django.conf import settings
from django.db.models import CharField, F, Func, Prefetch, Value
from django.db.models.functions import Concat
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from ninja.pagination import paginate

from guides.api_shapes import GuideLine, GuideOut, guide_document, line_document
from guides.models import Guide, Revision
from guides.search import find
from negotiate.accounts.keys import SIGNED_IN
from negotiate.api_types import Pages, Search


def anybody(request) -> bool:
    """Guides are for everybody, unless this installation keeps them for people with an account."""
    return settings.GUIDES_PUBLIC


router = Router(tags=["guides"], auth=[*SIGNED_IN, anybody])


class Wanted(Schema):
    q: Search = ""
    company: Search = ""
    role: Search = ""
    region: Search = ""
    tag: Search = ""
    sector: Search = ""


@router.get("/guides", response=list[GuideLine], summary="Published guides")
@paginate(Pages, ordering=("key",), shown=lambda entry: line_document(entry.guide, entry.revision))
def list_guides(request, wanted: Query[Wanted]):
    """Those that fit all that is asked: words anywhere (`q`, best first), a company's or role's slug, words of a region or a tag."""
    entries = with_key(find(**wanted.dict()).entries)
    guides = Guide.objects.select_related("company", "role")
    return entries.prefetch_related(Prefetch("guide", guides), Prefetch("revision", Revision.objects.prefetch_related("tags")))


def with_key(entries):
    """Entries with a text to sort by that no two share: best first, then by company and role."""
    place = Func(1.0 - F("rank"), Value("FM0.000000"), function="to_char", output_field=CharField())
    return entries.annotate(key=Concat(place, Value(" "), "place", output_field=CharField()))


@router.get("/guides/{company}/{role}", response=GuideOut, summary="One guide with all its rows")
def read_guide(request, company: str, role: str):
    guide = get_object_or_404(Guide.objects.readable().select_related("company", "role"), company__slug=company, role__slug=role)
    return guide_document(guide, guide.published)
