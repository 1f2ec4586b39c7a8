"""The words of a sentence that say what its amounts are: to say first, to take, to refuse below, or none of these.

A mark governs the amounts after it up to the next mark. One that has none of its own, or that a verb ties to the amount before it
("… is my floor"), governs those before it in its clause.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guides.parsing import vocabulary
from guides.parsing.components import component_of
from guides.parsing.money import Figure
from guides.parsing.phrases import NEAR, Phrase, Token, Vocabulary, any_of, stems, tokens

SAID = Vocabulary({"walk_away": vocabulary.WALK_AWAY, "accept": vocabulary.ACCEPT, "anchor": vocabulary.ANCHOR, "none": vocabulary.NONE})
ENOUGH, FACT, LESS = any_of(vocabulary.ENOUGH), any_of(vocabulary.FACT), any_of(vocabulary.LESS)
NEGATIONS, REFUSALS, ANSWERS = any_of(vocabulary.NEGATIONS), any_of(vocabulary.REFUSALS), any_of(vocabulary.ANSWERS)
DOING = any_of(f"{vocabulary.ANSWERS};{vocabulary.ON_THE_WAY}")
SUBORDINATORS = re.compile(rf"\b(?:{vocabulary.SUBORDINATORS.replace('; ', '|')})\b", re.IGNORECASE)
MODALS = frozenset("will may might would could can typically often usually has pays likely probably".split())
OURSELVES = frozenset(
    "i you we i'd i'll i'm my your the a an this that it if in at for on and or but so then candidates where what which here there when once anything given since below under over after before each every both these those most some all not".split()
)
# "If you are in London", "if the role is remote": no condition on what they answer.
OUR_CASE = frozenset("you i we your my joining hired based remote in at for on applying coming relocating living role position job".split())
# Words after a mark, or before it, that make it another word.
NOT_BEFORE = {
    "sign": frozenset("on off up of that bonus".split()),
    "close": frozenset("to gap".split()),
    "target": frozenset("bonus".split()) | MODALS,
    "anchor": MODALS,
    "push": MODALS,
    "holding": frozenset("firm at".split()),
    "they": frozenset(),
}
NOT_AFTER = {
    "floor": frozenset("pnl guaranteed comp written percentage".split()),
    "initial offer": frozenset("my your".split()),
    "initial counter": frozenset("my your".split()),
}
TITLES = frozenset("senior staff principal lead engineer manager level grade year series day tier engineers managers seniors pms".split())
CLAUSE_OVER = re.compile(r";|, (?:so|but|then|a|an|my|your|I)\b")
CLAUSE_START = re.compile(r".*(?:;|—|, (?:and|but) |\. | and (?=keep|hold|treat|use|have))\s*", re.DOTALL)
CLAUSE_END = re.compile(r"[;—]|(?<!vs)\. |, (?:but|so|which|while|and) |[\"]")
PARTED = re.compile(r";|—|, (?:but|and|or)\b|\bbut\b|\. ")
FIRMLY = re.compile(r"\b(?:capped|stuck|fixed|firm|not|below|under|less than|cannot|\w+n't)\b", re.IGNORECASE)
LINKS = re.compile(r"\s(?:is|are|be|would|should|gets?|as|works)\b", re.IGNORECASE)
UNLINKED = re.compile(r"[;,:—]|\b(?:if|or|and|but|unless|because|while)\b", re.IGNORECASE)
BE = re.compile(r"\b(?:is|are|would be|should be|as|at which)\b", re.IGNORECASE)
CLAUSE = re.compile(r"[,;.] |$")
STOP = re.compile(r"[;:.,—(]")
TYING = ("enough", "get it done")
OPENER = re.compile(r"\W*(?:(?:and|but|or|so|then) )?(if|once|when|at|for|with|anything|any|an|get|below|under|should)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Mark:
    kind: str
    name: str
    start: int
    end: int


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

    def between(self, start: int, end: int) -> bool:
        return any(start <= one.start < end for one in self.figures)


def marks(sentence: str, figures: list[Figure], is_place: Callable[[str], bool], company: str = "") -> list[Mark]:
    """The marks of a sentence in order, each put where what it governs begins."""
    said = Said(sentence, tokens(sentence), figures, is_place, company)
    found = without_taken(said, list(scanned(said)))
    found = turned_back(said, found)
    return after_conditions(found)


def scanned(said: Said) -> Iterator[Mark]:
    place = 0
    while place < len(said.words):
        found = next((one for rule in RULES if (one := rule(said, place))), None)
        if found:
            kind, name, last = found
            yield Mark(kind, name, said.words[place].start, said.words[last].end)
            place = last + 1
        else:
            place += 1


Found = tuple[str, str, int]  # kind, name, place of the last word


def refused(said: Said, place: int) -> Found | None:
    """ "Do not accept anything below", "nothing under"."""
    words = said.words
    last = place if words[place].word.endswith("n't") else next((last for _, last in NEGATIONS.at(words, place)), None)
    if last is None:
        return None
    for number in range(last + 1, min(last + 9, len(words))):
        if said.between(words[place].start, words[number].start) or STOP.search(said.text, words[number - 1].end, words[number].start):
            return None
        if less := next((end for _, end in LESS.at(words, number)), None):
            return (
                None
                if words[place].word == "not" and number == last + 1 and words[number].word in ("less", "lower")
                else ("walk_away", "not below", less)
            )
        if any(one.kind == "anchor" and len(one.words) < 3 for one, end in SAID.at(words, number) if one.needs != "$"):
            return None
    return None


def low(said: Said, place: int) -> Found | None:
    """ "Below $200K, walk away"."""
    last = next((last for _, last in LESS.at(said.words, place)), None)
    figure = said.amount_after(said.words[last].end, words=2) if last is not None else None
    if last is None or figure is None:
        return None
    for number in range(last + 1, len(said.words)):
        if said.words[number].start >= figure.end:
            if re.search(r"[.;]\s", said.text[figure.end : said.words[number].start]):
                return None
            if any(True for _ in REFUSALS.at(said.words, number)):
                return "walk_away", "below", last
    return None


def phrase(said: Said, place: int) -> Found | None:
    """A phrase of the vocabulary."""
    for one, last in SAID.at(said.words, place):
        if is_meant(said, one, place, last):
            return one.kind, one.name, extended(said, last) if one.kind == "none" else last
    return None


def extended(said: Said, last: int) -> int:
    """The place of the last word of what others do: "they", "Acme should counter", "expect them to start at"."""
    words = said.words
    while (
        last + 1 < len(words)
        and words[last + 1].joined
        and (is_name(said, words[last + 1]) or any(True for _ in DOING.at(words, last + 1)))
    ):
        last += 1
    return last


def enough(said: Said, place: int) -> Found | None:
    """ "… would be enough", "… works for me": behind an amount."""
    before = next((one for one in reversed(said.figures) if one.end <= said.words[place].start), None)
    if (
        before is None
        or not LINKS.search(said.text, before.end, said.words[place].start + 0)
        or UNLINKED.search(said.text, before.end, said.words[place].start)
    ):
        return None
    last = next((last for _, last in ENOUGH.at(said.words, place)), None)
    return None if last is None else ("accept", "enough", last)


def is_meant(said: Said, one: Phrase, place: int, last: int) -> bool:
    words, name = said.words, one.name
    following = words[last + 1].word if last + 1 < len(words) and words[last + 1].joined else ""
    before = words[place - 1].word if place else ""
    after = said.text[words[last].end : words[last].end + 2]
    if name == "minimum" and one.needs == "$" and (words[place].joined or said.text[: words[place].start].endswith("(")):
        return False
    if one.needs == ":" and one.kind == "none" and words[place].joined:
        return False
    if one.needs == ":" and not re.match(r"[*\"]{0,2}:", after):
        return False
    if one.needs == "$" and (words[place].word.endswith(("ed", "s")) or not said.amount_after(words[last].end)):
        return False
    if following in NOT_BEFORE.get(name, ()) or before in NOT_AFTER.get(name, ()) or (name == "target" and before.endswith("%")):
        return False
    if name.startswith("sign") and (words[place].word == "signing" or after.startswith("-")) and following not in ("at", "for", "today"):
        return False
    if name == "walk away" or name == "walk-away":
        return not (following == "from" and not re.match(r" from (?:any|offer|less)", said.text[words[last].end :]))
    return not (name == "expect" and words[place].word == "expected")


def condition(said: Said, place: int) -> Found | None:
    """ "If the base is capped": what hangs on an answer."""
    words = said.words
    if words[place].word in ("when", "once") and names_amount(said, words[place].end) and place + 1 < len(words):
        return (
            ("none", "if", place)
            if others(said, place + 1) or phrase(said, place + 1) == ("none", "they", extended(said, place + 1))
            else None
        )
    if not (words[place].word == "if" or (words[place].word == "should" and place == 0)):
        return None
    following = [one.word for one in words[place + 1 : place + 3]]
    subject = following[-1] if following[:1] == ["the"] else following[0] if following else ""
    return None if subject in OUR_CASE else ("none", "if", place)


def names_amount(said: Said, start: int) -> bool:
    """Whether the clause from there on holds an amount."""
    return said.between(start, CLAUSE.search(said.text, start).start())


def others(said: Said, place: int) -> Found | None:
    """What a rival pays and what the employer answers: a name, then a verb or an amount."""
    words = said.words
    last = place
    if not is_name(said, words[place]):
        return None
    while (
        last + 1 < len(words) and last - place < 3 and words[last + 1].joined and words[last + 1].capital and is_name(said, words[last + 1])
    ):
        last += 1
    end = words[last].end + (2 if said.text[words[last].end :].startswith("'s ") else 0)
    following = words[last + 1] if last + 1 < len(words) and words[last + 1].joined else None
    own = words[place].word.split("'")[0] == said.company
    if (
        following
        and not following.capital
        and any(True for _ in ANSWERS.at(words, last + 1))
        and not (own and following.word in ("is", "are", "has", "can", "could"))
    ):
        return "none", "others", extended(said, last)
    if own:
        return None
    figure = said.amount_after(end, words=1)
    return (
        ("none", "others", last)
        if figure and said.text[end : figure.start].strip(" (~") in ("", "at") or is_in_parentheses(said, end)
        else None
    )


def is_in_parentheses(said: Said, end: int) -> bool:
    return re.match(r" \(", said.text[end : end + 2]) is not None and said.amount_after(end + 2, words=0) is not None


def is_name(said: Said, word: Token) -> bool:
    if not word.capital or word.word in OURSELVES or word.word in TITLES or re.fullmatch(r"[a-z]{1,2}\d+", word.word):
        return False
    return not said.is_place(word.word) and component_of(word.word) is None and not word.word[0].isdigit()


def answered(said: Said, place: int) -> Found | None:
    """ "The first number will probably come in at": what others will say, whoever they are."""
    words = said.words
    if words[place].word not in MODALS - {"has", "pays", "can"} or (place and words[place - 1].word in ("i", "you", "we", "candidates")):
        return None
    for number in range(place + 1, min(place + 4, len(words))):
        if not words[number].joined:
            return None
        if {"counter", "open", "respond", "come", "return", "answer", "reply", "offer", "start", "propose", "land", "say", "quote"} & set(
            stems(words[number].word)
        ):
            return "none", "others", extended(said, number)
        if words[number].word not in MODALS | {"initially", "first", "then", "only", "be"}:
            return None
    return None


RULES: tuple[Callable[[Said, int], Found | None], ...] = (refused, low, condition, enough, phrase, answered, others)


def without_taken(said: Said, found: list[Mark]) -> list[Mark]:
    """ "Accept if total comp exceeds …", "walk away if they can't reach …": the condition's number is what to take or to refuse."""
    result: list[Mark] = []
    taken, last = -1, None
    for mark in found:
        if mark.name == "if" and is_taken_if(said, result, mark):
            taken = mark.start + len(clause_from(said, mark.start))
        elif mark.start >= taken or mark.kind in ("accept", "walk_away") or (mark.kind == "anchor" and last.end + 1 < mark.start):
            result.append(mark)
            taken = mark.start + len(clause_from(said, mark.start)) if mark.name.endswith(" if") else taken
        last = mark
    return result


