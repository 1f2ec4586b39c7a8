"""The employer's own name, however it is written: what is called so is no rival and no peer."""

import re
from functools import lru_cache

from guides.parsing.places import is_place
from guides.parsing.text import plain, simple_quotes, word_set

ASIDE = re.compile(r"\s*\([^()]*\)")
NAMED_ASIDE = re.compile(r"\(([A-Z][\w.& '-]{1,40})\)")
POSSESSIVE = re.compile(r"'s?$", re.IGNORECASE)
WORD = re.compile(r"[A-Za-z0-9À-ɏ]+")
# What may be left off the end of a name: `Halcyon` for `Halcyon Networks`, `Millennium` for `Millennium Management`.
ENDINGS = word_set(
    """
    ag ai analytics bank banking biotech capital cloud co company consulting corp corporation data digital energy entertainment
    financial financials fintech foods games global group health healthcare holding holdings inc industries insurance interactive
    international invest investments labs laboratories limited llc llp ltd management markets media mobility motors music
    networks nv partners payments pharma pharmaceuticals plc power robotics sa se securities security semiconductor services
    software solutions space studios systems tech technologies technology therapeutics trading ventures
    """
)
# First words that many companies share, and that therefore name none alone.
SHARED = word_set(
    """
    a advanced allied american applied atlantic bank big blue british bright capital citizens clear cloud cross data deep deutsche digital
    east electronic first fifth five general global golden grand great green hewlett high international jp la las le los man national
    new north northern ocean one open pacific palo people point pure quantum red royal san scale sea second silver south
    southern standard state sun super the three two union united us virgin warner wells west western white world zero
    """
)


@lru_cache(maxsize=64)
def own_names(company: str) -> tuple[str, ...]:
    """How a company's own guide calls it, longest first: `Halcyon Networks (HNW)`, `Halcyon Networks`, `Halcyon`, `HNW`."""
    name = simple_quotes(plain(company)).strip()
    bare = ASIDE.sub("", name).strip()
    words = bare.split()
    found = {name, bare, *NAMED_ASIDE.findall(name), "".join(words), *shorter(words)}
    if len(initials := "".join(word[0] for word in WORD.findall(bare) if word[0].isupper())) > 2:
        found.add(initials)
    return tuple(sorted((one for one in found if len(one) > 1), key=lambda one: (-len(one), one)))


def shorter(words: list[str]) -> list[str]:
    """The name without its legal or general ending, and its first word where that word names no other company."""
    kept = list(words)
    while len(kept) > 1 and (kept[-1].lower().strip(".,") in ENDINGS or kept[-1] in ("&", "and")):
        kept.pop()
    first = words[0] if words else ""
    common = first.lower() in SHARED | ENDINGS or is_place(first)
    alone = [first] if len(words) > 1 and not common else []
    return alone + ([] if len(kept) == 1 and common else [" ".join(kept)])


@lru_cache(maxsize=64)
def small_names(company: str) -> frozenset[str]:
    return frozenset(one.lower() for one in own_names(company))


def is_own_name(text: str, company: str) -> bool:
    """Whether `text`, a name with or without `'s`, is one by which the company's own guide calls it, in capitals or not."""
    name = POSSESSIVE.sub("", simple_quotes(plain(text)).strip(" .,:;*\"'")).lower()
    return bool(name) and name in small_names(company)


@lru_cache(maxsize=64)
def own_name_pattern(company: str) -> re.Pattern:
    """Finds the company's own name within a sentence, as a whole word. Matches nothing where the company has no name."""
    names = "|".join(re.escape(one) for one in own_names(company))
    return re.compile(rf"(?<![\w&])(?:{names})(?![\w&])" if names else r"(?!)")
