"""Where the name of a company ends and the level begins: `Google L5-L6`, `Goldman Sachs VP`, `Scale AI ML Engineer`.

No company is known beforehand. A name ends before the first word of a role, a team or a grade. Where a word may be either (`Lam Research`,
`Abnormal Security`), the guide itself decides: how it writes the name elsewhere, and whether the word belongs to the guide's own role.
"""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from guides.parsing.level_words import (
    CLOSING_ENDINGS,
    COMPLETING,
    CONNECTIVES,
    GENERAL,
    NAME_ENDINGS,
    NOUNS,
    RANKS,
    ROLE_AFTER,
    ROLES,
    SENIORITY,
    STRONG_ENDINGS,
    TEAMS,
    WEAK_ENDINGS,
)
from guides.parsing.own_name import SHARED, is_own_name

LEVEL_CODE = re.compile(
    r"\(?(?:[A-Z]{1,4}-?\d{1,3}[a-zA-Z]?(?:[/+–—-][\w/+–—-]*)?|\d{1,3}(?:[a-z]|st|nd|rd|th)?|\d[\d/+–—-]*|I{1,3}|IV|V)[),]?", re.ASCII
)
USUAL_GRADE = re.compile(r"(?:[LEPTMGSDWK]|IC|ICT|SL)-?\d{1,2}(?:[/+–—-].*)?")
PARTS = re.compile(r"[/–—-]|(?<=[a-zA-Z])(?=\d)")
NAME_LIKE_CODE = re.compile(r"[FHNX]\d{1,2}")  # no ladder of grades is lettered so, but companies are
CAMEL_ROLE = re.compile(r"(?:[A-Z][a-z]+|[A-Z]{2,3})Eng(?:ineer(?:ing)?)?|[A-Z][a-z]+Ops")
MARK = re.compile(r"[(—–:|@~=-].*")
INNER_SIGN = re.compile(r"[A-Z0-9.]")
EITHER = STRONG_ENDINGS | CLOSING_ENDINGS | WEAK_ENDINGS
BEFORE_ROLES = STRONG_ENDINGS | {"identity", "security"}  # not `Software Engineering Manager`, a role of its own
JOB_WORDS = ROLES | TEAMS | SENIORITY
NO_NAMES = JOB_WORDS | GENERAL | CONNECTIVES
ONLY_ENDINGS = EITHER | NAME_ENDINGS
WORD = re.compile(r"[\w&'/+.-]+")


@dataclass(frozen=True)
class Setting:
    """What a guide says beside its level map: its role, its company, and its other text."""

    role: str = ""
    company: str = ""
    elsewhere: str = ""
    repeated: frozenset[str] = frozenset()  # words that stand after several names of one line
    bare_names: bool = False
    lower_case: bool = False  # whether a name may be written small, as between signs of equality

    @cached_property
    def role_words(self) -> frozenset[str]:
        return frozenset(word for one in self.role.lower().replace("/", " ").split() if (word := bare(one)))

    @cached_property
    def of_names(self) -> "Setting":
        """For words that are said to be a name, as those after "at" or in the head of a column."""
        return replace(self, bare_names=True)

    def mentions(self, name: str) -> bool:
        """Whether the other text has the name without the words of a role after it."""
        found = re.finditer(rf"(?<![\w&]){re.escape(name)}(?![\w&])(?P<next> [\w/&-]+)?", self.elsewhere)
        following = [bare(one["next"] or "") for one in found]
        return any(word in SENIORITY or word not in JOB_WORDS for word in following)


NOWHERE = Setting()


def split_company(text: str, setting: Setting = NOWHERE) -> tuple[str, str]:
    """Company and level, as written. The company is empty where the words name none."""
    words = text.strip(" .,;").split()
    place = next((place for place in range(1, len(words)) if begins_level(words, place, setting)), len(words))
    name = " ".join(words[:place]).rstrip(" ,;:")
    if place < len(words) and LEVEL_CODE.fullmatch(words[place]):
        name = name.removesuffix("'s")
    level = without_parentheses(" ".join(words[place:]).strip(" —–:-,"))
    return (name, level) if is_company(name, setting) else ("", text.strip())


def without_parentheses(level: str) -> str:
    """`(L5)` without its parentheses, but `(L5) or (L6)` as it is."""
    return level[1:-1] if level.startswith("(") and level.find(")") == len(level) - 1 else level


def begins_level(words: list[str], place: int, setting: Setting) -> bool:
    word = bare(words[place])
    if MARK.match(words[place]):
        return True
    if words[place - 1] in CONNECTIVES:
        return False
    if is_grade(words[place]) or CAMEL_ROLE.fullmatch(words[place]) or words[place - 1].endswith((",", ":")):
        return True
    if word in EITHER:
        return not ends_a_company(words, place, setting)
    if word in JOB_WORDS or (word in setting.repeated and word not in NAME_ENDINGS):
        return word in SENIORITY or not is_completed(words[place + 1 :])
    return begins_own_role(words, place, setting)


