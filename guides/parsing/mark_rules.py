"""By which rules words of a sentence are marks: each rule is asked at a word and says what begins there, and where it ends."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from guides.parsing import vocabulary
from guides.parsing.components import component_of
from guides.parsing.money import Figure
from guides.parsing.phrases import NEAR, Phrase, Token, Vocabulary, any_of, stems, word_set

SAID = Vocabulary({"walk_away": vocabulary.WALK_AWAY, "accept": vocabulary.ACCEPT, "anchor": vocabulary.ANCHOR, "none": vocabulary.NONE})
ENOUGH, LESS, NEGATIONS = any_of(vocabulary.ENOUGH), any_of(vocabulary.LESS), any_of(vocabulary.NEGATIONS)
REFUSALS, ANSWERS = any_of(vocabulary.REFUSALS), any_of(vocabulary.ANSWERS)
DOING = any_of(f"{vocabulary.ANSWERS};{vocabulary.ON_THE_WAY}")
MODALS, REPLIES, OWN_VERBS = word_set(vocabulary.MODALS), word_set(vocabulary.REPLIES), word_set(vocabulary.OWN_VERBS)
NO_NAMES, OUR_CASE, ASKED, US = map(word_set, (vocabulary.NO_NAMES, vocabulary.OUR_CASE, vocabulary.ASKED, vocabulary.US))
NOT_BEFORE = {name: word_set(words) for name, words in vocabulary.NOT_BEFORE.items()}
NOT_AFTER = {name: word_set(words) for name, words in vocabulary.NOT_AFTER.items()}
STOP = re.compile(r"[;:.,—(]")
SENTENCE_OVER = re.compile(r"[.;]\s")
CLAUSE_OVER = re.compile(r"[,;.] |$")
LINKS = re.compile(r"\s(?:is|are|be|would|should|gets?|as|works)\b", re.IGNORECASE)
UNLINKED = re.compile(r"[;,:—]|\b(?:if|or|and|but|unless|because|while)\b", re.IGNORECASE)
ANY_OFFER = re.compile(r" from (?:any|offer|less)")
LEVEL = re.compile(r"[a-z]{1,2}\d+")
FURTHEST = 30  # words between "below $200K" and what is done then
Found = tuple[str, str, int]  # kind, name, place of the last word


@dataclass(frozen=True)
class Said:
    """A sentence with its words, its amounts and what is known of the names in it."""

    text: str
    words: list[Token]
    figures: list[Figure]
    is_place: Callable[[str], bool]
    company: str  # the first word of the employer's name, in small letters

    def amount_after(self, end: int, *, words: int = NEAR) -> Figure | None:
        """The next amount where nothing but a few words stand before it."""
        figure = next((one for one in self.figures if one.start >= end), None)
        if figure is None:
            return None
        between = self.text[end : figure.start]
        return figure if not STOP.search(between) and len(between.split()) <= words else None

    def has_amount(self, start: int, end: int) -> bool:
        return any(start <= one.start < end for one in self.figures)

    def next_word(self, place: int) -> str:
        """The word behind another where only a blank or a hyphen stands between them, else nothing."""
        following = place + 1
        return self.words[following].word if following < len(self.words) and self.words[following].joined else ""

    def is_name(self, place: int) -> bool:
        """Whether a word may be a company's or a person's name: a capital, and no word that says anything else."""
        word = self.words[place]
        if not word.capital or word.word.split("'")[0] in NO_NAMES or LEVEL.fullmatch(word.word) or word.word[0].isdigit():
            return False
        return not self.is_place(word.word) and component_of(word.word) is None


def found_marks(said: Said) -> Iterator[tuple[str, str, int, int]]:
    """Kind, name, start and end of each mark. No word is part of two."""
    place = 0
    while place < len(said.words):
        word = said.words[place]
        rules = RULES if tells(word.word) else (others,) if word.capital else ()
        found = next((one for rule in rules if (one := rule(said, place))), None)
        if found:
            kind, name, last = found
            yield kind, name, word.start, said.words[last].end
            place = last
        place += 1


@lru_cache(maxsize=16_384)
def tells(word: str) -> bool:
    """Whether any rule but that of names can begin at the word: most words begin nothing."""
    if word.endswith("n't") or word in MODALS or word in ("if", "should", "when", "once"):
        return True
    return any(stem in one.by_first for stem in stems(word) for one in (SAID, ENOUGH, LESS, NEGATIONS))


def refused(said: Said, place: int) -> Found | None:
    """ "Do not accept anything below", "nothing under"; but "not less than" states what is to be had."""
    words = said.words
    last = place if words[place].word.endswith("n't") else NEGATIONS.end(words, place)
    if last is None:
        return None
    for number in range(last + 1, min(last + 9, len(words))):
        if said.has_amount(words[place].start, words[number].start) or STOP.search(said.text, words[number - 1].end, words[number].start):
            return None
        if less := LESS.end(words, number):
            stated = words[place].word == "not" and number == last + 1 and words[number].word in ("less", "lower")
            return None if stated else ("walk_away", "not below", less)
        if any(one.kind == "anchor" and one.needs != "$" for one, _ in SAID.at(words, number)):
            return None
    return None


def low(said: Said, place: int) -> Found | None:
    """ "Below $200K, walk away"."""
    last = LESS.end(said.words, place)
    figure = said.amount_after(said.words[last].end, words=2) if last is not None else None
    if last is None or figure is None:
        return None
    for number in range(last + 1, min(last + FURTHEST, len(said.words))):
        start = said.words[number].start
        if start >= figure.end and SENTENCE_OVER.search(said.text, figure.end, start):
            return None
        if start >= figure.end and REFUSALS.end(said.words, number) is not None:
            return "walk_away", "below", last
    return None


def condition(said: Said, place: int) -> Found | None:
    """ "If the base is capped", "when they come back at $230K": what hangs on an answer."""
    words = said.words
    if words[place].word in ("when", "once"):
        clause = CLAUSE_OVER.search(said.text, words[place].end)
        theirs = clause and said.has_amount(words[place].end, clause.start()) and place + 1 < len(words) and is_theirs(said, place + 1)
        return ("none", "if", place) if theirs else None
    if words[place].word != "if" and not (words[place].word == "should" and place == 0):
        return None
    subject = said.next_word(place + 1) if said.next_word(place) == "the" else said.next_word(place)
    clause = CLAUSE_OVER.search(said.text, words[place].end)
    asked = clause and any(one.word in ASKED for one in words[place + 1 : place + 9] if one.end <= clause.start())
    return None if subject.split("'")[0] in OUR_CASE or asked else ("none", "if", place)


def is_theirs(said: Said, place: int) -> bool:
    return said.words[place].word == "they" or others(said, place) is not None


def enough(said: Said, place: int) -> Found | None:
    """ "… would be enough", "… is workable": behind an amount."""
    last = ENOUGH.end(said.words, place)
    if last is None:
        return None
    start = said.words[place].start
    before = next((one for one in reversed(said.figures) if one.end <= start), None)
    tied = before and LINKS.search(said.text, before.end, start) and not UNLINKED.search(said.text, before.end, start)
    return ("accept", "enough", last) if tied else None


def phrase(said: Said, place: int) -> Found | None:
    """A phrase of the vocabulary."""
    for one, last in SAID.at(said.words, place):
        if has_its_needs(said, one, place, last) and is_meant(said, one, place, last):
            return one.kind, one.name, extended(said, last) if one.kind == "none" else last
    return None


def has_its_needs(said: Said, one: Phrase, place: int, last: int) -> bool:
    """Whether the amount or the colon follows for which a phrase asks. A label of what others say begins its clause."""
    words = said.words
    if one.needs == ":":
        labelled = re.match(r"[*\"]{0,2}:", said.text[words[last].end : words[last].end + 3]) is not None
        return labelled and not (one.kind == "none" and words[place].joined)
    if one.needs == "$":
        return not words[place].word.endswith(("ed", "s")) and said.amount_after(words[last].end) is not None
    return True


def is_meant(said: Said, one: Phrase, place: int, last: int) -> bool:
    """Whether the words around a phrase leave it what it says: a target bonus is no target, a sign-on no signature."""
    words, name, following = said.words, one.name, said.next_word(last)
    before = words[place - 1].word if place else ""
    if following in NOT_BEFORE.get(name, ()) or before in NOT_AFTER.get(name, ()):
        return False
    if name in ("i'm in", "i am in"):
        return not following  # else a place
    if name == "target":
        return not before.endswith("%")
    if name == "minimum" and one.needs == "$":
        return not words[place].joined and not said.text[: words[place].start].endswith("(")
    if name.startswith("sign") and (words[place].word == "signing" or said.text[words[last].end :].startswith("-")):
        return following in ("at", "for", "today")
    if name in ("walk away", "walk-away") and following == "from":
        return ANY_OFFER.match(said.text, words[last].end) is not None
    return not (name == "expect" and words[place].word == "expected")


def extended(said: Said, last: int) -> int:
    """The place of the last word of what others do: "they", "Acme should counter", "expect them to start at"."""
    words = said.words
    while said.next_word(last) and (said.is_name(last + 1) or DOING.end(words, last + 1) is not None):
        last += 1
    return last


def answered(said: Said, place: int) -> Found | None:
    """ "The first number will probably come in at": what others will say, whoever they are."""
    words = said.words
    if words[place].word not in MODALS or (place and words[place - 1].word in US):
        return None
    for number in range(place + 1, min(place + 4, len(words))):
        if not words[number].joined:
            return None
        if not REPLIES.isdisjoint(stems(words[number].word)):
            return "none", "others", extended(said, number)
        if words[number].word not in MODALS | {"initially", "first", "then", "only", "be"}:
            return None
    return None


def others(said: Said, place: int) -> Found | None:
    """What a rival pays and what the employer answers: a name, then a verb or an amount."""
    if not said.is_name(place):
        return None
    last = place
    while last - place < 3 and said.next_word(last) and said.is_name(last + 1):
        last += 1
    own = said.words[place].word.split("'")[0] == said.company
    following = said.next_word(last)
    if following and not said.words[last + 1].capital and ANSWERS.end(said.words, last + 1) is not None:
        return None if own and following in OWN_VERBS else ("none", "others", extended(said, last))
    return ("none", "others", last) if not own and stands_at_amount(said, last) else None


def stands_at_amount(said: Said, last: int) -> bool:
    """ "Lumen at $372K", "Lumen ($240K + $50K)", "Lumen's $242K"."""
    end = said.words[last].end + (2 if said.text.startswith("'s ", said.words[last].end) else 0)
    if said.text.startswith(" (", end) and said.amount_after(end + 2, words=0):
        return True
    figure = said.amount_after(end, words=1)
    return figure is not None and said.text[end : figure.start].strip(" ~") in ("", "at")


RULES: tuple[Callable[[Said, int], Found | None], ...] = (refused, low, condition, enough, phrase, answered, others)
