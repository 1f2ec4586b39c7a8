"""When a deadline is, and when to speak of it: pure rules, tried on many values."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiate.leads import Lead, UnknownLead, leads_typed
from offers.deadlines import UnknownZone, Waking, moment, nudge_times, wall_of, zone_names
from offers.wording import duration_words, given_words, moment_words, soon_words
from offers.zones import PLACES, zone_of, zone_typed

USUAL = ("7d", "3d", "1d", "6h", "2h")
NEW_YORK = "America/New_York"
ALWAYS = Waking(zone="UTC", start=time(0), end=time(0))
wall = datetime.fromisoformat
zones = st.sampled_from(sorted(zone_names()))
moments = st.datetimes(wall("2026-01-01"), wall("2030-12-31"), timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0))
wakings = st.builds(Waking, zone=zones)
leads = st.lists(st.builds("{}{}".format, st.integers(1, 30), st.sampled_from("dh")), max_size=6)


def at(text, zone=NEW_YORK):
    return moment(datetime.fromisoformat(text), zone)


def times(clock, now, leads=USUAL, zone=NEW_YORK, waking=None):
    waking = waking or Waking(zone=zone)
    planned = nudge_times(wall=wall(clock), zone=zone, leads=leads, waking=waking, now=now)
    return [(each.lead, each.due_at.astimezone(ZoneInfo(waking.zone)).strftime("%a %d %H:%M:%S")) for each in planned]


def test_wall_time_in_a_zone_is_a_moment():
    assert at("2026-11-27T17:00") == datetime(2026, 11, 27, 22, tzinfo=UTC)


def test_half_past_two_in_a_gap_is_half_past_three():
    assert at("2026-03-08T02:30") == at("2026-03-08T03:30")


def test_waking_hours_that_end_in_a_gap_end_where_it_begins():
    waking = Waking(zone="Europe/London", start=time(8), end=time(2))
    assert waking.last_minute_before(datetime(2027, 3, 28, 3, 0, tzinfo=UTC)) == datetime(2027, 3, 28, 0, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "hours", "when", "last"),
    [
        (NEW_YORK, ("10:00", "02:30"), "2027-03-14T09:00", "2027-03-14T06:59"),  # 02:30 is left out: 01:59, not 03:29
        (NEW_YORK, ("10:00", "01:30"), "2027-11-07T09:00", "2027-11-07T06:29"),  # 01:29 comes twice: the second is the last
        ("Australia/Lord_Howe", ("11:00", "01:45"), "2027-04-03T18:00", "2027-04-03T15:14"),
    ],
)
def test_the_last_waking_minute_at_a_change_of_the_clock(zone, hours, when, last):
    waking = Waking(zone=zone, start=time.fromisoformat(hours[0]), end=time.fromisoformat(hours[1]))
    assert waking.last_minute_before(datetime.fromisoformat(when + "Z")) == datetime.fromisoformat(last + "Z")


def test_in_an_overlap_the_first_counts():
    assert at("2026-11-01T01:30") == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_a_zone_nobody_knows_is_refused():
    for name in ("Mars/Olympus", "", "../etc/passwd", "america/new_york"):
        with pytest.raises(UnknownZone):
            moment(wall("2026-01-01"), name)


def test_a_day_alone_is_its_close_of_business():
    assert wall_of(wall("2026-11-27"), "date") == wall("2026-11-27T17:00")
    assert wall_of(wall("2026-11-27T09:30"), "time") == wall("2026-11-27T09:30")


def test_a_lead_is_days_hours_or_minutes():
    assert Lead.parse("15m").length == timedelta(minutes=15)
    assert Lead.parse(" 3D ").length == timedelta(days=3)
    for text in ("", "0d", "3w", "-1d", "1.5h", "1000h", "15", "m"):
        with pytest.raises(UnknownLead):
            Lead.parse(text)


def test_the_usual_leads_of_an_evening_deadline():
    assert times("2026-11-27T17:00", at("2026-11-01T12:00")) == [
        ("7d", "Fri 20 17:00:00"),
        ("3d", "Tue 24 17:00:00"),
        ("1d", "Thu 26 17:00:00"),
        ("6h", "Fri 27 11:00:00"),
        ("2h", "Fri 27 15:00:00"),
    ]


def test_days_keep_the_wall_time_over_a_change_of_the_clock_and_hours_do_not():
    assert times("2026-03-08T12:00", at("2026-03-06T12:30"), ("1d", "24h"), waking=Waking(zone=NEW_YORK, start=time(0), end=time(0))) == [
        ("1d", "Sat 07 12:00:00")
    ]
    assert times("2026-03-08T12:00", at("2026-03-06T12:30"), ("24h",)) == [("24h", "Sat 07 11:00:00")]


def test_at_night_it_is_the_last_waking_minute_before_and_the_longer_lead_gives_way():
    assert times("2026-11-27T07:00", at("2026-11-26T12:00")) == [("2h", "Thu 26 20:59:00")]


def test_where_the_last_waking_minute_is_past_the_time_itself_is_used():
    assert times("2026-11-27T07:00", at("2026-11-26T23:00")) == [("6h", "Fri 27 01:00:00"), ("2h", "Fri 27 05:00:00")]


def test_waking_hours_are_those_of_the_person():
    tokyo = Waking(zone="Asia/Tokyo")
    assert times("2026-11-27T17:00", at("2026-11-26T20:00"), ("6h", "2h"), waking=tokyo) == [("2h", "Fri 27 20:59:00")]


def test_waking_hours_may_pass_midnight():
    owl = Waking(zone=NEW_YORK, start=time(14), end=time(4))
    assert owl.holds(at("2026-11-27T02:00")) and not owl.holds(at("2026-11-27T04:00"))
    assert owl.last_minute_before(at("2026-11-27T10:00")) == at("2026-11-27T03:59")


def test_where_all_times_are_past_one_goes_at_once():
    now = at("2026-11-27T16:00")
    (only,) = nudge_times(wall=wall("2026-11-27T17:00"), zone=NEW_YORK, leads=USUAL, waking=ALWAYS, now=now)
    assert (only.lead, only.due_at) == ("2h", now)


def test_of_a_deadline_that_has_passed_nobody_speaks():
    assert times("2026-11-27T17:00", at("2026-11-27T17:00")) == []


def test_who_wants_no_reminders_gets_none():
    assert times("2026-11-27T17:00", at("2026-11-01T17:00"), ()) == []


@pytest.mark.parametrize("zone", [NEW_YORK, "Europe/London", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("waking", [Waking(zone=NEW_YORK), Waking(zone="Asia/Tokyo"), ALWAYS])
def test_moved_to_two_hours_and_half_a_minute_from_now_it_speaks_within_the_minute_at_any_hour(zone, waking):
    for minute in range(0, 24 * 60, 7):
        now = datetime(2026, 11, 22, 0, 0, 17, tzinfo=UTC) + timedelta(minutes=minute)
        there = (now + timedelta(hours=2, seconds=30)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        (only,) = nudge_times(wall=there, zone=zone, leads=USUAL, waking=waking, now=now)
        assert only.lead == "2h" and timedelta(0) <= only.due_at - now <= timedelta(seconds=30)


@given(moments, zones)
def test_wall_time_is_kept_unless_a_clock_jumps_over_it(when, zone):
    clock = when.replace(tzinfo=None)
    there = moment(clock, zone).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert there >= clock


@given(moments, st.timedeltas(timedelta(seconds=1), timedelta(days=40)), zones, wakings, leads)
def test_times_are_in_order_apart_ahead_and_planned_alike_twice(now, ahead, zone, waking, leads):
    clock = (now + ahead).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0, microsecond=0)
    planned = nudge_times(wall=clock, zone=zone, leads=leads, waking=waking, now=now)
    dues = [each.due_at for each in planned]
    assert planned == nudge_times(wall=clock, zone=zone, leads=leads, waking=waking, now=now)
    apart = [each.due_at for each in planned if Lead.parse(each.lead).length >= timedelta(hours=2)]
    assert all(later - earlier >= timedelta(hours=2) for earlier, later in zip(apart, apart[1:], strict=False))
    assert all(now <= due < moment(clock, zone) for due in dues)
    assert len({each.lead for each in planned}) == len(planned)
    assert bool(planned) == bool(leads and moment(clock, zone) > now)


def test_of_two_in_the_same_minute_the_shorter_lead_stays():
    """The two-hour reminder moves to the evening's last waking minute, into which the six-hour one falls with its seconds."""
    now = datetime(2026, 1, 1, 1, 57, tzinfo=UTC)
    planned = nudge_times(
        wall=wall("2026-01-02T01:59:01"), zone="Africa/Abidjan", leads=USUAL, waking=Waking(zone="Africa/Algiers"), now=now
    )
    assert [each.lead for each in planned][-1] == "2h"