def is_taken_if(said: Said, before: list[Mark], condition: Mark) -> bool:
    last = before[-1] if before else None
    if last is None or last.kind not in ("accept", "walk_away"):
        return False
    if last.end + 1 >= condition.start:
        return True
    clause = clause_from(said, condition.start)
    return (
        last.kind == "accept"
        and not PARTED.search(said.text, last.end, condition.start)
        and not FIRMLY.search(clause)
        and bool(re.search(r"\d", clause))
    )


def clause_from(said: Said, start: int) -> str:
    return re.split(r"[;.—] ", said.text[start:], maxsplit=1)[0]


def turned_back(said: Said, found: list[Mark]) -> list[Mark]:
    """The marks, those that stand behind their amounts put before them."""
    result: list[Mark] = []
    for number, mark in enumerate(found):
        following = found[number + 1].start if number + 1 < len(found) else len(said.text)
        start = None if mark.kind == "none" else start_behind(said, mark, result, following)
        if start is None:
            result.append(mark)
        else:
            result = [one for one in result if one.start < start] + [Mark(mark.kind, mark.name, start, start)]
    return result


def start_behind(said: Said, mark: Mark, before: list[Mark], following: int) -> int | None:
    """Where the amounts begin that stand before the mark that governs them; None where it governs what follows it."""
    amounts = [one for one in said.figures if one.end <= mark.start]
    if not amounts:
        return None
    clause = CLAUSE_START.match(said.text, 0, mark.start)
    start = clause.end() if clause else 0
    amounts = [one for one in amounts if one.start >= start]
    if not amounts:
        return None
    between = said.text[amounts[-1].end : mark.start]
    governed = [one for one in before if one.start <= amounts[-1].start]
    own = governed[-1] if governed and governed[-1].start >= start else None
    linked = bool(LINKS.search(said.text, amounts[-1].end, mark.end)) and not UNLINKED.search(between)
    if (
        linked
        and (own is None or own.kind == "none" or BE.search(between) or mark.name in TYING)
        and not (own and own.kind == "none" and mark.kind == "anchor")
    ):
        return own.start if own else start
    ahead = said.between(mark.end, following)
    opened = OPENER.match(said.text[start : amounts[0].start])
    if ahead or not opened or FIRMLY.search(said.text[start : mark.start]) or mark.kind == "anchor":
        return None
    if own is None or own.kind == "none" or (own.kind == "anchor" and opened[1].lower() in ("if", "once", "when", "get")):
        return start
    return None


