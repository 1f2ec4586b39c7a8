"""Finding guides: words over the index, forgiving typing errors, and exact filters beside them."""

import json
from dataclasses import dataclass
from functools import cached_property

from django.contrib.postgres.search import SearchQueryField, SearchRank
from django.db import connection
from django.db.models import BooleanField, F, FloatField, Func, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.functional import SimpleLazyObject

from guides.asking import Question, questions, words_of
from guides.indexing import line_part
from guides.models import Entry
from guides.vocabulary import vocabulary
from guides.words import words_in

__all__ = ["Found", "Part", "find", "find_part", "words_of"]

WEIGHTS = [0.05, 0.15, 0.5, 1.0]  # D to A: sector and mapped levels; regions, tags, levels; role; company
EXACT = {"company": "guide__company__slug", "role": "guide__role__slug", "sector": "guide__company__sector__iexact"}

# A part of what a question finds, and how many there are in all: every entry is matched and ranked once, in the index's own table.
PART = """
WITH found AS MATERIALIZED (
    SELECT guide_id, place, (ts_rank(%(weights)s::real[], vector, %(starts)s::tsquery)
        + ts_rank(%(weights)s::real[], vector, %(whole)s::tsquery) * 2.0::float8) / 3.0::float8 AS rank
    FROM guides_entry WHERE vector @@ %(filter)s::tsquery
), part AS (SELECT * FROM found ORDER BY rank DESC, place LIMIT %(most)s OFFSET %(first)s)
SELECT entry.guide_id, entry.revision_id, entry.line::text, (SELECT count(*) FROM found)
FROM part JOIN guides_entry AS entry USING (guide_id) ORDER BY part.rank DESC, part.place
"""


class Matches(Func):
    """Whether a tsvector holds what a tsquery asks for."""

    template = "%(expressions)s"
    arg_joiner = " @@ "
    output_field = BooleanField()


@dataclass(frozen=True)
class Found:
    """The guides' entries, best first, and how the words fit: all, near (mistyped), some (not every one), none; empty without words."""

    entries: QuerySet
    how: str = ""

    @cached_property
    def count(self) -> int:
        return self.entries.count()


@dataclass(frozen=True)
class Part:
    """Some neighbouring entries of what is found, the number of all, and how the words fit."""

    entries: list[Entry]
    count: int
    how: str = ""


def as_query(text: str):
    """A tsquery written out by us, so that no parser of the database splits or drops its words."""
    return Cast(Value(text), SearchQueryField())


def matching(entries, question: Question):
    """The entries that the question finds. Whole words count twice as much as beginnings of words.

    They are ranked in the table of the index alone: what a list shows of the few on a page is joined to them afterwards.
    """
    starts, whole = (SearchRank(F("vector"), as_query(text), weights=WEIGHTS) for text in (question.starts, question.whole))
    found = entries.filter(Matches(F("vector"), as_query(question.filter)))
    return found.annotate(rank=(starts + whole * 2.0) / Value(3.0, FloatField())).order_by("-rank", "place")


def with_words(entries, text: str) -> Found:
    """What the words find among the entries. Each has its `rank`, 0 where no words tell one from another."""
    words = words_of(text)
    if not text.strip():
        return Found(unranked(entries))
    for question in questions(words, SimpleLazyObject(vocabulary)) if words else ():
        found = Found(matching(entries, question), question.how)
        if found.entries.exists():
            return found
    return Found(unranked(entries.none()), "none")


def unranked(entries):
    return entries.annotate(rank=Value(0.0, FloatField())).order_by("place")


def holding(**parts: str) -> Q:
    """Entries with a line that holds each part, the last word of which may be a beginning."""
    return Q(**{f"{name}__contains": line_part(words_in(part)) or part for name, part in parts.items() if part})


def find(*, q="", company="", role="", region="", tag="", sector="") -> Found:
    """Readable guides. `company` and `role` are slugs, `region` and `tag` parts of names, `sector` a name, `q` any words."""
    exact = {"company": company, "role": role, "sector": sector}
    entries = Entry.objects.filter(**{EXACT[name]: value for name, value in exact.items() if value})
    return with_words(entries.filter(holding(regions=region, tags=tag)).only("guide", "revision", "line"), q)


def find_part(*, first: int, most: int, q="", **filters: str) -> Part:
    """What `find` finds from `first` on (0 is the best), `most` at most; for words alone in one statement, which ranks and counts.

    Beyond the best, a first question without answer may have some before `first`: then `find` says which question counts.
    """
    if (words := words_of(q)) and not any(filters.values()):
        for question in questions(words, SimpleLazyObject(vocabulary)):
            if (part := part_of(question, first, most)).entries:
                return part
            if first:
                break
        else:
            return Part([], 0, "none")
    found = find(q=q, **filters)
    return Part(list(found.entries[first : first + most]), found.count, found.how)


def asked_of(question: Question, first: int, most: int) -> dict:
    """What `PART` is asked with."""
    words = {"filter": question.filter, "starts": question.starts, "whole": question.whole}
    return words | {"weights": WEIGHTS, "first": first, "most": most}


def part_of(question: Question, first: int, most: int) -> Part:
    with connection.cursor() as cursor:
        cursor.execute(PART, asked_of(question, first, most))
        rows = cursor.fetchall()
    entries = [Entry(guide_id=guide, revision_id=revision, line=json.loads(line)) for guide, revision, line, _ in rows]
    return Part(entries, rows[0][-1] if rows else 0, question.how)