@given(moments, st.timedeltas(timedelta(hours=2, seconds=1), timedelta(days=40)), zones, wakings)
def test_the_last_word_is_never_swallowed(now, ahead, zone, waking):
    """With more than two hours to go, the two-hour reminder is among those planned: nothing later could displace it."""
    clock = (now + ahead).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0, microsecond=0)
    if moment(clock, zone) - timedelta(hours=2) > now:
        assert nudge_times(wall=clock, zone=zone, leads=USUAL, waking=waking, now=now)[-1].lead == "2h"


short_leads = st.lists(st.integers(1, 119).map("{}m".format), max_size=4, unique=True)


@given(moments, st.timedeltas(timedelta(seconds=1), timedelta(days=9)), zones, wakings, leads, short_leads)
def test_a_reminder_minutes_before_pushes_out_none_of_the_others(now, ahead, zone, waking, leads, minutes):
    deadline = {"wall": (now + ahead).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0), "zone": zone, "waking": waking, "now": now}
    longer = [lead for lead in leads if Lead.parse(lead).length >= timedelta(hours=2)]
    without = [planned for planned in nudge_times(leads=longer, **deadline) if planned.due_at > now]
    assert set(without) <= set(nudge_times(leads=[*longer, *minutes], **deadline))


@given(moments, st.timedeltas(timedelta(hours=2), timedelta(days=9)), zones, short_leads)
def test_each_reminder_minutes_before_comes_at_its_minute_to_whom_is_awake(now, ahead, zone, minutes):
    clock = (now + ahead).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    planned = nudge_times(wall=clock, zone=zone, leads=[*USUAL, *minutes], waking=ALWAYS, now=now)
    assert set(minutes) <= {each.lead for each in planned}
    assert all(moment(clock, zone) - each.due_at == Lead.parse(each.lead).length for each in planned if each.lead in minutes)


