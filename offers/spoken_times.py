"""When people say it is: `Friday 17:00`, `in 48 hours`, `end of next week`, `no date given`. Knows no Django.

The table of forms is FORMS in spoken_days.py and spoken_clocks.py. What may mean several times gives all of them, so that the person is
asked; what is left over and not understood is refused with its words; nothing unknown becomes a date.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from offers.deadlines import CLOSE_OF_BUSINESS, zone_named
from offers.spoken_clocks import AT_CLOSE, Clock, NoSuchTime, clock_in
from offers.spoken_days import NoSuchDay, days_in
from offers.spoken_zones import WhoseClock, refuse_offset, without_zone
from offers.zones import SeveralZones

EXAMPLES = "Friday 17:00, next Tuesday noon, in 48 hours, 27 Nov 5pm or 2026-11-27 17:00"
SMALL = re.findall(
    r"\w+", "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS = {word: number for number, word in enumerate(SMALL, 1)} | {word: 10 * number for number, word in enumerate(TENS, 2)}
NUMBER_WORDS = re.compile(rf"\b(?:({'|'.join(TENS)})[ -]({'|'.join(SMALL[:9])})|({'|'.join(sorted(NUMBERS, key=len, reverse=True))}))\b")
UNDATED = re.compile(
    r"(?:there (?:is|was) |they (?:gave|named|set) |i have )?(?:no|not?|without|none|never|nothing)(?: an?| any)?"
    r"(?: fixed| firm| specific| particular| set| real| hard| exact)?"
    r"(?: end date| date| day| deadline| time limit| time| limit| rush| hurry)?"
    r"(?: was| is| were| has been)?(?: given| named| set| said| stated| known| yet| agreed| mentioned| specified)*"
    r"|(?:they )?(?:did not|didn't|have not|haven't|won't|would not|wouldn't) (?:say|said|give|given|name|named|specify|mention|state|set)"
    r"(?: a| any| one)?(?: date| deadline| day| time| when)?"
    r"|open(?:[ -]ended)?|unknown|tbd|tba|tbc|n/a|na|unclear|not sure|(?:i )?don't know|asap|as soon as (?:possible|i can|you can)"
    r"|soon|whenever|any ?time|at some point|take (?:my|your) time|when(?:ever)? i(?:'m| am) ready|\?+|-+"
)
FILLERS = frozenset(
    re.findall(
        r"\S+",
        """a about accept an and answer ask asked at back be before by date day deadline decide decision decisions due end ends
        exactly expire expires expiring for from gave get give given got had has have hear i i'll i've in is it it's its
        know lapse lapses later latest let like local me must my need needed needs o'clock of offer offers on open our
        please reply respond response said say says sharp should sign that the their them then there they they'd they've til
        till time to until up us valid want wanted wants was we we'll within would you your""",
    )
)
PHRASES = (
    ("no later than", "by"),
    ("not later than", "by"),
    ("at the very latest", ""),
    ("at the latest", ""),
    ("at latest", ""),
    ("on or before", "by"),
    ("prior to", "before"),
    ("o’clock", "o'clock"),
    ("c.o.b.", "cob"),
    ("e.o.d.", "eod"),
    ("a.m.", "am"),
    ("p.m.", "pm"),
    ("@", " at "),
)
HOURS = re.compile(
    r"(?:in |within |for )?(?:the )?(?:next |another )?(?P<number>\d{1,4}(?:\.\d)?|an?|half an|half a|(?:a )?couple of)"
    r"[ -]?(?P<unit>minutes?|mins?|hours?|hrs?|h)(?: (?P<half>and a half))?(?:'?s?'? (?:from now|time|notice))?"
)
UHR_ALONE = re.compile(r"(?<![\d:.])(\d{1,2}) ?uhr(?: ([0-5]\d))?\b")
HOUR_OR_HOURS = re.compile(r"(?:1?\d|2[0-3]) ?h")
LEADING = re.compile(r"^(?:(?:by|until|till|til|on|before|due|for) )?(?:the )?")


class NotUnderstood(ValueError):
    """The words name no time that we can read; the message says what they might be instead."""


