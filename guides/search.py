"""Finding guides: words over the index, forgiving typing errors, and exact filters beside them."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQueryField, SearchRank
from django.db.models import BooleanField, F, FloatField, Func, Q, QuerySet, Value
from django.db.models.functions import Cast

from guides.asking import Question, questions, words_of
from guides.models import Guide
from guides.names import names
from guides.words import fold

__all__ = ["Found", "find", "find_guides", "words_of"]

WEIGHTS = [0.05, 0.15, 0.5, 1.0]  # D to A: sector and mapped levels; regions, tags, levels; role; company
IN_ORDER = ("company__name", "company__slug", "role__name", "pk")


class Matches(Func):
    """Whether a tsvector holds what a tsquery asks for."""

    template = "%(expressions)s"
    arg_joiner = " @@ "
    output_field = BooleanField()


@dataclass(frozen=True)
class Found:
    """The guides, best first, and how the words fit: all, near (mistyped), some (not every one), none; empty without words."""

    guides: QuerySet
    how: str = ""


def as_query(text: str):
    """A tsquery written out by us, so that no parser of the database splits or drops its words."""
    return Cast(Value(text), SearchQueryField())


def matching(guides, question: Question):
    """The guides that the question finds. Whole words count twice as much as beginnings of words."""
    starts, whole = (SearchRank(F("entry__vector"), as_query(text), weights=WEIGHTS) for text in (question.starts, question.whole))
    found = guides.filter(Matches(F("entry__vector"), as_query(question.filter)))
    return found.annotate(rank=(starts + whole * 2.0) / Value(3.0, FloatField())).order_by("-rank", *IN_ORDER)


def with_words(guides, text: str) -> Found:
    words = words_of(text)
    if not text.strip():
        return Found(guides.order_by(*IN_ORDER))
    for question in questions(words, names()) if words else ():
        found = matching(guides, question)
        if found.exists():
            return Found(found, question.how)
    return Found(guides.none(), "none")


def holding(**parts: str) -> Q:
    """Guides whose folded lines hold each part."""
    return Q(**{f"entry__{name}__contains": fold(part) for name, part in parts.items() if part})


def find(*, q="", company="", role="", region="", tag="", sector="") -> Found:
    """Readable guides. `company` and `role` are slugs, `region` and `tag` parts of names, `sector` a name, `q` any words."""
    guides = Guide.objects.readable().select_related("company", "role")
    exact = {"company__slug": company, "role__slug": role, "company__sector__iexact": sector}
    guides = guides.filter(**{name: value for name, value in exact.items() if value})
    return with_words(guides.filter(holding(regions=region, tags=tag)), q)


def find_guides(**wanted) -> QuerySet:
    """As `find`, the guides alone."""
    return find(**wanted).guides
