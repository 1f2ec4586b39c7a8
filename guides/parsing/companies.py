"""Where the name of a company ends and the level begins: `Google L5-L6`, `Goldman Sachs VP`, `Scale AI ML Engineer`."""

import re

from guides.parsing.text import word_set

LEVEL_CODE = re.compile(r"\(?(?:[A-Z]{1,4}-?\d[\w/+–—-]*|\d[\d/+–—-]*|I{1,3}|IV|V)[),]?", re.ASCII)
LEVEL_WORDS = word_set(
    """
    ai/ml analyst analytics android applied architect architecture associate avp backend band bi business chief cloud compliance
    consultant consulting cto customer cyber data datacenter delivery design designer developer development devops director
    distinguished ds ec em embedded engagement engineer engineering enterprise entry evp executive experienced expert fellow field
    forward front-end frontend full-stack fullstack gm grade group hardware head ic identity implementation infra infrastructure
    integration intermediate intern ios it job junior lead level machine manager managing md member mid mid-level ml ml/ai mle mobile
    mts network officer operations ops partner payments pe performance pgm platform pm pm-t pmt pod portfolio principal product
    production professional program programme project qa quant quantitative rank reliability research researcher risk sa sci scientist
    sde sdm se security senior seniority site software
    sol solution strategist strategy solutions specialist sr sr. sre staff svp swe sysde system systems
    tech technical technology technologist title tl tpgm tpm trader trading ux vice vp
    """
)
SENIORITY = word_set(
    "junior mid senior sr sr. staff principal lead distinguished director vp avp svp evp md associate fellow level grade band"
)
# Words that end some companies' names and begin some roles: `Jump Trading Senior SWE`, `Citadel Trading Systems Engineer`.
EITHER = word_set("ai cloud trading research systems security payments data digital ml health labs")
ROLE_AFTER_AI = word_set("engineer engineering researcher research scientist pm product manager platform")


def split_company(text: str) -> tuple[str, str]:
    """Company and level. The first word always belongs to the company."""
    words = text.split()
    for place in range(1, len(words)):
        if begins_level(words, place):
            return " ".join(words[:place]), " ".join(words[place:])
    return text.strip(), ""


def is_company(name: str) -> bool:
    """Whether a name begins as names do, and not with a level or a role."""
    first = name.split(" ")[0]
    return first[:1].isupper() and bare(first) not in LEVEL_WORDS and not LEVEL_CODE.fullmatch(first)


def begins_level(words: list[str], place: int) -> bool:
    word = bare(words[place])
    if word in EITHER:
        return not ends_a_company(words, place)
    return word in LEVEL_WORDS or LEVEL_CODE.fullmatch(words[place]) is not None or words[place].startswith("(")


def ends_a_company(words: list[str], place: int) -> bool:
    """Whether a level begins right after a word that could belong to either."""
    if place + 1 == len(words):
        return True
    following = bare(words[place + 1])
    if words[place].lower() == "ai":
        return following not in ROLE_AFTER_AI
    return following in SENIORITY or LEVEL_CODE.fullmatch(words[place + 1]) is not None


def bare(word: str) -> str:
    return word.strip("(),;").lower()