@dataclass(frozen=True, kw_only=True, order=True)
class Meaning:
    """One time that the words may mean: naive, on the clock there. `date` precision is the close of business of that day."""

    wall: datetime
    precision: str = "time"


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What was understood: one meaning, several to choose from, or (`undated`) that no date was given. `zone` where the words name one.

    `ask`: the meaning must be confirmed though there is only one.
    """

    meanings: tuple[Meaning, ...] = ()
    undated: bool = False
    zone: str | None = None
    ask: bool = False

    @property
    def sure(self) -> bool:
        return len(self.meanings) == 1 and not self.ask


def hear(text: str, *, now: datetime, zone: str, own: str = "") -> Heard:
    """Understand words said of a deadline; `now` is aware, `zone` the one in which today is today unless the words name another.

    `own` is the person's zone, where it is known: they may say `my time`. Raises NotUnderstood.
    """
    if exact := iso(text):
        return Heard(meanings=(exact,))
    words = plain(text)
    if UNDATED.fullmatch(words):
        return Heard(undated=True)
    try:
        refuse_offset(text)
        words, named = without_zone(words, own)
        return understood(words, now.astimezone(zone_named(named or zone)), named)
    except (NoSuchDay, NoSuchTime, SeveralZones, WhoseClock) as problem:
        raise NotUnderstood(str(problem)) from None
    except OverflowError:
        raise NotUnderstood("That is too far away.") from None


def iso(text: str) -> Meaning | None:
    """A day, or a day and a time, as machines write them; None for all else. Raises NotUnderstood where it has an offset."""
    try:
        wall = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if wall.tzinfo is not None:
        raise NotUnderstood("Write the time as the clock there shows it, without an offset; the zone has its own field.")
    if re.fullmatch(r"\d{4}-?\d\d-?\d\d", text.strip()):
        return Meaning(wall=datetime.combine(wall, CLOSE_OF_BUSINESS), precision="date")
    return Meaning(wall=wall.replace(microsecond=0))


def plain(text: str) -> str:
    """Lower case, one blank between words, numbers in figures, no signs that say nothing."""
    words = unicodedata.normalize("NFKC", text).lower().replace("’", "'").strip()
    for phrase, instead in PHRASES:
        words = words.replace(phrase, instead)
    words = re.sub(r"(\d)t(\d\d)", r"\1 \2", words)
    words = UHR_ALONE.sub(lambda match: f"{int(match[1]):02}:{match[2] or '00'}", words)
    words = re.sub(r"(?<=\d) ?uhr\b", "", words)
    words = re.sub(r"[,;!()\"“”–—]|\.(?=[\s,;)]|$)(?<!\d\.)|(?<=[a-z])\.(?=[\s,;)]|$)", " ", words)
    words = re.sub(r"(?<=\d)-(?=[a-z])|(?<=[a-z])-(?=\d)", " ", words)
    words = NUMBER_WORDS.sub(lambda match: str(NUMBERS[match[3]] if match[3] else NUMBERS[match[1]] + NUMBERS[match[2]]), words)
    return " ".join(words.split())


def understood(words: str, here: datetime, zone: str | None) -> Heard:
    """`here` is now on the clock there."""
    if match := HOURS.fullmatch(words.removeprefix("by ").strip()) or HOURS.fullmatch(bare(words)):
        return choosing((Meaning(wall=after(match, here)), *hour_there(words, here)), here.replace(tzinfo=None), zone, anyday=False)
    clocks, rest = clock_in(words)
    days = days_meant(rest, here.date())
    if days is None and not (clocks and not bare(rest)):
        raise NotUnderstood(f"We could not read a time in “{words}”. Write it as {EXAMPLES}.")
    if clocks == AT_CLOSE or not clocks:
        meanings = by_day(days or (here.date(),), words)
    else:
        meanings = tuple(at_clock(day, clock) for day in days or (here.date(),) for clock in clocks)
    return choosing(meanings, here.replace(tzinfo=None), zone, anyday=days is None)


def hour_there(words: str, here: datetime) -> tuple[Meaning, ...]:
    """`17h` alone may also be the hour that a clock shows, today."""
    clocks = clock_in(words.replace(" ", ""))[0] if HOUR_OR_HOURS.fullmatch(words) else ()
    return tuple(at_clock(here.date(), clock) for clock in clocks)


def choosing(meanings: tuple[Meaning, ...], here: datetime, zone: str | None, *, anyday: bool) -> Heard:
    """Those still ahead, if there are any. A time of day alone that has passed today may mean tomorrow, and is asked about."""
    ahead = {meaning for meaning in meanings if meaning.wall > here}
    if anyday:
        passed = set(meanings) - ahead
        tomorrow = {Meaning(wall=meaning.wall + timedelta(days=1), precision=meaning.precision) for meaning in passed}
        return Heard(meanings=tuple(sorted(ahead | tomorrow)), zone=zone, ask=not ahead)
    return Heard(meanings=tuple(sorted(ahead)) or tuple(sorted(set(meanings)))[-1:], zone=zone)


def by_day(days: tuple[date, ...], words: str) -> tuple[Meaning, ...]:
    """Days without a time: 17:00 counts. `before Friday` may leave Friday out."""
    strictly = "before" in words.split()
    each = sorted({*days, *(day - timedelta(days=1) for day in days)}) if strictly else days
    return tuple(Meaning(wall=datetime.combine(day, CLOSE_OF_BUSINESS), precision="date") for day in each)


def at_clock(day: date, clock: Clock) -> Meaning:
    return Meaning(wall=datetime.combine(day + timedelta(days=clock.days), clock.at))


def days_meant(rest: str, today: date) -> tuple[date, ...] | None:
    """The days in the words, with and without those that say nothing; None where there are no words for one."""
    tries = (
        rest,
        LEADING.sub("", rest),
        bare(rest, keep={"from", "in", "of", "end"}),
        bare(rest),
    )
    return next((days for words in dict.fromkeys(tries) if words and (days := days_in(words, today))), None)


def bare(words: str, keep=frozenset()) -> str:
    return " ".join(word for word in words.split() if word not in FILLERS or word in keep)


def after(match: re.Match, here: datetime) -> datetime:
    """The time that clocks there show when so many hours or minutes have passed, to the minute."""
    text = match["number"]
    count = float(text) if text[0].isdigit() else 0.5 if "half" in text else 2 if "couple" in text else 1
    count += 0.5 if match["half"] else 0
    length = timedelta(minutes=count) if match["unit"].startswith("m") else timedelta(hours=count)
    there = (here.astimezone(UTC) + length).astimezone(here.tzinfo)
    return there.replace(tzinfo=None, second=0, microsecond=0)
