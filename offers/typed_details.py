"""The finer points of a term as people type them: chances, years, deferrals, PnL scenarios, netting. Pure.

Each reader gives what JSON can hold, decimals as strings, and has a counterpart in words that reads back to the same.
Errors are ValueErrors whose text is for the reader.
"""

import re
from decimal import Decimal

from negotiate.money.typed import MINUS, read, read_amount, read_share
from offers.typed_schedules import LENGTH, MOST_MONTHS, SPLIT, plain, read_months
from offers.valuation.exact import fraction

MOST_YEARS, MOST_DELAYS, MOST_SCENARIOS = 50, 60, 50
ONE = Decimal(1)
SCENARIO = re.compile(r"(?P<pnl>.+?)[ :@(]*(?:(?P<chance>\d{1,3}(?:\.\d{1,6})? ?%|0?\.\d{1,8})\)?)?", re.ASCII)
SCENARIO_WORDS = re.compile(r"\b(expected|expectation|low|high|mid|base case|with|at|a year|pnl|chance)\b", re.IGNORECASE)
EVERY = ("every year", "each year", "all", "always", "yearly")
YES, NO = ("yes", "y", "true", "on"), ("no", "n", "none", "false", "off")
FIRST = ("first", "first year", "first year only", "year 1", "year one", "year 1 only")


def read_chance(text: str) -> str:
    """A chance from 0 to 1: "90 %", "0.9". A number above 1 is meant in percent."""
    chance = read_share(text)
    if chance > 1:
        raise ValueError("A chance goes up to 100 %.")
    return plain(chance)


def read_chances(text: str) -> list[str]:
    """One chance for all deferred parts, or one for each in their order: "90 %", or "95 %, 90 %, 80 %"."""
    chances = [read_chance(part) for part in re.split(r"[,;/]\s*", text) if part.strip()]
    if not chances or len(chances) > MOST_DELAYS:
        raise ValueError("Write a chance, or one for each part: 95 %, 90 %, 80 %.")
    return chances


def chances_words(deferral: dict) -> str:
    """A deferral's chances as one would type them; empty where nothing is said."""
    one = [deferral["chance"]] if deferral.get("chance") is not None else []
    return ", ".join(map(chance_words, deferral.get("chances") or one))


def read_rate(text: str) -> str:
    """A rate as a share of one, so that 1 % and the whole are not mixed up: "15 %", "15" and "0.15" are 0.15."""
    rate = read_share(text)
    if rate > 1:
        raise ValueError("This is a part of the whole: at most 100 %.")
    return plain(rate)


def rate_words(rate) -> str:
    """A rate as it is kept, a share of one or a percent number above one, in percent."""
    return f"{plain(fraction(Decimal(str(rate))) * 100)} %"


def chance_words(chance) -> str:
    return f"{plain(Decimal(str(chance)) * 100)} %"


def read_years(text: str) -> list[int]:
    """Years of service: "1", "1, 2", "1-3", "first year"; empty for every year."""
    words = " ".join(text.lower().split())
    if words in EVERY:
        return []
    if words in FIRST:
        return [1]
    years = []
    for part in re.split(r"[,;/ ]|and", re.sub(r"\s*[-–]\s*", "-", re.sub(r"\byears?\b", "", words))):
        if part:
            years += span(part)
    if not years:
        raise ValueError("Write the years that it is paid for: 1, or 1-3, or every year.")
    return sorted(set(years))


def span(part: str) -> list[int]:
    found = re.fullmatch(r"(\d{1,2})(?:-(\d{1,2}))?", part, re.ASCII)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 1 <= first <= last <= MOST_YEARS:
        raise ValueError(f"Write the years that it is paid for, from 1 to {MOST_YEARS}: 1, or 1-3, or every year.")
    return list(range(first, last + 1))


def years_words(years: list[int]) -> str:
    return f"{years[0]}-{years[-1]}" if len(years) > 2 and years == list(range(years[0], years[-1] + 1)) else ", ".join(map(str, years))


