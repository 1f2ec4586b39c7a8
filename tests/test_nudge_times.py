"""When nudges are due that no lead time sets: laws over working days, waking hours, and Mondays across changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from offers.deadlines import Waking, moment, zone_named
from offers.nudging.times import answer_due, next_monday_morning, working_days_after

wall = datetime.fromisoformat
ZONES = ["America/New_York", "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Auckland", "America/Sao_Paulo"]
MOMENTS = some.datetimes(wall("2026-01-01"), wall("2030-12-31"), timezones=some.just(UTC))
CLOCKS = some.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))
WAKINGS = some.builds(Waking, zone=some.sampled_from(ZONES), start=CLOCKS, end=CLOCKS)
DAYS = some.dates(date(2026, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "number", "then"),
    [
        ("2026-11-27", 1, "2026-11-30"),
        ("2026-11-28", 1, "2026-11-30"),
        ("2026-11-29", 3, "2026-12-02"),
        ("2026-11-23", 3, "2026-11-26"),
        ("2026-11-25", 3, "2026-11-30"),
        ("2026-11-25", 10, "2026-12-09"),
    ],
)
def test_working_days_leave_weekends_out(day, number, then):
    assert working_days_after(date.fromisoformat(day), number) == date.fromisoformat(then)


@given(day=DAYS, number=some.integers(1, 60))
def test_so_many_working_days_lie_behind_and_it_ends_on_one(day, number):
    then = working_days_after(day, number)
    between = [day + timedelta(days=days) for days in range(1, (then - day).days + 1)]
    assert then.weekday() < 5 and sum(each.weekday() < 5 for each in between) == number


@settings(max_examples=300)
@given(countered=MOMENTS, waking=WAKINGS, days=some.integers(1, 20), late=some.timedeltas(timedelta(0), timedelta(days=60)))
def test_no_answer_is_said_ahead_in_waking_hours_and_never_before_the_days_are_over(countered, waking, days, late):
    now = countered + late
    due_at = answer_due(countered, days=days, waking=waking, now=now)
    begun = countered.astimezone(zone_named(waking.zone)).date()
    assert due_at > now and waking.holds(due_at)
    assert due_at.astimezone(zone_named(waking.zone)).date() >= working_days_after(begun, days)


def test_made_on_friday_afternoon_it_is_said_on_wednesday_at_the_same_time():
    countered = moment(wall("2026-11-27T15:00"), "Europe/London")
    due_at = answer_due(countered, days=3, waking=Waking(zone="Europe/London"), now=countered)
    assert due_at == moment(wall("2026-12-02T15:00"), "Europe/London")


@settings(max_examples=300)
@given(now=MOMENTS, waking=WAKINGS)
def test_the_week_begins_on_a_monday_at_eight_or_at_the_first_waking_minute_after_it(now, waking):
    at = next_monday_morning(now, waking)
    zone = zone_named(waking.zone)
    assert now < at <= now + timedelta(days=9) and waking.holds(at)
    if waking.holds(moment(datetime.combine(at.astimezone(zone).date(), time(8)), waking.zone)):
        assert (at.astimezone(zone).weekday(), at.astimezone(zone).time()) == (0, time(8))


@pytest.mark.parametrize("now", ["2026-03-28T12:00", "2026-10-24T12:00", "2027-03-27T12:00"])
def test_on_the_day_after_the_clock_changed_it_is_still_eight(now):
    at = next_monday_morning(moment(datetime.fromisoformat(now), "Europe/London"), Waking(zone="Europe/London"))
    assert f"{at.astimezone(zone_named('Europe/London')):%a %H:%M}" == "Mon 08:00"


@settings(max_examples=300)
@given(at=MOMENTS, waking=WAKINGS)
def test_the_first_waking_minute_is_one_and_none_is_before_it(at, waking):
    first = waking.first_minute_from(at)
    assert first >= at and waking.holds(first)
    assert first == at or not waking.holds(at)
