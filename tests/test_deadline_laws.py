"""Wall time and reminders in every zone, over every change of the clock from 2026 to 2030."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from negotiate.leads import Lead
from offers.deadlines import Waking, before, moment, nudge_times, zone_names
from tests.clocks import clock_changes

ZONES = sorted(zone_names())
HOUR = timedelta(hours=1)
USUAL = ("7d", "3d", "1d", "6h", "2h")
CHANGES = st.deferred(lambda: st.sampled_from(clock_changes()))  # a second's work, for the tests alone that ask


def around_changes():
    """A zone, and a wall time there within two hours of a change of its clock."""
    near = st.timedeltas(-2 * HOUR, 2 * HOUR)
    return st.builds(lambda change, by: (change.zone, wall_at(change.at + by, change.zone)), CHANGES, near)


def wall_at(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0, microsecond=0)


def is_shown(wall: datetime, zone: str) -> bool:
    """Whether clocks there ever show this time: not in a gap."""
    return wall_at(wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC), zone) == wall


def test_every_change_of_every_zone_keeps_wall_time_and_takes_the_first_of_two():
    """At each change the minutes before it, at it, and after it, in both directions: no zone is left out."""
    assert len({change.zone for change in clock_changes()}) > 150
    for zone, at, jump in clock_changes():
        for minutes in (-90, -61, -31, -1, 0, 1, 29, 59, 89):
            wall = wall_at(at, zone) + timedelta(minutes=minutes)
            there = moment(wall, zone)
            shown = wall_at(there, zone)
            assert shown == wall if is_shown(wall, zone) else shown > wall, (zone, wall)
            assert wall_at(there - abs(jump), zone) != wall, (zone, wall, "the second of two")


def test_half_past_two_in_new_yorks_gap_is_half_past_three_and_in_the_overlap_the_first():
    for year, march, november in ((2026, 8, 1), (2027, 14, 7), (2028, 12, 5), (2029, 11, 4), (2030, 10, 3)):
        gap = moment(datetime.fromisoformat(f"{year}-03-{march:02}T02:30"), "America/New_York")
        assert gap == moment(datetime.fromisoformat(f"{year}-03-{march:02}T03:30"), "America/New_York")
        assert moment(datetime.fromisoformat(f"{year}-11-{november:02}T01:30"), "America/New_York").hour == 5


@settings(max_examples=400)
@given(
    around_changes(),
    st.timedeltas(timedelta(minutes=1), timedelta(days=12)),
    st.sampled_from(ZONES),
    st.sampled_from([(time(8), time(21)), (time(0), time(0)), (time(22), time(6)), (time(8, 30), time(8, 31))]),
)
def test_around_any_change_times_are_unique_in_order_ahead_and_planned_alike_twice(deadline, ahead, own, hours):
    zone, wall = deadline
    at = moment(wall, zone)
    now, waking = at - ahead, Waking(zone=own, start=hours[0], end=hours[1])
    planned = nudge_times(wall=wall, zone=zone, leads=USUAL, waking=waking, now=now)
    dues = [each.due_at for each in planned]
    assert dues == sorted(set(dues)) and len({each.lead for each in planned}) == len(planned) >= 1
    assert all(now <= due < at for due in dues)
    assert all(later - earlier >= 2 * HOUR for earlier, later in zip(dues, dues[1:], strict=False))
    assert planned == nudge_times(wall=wall, zone=zone, leads=USUAL, waking=waking, now=now)


@settings(max_examples=300)
@given(around_changes(), st.integers(1, 30))
def test_a_lead_in_days_keeps_the_wall_time_there_and_one_in_hours_is_absolute(deadline, days):
    zone, wall = deadline
    earlier = wall_at(before(Lead.parse(f"{days}d"), wall, zone), zone)
    asked = wall - timedelta(days=days)
    assert earlier == asked if is_shown(asked, zone) else earlier > asked
    assert moment(wall, zone) - before(Lead.parse(f"{days}h"), wall, zone) == days * HOUR


QUARTERS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 45, 59]))
MINUTE = timedelta(minutes=1)


@settings(max_examples=150)
@given(CHANGES, st.integers(-300, 300), QUARTERS, QUARTERS)
def test_at_any_change_the_nearest_waking_minutes_are_those_found_minute_by_minute(change, minutes, start, end):
    zone, at = change[0], change[1] + minutes * MINUTE
    waking = Waking(zone=zone, start=start, end=end)
    before, after = waking.last_minute_before(at), waking.first_minute_from(at)
    if not waking.holds(at):
        assert before < at < after and waking.holds(before) and waking.holds(after)
        between = (before + number * MINUTE for number in range(1, (after - before) // MINUTE))
        assert not any(map(waking.holds, between))
