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
    sde sdm se security senior seniority site software sol solution solutions specialist sr sr. sre staff svp swe sysde system systems
    tpm tpgm tech technical technology technologist title tl tpgm tpm trading ux vice vp
    """
)
ROLE_AFTER_AI = word_set("engineer engineering researcher research scientist pm product manager")


def split_company(text: str) -> tuple[str, str]:
    """Company and level. The first word always belongs to the company."""
    words = text.split()
    for place in range(1, len(words)):
        if begins_level(words, place):
            return " ".join(words[:place]), " ".join(words[place:])
    return text.strip(), ""


def begins_level(words: list[str], place: int) -> bool:
    word = words[place].strip("(),;").lower()
    if word == "ai":
        return place + 1 < len(words) and words[place + 1].strip("(),").lower() in ROLE_AFTER_AI
    return word in LEVEL_WORDS or LEVEL_CODE.fullmatch(words[place]) is not None or words[place].startswith("(")
