"""When a term is paid or vests, as people type it: "4×25", "5/15/40/40", "monthly after a 12 month cliff", "50 % on 2027-03-01". Pure.

A schedule is a list of {on | months, percent | amount}, decimals as strings, months from the start. Errors are ValueErrors for the reader.
"""

import re
from datetime import date, datetime
from decimal import ROUND_CEILING, Decimal

from negotiate.counting import counted
from negotiate.money.typed import Typed, read

PRESETS = ("4×25", "5/15/40/40", "38/32/20/10", "monthly after a 12 month cliff")
EXAMPLES = "Write 4×25, 5/15/40/40, monthly after a 12 month cliff, or parts: 50 % after 12 months; 50 % on 2027-03-01."
MOST_PARTS, MOST_MONTHS = 120, 600
YEARS = range(1970, 2201)
WHOLE = Decimal(100)
FINE = Decimal("1e-8")
STEPS = {"monthly": 1, "quarterly": 3, "yearly": 12}

TIMES = re.compile(r"(\d{1,2}) ?[x×*] ?(\d{1,3}(?:\.\d{1,4})?) ?%?", re.ASCII | re.IGNORECASE)
SLASHES = re.compile(r"\d{1,3}(\.\d{1,4})? ?%?( ?/ ?\d{1,3}(\.\d{1,4})? ?%?)+", re.ASCII)
STEADY = re.compile(
    r"(?P<step>monthly|quarterly|yearly)(?: (?:over|for) (?P<length>.+?))?(?:,? (?:after|with) (?:an? |the )?(?P<cliff>.*?)[- ]?cliff)?",
    re.IGNORECASE,
)
LENGTH = re.compile(r"(?P<number>\d{1,4}|an?|one|two|three|four|five)[ -]?(?P<unit>m|months?|y|years?)?", re.ASCII | re.IGNORECASE)
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
PART = re.compile(r"(?P<value>.*?)(?:^| )(?:(?P<how>on|after|in|at) )(?P<when>.+)", re.IGNORECASE)
AT_START = re.compile(r"(the )?(start|signing|joining|first day|day one)", re.IGNORECASE)
SPLIT = re.compile(r"[;\n]|,(?!\d{3})", re.ASCII)
DAYS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y")


