"""The time of day in what people say: `5pm`, `noon`, `half past six`, `EOD`. Knows no Django."""

import re
from dataclasses import dataclass
from datetime import time

MORNING_HOURS = range(1, 8)
"""An hour said alone from 1 to 7 may be meant before or after noon, and is asked about."""
CLOSE = (
    r"(?:cob|eod|eob|cop|business close|(?:close|end) of (?:business|play|work)"
    r"|close of (?:the )?day|end of (?:the )?(?:business day|working day|day))"
)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A time of day. `days` 1 is the day after: midnight at the end of a day. `close`: the end of the working day, no exact time."""

    at: time
    days: int = 0
    close: bool = False


Clocks = tuple[Clock, ...]
NOON = (Clock(at=time(12)),)
AT_CLOSE = (Clock(at=time(17), close=True),)
VAGUE = {
    "first thing": (time(8), time(9)),
    "early morning": (time(8), time(9)),
    "morning": (time(9), time(12)),
    "lunchtime": (time(12), time(13)),
    "lunch": (time(12), time(13)),
    "early afternoon": (time(13), time(15)),
    "late afternoon": (time(16), time(17)),
    "afternoon": (time(12), time(17)),
    "evening": (time(18), time(21)),
    "tonight": (time(18), time(21)),
    "night": (time(18), time(21)),
}
MINUTES = {"half past": 30, "quarter past": 15, "quarter after": 15, "quarter to": -15, "quarter before": -15, "half": 30}


class NoSuchTime(ValueError):
    """A clock never shows this."""


def exact(match: re.Match) -> Clocks:
    """`17:00`, `5.30 pm`, `5pm`, `17h30`. Without am or pm an hour from 1 to 7 that is not written `05:00` may be either."""
    hour, minute, second = int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0)
    half = (match["half"] or "").replace(".", "")[:1]
    if half and not 1 <= hour <= 12 and not (half == "p" and 13 <= hour < 24):
        raise NoSuchTime(f"No clock shows “{match[0].strip()}”.")
    if hour == 24 and not minute + second:
        return (Clock(at=time(0), days=1),)
    if hour > 23 or minute > 59 or second > 59:
        raise NoSuchTime(f"No clock shows “{match[0].strip()}”.")
    if half == "a" and hour == 12 and not minute:
        return midnight(match)
    if half:
        return (Clock(at=time(hour % 12 + (12 if half == "p" else 0), minute, second)),)
    return either_half(hour, minute, second, sure=len(match["hour"]) > 1)


def either_half(hour: int, minute: int, second: int = 0, *, sure: bool) -> Clocks:
    if sure or hour not in MORNING_HOURS:
        return (Clock(at=time(hour, minute, second)),)
    return Clock(at=time(hour + 12, minute, second)), Clock(at=time(hour, minute, second))


def hour_alone(match: re.Match) -> Clocks:
    """`at 5`, `5 o'clock`: before or after noon is not said, unless it is above twelve."""
    hour = int(match["hour"])
    if hour > 23:
        raise NoSuchTime(f"No clock shows “{match[0].strip()}”.")
    if 8 <= hour <= 11:
        return Clock(at=time(hour)), Clock(at=time(hour + 12))
    return either_half(hour, 0, sure=False)


def around_the_hour(match: re.Match) -> Clocks:
    """`half past five`, `quarter to six pm`."""
    hour, minutes = int(match["hour"]), MINUTES[match["part"]]
    if not 1 <= hour <= 12:
        raise NoSuchTime(f"No clock shows “{match[0].strip()}”.")
    hour = hour - 1 if minutes < 0 else hour
    half = (match["half"] or "")[:1]
    if half:
        return (Clock(at=time(hour % 12 + (12 if half == "p" else 0), minutes % 60)),)
    return Clock(at=time(hour % 12 + 12, minutes % 60)), Clock(at=time(hour % 12, minutes % 60))


def vague(match: re.Match) -> Clocks:
    return tuple(Clock(at=at) for at in VAGUE[match["when"]])


def midnight(match: re.Match) -> Clocks:
    """The end of the day that is named, or its beginning: people mean both."""
    return Clock(at=time(0), days=1), Clock(at=time(0))


PART_OF_DAY = re.compile(r"\b(morning|afternoon|evening|night)\b")
HOURS_WORD = r"(?:\s*(?:h|hrs|hours|o'?clock)\b)?"
HALF = r"(?P<half>[ap]\.?m\b\.?|[ap]\b)"
# What begins with another's first letters stands before it.
FORMS = (
    (re.compile(rf"\b{CLOSE}\b"), lambda match: AT_CLOSE),
    (re.compile(r"\b(?:12 )?(?:(?:high )?noon|mid-?day)\b"), lambda match: NOON),
    (re.compile(r"\b(?:(?:1|a) minute (?:before|to)|just before) midnight\b"), lambda match: (Clock(at=time(23, 59)),)),
    (re.compile(r"\b(?:12 )?midnight\b"), midnight),
    (re.compile(rf"\b(?:a )?(?P<part>{'|'.join(MINUTES)}) (?P<hour>\d{{1,2}})\s*{HALF}?"), around_the_hour),
    (re.compile(rf"(?<![\d.:/-])(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?::(?P<second>\d{{2}}))?\s*{HALF}"), exact),
    (
        re.compile(r"(?<![\d.:/-])(?P<hour>\d{1,2})(?P<half>):(?P<minute>\d{2})(?::(?P<second>\d{2}))?" + HOURS_WORD + r"(?![\d:])"),
        exact,
    ),
    (re.compile(r"(?<![\d.:/-])(?P<hour>\d{1,2})(?P<half>)(?P<second>)h(?P<minute>\d{2})?\b"), exact),
    (re.compile(r"(?<![\d.:/-])(?P<half>)(?P<second>)(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s*(?:h|hrs|hours)\b"), exact),
    (re.compile(r"(?:(?<=day )|(?<=tomorrow )|(?<=at ))(?P<half>)(?P<second>)(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\b"), exact),
    (re.compile(rf"(?<![\d.:/-])(?P<hour>\d{{1,2}})(?P<minute>)(?P<second>)\s*{HALF}"), exact),
    (re.compile(r"(?<![\d.:/-])(?P<hour>\d{1,2})\s*o'?clock\b"), hour_alone),
    (re.compile(r"\bat (?P<half>)(?P<second>)(?P<hour>\d{1,2})\.(?P<minute>[0-5]\d)" + HOURS_WORD + r"(?![\d.])"), exact),
    (
        re.compile(r"(?<![\d.:/-])(?P<half>)(?P<second>)(?P<hour>\d{1,2})\.(?P<minute>1[3-9]|[2-5]\d|00)" + HOURS_WORD + r"(?![\d.])"),
        exact,
    ),
    (re.compile(r"(?:\bat |@ ?)(?P<hour>\d{1,2})(?![\d:./-]|st\b|nd\b|rd\b|th\b)(?=$| )"), hour_alone),
    (re.compile(rf"\b(?:in the )?(?P<when>{'|'.join(VAGUE)})\b"), vague),
)


def clock_in(text: str) -> tuple[Clocks, str]:
    """The times that the words may mean, none where they name none, and the words without it. Raises NoSuchTime."""
    said = re.search(r"\b(?:in the (morning)|in the (afternoon|evening)|at (night))\b", text)
    text = with_half(text, said) if said else text
    for form, read in FORMS:
        if match := form.search(text):
            rest = " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())
            return by_part_of_day(read(match), rest)
    return (), text


def by_part_of_day(clocks: Clocks, rest: str) -> tuple[Clocks, str]:
    """`9 o'clock Monday morning` is 9 am. Where the part of the day does not fit the hour, its word stays, and is not understood."""
    part = PART_OF_DAY.search(rest)
    fitting = tuple(clock for clock in clocks if part and (clock.at.hour < 12) == (part[1] == "morning"))
    if not part or not fitting:
        return clocks, rest
    return fitting, " ".join(f"{rest[: part.start()]} {rest[part.end() :]}".split())


def with_half(text: str, said: re.Match) -> str:
    """`9 in the morning` is 9 am. Where no hour comes before, the words stay."""
    half = "am" if said[1] else "pm"
    before = re.sub(r"(\d)\s*(?:o'?clock)?\s*$", rf"\1 {half} ", text[: said.start()])
    return f"{before}{text[said.end() :]}" if before != text[: said.start()] else text
