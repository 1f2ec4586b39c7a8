"""The day in what people say: `Friday`, `end of next week`, `27 Nov`, `in 3 working days`. Knows no Django."""

import calendar
import re
from datetime import date, timedelta

Days = tuple[date, ...]
DAY, WEEK = timedelta(days=1), timedelta(days=7)
MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {name: number for number, name in enumerate(WEEKDAY_NAMES)} | {
    **{name[:3]: number for number, name in enumerate(WEEKDAY_NAMES)},
    **{"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
}
MONTH_NAMES = [name.lower() for name in calendar.month_name]
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES) if name} | {
    **{name[:3]: number for number, name in enumerate(MONTH_NAMES) if name},
    "sept": 9,
}
WEEKDAY = rf"(?P<weekday>{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})"
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
NUMBER = r"(?P<number>\d{1,3}|an?|(?:a )?couple)"
ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
YEAR = r"(?:'?(?P<year>\d{4}|(?<=[ '])\d\d))?"


class NoSuchDay(ValueError):
    """A day that no calendar has, or that has another weekday than was said."""


def day_of(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDay("No calendar has this day.") from None


def monday_of(day: date) -> date:
    return day - day.weekday() * DAY


def coming(weekday: int, today: date) -> date:
    """The next day of this name, today included."""
    return today + (weekday - today.weekday()) % 7 * DAY


def by_weekday(match: re.Match, today: date) -> Days:
    """Said on the day itself it may mean today, or a week on."""
    day = coming(WEEKDAYS[match["weekday"]], today)
    return (day, day + WEEK) if day == today else (day,)


def this_weekday(match: re.Match, today: date) -> Days:
    return (coming(WEEKDAYS[match["weekday"]], today),)


def next_weekday(match: re.Match, today: date) -> Days:
    """The coming one, or that of next week: people mean both, unless they are the same. On a Sunday it is open which week is next."""
    day = coming(WEEKDAYS[match["weekday"]], today + DAY)
    return (day,) if monday_of(day) > today and today.weekday() != SUNDAY else (day, day + WEEK)


def weekday_after(match: re.Match, today: date) -> Days:
    """`Friday week`, `a week from Friday`."""
    return (coming(WEEKDAYS[match["weekday"]], today) + WEEK,)


def weekday_in_week(match: re.Match, today: date) -> Days:
    """`Friday of next week`, `Friday this week`."""
    return tuple(start + WEEKDAYS[match["weekday"]] * DAY for start in weeks_called(match["which"], today))


def weeks_called(which: str | None, today: date) -> Days:
    """The Mondays of the week that is meant. On a Sunday the week may be taken to have begun."""
    shift = {"next": 1, "following": 1}.get((which or "this").split()[-1], 0)
    if (which or "").startswith("after"):
        shift = 2
    first = monday_of(today) + shift * WEEK
    if today.weekday() == SUNDAY:
        return (first, first + WEEK) if shift else (first + WEEK,)
    return (first,)


def end_of_week(match: re.Match, today: date) -> Days:
    """Friday. Where this week's is past, the end of `this week` is the coming one."""
    which = match["which"]
    fridays = tuple(start + FRIDAY * DAY for start in weeks_called(which, today))
    return tuple(friday if friday >= today else friday + WEEK for friday in fridays)


def some_day_of_week(match: re.Match, today: date) -> Days:
    """`next week` names no day: its Monday or its Friday."""
    starts = weeks_called(match["which"], today)
    return tuple(sorted({*starts, *(start + FRIDAY * DAY for start in starts)}))


def last_of_month(year: int, month: int) -> Days:
    """The last day, and where that is on a weekend the last working day as well."""
    last = date(year, month, calendar.monthrange(year, month)[1])
    friday = last - max(0, last.weekday() - FRIDAY) * DAY
    return (last,) if friday == last else (friday, last)


def end_of_month(match: re.Match, today: date) -> Days:
    shift = 1 if match.groupdict().get("which") == "next" else 0
    year, month = divmod(today.year * 12 + today.month - 1 + shift, 12)
    return last_of_month(year, month + 1)


def some_day_of_month(match: re.Match, today: date) -> Days:
    """`next month` names no day: its first or its last."""
    year, month = divmod(today.year * 12 + today.month, 12)
    return date(year, month + 1, 1), *last_of_month(year, month + 1)


def end_of_named_month(match: re.Match, today: date) -> Days:
    month = MONTHS[match["month"]]
    return last_of_month(today.year + (month < today.month), month)


def end_of_year(match: re.Match, today: date) -> Days:
    return last_of_month(today.year, 12)


def day_and_month(match: re.Match, today: date) -> Days:
    """The next such day, or that of the year given. A weekday that is named with it must fit."""
    month, number = MONTHS[match["month"]], int(match["day"])
    if match["year"]:
        year = year_meant(match["year"], today)
        return fitting((day_of(year, month, number),), match) if year else ()
    years = [year for year in range(today.year, today.year + 9) if number <= calendar.monthrange(year, month)[1]]
    days = [date(year, month, number) for year in years] if number else []
    return fitting(tuple(day for day in days if day >= today)[:1] or (day_of(today.year, month, number),), match)


def year_meant(text: str, today: date) -> int | None:
    """`2026`; two figures only for this year and the two after it, as they may also be an hour."""
    if len(text) == 4:
        return int(text)
    return 2000 + int(text) if int(text) + 2000 - today.year in range(3) else None


def day_of_month(match: re.Match, today: date) -> Days:
    """`the 27th`: of this month, or of the next one that has such a day."""
    number = int(match["day"])
    for shift in range(12):
        year, month = divmod(today.year * 12 + today.month - 1 + shift, 12)
        if 1 <= number <= calendar.monthrange(year, month + 1)[1] and date(year, month + 1, number) >= today:
            return fitting((date(year, month + 1, number),), match)
    raise NoSuchDay("No month has this day.")


def in_figures(match: re.Match, today: date) -> Days:
    """`27/11/2026` or `11/27`: the day may stand first or second. Without a year the next such day."""
    one, two, year = int(match["one"]), int(match["two"]), match["year"]
    orders = [(one, two)] if match["sign"] == "." else [(one, two), (two, one)]
    found = sorted({day for day, month in orders for day in numbered(day, month, year, today)})
    if not found:
        raise NoSuchDay("No calendar has this day.")
    return fitting(tuple(found), match)


def numbered(day: int, month: int, year: str | None, today: date) -> Days:
    """The one day of these numbers, or none."""
    years = [int(year) if len(year) == 4 else 2000 + int(year)] if year else [today.year, today.year + 1]
    possible = [date(one, month, day) for one in years if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(one, month)[1]]
    return tuple(possible[:1] if year else [each for each in possible if each >= today][:1])


def iso(match: re.Match, today: date) -> Days:
    return fitting((day_of(int(match["year"]), int(match["two"]), int(match["one"])),), match)


def fitting(days: Days, match: re.Match) -> Days:
    """Those that are the weekday which was said with them, if one was."""
    said = match.groupdict().get("weekday")
    kept = tuple(day for day in days if not said or day.weekday() == WEEKDAYS[said])
    if not kept:
        there = days[0]
        raise NoSuchDay(f"{there.day} {there:%B %Y} is a {there:%A}. Which of them is meant?")
    return kept


def in_days(match: re.Match, today: date) -> Days:
    return (today + amount(match) * DAY,)


def in_weeks(match: re.Match, today: date) -> Days:
    return (today + amount(match) * WEEK,)


def in_working_days(match: re.Match, today: date) -> Days:
    """Monday to Friday count; holidays are not known here."""
    day = today
    for _ in range(amount(match)):
        day += (3 if day.weekday() == FRIDAY else 2 if day.weekday() == SATURDAY else 1) * DAY
    return (day,)


def in_months(match: re.Match, today: date) -> Days:
    year, month = divmod(today.year * 12 + today.month - 1 + amount(match), 12)
    return (date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1])),)