def after_conditions(found: list[Mark]) -> list[Mark]:
    """After "if the base is capped …" nothing is to be asked or taken any more but for that answer."""
    conditional = False
    result = []
    for mark in found:
        conditional = conditional or mark.name == "if"
        result.append(Mark("none", "if", mark.start, mark.end) if conditional and mark.kind in ("anchor", "accept") else mark)
    return result


def governing(found: list[Mark], sentence: str, start: int) -> Mark | None:
    """The last mark before an amount; what is said of others ends with their clause, what hangs on a condition does not."""
    mark = next((mark for mark in reversed(found) if mark.start <= start), None)
    if mark and mark.name != "if" and mark.kind == "none" and CLAUSE_OVER.search(sentence, mark.end, start):
        return None
    if mark and mark.kind != "none" and SUBORDINATORS.search(sentence, mark.end, start):
        return None
    return mark


def is_statement_of_fact(sentence: str, start: int, end: int) -> bool:
    """Whether the clause around an amount without a mark tells what others pay, what a thing costs or what adds up to what."""
    first = max((match.end() for match in CLAUSE_END.finditer(sentence, 0, start)), default=0)
    last = CLAUSE_END.search(sentence, end)
    words = tokens(sentence[first : last.start() if last else len(sentence)])
    return any(True for place in range(len(words)) for _ in FACT.at(words, place))
