"""Words as search compares them: without case, accents and punctuation, abbreviations beside what they stand for. Pure."""

import re
import unicodedata
from collections.abc import Iterable

WORD = re.compile(r"[^\W_]+")
LONGEST = 60
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})

# What people type for a role, and what it stands for. Whoever writes either finds the other.
ABBREVIATIONS = (
    ("ml", "machine learning"),
    ("ai", "artificial intelligence"),
    ("mle", "machine learning engineer"),
    ("mle", "ml engineer"),
    ("sre", "site reliability engineer"),
    ("sre", "site reliability"),
    ("swe", "software engineer"),
    ("sde", "software engineer"),
    ("sde", "software development engineer"),
    ("sdet", "software development engineer in test"),
    ("pm", "product manager"),
    ("pm", "program manager"),
    ("pm", "project manager"),
    ("tpm", "technical program manager"),
    ("tpm", "technical product manager"),
    ("em", "engineering manager"),
    ("engr", "engineer"),
    ("sr", "senior"),
    ("snr", "senior"),
    ("jr", "junior"),
    ("mgr", "manager"),
    ("mgmt", "management"),
    ("dir", "director"),
    ("vp", "vice president"),
    ("svp", "senior vice president"),
    ("dev", "developer"),
    ("devops", "dev ops"),
    ("ds", "data scientist"),
    ("qa", "quality assurance"),
    ("ux", "user experience"),
    ("frontend", "front end"),
    ("backend", "back end"),
    ("fullstack", "full stack"),
    ("quant", "quantitative"),
    ("infra", "infrastructure"),
    ("sec", "security"),
    ("ny", "new york"),
    ("nyc", "new york"),
    ("sf", "san francisco"),
    ("ldn", "london"),
    ("uk", "united kingdom"),
    ("usa", "united states"),
)
LONG = tuple((short, tuple(long.split())) for short, long in ABBREVIATIONS)


def fold(text: str) -> str:
    """Lower case without accents: "Zürich" is zurich. In Python, because a database in the C locale knows ASCII only."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(PLAIN)


def words_in(text: str) -> list[str]:
    """The words of a text, folded, split at all that is no letter or digit: "ML/AI" is ml and ai."""
    return [word[:LONGEST] for word in WORD.findall(fold(text))]


def squashed(text: str) -> str:
    """The text as one word: "Capital One" and "CapitalOne" are alike."""
    return "".join(words_in(text))


def initials(words: list[str]) -> list[str]:
    """What a name of two words and more is called for short; none where that would be long."""
    return ["".join(word[0] for word in words)] if 2 <= len(words) <= 6 else []


def holds(words: list[str], phrase: tuple[str, ...]) -> bool:
    return any(tuple(words[place : place + len(phrase)]) == phrase for place in range(len(words) - len(phrase) + 1))


def abbreviated(words: list[str]) -> list[str]:
    """The other ways to say what the words say: short for long, and long for short."""
    found = [short for short, long in LONG if holds(words, long)]
    for short, long in LONG:
        if short in words and short != long[0]:
            found += long
    return found


def other_names(name: str) -> list[str]:
    """What else a company or a role may be called: as one word, by its initials, abbreviated, in full."""
    words = words_in(name)
    one_word = [squashed(name)] if 2 <= len(words) <= 4 else []
    return [word for word in dict.fromkeys([*one_word, *initials(words), *abbreviated(words)]) if word not in words]


def lexemes(parts: Iterable[tuple[str, Iterable[str]]]) -> str:
    """A tsvector's own notation: each word once, with the first weight (A to D) it comes with."""
    weights: dict[str, str] = {}
    for weight, words in parts:
        for word in words:
            weights.setdefault(word, weight)
    return " ".join(f"'{word}':{place}{weight}" for place, (word, weight) in enumerate(weights.items(), 1))
