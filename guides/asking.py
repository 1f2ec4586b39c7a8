"""What somebody types, as questions to the index: every word as it stands, then words near to it, then some of the words. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from guides.words import words_in

MOST_WORDS = 12


@dataclass(frozen=True)
class Question:
    """One way to ask: what must hold of a guide, and what it is ranked by. All are in the notation of tsquery.

    `how`: all (every word begins a word of the guide), near (or a word near to it is there), some (not every word is).
    """

    how: str
    filter: str
    starts: str
    whole: str


def words_of(text: str) -> list[str]:
    """The words of what was typed, split and folded as the index is: "ML/AI" is ml and ai."""
    return list(dict.fromkeys(words_in(text)))[:MOST_WORDS]


def questions(words: list[str], names) -> Iterable[Question]:
    """The questions to be asked one after the other, until one finds something."""
    typed = [(word, [], joined(words, place, names)) for place, word in enumerate(words)]
    yield question("all", typed)
    near = [(word, names.near(word), pairs) for word, _, pairs in typed]
    if any(meant for _, meant, _ in near):
        yield question("near", near)
    if len(words) > 1:
        yield question("some", near, among=telling(near, names))


def question(how: str, alternatives, among=None) -> Question:
    must = [one_of(one) for one in alternatives] if among is None else []
    whole = [quoted(word) for typed, meant, pairs in alternatives for word in (typed, *meant, *pairs)]
    starts = [one_of(one) for one in alternatives]
    return Question(how, " & ".join(must) if among is None else among, " | ".join(starts), " | ".join(dict.fromkeys(whole)))


def one_of(alternative, weight="") -> str:
    """The word's beginning, the words it may stand for, and it as one word with its neighbours."""
    typed, meant, pairs = alternative
    starts = [f"{quoted(word)}:*{weight}" for word in (typed, *pairs)]
    return f"({' | '.join([*starts, *(f'{quoted(word)}:*{weight}' for word in meant)])})"


def quoted(word: str) -> str:
    return f"'{word}'"


def joined(words: list[str], place: int, names) -> list[str]:
    """The word with the one before or after it as one, where there is such a name: "jp morgan" is JPMorgan."""
    pairs = [words[first] + words[first + 1] for first in (place - 1, place) if 0 <= first < len(words) - 1]
    return [pair for pair in pairs if names.begins_any(pair)]


def telling(alternatives, names) -> str:
    """What at least must be there when not every word is: a company that was named; where none was, any of the words."""
    companies = [one for one in alternatives if any(names.begins_company(word) for word in (one[0], *one[1], *one[2]))]
    return " | ".join(one_of(one, "A") for one in companies) or " | ".join(one_of(one) for one in alternatives)
