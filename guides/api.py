"""Published guides in JSON."""

from django.conf import settings
from django.db.models import CharField, F, FloatField, Func, Prefetch, Value
from django.db.models.functions import Concat
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from ninja.pagination import paginate

from guides.api_shapes import GuideLine, GuideOut, guide_document, line_document
from guides.models import Guide, Revision
from guides.search import find_guides, words_of
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


@router.get("/guides", response=list[GuideLine], summary="Published guides")
@paginate(Pages, ordering=("key",), shown=lambda guide: line_document(guide, guide.current[0]))
def list_guides(request, wanted: Query[Wanted]):
    """Those that fit all that is asked: words anywhere (`q`, best first), a company's or role's slug, part of a region's or tag's name."""
    current = Revision.objects.filter(state=Revision.State.PUBLISHED).prefetch_related("tags")
    guides = find_guides(**wanted.dict())
    return with_key(guides, ranked=bool(words_of(wanted.q))).prefetch_related(Prefetch("revisions", current, to_attr="current"))


def with_key(guides, *, ranked: bool):
    """Guides with a text to sort by that no two share: best first, then by company and role."""
    rank = F("rank") if ranked else Value(0.0, FloatField())
    place = Func(1.0 - rank, Value("FM0.000000"), function="to_char", output_field=CharField())
    return guides.annotate(key=Concat(place, Value(" "), "company__slug", Value("/"), "role__slug", output_field=CharField()))


@router.get("/guides/{company}/{role}", response=GuideOut, summary="One guide with all its rows")
def read_guide(request, company: str, role: str):
    guide = get_object_or_404(Guide.objects.readable().select_related("company", "role"), company__slug=company, role__slug=role)
    return guide_document(guide, guide.published)