def is_completed(following: list[str]) -> bool:
    """Whether what follows makes a role's word one of a name: `Boston Consulting Group`, `Cadence Design Systems SWE`."""
    first, second = [*map(bare, following[:2]), "", ""][:2]
    return first in COMPLETING or (first == "systems" and second not in NOUNS)


def is_grade(word: str) -> bool:
    """`L5`, `63-64`, `SDE-II`, `RPM/IC3`: a code of grades, or several words of grades and roles in one."""
    if LEVEL_CODE.fullmatch(word):
        return True
    parts = PARTS.split(word.strip("(),"))
    return len(parts) > 1 and all(bare(part) in JOB_WORDS or LEVEL_CODE.fullmatch(part) for part in parts)


def begins_own_role(words: list[str], place: int, setting: Setting) -> bool:
    """Whether a word belongs to the guide's own role: `Waymo Perception L4` for a Perception Engineer."""
    word, following = bare(words[place]), bare(words[place + 1]) if place + 1 < len(words) else ""
    return word in setting.role_words and (word not in NAME_ENDINGS or following in setting.role_words)


def is_own_role(words: list[str], setting: Setting) -> bool:
    """Whether the words begin with the guide's whole role, grades aside: what stands before it is the company's."""
    role = [word for one in setting.role.split() if (word := bare(one)) not in SENIORITY]
    return len(role) > 1 and [bare(word) for word in words[: len(role)]] == role


def ends_a_company(words: list[str], place: int, setting: Setting) -> bool:
    """Whether a word that could belong to either is the last of the company's name."""
    word, before = bare(words[place]), bare(words[place - 1])
    following, beyond = [*map(bare, words[place + 1 : place + 3]), "", ""][:2]
    of_role = word in BEFORE_ROLES and is_own_role(words[place + 1 :], setting)
    if (following in NAME_ENDINGS and beyond not in NOUNS) or of_role or setting.mentions(" ".join(words[: place + 1])):
        return True
    if following in ("&", "and"):  # `Qube Research & Technologies`, but `Meta Trust & Safety Engineer`
        return beyond not in JOB_WORDS
    if before == "global" or (place == 1 and before in SHARED):  # `Global Payments`: the first word names no company alone
        return word == "group" or following not in NOUNS or is_own_role(words[place + 1 :], setting)
    if word in setting.role_words and following in NOUNS:
        return False
    if following in ROLE_AFTER.get(word, ()):
        return (word == "group" and place > 1) or (word == "ai" and bool(setting.role) and not setting.role_words & {"ai", "research"})
    if following in RANKS and word in ("tech", "technology"):
        return False
    return ends_before(word, following, setting, code=place + 1 < len(words) and is_grade(words[place + 1]))


def ends_before(word: str, following: str, setting: Setting, *, code: bool) -> bool:
    """Whether a name ends with the word, by what follows: nothing, a grade (as a word or a code), or a role."""
    if word in STRONG_ENDINGS | CLOSING_ENDINGS:
        return word == "group" or following not in NOUNS | STRONG_ENDINGS
    if following in SENIORITY:
        return True
    return (code or (setting.bare_names and not following)) and word not in setting.role_words | setting.repeated


def is_company(name: str, setting: Setting = NOWHERE) -> bool:
    """Whether the words are a name: no general word, role, grade or half sentence, and not the guide's own company."""
    words = name.split()
    if not words or len(words) > 6:
        return False
    if any(word[0].islower() and word not in CONNECTIVES for word in words[1:]) or words[0].lower() in ("no", "none", "not", "n/a"):
        return False
    if not begins_as_name(words, setting) or only_ends(words) or not any(is_telling(word, setting) for word in words):
        return False
    return not is_own_name(name, setting.company)


def begins_as_name(words: list[str], setting: Setting) -> bool:
    first = words[0]
    if LEVEL_CODE.fullmatch(first):
        return bool(NAME_LIKE_CODE.fullmatch(first)) or (len(words) > 1 and not USUAL_GRADE.fullmatch(first))
    if first[0].islower():
        return bool(INNER_SIGN.search(first[1:])) or (setting.lower_case and first.isalpha() and len(words) < 3)
    return first[0].isupper() or first[0].isdigit()


def is_telling(word: str, setting: Setting) -> bool:
    """Whether a word tells a name apart: it is none of grades, roles, teams and general words."""
    plainly = bare(word)
    if plainly in NO_NAMES or (plainly in setting.role_words and plainly not in EITHER):
        return False
    return not USUAL_GRADE.fullmatch(word) and not word.isdigit()


def only_ends(words: list[str]) -> bool:
    """Whether the words only end names, as `AI Lab` does, but not `Capital One`."""
    return all(bare(word) in ONLY_ENDINGS for word in words) and (len(words) == 1 or bare(words[0]) in EITHER)


def companies_in(name: str, setting: Setting = NOWHERE) -> list[str]:
    """`A/B` is two companies, `Osprey & Holt` is one."""
    sides = [side.strip() for side in name.split("/")]
    return [side for side in sides if is_company(side, setting)] if len(sides) > 1 else [name] if is_company(name, setting) else []


def bare(word: str) -> str:
    return word.strip("(),;: ").lower()
