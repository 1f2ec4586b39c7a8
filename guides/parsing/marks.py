"""The words of a sentence that say what its amounts are: to say first, to take, to refuse below, or none of these.

A mark governs the amounts after it up to the next mark. One that has none of its own, or that a verb ties to the amount before it
("… is my floor"), governs those before it in its clause.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from guides.parsing import vocabulary
from guides.parsing.mark_rules import LINKS, UNLINKED, Said, found_marks
from guides.parsing.money import Figure
from guides.parsing.phrases import any_of, tokens

FACT = any_of(vocabulary.FACT)
SUBORDINATORS = re.compile(rf"\b(?:{vocabulary.SUBORDINATORS.replace('; ', '|')})\b", re.IGNORECASE)
OTHERS_OVER = re.compile(r";|, (?:so|but|then|a|an|my|your|I)\b")
CLAUSE_START = re.compile(r".*(?:;|—|, (?:and|but) |\. | and (?=keep|hold|treat|use|have))\s*", re.DOTALL)
CLAUSE_END = re.compile(r"[;—]|(?<!vs)\. |, (?:but|so|which|while|and) |[\"]")
SENTENCE_END = re.compile(r"[;.—] |$")
PARTED = re.compile(r";|—|, (?:but|and)\b|\bbut\b|\. ")
FIRMLY = re.compile(r"\b(?:capped|stuck|fixed|firm|not|below|under|less than|cannot|\w+n't)\b", re.IGNORECASE)
BE = re.compile(r"\b(?:is|are|would be|should be|as|at which)\b", re.IGNORECASE)
DIGIT = re.compile(r"\d")
OPENER = re.compile(r"\W*(?:(?:and|but|or|so|then) )?(if|once|when|at|for|with|anything|any|an|get|below|under|should)\b", re.IGNORECASE)
SURE = ("enough", "get it done", "get this done")  # say what they say of the amounts before them, whatever else was said of these


@dataclass(frozen=True)
class Mark:
    kind: str
    name: str
    start: int
    end: int
    behind: bool = False  # stands behind the amounts it governs, and ends there


def marks(sentence: str, figures: list[Figure], is_place: Callable[[str], bool], company: str = "") -> list[Mark]:
    """The marks of a sentence in order, each put where what it governs begins."""
    said = Said(sentence, tokens(sentence), figures, is_place, company)
    found = without_taken(said, [Mark(*one) for one in found_marks(said)])
    return after_conditions(turned_back(said, found))


def without_taken(said: Said, found: list[Mark]) -> list[Mark]:
    """ "Accept if total comp exceeds …", "walk away if they can't reach …": the condition's number is what to take or to refuse."""
    result: list[Mark] = []
    taken, last = -1, None
    for mark in found:
        if mark.name == "if" and is_taken_if(said, result, mark):
            taken = clause_end(said, mark.start)
        elif mark.start >= taken or mark.kind in ("accept", "walk_away") or (mark.kind == "anchor" and last.end + 1 < mark.start):
            result.append(mark)
            taken = clause_end(said, mark.start) if mark.name.endswith(" if") else taken
        last = mark
    return result


def is_taken_if(said: Said, before: list[Mark], condition: Mark) -> bool:
    last = before[-1] if before else None
    if last is None or last.kind not in ("accept", "walk_away"):
        return False
    if last.end + 1 >= condition.start:
        return True
    end = clause_end(said, condition.start)
    parted = PARTED.search(said.text, last.end, condition.start) or FIRMLY.search(said.text, condition.start, end)
    return last.kind == "accept" and not parted and DIGIT.search(said.text, condition.start, end) is not None


def clause_end(said: Said, start: int) -> int:
    end = SENTENCE_END.search(said.text, start)
    return end.start() if end else len(said.text)


def turned_back(said: Said, found: list[Mark]) -> list[Mark]:
    """The marks, those that stand behind their amounts put before them."""
    result: list[Mark] = []
    for number, mark in enumerate(found):
        following = found[number + 1].start if number + 1 < len(found) else len(said.text)
        start = None if mark.kind == "none" else start_behind(said, mark, result, following)
        if start is None:
            result.append(mark)
        else:
            result = [one for one in result if one.start < start] + [replace(mark, start=start, behind=True)]
    return result


def start_behind(said: Said, mark: Mark, before: list[Mark], following: int) -> int | None:
    """Where the amounts begin that stand before the mark that governs them; None where it governs what follows it."""
    clause = CLAUSE_START.match(said.text, 0, mark.start)
    start = clause.end() if clause else 0
    amounts = [one for one in said.figures if start <= one.start and one.end <= mark.start]
    if not amounts:
        return None
    own = next((one for one in reversed(before) if start <= one.start <= amounts[-1].start), None)
    if is_tied(said, mark, own, amounts[-1].end):
        return start if own is None else own.end if own.behind else own.start
    opened = OPENER.match(said.text[start : amounts[0].start])
    if mark.kind == "anchor" or not opened or said.has_amount(mark.end, following) or FIRMLY.search(said.text, start, mark.start):
        return None
    free = own is None or own.kind == "none" or (own.kind == "anchor" and opened[1].lower() in ("if", "once", "when", "get"))
    return start if free else None


def is_tied(said: Said, mark: Mark, own: Mark | None, end: int) -> bool:
    """Whether a verb ties the mark to the amount that ends at `end` and has the mark `own`: "$160K is my floor"."""
    if not LINKS.search(said.text, end, mark.end) or UNLINKED.search(said.text, end, mark.start):
        return False
    if own is None:
        return True
    return mark.kind != "anchor" if own.kind == "none" else mark.name in SURE or BE.search(said.text, end, mark.start) is not None


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
    if mark and mark.name != "if" and mark.kind == "none" and OTHERS_OVER.search(sentence, mark.end, start):
        return None
    if mark and mark.kind != "none" and SUBORDINATORS.search(sentence, mark.end, start):
        return None
    return mark


def is_statement_of_fact(sentence: str, start: int, end: int) -> bool:
    """Whether the clause around an amount without a mark tells what others pay, what a thing costs or what adds up to what."""
    first = max((match.end() for match in CLAUSE_END.finditer(sentence, 0, start)), default=0)
    last = CLAUSE_END.search(sentence, end)
    return tells_a_fact(sentence[first : last.start() if last else len(sentence)])


@lru_cache(maxsize=1_024)
def tells_a_fact(clause: str) -> bool:
    words = tokens(clause)
    return any(FACT.end(words, place) is not None for place in range(len(words)))
