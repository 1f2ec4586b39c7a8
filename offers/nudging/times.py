"""When the nudges are that no lead time before a deadline sets: working days after a counter, Monday mornings. Knows no Django."""

from datetime import date, datetime, time, timedelta

from offers.deadlines import Waking, moment, zone_named

WORKING = range(5)
MONDAY_MORNING = time(8)


def working_days_after(day: date, number: int) -> date:
    """The day that lies so many days from Monday to Friday after this one: Friday and one is Monday, and so are Saturday and one."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() in WORKING
    return day


def answer_due(countered_at: datetime, *, days: int, waking: Waking, now: datetime) -> datetime:
    """When so many working days in the person's zone have gone by without an answer, in their waking hours.

    A counter written down so late that this is past is asked about on the next working day.
    """
    due_at = after(countered_at, days, waking)
    return due_at if due_at > now else after(now, 1, waking)


def after(at: datetime, days: int, waking: Waking) -> datetime:
    there = waking.first_minute_from(at).astimezone(zone_named(waking.zone))
    day = working_days_after(there.date(), days)
    return waking.first_minute_from(moment(datetime.combine(day, there.time()), waking.zone))


def next_monday_morning(now: datetime, waking: Waking) -> datetime:
    """The next Monday at 08:00 in the person's zone, or the first waking minute after it where they sleep longer."""
    today = now.astimezone(zone_named(waking.zone)).date()
    monday = today - timedelta(days=today.weekday())
    mornings = (moment(datetime.combine(monday + timedelta(weeks=weeks), MONDAY_MORNING), waking.zone) for weeks in range(3))
    return next(at for at in map(waking.first_minute_from, mornings) if at > now)