def test_fifteen_minutes_and_two_hours_before_both_come():
    assert times("2026-11-27T17:00", at("2026-11-27T12:00"), ("2h", "15m")) == [("2h", "Fri 27 15:00:00"), ("15m", "Fri 27 16:45:00")]


def test_minutes_that_waking_hours_move_beside_the_two_hours_are_said_once():
    assert times("2026-11-27T07:00", at("2026-11-26T12:00"), ("2h", "30m", "15m")) == [("2h", "Thu 26 20:59:00")]
    assert times("2026-11-27T07:00", at("2026-11-26T12:00"), ("30m", "15m")) == [("15m", "Thu 26 20:59:00")]


@pytest.mark.parametrize("typed", ["2 days, 6 hours and 15 minutes", "2d; 6h; 15 min before", "15m, 6 hrs, 2 days"])
def test_lead_times_are_read_as_people_type_them(typed):
    assert leads_typed(typed) == ["2d", "6h", "15m"]


@given(moments, wakings)
def test_the_last_waking_minute_is_in_waking_hours_and_at_most_a_day_before(when, waking):
    moved = waking.last_minute_before(when)
    assert waking.holds(moved) and timedelta(0) <= when - moved < timedelta(days=1)


def test_every_place_of_our_table_has_a_real_zone():
    assert set(PLACES.values()) <= zone_names()


@pytest.mark.parametrize(
    ("region", "zone"),
    [
        ("New York (HQ)", NEW_YORK),
        ("London (GBP/USD)", "Europe/London"),
        ("Palo Alto / Bay Area", "America/Los_Angeles"),
        ("Remote UK", "Europe/London"),
        ("Singapore", "Asia/Singapore"),
        ("Zürich", "Europe/Zurich"),
        ("Remote US", None),
        ("New York / London", None),
        ("Newark", None),
        (None, None),
    ],
)
def test_a_region_names_a_zone_or_none(region, zone):
    assert zone_of(region) == zone


def test_a_zone_is_typed_as_people_type():
    for text in ("America/New_York", "america/new york", "New York", " nyc "):
        assert zone_typed(text) == NEW_YORK
    assert zone_typed("Reykjavik") == "Atlantic/Reykjavik" and zone_typed("Atlantis") is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (20, "less than a minute"),
        (60, "1 minute"),
        (3540, "59 minutes"),
        (7190, "2 hours"),
        (6000, "1 hour 40 minutes"),
        (86_400, "24 hours"),
        (3 * 86_400 + 5 * 3600, "3 days 5 hours"),
        (7 * 86_400, "7 days"),
    ],
)
def test_durations_in_words(seconds, words):
    assert duration_words(timedelta(seconds=seconds)) == words


def test_moments_in_words():
    assert moment_words(at("2026-11-27T17:00"), NEW_YORK) == "Friday 27 November 2026, 17:00 in New York"
    assert moment_words(at("2026-11-27T17:00:30"), "Europe/London") == "Friday 27 November 2026, 22:00 in London"
    assert given_words(at("2026-11-27T17:00:30"), "Europe/London") == "Friday 27 November 2026, 22:00:30 in London"
    assert given_words(at("2026-11-27T17:00"), NEW_YORK) == "Friday 27 November 2026, 17:00 in New York"
    now = at("2026-11-24T12:00")
    assert [
        soon_words(at(text), NEW_YORK, now) for text in ("2026-11-24T13:00", "2026-11-25T17:00", "2026-11-26T17:00", "2026-12-26T17:00")
    ] == [
        "today 13:00",
        "tomorrow 17:00",
        "Thursday 17:00",
        "Saturday 26 December 17:00",
    ]