def plain(number: Decimal) -> str:
    """The number as JSON holds it: no exponent, no zeros behind that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_months(text: str) -> int:
    """A length in whole months: "12", "12 months", "2 years", "a year"."""
    found = LENGTH.fullmatch(" ".join(text.split()))
    if not found:
        raise ValueError("Write a length such as 12 months or 2 years.")
    number = NUMBERS.get(found["number"].lower()) or int(found["number"])
    months = number * (12 if (found["unit"] or "").lower().startswith("y") else 1)
    if months > MOST_MONTHS:
        raise ValueError("That is longer than fifty years.")
    return months


def read_day(text: str) -> date:
    """A day: "2027-03-01" or "1 March 2027"."""
    for layout in DAYS:
        try:
            day = datetime.strptime(" ".join(text.split()), layout).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if day.year not in YEARS:
            raise ValueError(f"The year must be from {YEARS[0]} to {YEARS[-1]}.")
        return day
    raise ValueError(f"“{text[:40]}” is not a day: write 2027-03-01.")


def yearly(percents) -> list[dict]:
    return [{"months": 12 * year, "percent": plain(percent)} for year, percent in enumerate(percents, 1)]


def steady(*, months: int, cliff: int = 0, step: int = 1) -> list[dict]:
    """Equal parts every `step` months; what falls before the cliff comes at the cliff. Sums to 100 exactly.

    Cumulative percents are rounded up in the eighth place, so that whole shares, rounded down, are those of the exact fractions.
    """
    ends = [end for end in range(step, months + 1, step) if end >= cliff]
    if cliff and cliff not in ends and cliff < months:
        ends.insert(0, cliff)
    reached = [(WHOLE * (end // step * step) / months).quantize(FINE, ROUND_CEILING) for end in ends]
    return [
        {"months": end, "percent": plain(now - before)} for end, now, before in zip(ends, reached, [Decimal(0), *reached], strict=False)
    ]


def read_schedule(text: str, *, context: str | None = None) -> tuple[list[dict], str | None]:
    """The parts, and the currency where an amount names one. Percents add up to 100."""
    words = " ".join(text.split()) if "\n" not in text else text.strip()
    if found := TIMES.fullmatch(words):
        return complete(yearly([Decimal(found[2])] * int(found[1]))), None
    if SLASHES.fullmatch(words):
        return complete(yearly([Decimal(part.strip(" %")) for part in words.split("/")])), None
    if found := STEADY.fullmatch(words):
        return read_steady(found), None
    parts = [read_part(part.strip(), context) for part in SPLIT.split(words) if part.strip()]
    currencies = {currency for _, currency in parts if currency}
    if len(currencies) > 1:
        raise ValueError(f"Two currencies are named, {' and '.join(sorted(currencies))}: give one.")
    return complete([part for part, _ in parts]), (currencies.pop() if currencies else None)


def read_steady(found) -> list[dict]:
    months = read_months(found["length"]) if found["length"] else 48
    cliff = 0 if found["cliff"] is None else read_months(found["cliff"].strip() or "12")
    step = STEPS[found["step"].lower()]
    if not months or months % step or months // step > MOST_PARTS or cliff > months:
        raise ValueError(EXAMPLES)
    return steady(months=months, cliff=cliff, step=step)


def read_part(text: str, context: str | None) -> tuple[dict, str | None]:
    """One part: a value and when. A time alone is the whole of it."""
    found = PART.fullmatch(text)
    value, how, when = (found["value"].strip(), found["how"].lower(), found["when"].strip()) if found else ("", "on", text)
    typed = read(value, context=context) if value else Typed(percent=WHOLE)
    kept = {"percent": plain(typed.percent)} if typed.percent is not None else {"amount": plain(typed.amount)}
    return {**moment(how, when), **kept}, typed.currency


def moment(how: str, when: str) -> dict:
    if AT_START.fullmatch(when):
        return {"months": 0}
    if how in ("after", "in", "at") and LENGTH.fullmatch(when):
        return {"months": read_months(when)}
    try:
        return {"on": read_day(when).isoformat()}
    except ValueError as error:
        raise ValueError(str(error) if "year" in str(error) else EXAMPLES) from None


def complete(parts: list[dict]) -> list[dict]:
    """The parts themselves. Raises ValueError where they cannot be a whole."""
    percents = [Decimal(part["percent"]) for part in parts if "percent" in part]
    if not parts or len(parts) > MOST_PARTS:
        raise ValueError(EXAMPLES if not parts else f"At most {MOST_PARTS} parts fit.")
    if percents and len(percents) < len(parts):
        raise ValueError("Give all parts in percent, or all as amounts.")
    if percents and sum(percents) != WHOLE:
        raise ValueError(f"These parts add up to {plain(sum(percents))} %, not to 100 %.")
    return parts


def schedule_words(parts: list[dict], currency: str | None = None) -> str:
    """A schedule as one would type it; `read_schedule` gives the same parts again, where they add up."""
    if not parts:
        return ""
    if all(part == {"months": 12 * year, "percent": part.get("percent")} for year, part in enumerate(parts, 1)) and len(parts) > 1:
        return "/".join(plain(Decimal(part["percent"])) for part in parts)
    return steady_words(parts) or "; ".join(part_words(part, currency) for part in parts)


def steady_words(parts: list[dict]) -> str:
    """`monthly over 48 months after a 12 month cliff`; empty where the parts are not equal ones."""
    months = parts[-1].get("months")
    for name, step in STEPS.items() if months and len(parts) > 1 else ():
        for cliff in dict.fromkeys((parts[0].get("months", 0), 0)):
            if months % step == 0 and parts == steady(months=months, cliff=cliff, step=step):
                return f"{name} over {counted(months, 'month')}" + (f" after a {cliff} month cliff" if cliff > step else "")
    return ""


def part_words(part: dict, currency: str | None) -> str:
    value = f"{plain(Decimal(part['percent']))} %" if "percent" in part else f"{Decimal(part['amount']):,f} {currency or ''}".strip()
    if "on" in part:
        return f"{value} on {part['on']}"
    return f"{value} after {counted(part['months'], 'month')}" if part.get("months") else f"{value} at the start"