def amount(match: re.Match) -> int:
    text = match["number"]
    return int(text) if text.isdigit() else 2 if "couple" in text else 1


def later_than(match: re.Match, today: date) -> Days:
    """`2 weeks from Friday`, `a week tomorrow`."""
    said = match.groupdict()
    count = amount(match) if said.get("number") else 1
    start = (today,) if said["from"] == "now" else days_in(said["from"], today)
    return tuple(day + count * (DAY if (said.get("unit") or "").startswith("day") else WEEK) for day in start or ())


def shifted(days: int):
    return lambda match, today: (today + days * DAY,)


WITH_WEEKDAY = rf"(?:(?:this |next |coming )?{WEEKDAY} )?"
WITH_WEEKDAY_AFTER = rf"(?: {WEEKDAY})?"
WHICH = r"(?P<which>this|next|following|coming|after next)"
FORMS = tuple(
    (re.compile(form), read)
    for form, read in (
        (rf"{WITH_WEEKDAY}(?P<year>\d{{4}})[-/.](?P<two>\d{{1,2}})[-/.](?P<one>\d{{1,2}})", iso),
        (rf"{WITH_WEEKDAY}(?P<one>\d{{1,2}})(?P<sign>[./-])(?P<two>\d{{1,2}})(?:[./-](?P<year>\d{{4}}|\d\d)?)?", in_figures),
        (rf"(?P<one>\d{{1,2}})(?P<sign>[./-])(?P<two>\d{{1,2}})(?:[./-](?P<year>\d{{4}}|\d\d)?)? {WEEKDAY}", in_figures),
        (rf"{WITH_WEEKDAY}{ORDINAL} (?:of )?{MONTH} ?{YEAR}", day_and_month),
        (rf"{WITH_WEEKDAY}{MONTH} {ORDINAL} ?{YEAR}", day_and_month),
        (rf"{ORDINAL} (?:of )?{MONTH} ?{YEAR} {WEEKDAY}", day_and_month),
        (rf"{WITH_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)(?: of)?(?: this month)?", day_of_month),
        (r"today|tonight|this", shifted(0)),
        (r"tomorrow|tmrw|tmr|tomorow|tommorow|tommorrow|tomorrow's", shifted(1)),
        (
            r"(?:the )?(?:day )?after tomorrow|overmorrow|tomorrow week",
            lambda match, today: (today + (8 if "week" in match[0] else 2) * DAY,),
        ),
        (rf"{WEEKDAY}", by_weekday),
        (rf"(?:this|coming|this coming|upcoming|nearest) {WEEKDAY}", this_weekday),
        (rf"(?:next|following) {WEEKDAY}", next_weekday),
        (rf"(?:a |1 )?week (?:from |on |after )?(?:this |coming )?{WEEKDAY}", weekday_after),
        (rf"(?:this )?{WEEKDAY} week", weekday_after),
        (r"(?:a |1 )?week (?P<from>today|tomorrow)", later_than),
        (rf"{NUMBER} (?P<unit>days?|weeks?) (?:from|after) (?P<from>.+)", later_than),
        (rf"{WEEKDAY} (?:of |in )?(?:the )?{WHICH} week", weekday_in_week),
        (rf"{WEEKDAY} (?:of |in )?(?:the )?week (?P<which>after next)", weekday_in_week),
        (rf"{WHICH} week(?:'?s)? {WEEKDAY}", weekday_in_week),
        (rf"eow|end (?:of )?(?:the )?(?:{WHICH} )?(?:working |business |work )?week", end_of_week),
        (rf"(?:the )?{WHICH} week'?s end", end_of_week),
        (r"(?P<which>this) week", end_of_week),
        (r"(?:the )?(?:(?P<which>this|next) )?weekend", end_of_week),
        (r"(?:some time |sometime |in )?(?P<which>next|following) week", some_day_of_week),
        (r"eom|end (?:of )?(?:the )?(?:(?P<which>this|next) )?month", end_of_month),
        (r"(?P<which>this) month", end_of_month),
        (r"(?:some time |sometime |in )?next month", some_day_of_month),
        (rf"end (?:of )?{MONTH}", end_of_named_month),
        (r"eoy|end (?:of )?(?:the |this )?year", end_of_year),
        (rf"(?:in |within )?{NUMBER} (?:of )?(?:full |calendar )?days?(?: from now| from today|'? time)?", in_days),
        (
            rf"(?:in |within )?{NUMBER} (?:of )?(?:full )?(?:business|working|work|week) ?days?(?: from now| from today|'? time)?",
            in_working_days,
        ),
        (rf"(?:in |within )?{NUMBER} (?:of )?(?:full )?(?:weeks?|wks?|w)(?: from now| from today|'?s?'? time)?", in_weeks),
        (r"(?:in |within )?(?:(?:a|1) )?fortnight(?: from now| from today|'?s? time)?", shifted(14)),
        (rf"(?:in |within )?{NUMBER} (?:of )?months?(?: from now| from today|'? time)?", in_months),
    )
)


def days_in(text: str, today: date) -> Days | None:
    """The days that the words may mean, in order; None where they are no day. Raises NoSuchDay."""
    for form, read in FORMS:
        if (match := form.fullmatch(text)) and (days := read(match, today)):
            return tuple(sorted(set(days)))
    return None
