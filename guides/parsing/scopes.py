"""For which place or level a number of the strategy holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from guides.parsing import rows
from guides.parsing.components import component_of
from guides.parsing.places import PLACES

NAME = r"(?:the )?[A-Z][\w.&'-]*(?:(?: |/)[A-Z][\w.&'-]*){0,4}"
PLACE_NAME = re.compile(rf"\b({NAME})")
LEADING = re.compile(rf"(?:^|[;:.,(]\s*|\"\s*|\b(?:and|or) )(?:[Ff]or|[Ii]n|[Aa]s an?)\s+({NAME})")
SUBJECT = re.compile(rf"(?:^|[;.,] )({NAME})(?= should\b| (?:roles|hires|candidates)\b)")
NEXT = re.compile(
    r";|[:.,]\s*(?:and\s+|or\s+)?(?=(?:[Ff]or|[Ii]n)\s)|\b(?:and|or)\s+(?=(?:for|in)\s)"
)  # where the words of the next number begin
CANDIDATES = re.compile(rf"({NAME})(?:-based)? candidates\b")
FOLLOWING = re.compile(
    rf"\b(?:in|for)\s+({NAME})|\(({NAME})\)|^[^(;,.]{{0,25}}?\b(?:base|TC|RSUs)\s+({NAME})|^\s({NAME})(?=\s*(?:[,;.)]|/ |or\b|and\b|$))"
)
LABEL = re.compile(rf"^\W*({NAME})(?:[ -](?:roles?|hires?|offers?|based|candidates))*:")  # "Singapore roles: …"
PRECEDING = re.compile(rf"(?:^|[\s:/(])({NAME})\s*:?\s*$")
LEVEL = re.compile(r"\b(?:[LEPM]|IC|Grade )\d+\b[^:]*")
LEVEL_NAME = re.compile(r"(?!Q|Y)[A-Z]{1,2}\d{1,2}")
LEVEL_LABEL = re.compile(r"^[^:.,$]{0,40}\b((?:[LEPM]|IC|Level |Grade )\d+)\b[^:.,$]{0,30}:")  # "Scenario 1 — L5 offer: …"
IN_PLACE = re.compile(r"^[^;.()]{0,40}(?:\b(?:in|for) [A-Z]|\([A-Z])")
ALONGSIDE = re.compile(r"^[^;,.]*\b(?:with|plus|and)(?: (?:an?|about))? $")
WORD = re.compile(r"[A-Za-zÀ-ÿ]+")
NO_PLACES = frozenset(
    [
        "accept",
        "accept-at",
        "anchor",
        "ask",
        "asking",
        "base",
        "bonus",
        "equity",
        "counter",
        "floor",
        "minimum",
        "open",
        "opening",
        "options",
        "push",
        "request",
        "rsu",
        "rsus",
        "sign",
        "signing",
        "start",
        "target",
        "targeting",
        "tc",
        "total",
        "walk",
        "walk-away",
        "year",
        "years",
        "your",
        "my",
        "the",
        "this",
        "i",
        "we",
        "if",
        "at",
        "aim",
        "bring",
        "negotiate",
        "offer",
        "annual",
        "stock",
        "series",
        "q1",
        "q2",
        "q3",
        "q4",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "senior",
        "staff",
        "lead",
        "principal",
        "engineer",
        "manager",
    ]
)


@dataclass(frozen=True)
class Scopes:
    """The places and levels that a guide's table names with their currencies, and the level that the section being read is about."""

    known: dict[str, frozenset[str]]
    levels: frozenset[str]
    company: str = ""
    section: str = ""
    led: str = ""  # the place with which the sentence before began

    @classmethod
    def of(cls, bands: tuple[rows.Band, ...], company: str = "") -> "Scopes":
        known: dict[str, frozenset[str]] = dict.fromkeys(PLACES, frozenset())
        for band in bands:
            for word in WORD.findall(band.region or ""):
                if len(word) > 1:
                    known[word.lower()] = known.get(word.lower(), frozenset()) | ({band.currency} if band.currency else frozenset())
        levels = {word for band in bands for word in re.split(r"[^\w+]+", band.level or "") if word}
        return cls(known=known, levels=frozenset(levels), company=company.split()[0].lower() if company else "")

    def within(self, heading: str) -> "Scopes":
        """A scenario's heading may name the level that all its numbers are for."""
        level = LEVEL.search(heading)
        return replace(self, section=level[0].strip().removesuffix(" Offer") if level else "", led="")

    def is_known(self, word: str) -> bool:
        return word in self.known

    def of_numbers(self, sentence: str, around: list[tuple[str, str]], currencies: list[str | None]) -> list[str]:
        """The place of each number of a sentence; `around` is what stands before and after each. A place of another currency is doubted."""
        if not around:
            return []
        general = self.general(sentence)
        places, generals, flowing = [], [], ""
        for gap, after in around:
            if lead := self.last_place(LEADING, gap, free=True) or self.last_place(SUBJECT, gap):
                general, flowing = lead, ""
            before = self.last_place(PRECEDING, gap)
            flowing = before or ("" if ";" in gap else flowing)
            own = NEXT.split(after, maxsplit=1)[0]
            generals.append(general)
            places.append(before or self.first_place(FOLLOWING, own, free=True) or flowing)
        found = [place or led for place, led in zip(filled(places, generals, around), generals, strict=True)]
        if not any(found) and self.led:
            found = [self.led if self.pays_in(self.led, currency or "") is not False else "" for currency in currencies]
        return [self.agreeing(place, currency, sentence) for place, currency in zip(found, currencies, strict=True)]

    def after(self, sentence: str) -> "Scopes":
        """What is known for the sentence after that one: "For Oslo, open at …. Your floor should be …"."""
        lead = LEADING.match(sentence)
        return replace(self, led=lead[1] if lead and self.is_place(lead[1], free=True) else "")

    def agreeing(self, place: str, currency: str | None, sentence: str) -> str:
        """The place, or the only other one of the sentence that pays in the amount's currency where this one does not."""
        if not place or not currency or self.pays_in(place, currency) is not False:
            return place
        others = {name for name in names(PLACE_NAME, sentence) if self.is_place(name) and self.pays_in(name, currency)}
        return others.pop() if len(others) == 1 else place

    def pays_in(self, place: str, currency: str) -> bool | None:
        """Whether the guide's table pays in the currency there; None where it does not say."""
        currencies = [self.known[word] for word in WORD.findall(place.lower()) if self.known.get(word)]
        return any(currency in one for one in currencies) if currencies else None

    def general(self, sentence: str) -> str:
        """The place that a sentence is about as a whole."""
        level = LEVEL_LABEL.search(sentence)
        return self.first_place(CANDIDATES, sentence) or self.first_place(LABEL, sentence) or (level[1] if level else self.section)

    def first_place(self, pattern: re.Pattern, text: str, *, free: bool = False) -> str:
        return next((name for name in names(pattern, text[:200]) if self.is_place(name, free=free)), "")

    def last_place(self, pattern: re.Pattern, text: str, *, free: bool = False) -> str:
        return next((name for name in reversed(list(names(pattern, text))) if self.is_place(name, free=free)), "")

    def is_place(self, name: str, *, free: bool = False) -> bool:
        """Whether the name is a place or level that the guide or the world knows; `free`: any name that says nothing else is one."""
        words = [word.lower() for word in WORD.findall(name)]
        if name in self.levels or LEVEL_NAME.fullmatch(name):
            return True
        if not words or words[0] in self.known:
            return bool(words)
        return free and words[0] != self.company and not NO_PLACES.intersection(words) and component_of(name) is None and not name.isupper()


def names(pattern: re.Pattern, text: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        yield next((group for group in match.groups() if group), "").rstrip(".").removesuffix("-based").removesuffix("-equivalent")


def filled(places: list[str], generals: list[str], around: list[tuple[str, str]]) -> list[str]:
    """`$185,000 base with $130,000 RSUs in Boston`, `CHF 190K base in Zürich with CHF 240K RSUs`: the place is the other number's too."""
    found = list(places)
    listed = False  # the number behind this one has its place from further behind
    for number in range(len(places) - 2, -1, -1):
        gap = around[number + 1][0]
        listed = (
            not found[number]
            and not any(mark in gap for mark in (";", "(", " or "))
            and (listed or IN_PLACE.search(around[number + 1][1]) is not None)
        )
        if listed:
            found[number] = found[number + 1]
    for number in range(1, len(places)):
        alone = len({place for place in found[:number] if place}) == 1
        if alone and not (found[number] or generals[number]) and ALONGSIDE.search(around[number][0]):
            found[number] = found[number - 1]
    return found