def read_delays(text: str) -> list[int]:
    """When deferred parts are paid, in months after: "12, 24, 36". "3 years" is three equal yearly parts, "3 year cliff" one."""
    words = " ".join(text.lower().split())
    whole = words.removesuffix("cliff").strip(" -")
    if "year" in whole and LENGTH.fullmatch(whole):
        months = read_months(whole)
        return [months] if words.endswith("cliff") else list(range(12, months + 1, 12))
    delays = [read_months(part) for part in re.split(r"[,;/]", whole) if part.strip()]
    if not delays or len(delays) > MOST_DELAYS or not all(0 < months <= MOST_MONTHS for months in delays):
        raise ValueError("Write when it is paid, in months: 12, 24, 36. Or: 3 years.")
    return delays


def read_scenarios(text: str, *, context: str | None = None) -> tuple[list[dict], str | None]:
    """PnL figures with their chances, and the currency where one is named: "-10m 25 %; 20m 50 %; 50m 25 %", or "25m expected"."""
    parts = [part.strip() for part in SPLIT.split(text) if part.strip()]
    if not parts or len(parts) > MOST_SCENARIOS:
        raise ValueError("Write what you expect, such as 25m; or each case with its chance: 10m 30 %; 25m 70 %.")
    read_parts = [read_scenario(part, context) for part in parts]
    if len(parts) == 1 and read_parts[0][1] is None:
        read_parts = [(read_parts[0][0], ONE, read_parts[0][2])]
    if any(chance is None for _, chance, _ in read_parts):
        raise ValueError("Say how likely each case is: 10m 30 %; 25m 70 %.")
    total = sum(chance for _, chance, _ in read_parts)
    if total != ONE:
        raise ValueError(f"The chances add up to {plain(total * 100)} %, not to 100 %.")
    currencies = {currency for _, _, currency in read_parts if currency}
    if len(currencies) > 1:
        raise ValueError(f"Two currencies are named, {' and '.join(sorted(currencies))}: give one.")
    cases = [{"pnl": plain(pnl), "chance": plain(chance)} for pnl, chance, _ in read_parts]
    return cases, (currencies.pop() if currencies else None)


def read_scenario(part: str, context: str | None) -> tuple[Decimal, Decimal | None, str | None]:
    found = SCENARIO.fullmatch(" ".join(SCENARIO_WORDS.sub(" ", part).split()))
    if not found:
        raise ValueError(f"“{part[:40]}” is not a case: write 25m 50 %.")
    words = found["pnl"].strip(" :@(,")
    is_loss = words[:1] in MINUS
    typed = read_amount(words.lstrip("-−– "), context=context)
    return (
        (-typed.amount if is_loss else typed.amount),
        (Decimal(read_chance(found["chance"])) if found["chance"] else None),
        typed.currency,
    )


def scenarios_words(cases: list[dict]) -> str:
    if len(cases) == 1 and Decimal(str(cases[0]["chance"])) == ONE:
        return f"{Decimal(cases[0]['pnl']):,f} expected"
    return "; ".join(f"{Decimal(case['pnl']):,f} {chance_words(case['chance'])}" for case in cases)


def read_netting(text: str) -> bool | str:
    """Whether other pods' losses are netted: yes, no, or the share that is left, "75 %" or "0.75"."""
    said = yes_or_no(text)
    return read_chance(text) if said is None else said


def read_loss_carry(text: str, *, context: str | None = None) -> bool | str:
    """Whether losses are carried forward: yes, no, or the loss that is carried in, "10m"."""
    said = yes_or_no(text)
    if said is not None:
        return said
    typed = read(text, context=context)
    if typed.amount is None:
        raise ValueError("Write yes, no, or the loss that is carried in, such as 10m.")
    return plain(typed.amount)


def yes_or_no(text: str) -> bool | None:
    words = text.strip().lower()
    return True if words in YES else False if words in NO else None


def said_words(said) -> str:
    """yes, no, or the number, as one would type it."""
    if isinstance(said, bool):
        return "yes" if said else "no"
    return "" if said is None else f"{Decimal(str(said)):,f}"


def lines_of(text: str) -> list[str]:
    """Words apart by commas, semicolons or lines."""
    return [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]
