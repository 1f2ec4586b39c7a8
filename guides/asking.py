"""What somebody types, as questions to the index: every word as it stands, then words near to it, then some of the words. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from guides.abbreviations import FILLERS
from guides.words import words_in

MOST_WORDS = 20
LONGEST_RUN = 4
SURE = 5  # letters of a word that there is, and that may be a slip of the finger all the same


@dataclass(frozen=True)
class Question:
    """One way to ask: what must hold of a guide, and what it is ranked by. All are in the notation of tsquery.

    `how`: all (every word begins a word of the guide), near (or a word near to it is there), some (not every word is).
    """

    how: str
    filter: str
    starts: str
    whole: str


@dataclass(frozen=True)
class Word:
    """A word as it was typed, and all that may stand for it: it as one with a neighbour, words near to it, the words it was joined of."""

    typed: str
    pairs: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()
    halves: tuple[tuple[str, str], ...] = ()

    @property
    def alone(self) -> bool:
        """Whether nothing but itself may stand for it."""
        return not (self.pairs or self.meant or self.halves)

    @property
    def whole(self) -> list[str]:
        return [self.typed, *self.pairs, *self.meant, *(half for halves in self.halves for half in halves)]

    def starts(self, weight="") -> str:
        """What begins with it or with what may stand for it, as a tsquery."""
        one = [start(word, weight) for word in (self.typed, *self.pairs, *self.meant)]
        return f"({' | '.join([*one, *(f'{start(first, weight)} & {start(second, weight)}' for first, second in self.halves)])})"


def start(word: str, weight: str) -> str:
    return f"'{word}':*{weight}"


def words_of(text: str) -> list[str]:
    """The words of what was typed, split and folded as the index is, without those that say nothing: "ML/AI pay" is ml and ai."""
    words = list(dict.fromkeys(words_in(text)))
    return ([word for word in words if word not in FILLERS] or words)[:MOST_WORDS]


def questions(words: list[str], vocabulary) -> Iterable[Question]:
    """The questions to be asked one after the other, until one finds something."""
    typed = [Word(word, joined(words, place, vocabulary)) for place, word in enumerate(words)]
    runs = [run for run in runs_of(words) if vocabulary.has(run)]
    yield question("all", typed, runs)
    near = [mended(word, vocabulary) for word in typed]
    if near != typed:
        yield question("near", near, runs)
    if (doubted := [doubted_too(word, vocabulary) for word in near]) != near:
        yield question("near", doubted, runs)
    if len(words) > 1:
        yield from some(near, runs, vocabulary)


def some(near: list[Word], runs: list[str], vocabulary) -> Iterable[Question]:
    """Without the words that no guide has; then a company that was named; where none was, any of the words."""
    there = [word for word in near if not word.alone or vocabulary.begins_any(word.typed)]
    if there and there != near:
        yield question("some", there, runs)
    companies = [word for word in near if any(map(vocabulary.begins_company, word.whole))]
    yield question("some", near, runs, among=[word.starts("A") for word in companies] or [word.starts() for word in near])


def question(how: str, words: list[Word], runs: list[str], among: list[str] | None = None) -> Question:
    """`among`: of what at least one must be there, where not all of the words need be."""
    starts = [word.starts() for word in words]
    whole = dict.fromkeys(quoted for word in words for quoted in word.whole)
    must = " & ".join(starts) if among is None else " | ".join(among)
    return Question(how, must, " | ".join(starts), " | ".join(f"'{word}'" for word in dict.fromkeys([*whole, *runs])))


def mended(word: Word, vocabulary) -> Word:
    """The word with what may have been meant, where no guide has a word that begins so."""
    if word.pairs or vocabulary.begins_any(word.typed):
        return word
    return Word(word.typed, word.pairs, tuple(vocabulary.near(word.typed)), tuple(vocabulary.halves(word.typed)))


def doubted_too(word: Word, vocabulary) -> Word:
    """A word that some guide has, with what is near to it."""
    if len(word.typed) < SURE or not vocabulary.has(word.typed):
        return word
    return Word(word.typed, word.pairs, tuple(vocabulary.near(word.typed)), word.halves)


def joined(words: list[str], place: int, vocabulary) -> tuple[str, ...]:
    """The word with the one before or after it as one, where there is such a name: "jp morgan" is JPMorgan."""
    pairs = [words[first] + words[first + 1] for first in (place - 1, place) if 0 <= first < len(words) - 1]
    return tuple(pair for pair in pairs if vocabulary.begins_any(pair))


def runs_of(words: list[str]) -> list[str]:
    """Neighbouring words as one word, which is how the index holds the names of roles, companies and places as wholes."""
    lengths = range(2, LONGEST_RUN + 1)
    return ["".join(words[first : first + length]) for length in lengths for first in range(len(words) - length + 1)]
