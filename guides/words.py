"""Words as search compares them: without case, accents and punctuation, with the other ways to say them. Pure."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

WORD = re.compile(r"[^\W_]+")
LONGEST = 60
Phrase = tuple[str, ...]
Ways = dict[str, list[tuple[int, Phrase, Phrase]]]
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})

# Names that would fall apart at their signs: C++, C#, .NET; AT&T, R&D, M&A; D.E. Shaw, U.S.
SIGNS = (
    (re.compile(r"(?<!\w)c\+\+"), "cpp"),
    (re.compile(r"(?<!\w)([cf])#"), r"\1sharp"),
    (re.compile(r"(?<!\w)\.net\b"), "dotnet"),
    (re.compile(r"\b(\w{1,2})&(\w{1,2})\b"), r"\1\2"),
    (re.compile(r"\b((?:[^\W\d_]\.){2,})"), lambda found: f"{found[0].replace('.', '')} "),
    (re.compile(r"(?<=\w)['’](?=\w)"), ""),
)


def fold(text: str) -> str:
    """Lower case without accents: "Zürich" is zurich. In Python, because a database in the C locale knows ASCII only."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(PLAIN)


def words_in(text: str) -> list[str]:
    """The words of a text, folded, split at all that is no letter or digit: "ML/AI" is ml and ai, "C++" is cpp."""
    folded = fold(text)
    if not folded.replace(" ", "").isalnum():
        for sign, word in SIGNS:
            folded = sign.sub(word, folded)
    return [word[:LONGEST] for word in WORD.findall(folded)]


def squashed(text: str) -> str:
    """The text as one word: "Capital One" and "CapitalOne" are alike."""
    return "".join(words_in(text))


def one_word(words: list[str]) -> list[str]:
    """Two to four words as one, for those who type them so; none where there is nothing to join."""
    return ["".join(words)] if 2 <= len(words) <= 4 else []


def initials(words: list[str]) -> list[str]:
    """What a name of two words and more is called for short; none where that would be long."""
    return ["".join(word[0] for word in words)] if 2 <= len(words) <= 6 else []


def both_ways(pairs: Iterable[tuple[str, str]]) -> Ways:
    """Pairs of phrases that say the same, by the first word of either: its place among them, the phrase and the other one."""
    ways: Ways = defaultdict(list)
    split = [(tuple(one.split()), tuple(other.split())) for one, other in pairs]
    for place, (here, there) in enumerate(way for one, other in split for way in ((one, other), (other, one))):
        ways[here[0]].append((place, here, there))
    return dict(ways)


def holds(words: list[str], phrase: Phrase) -> bool:
    return any(tuple(words[place : place + len(phrase)]) == phrase for place in range(len(words) - len(phrase) + 1))


def other_phrases(words: list[str], ways: Ways) -> list[Phrase]:
    """The other ways to say what the words say, in the order of the pairs."""
    found = {place: there for word in words for place, here, there in ways.get(word, ()) if holds(words, here)}
    return [found[place] for place in sorted(found)]


def other_ways(words: list[str], ways: Ways) -> list[str]:
    """The words of the other ways to say what the words say."""
    return [word for word in dict.fromkeys(word for phrase in other_phrases(words, ways) for word in phrase) if word not in words]


def lexemes(parts: Iterable[tuple[str, Iterable[str]]]) -> str:
    """A tsvector's own notation: each word once, with the first weight (A to D) it comes with."""
    weights: dict[str, str] = {}
    for weight, words in parts:
        for word in words:
            weights.setdefault(word, weight)
    return " ".join(f"'{word}':{place}{weight}" for place, (word, weight) in enumerate(weights.items(), 1))
