"""Whose clock is meant in what people say: `5pm ET`, `17:00 in New York on Friday`, `noon your time`. Knows no Django."""

import re

from offers.zones import CHOICES, SeveralZones, zone_said

LONGEST = 4
OWN = re.compile(r"\b(?:my|your) (?:own )?(?:local )?(?:time ?zone|time|clock)\b")
OFFSET = re.compile(r"\b(?:gmt|utc) ?[+−–-] ?\d", re.IGNORECASE)
AFTER_CLOCK = re.compile(
    r"(?:\d(?: ?[ap]m?| ?h(?:ou)?rs?| ?h)?|\b(?:o'clock|noon|midday|midnight|day|business|play|cob|eod|eob|cop)) (?=\S)"
)


class WhoseClock(ValueError):
    """The words name a clock that is not known to us."""


def refuse_offset(text: str) -> None:
    """Of words as they were typed. Raises WhoseClock."""
    if OFFSET.search(text):
        raise WhoseClock("Few places keep one offset all year. Name the city whose clock counts, such as Berlin.")


def without_zone(words: str, own: str) -> tuple[str, str | None]:
    """The words without the zone that they name, and its name; None where they name none. `own` is the person's zone, empty if unknown.

    Raises SeveralZones, WhoseClock.
    """
    if match := OWN.search(words):
        if not own:
            raise WhoseClock("Your own time zone is not known yet. Name the city whose clock counts.")
        return " ".join((words[: match.start()] + words[match.end() :]).split()), own
    return zone_at_end(words) or zone_inside(words) or (words, None)


def zone_at_end(words: str) -> tuple[str, str] | None:
    """`17:00 London time`, `friday 5pm et`."""
    parts = re.sub(r"\b(?:local )?time$", "", words).split()
    for length in range(LONGEST, 0, -1):
        if len(parts) > length and (zone := zone_said(" ".join(parts[-length:]))):
            rest = parts[:-length]
            return " ".join(rest[:-1] if rest[-1] == "in" else rest), zone
    return None


def zone_inside(words: str) -> tuple[str, str] | None:
    """After `in`, or right after the time: `17:00 in New York on Friday`, `5pm ET on the 3rd`."""
    for match in (*re.finditer(r"\bin (?=\S)", words), *AFTER_CLOCK.finditer(words)):
        following = words[match.end() :].split()
        before = words[: match.start()] if match[0] == "in " else words[: match.end()]
        for length in range(LONGEST, 0, -1):
            if zone := one_zone(" ".join(following[:length]).removesuffix(" time")):
                return " ".join([*before.split(), *following[length:]]), zone
    return None


def one_zone(name: str) -> str | None:
    """As `zone_said`, of a name that can only be a place. Raises SeveralZones."""
    if name in CHOICES:
        raise SeveralZones(name.upper() if len(name) < 5 else name.title(), CHOICES[name])
    return zone_said(name)
