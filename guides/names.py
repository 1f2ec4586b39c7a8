"""The names of companies and roles, kept in the process: which words there are, which are near to a mistyped one, who is meant.

They are read anew when a cheap question to the database shows that a name was added, changed or taken away, wherever that was done.
"""

from bisect import bisect_left
from dataclasses import dataclass

from django.db import connection
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from guides.models import Company, Role
from guides.words import other_names, squashed, words_in

# As many slips of the finger as a word of that length may hold. In shorter words every slip makes another word.
SLIPS = ((4, 1), (7, 2), (12, 3))
MOST_NEAR = 8

STAMP = """
SELECT count(*), sum(hashtextextended(name, 1)) FROM (
    SELECT name FROM guides_company UNION ALL SELECT name FROM guides_role
) AS names
"""


@dataclass(frozen=True)
class Names:
    """Folded words of names, sorted; and companies by their name as one word."""

    company_words: tuple[str, ...]
    words: tuple[str, ...]
    companies: dict[str, int]

    def begins_any(self, start: str) -> bool:
        return begins(self.words, start)

    def begins_company(self, start: str) -> bool:
        return begins(self.company_words, start)

    def near(self, word: str) -> list[str]:
        """The words that may have been meant: those with the fewest slips, and the beginnings of words where none is whole."""
        slips = max((slips for length, slips in SLIPS if len(word) >= length), default=0)
        if not slips:
            return []
        if whole := nearest(word, self.words, slips):
            return whole
        short = {known[: len(word)] for known in self.words if len(known) > len(word)}
        return nearest(word, sorted(short), min(slips, 2))


def begins(words: tuple[str, ...], start: str) -> bool:
    place = bisect_left(words, start)
    return place < len(words) and words[place].startswith(start)


def nearest(word: str, known, slips: int) -> list[str]:
    found = extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=MOST_NEAR)
    return [match for match, distance, _ in found if 0 < distance == min(distance for _, distance, _ in found)]


def read_names() -> Names:
    companies = list(Company.objects.order_by().values_list("name", "pk"))
    roles = Role.objects.order_by().values_list("name", flat=True)
    company_words = {word for name, _ in companies for word in words_in(name) + other_names(name)}
    role_words = {word for name in roles for word in words_in(name) + other_names(name)}
    known = {squashed(name): pk for name, pk in companies}
    return Names(tuple(sorted(company_words)), tuple(sorted(company_words | role_words)), known)


kept: dict[str, tuple[tuple, Names]] = {}  # by database: the stamp and what was read under it


def names() -> Names:
    """The names as they are now: one quick query, and two more where one has changed."""
    stamp = stamp_now()
    before = kept.get(connection.alias)
    if before is None or before[0] != stamp:
        kept[connection.alias] = before = (stamp, read_names())
    return before[1]


def stamp_now() -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        return cursor.fetchone()
