"""Every zone, every change of its clock from 2026 to 2030: wall time is kept, a time in a gap moves on, in an overlap the first counts."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from offers.deadlines import Waking, moment, nudge_times
from tests.clocks import SECOND, clock_changes

ALWAYS = Waking(zone="UTC", start=time(0), end=time(0))
USUAL = ("7d", "3d", "1d", "6h", "2h")
HOUR = timedelta(hours=1)


def local(at, name) -> datetime:
    return at.astimezone(ZoneInfo(name)).replace(tzinfo=None)


def holds(name, wall, now) -> None:
    """What must hold of a deadline at this wall time and of its reminders."""
    at = moment(wall, name)
    assert local(at, name) in (wall, wall + jump_at(name, wall))
    planned = nudge_times(wall=wall, zone=name, leads=USUAL, waking=ALWAYS, now=now)
    dues = [each.due_at for each in planned]
    assert dues == sorted(set(dues)) and all(now <= due < at for due in dues)
    assert planned == nudge_times(wall=wall, zone=name, leads=USUAL, waking=ALWAYS, now=now)
    for each in planned:
        days, hours = (int(each.lead[:-1]), 0) if each.lead.endswith("d") else (0, int(each.lead[:-1]))
        there = wall - timedelta(days=days)
        assert each.due_at in ((moment(there, name),) if days else (at - timedelta(hours=hours),))


def jump_at(name, wall) -> timedelta:
    """How far the clock jumps over this wall time; nothing where it exists."""
    before, after = (wall.replace(tzinfo=ZoneInfo(name), fold=fold).utcoffset() for fold in (0, 1))
    return abs(after - before) if is_missing(name, wall) else timedelta(0)


def is_missing(name, wall) -> bool:
    return local(wall.replace(tzinfo=ZoneInfo(name)).astimezone(UTC), name) != wall


def test_there_are_changes_of_both_kinds_and_odd_ones():
    jumps = {jump for _, _, jump in clock_changes()}
    assert {HOUR, -HOUR, timedelta(minutes=30), timedelta(minutes=-30)} <= jumps and len(clock_changes()) > 1000


def test_at_every_change_in_every_zone():
    """In the middle of each gap and overlap, a day before and a day after it."""
    for name, at, jump in clock_changes():
        middle = local(at - SECOND, name) + SECOND + jump / 2
        for wall in (middle, middle - timedelta(days=1), middle + timedelta(days=1)):
            holds(name, wall.replace(microsecond=0), at - timedelta(days=20))


def test_in_an_overlap_the_first_counts_and_in_a_gap_the_clock_moves_on():
    for name, at, jump in clock_changes():
        middle = (local(at - SECOND, name) + SECOND + jump / 2).replace(microsecond=0)
        found = moment(middle, name)
        assert found < at if jump < timedelta(0) else local(found, name) == middle + jump


@given(st.data(), st.timedeltas(timedelta(days=-9), timedelta(days=9)), st.timedeltas(timedelta(0), timedelta(days=12)))
def test_at_any_time_near_a_change(data, away, ahead):
    name, at, _ = data.draw(st.sampled_from(clock_changes()))
    wall = (local(at, name) + away).replace(microsecond=0)
    holds(name, wall, moment(wall, name) - timedelta(hours=2, seconds=1) - ahead)
