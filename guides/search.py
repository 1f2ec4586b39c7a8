"""Finding guides: words over company, role, tags and regions; and exact filters beside them."""

import re
import string

from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import F, Func, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Lower

from guides.models import Band, Guide, Revision, Tag

WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 12


def words_of(text: str) -> list[str]:
    """The words of a query, lower case, split where the index splits: "ML/AI" is ml and ai."""
    return [word.lower() for word in WORD.findall(text)][:MOST_WORDS]


def split(expression):
    """The text with punctuation made blank: PostgreSQL would keep ML/AI as one lexeme, which "ml" never finds."""
    signs = string.punctuation
    return Func(Lower(expression), Value(signs), Value(" " * len(signs)), function="translate", output_field=TextField())


def joined(rows, field):
    """All values of a field over a guide's published revision, as one text."""
    current = rows.objects.filter(revision__guide=OuterRef("pk"), revision__state=Revision.State.PUBLISHED)
    grouped = current.order_by().values("revision").annotate(text=StringAgg(field, Value(" "), distinct=True))
    return Coalesce(Subquery(grouped.values("text")), Value(""), output_field=TextField())


def vector():
    named = SearchVector(split(F("company__name")), split(F("role__name")), config="simple", weight="A")
    sorted_by = SearchVector(split(joined(Band, "region")), split(joined(Tag, "name")), config="simple", weight="C")
    return named + sorted_by


def matching(guides, text: str):
    """Guides in which every word of the text begins a word, best first. All of them where the text is empty."""
    words = words_of(text)
    if not text.strip():
        return guides.order_by("company__name", "company__slug", "role__name")
    if not words:
        return guides.none()
    query = SearchQuery(" & ".join(f"{word}:*" for word in words), search_type="raw", config="simple")
    found = guides.annotate(vector=vector(), rank=SearchRank(F("vector"), query)).filter(vector=query)
    return found.order_by("-rank", "company__name", "company__slug", "role__name")


def find_guides(*, q="", company="", role="", region="", tag=""):
    """Readable guides. `company` and `role` are slugs, `region` and `tag` parts of names, `q` any words."""
    guides = Guide.objects.readable().select_related("company", "role")
    if company:
        guides = guides.filter(company__slug=company)
    if role:
        guides = guides.filter(role__slug=role)
    for rows, field, part in ((Band, "region", region), (Tag, "name", tag)):
        if part:
            holding = rows.objects.filter(revision__state=Revision.State.PUBLISHED, **{f"{field}__icontains": part})
            guides = guides.filter(pk__in=holding.values("revision__guide"))
    return matching(guides, q)
