"""The words of the search index, kept in the process: which there are, which are near to a mistyped one, which company is meant.

They are read anew when a quick question to the database shows that an entry came, went or changed, wherever that was done.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from django.db import connection
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from guides.models import Entry
from guides.words import squashed

# As many slips of the finger as a word of that length may hold. In shorter words every slip makes another word.
SLIPS = ((4, 1), (7, 2), (12, 3))
MOST_NEAR = 8
SHORTEST_HALF = 2

STAMP = "SELECT count(*), sum(digest) FROM guides_entry"
WORDS = "SELECT word FROM ts_stat('SELECT vector FROM guides_entry', %s)"


@dataclass(frozen=True)
class Vocabulary:
    """Folded words, sorted: those of companies' names, and all; and companies by their name as one word."""

    company_words: tuple[str, ...]
    words: tuple[str, ...]
    companies: dict[str, int]

    @cached_property
    def beginnings(self) -> dict[int, tuple[str, ...]]:
        """The beginnings of words, by their length."""
        found = defaultdict(set)
        for word in self.words:
            for length in range(SLIPS[0][0], len(word)):
                found[length].add(word[:length])
        return {length: tuple(sorted(words)) for length, words in found.items()}

    def has(self, word: str) -> bool:
        place = bisect_left(self.words, word)
        return place < len(self.words) and self.words[place] == word

    def begins_any(self, start: str) -> bool:
        return begins(self.words, start)

    def begins_company(self, start: str) -> bool:
        return begins(self.company_words, start)

    def near(self, word: str) -> list[str]:
        """The words that may have been meant: those with the fewest slips, and the beginnings of words where none is whole."""
        slips = max((slips for length, slips in SLIPS if len(word) >= length), default=0)
        if not slips:
            return [other for other in swapped(word) if self.has(other)]
        whole = nearest(word, self.words, slips)
        if whole or self.has(word):
            return whole
        short = self.beginnings.get(len(word), ()) + self.beginnings.get(len(word) + 1, ())
        return nearest(word, short, min(slips, 2))

    def halves(self, word: str) -> list[tuple[str, str]]:
        """The two words that the word may be written together from: "stripelondon" is stripe and london."""
        places = range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1)
        pairs = [(word[:place], word[place:]) for place in places]
        return [pair for pair in pairs if all(map(self.has, pair))]


def begins(words: tuple[str, ...], start: str) -> bool:
    place = bisect_left(words, start)
    return place < len(words) and words[place].startswith(start)


def swapped(word: str) -> list[str]:
    """A word of three letters with two neighbours changed over: nwe is new."""
    if len(word) != 3:
        return []
    return [word[:place] + second + first + word[place + 2 :] for place, (first, second) in enumerate(pairwise(word))]


def nearest(word: str, known, slips: int) -> list[str]:
    found = extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=MOST_NEAR + 1)
    others = [(match, distance) for match, distance, _ in found if distance]
    fewest = min((distance for _, distance in others), default=0)
    return [match for match, distance in others if distance == fewest]


def read_words(weights: str) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(WORDS, [weights])
        return tuple(sorted(word for (word,) in cursor.fetchall()))


def read_vocabulary() -> Vocabulary:
    companies = Entry.objects.order_by().values_list("guide__company__name", "guide__company_id").distinct()
    return Vocabulary(read_words("a"), read_words("abcd"), {squashed(name): pk for name, pk in companies})


kept: dict[str, tuple[tuple, Vocabulary]] = {}  # by database: the stamp and what was read under it


def vocabulary() -> Vocabulary:
    """The words as they are now: one quick query, and three more where an entry has changed."""
    stamp = stamp_now()
    before = kept.get(connection.alias)
    if before is None or before[0] != stamp:
        kept[connection.alias] = before = (stamp, read_vocabulary())
    return before[1]


def stamp_now() -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        return cursor.fetchone()
