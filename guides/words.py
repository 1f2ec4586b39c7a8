"""Words as search compares them: without case, accents and punctuation, with the other ways to say them. Pure."""

import re
import unicodedata
from collections.abc import Iterable

WORD = re.compile(r"[^\W_]+")
LONGEST = 60
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
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(PLAIN)


def words_in(text: str) -> list[str]:
    """The words of a text, folded, split at all that is no letter or digit: "ML/AI" is ml and ai, "C++" is cpp."""
    folded = fold(text)
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


def holds(words: list[str], phrase: tuple[str, ...]) -> bool:
    return any(tuple(words[place : place + len(phrase)]) == phrase for place in range(len(words) - len(phrase) + 1))


def other_phrases(words: list[str], pairs) -> list[tuple[str, ...]]:
    """The other ways to say what the words say; `pairs` are of `guides.abbreviations`."""
    known = set(words)
    both_ways = ((here, there) for one, other in pairs for here, there in ((one, other), (other, one)))
    return [there for here, there in both_ways if known.issuperset(here) and holds(words, here)]


def other_ways(words: list[str], pairs) -> list[str]:
    """The words of the other ways to say what the words say."""
    return [word for word in dict.fromkeys(word for phrase in other_phrases(words, pairs) for word in phrase) if word not in words]


def lexemes(parts: Iterable[tuple[str, Iterable[str]]]) -> str:
    """A tsvector's own notation: each word once, with the first weight (A to D) it comes with."""
    weights: dict[str, str] = {}
    for weight, words in parts:
        for word in words:
            weights.setdefault(word, weight)
    return " ".join(f"'{word}':{place}{weight}" for place, (word, weight) in enumerate(weights.items(), 1))
