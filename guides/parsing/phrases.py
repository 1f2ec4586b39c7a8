"""Finding the phrases of a vocabulary in a sentence, word by word."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[^\W_][\w&]*(?:[.'-][\w&]+)*%?")
ENDINGS = ("ing", "ed", "es", "s", "d")
MOST_BETWEEN = 3  # words for which ~ stands
NEAR = 5  # words before an amount that a phrase with $ asks for


@dataclass(frozen=True)
class Token:
    word: str  # in small letters
    start: int
    end: int
    capital: bool
    joined: bool  # nothing but a blank or a hyphen stands before it


def tokens(sentence: str) -> list[Token]:
    found, end = [], 0
    for match in WORD.finditer(sentence):
        between = sentence[end : match.start()]
        found.append(Token(match[0].lower(), match.start(), match.end(), match[0][0].isupper(), bool(found) and between in (" ", "-", "")))
        end = match.end()
    return found


@lru_cache(maxsize=4_096)
def stems(word: str) -> tuple[str, ...]:
    """The word itself and what it may be without its ending: `settling` is settl, settle, and so of `settle`."""
    found = [word, word.split("'")[0]] if "'" in word else [word]
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            stem = word[: -len(ending)]
            found += [stem, f"{stem}e"]
            if stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return tuple(found)


@dataclass(frozen=True)
class Phrase:
    words: tuple[str, ...]
    kind: str
    needs: str = ""  # $ or :

    @property
    def name(self) -> str:
        return " ".join(self.words)


class Vocabulary:
    """Phrases by kind, found in a sentence the longest first."""

    def __init__(self, kinds: dict[str, str]) -> None:
        self.by_first: dict[str, list[Phrase]] = defaultdict(list)
        for kind, text in kinds.items():
            for typed in filter(None, (one.strip() for one in text.replace("\n", ";").split(";"))):
                needs = typed[-1] if typed[-1] in "$:" else ""
                phrase = Phrase(tuple(typed.rstrip("$:").split()), kind, needs)
                self.by_first[phrase.words[0]].append(phrase)
        for phrases in self.by_first.values():
            phrases.sort(key=lambda one: (-len(one.words), not one.needs))

    def at(self, found: list[Token], place: int) -> Iterator[tuple[Phrase, int]]:
        """The phrases that begin at a word, each with the place of its last word."""
        for stem in stems(found[place].word):
            for phrase in self.by_first.get(stem, ()):
                last = matched(phrase.words[1:], found, place) if len(phrase.words) > 1 else place
                if last is not None:
                    yield phrase, last

    def end(self, found: list[Token], place: int) -> int | None:
        """The place of the last word of the longest phrase that begins at a word, or None."""
        return next((last for _, last in self.at(found, place)), None)


def matched(words: tuple[str, ...], found: list[Token], last: int) -> int | None:
    """The place of the last word of a phrase whose first stands at `last`, or None."""
    between = 0
    for word in words:
        if word == "~":
            between += MOST_BETWEEN
            continue
        last = next_place(word, found, last + 1, between)
        if last is None:
            return None
        between = 0
    return last


def next_place(word: str, found: list[Token], start: int, between: int) -> int | None:
    for place in range(start, min(start + between + 1, len(found))):
        if not found[place].joined:
            return None
        if word in stems(found[place].word):
            return place
    return None


def any_of(text: str) -> Vocabulary:
    return Vocabulary({"": text})


def word_set(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.replace("\n", ";").split(";"))
