"""A deadline as people say it: the table of forms, on one Tuesday morning in New York, and laws that hold for any words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offers.spoken_times import NotUnderstood, hear

NEW_YORK = "America/New_York"
TUESDAY = datetime(2026, 11, 24, 15, tzinfo=UTC)  # 10:00 in New York
SUNDAY = datetime(2026, 11, 22, 15, tzinfo=UTC)


WALLS = st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2030-12-31"))


def heard(text, now=TUESDAY, zone=NEW_YORK):
    """Each meaning as `27 17:00`, or `27 day` where only a day was said; December's days follow as `12-01`."""
    return [
        f"{each.wall:%m-%d} {'day' if each.precision == 'date' else f'{each.wall:%H:%M}'}"
        for each in hear(text, now=now, zone=zone).meanings
    ]


SURE = {
    "11-27 17:00": (
        "Friday 17:00|Fri 5pm|friday, 5 p.m.|by Friday at 5:00 PM|27 Nov 5pm|2026-11-27 17:00|2026-11-27T17:00|27.11.2026 17:00|Friday 17h"
        "|Nov 27th at 17:00|November 27, 2026 at 5:00 PM|the 27th at 5pm|Friday 27th 5pm|this Friday 5pm|FRIDAY 5PM sharp|Friday 1700"
        "|I have until Friday 5pm|they need an answer by Friday 17:00|no later than Friday 17:00|5 pm on Friday|27/11/2026 17:00"
        "|27. November 2026, 17:00|27. Nov. 17 Uhr|27.11.2026 17.00 Uhr|27 November 2026 17:00hrs"
        "|27 Nov 2026, 17:00 hours|Fri., Nov. 27 @ 5pm"
        "|27 Nov '26 5pm|27-Nov-26 5 p.m.|I need to let them know by Friday at 5pm"
        "|Friday of this week, 17:00|three days from today at 5pm|friday five pm|Friday 5pm at the latest"
    ),
    "11-27 day": (
        "EOD Friday|Friday|by Friday|COB Friday|by close of business on Friday|Friday EOB|end of play Friday|27 Nov|27th|27 November 2026"
        "|Fri, Nov 27|2026-11-27|20261127|27-Nov-2026|2026/11/27|end of the week|EOW|end of this week|this week|in 3 days|11/27/2026"
        "|within 3 business days|this coming Friday|no later than Friday|on or before Friday"
    ),
    "11-26 12:00": "the day after tomorrow at noon|noon the day after tomorrow|day after tomorrow 12:00",
    "11-27 12:00": "Friday noon|noon Friday|Friday at midday|12pm Friday|before noon on Friday|12:00 on Friday|in 3 days at noon",
    "11-26 10:00": "in 48 hours|48h|48 hrs|forty-eight hours|within the next 48 hours|48 hours from now|I've got 48 hours",
    "11-24 11:30": "in an hour and a half|in 90 minutes|in 1.5 hours",
    "12-01 12:00": "next Tuesday noon|1 Dec noon|Tuesday of next week at 12:00|1st of December at noon|a week from today, noon",
    "12-04 day": "end of next week|next week Friday|Friday of next week|Friday week|a week from Friday|4 Dec EOD|Dec 4th|friday next week",
    "12-08 day": "in two weeks|2 weeks from today|in a fortnight|fortnight|in two weeks' time|14 days",
    "11-25 day": "tomorrow|EOD tomorrow|by end of day tomorrow|tmrw|Wednesday|in a day|one business day|by the end of tomorrow",
    "11-26 day": "the day after tomorrow|Thursday|2 days|in a couple of days|Thurs",
    "11-24 day": "today|EOD|end of day|close of business|by end of the day today|later today",
    "11-25 09:00": "tomorrow 9am|tomorrow at 9 in the morning|9 o'clock tomorrow morning|Wed 9 Uhr"
    "|Wed 9:00|Wed 09:00|9am tomorrow|Wednesday 9.00",
    "11-24 17:00": "5pm|17:00|today 5pm|at 17:00|today at 5 in the afternoon|17 Uhr",
    "11-30 day": "end of the month|end of November|EOM|Monday|in 6 days|the 30th|this month",
    "11-27 23:59": "Friday 23:59|11:59pm Friday|one minute before midnight on Friday",
    "11-28 00:00": "Friday 24:00",
    "12-24 day": "in a month|24 December|24.12.|in 30 days",
}


@pytest.mark.parametrize(("meaning", "text"), [(meaning, text) for meaning, texts in SURE.items() for text in texts.split("|")])
def test_what_can_mean_one_time_means_it(meaning, text):
    assert heard(text) == [meaning]
    assert hear(text, now=TUESDAY, zone=NEW_YORK).sure


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("next Friday", ["11-27 day", "12-04 day"]),
        ("Tuesday", ["11-24 day", "12-01 day"]),
        ("Friday at 5", ["11-27 05:00", "11-27 17:00"]),
        ("Friday 5:30", ["11-27 05:30", "11-27 17:30"]),
        ("half past five tomorrow", ["11-25 05:30", "11-25 17:30"]),
        ("midnight Friday", ["11-27 00:00", "11-28 00:00"]),
        ("12am Friday", ["11-27 00:00", "11-28 00:00"]),
        ("before Friday", ["11-26 day", "11-27 day"]),
        ("Monday morning", ["11-30 09:00", "11-30 12:00"]),
        ("next week", ["11-30 day", "12-04 day"]),
        ("next month", ["12-01 day", "12-31 day"]),
        ("12/11", ["12-11 day", "11-12 day"]),
        ("tonight", ["11-24 18:00", "11-24 21:00"]),
        ("17h", ["11-24 17:00", "11-25 03:00"]),
        ("at 9", ["11-24 21:00", "11-25 09:00"]),
    ],
)
def test_what_can_mean_several_times_is_asked_about(text, meanings):
    assert heard(text) == meanings
    assert not hear(text, now=TUESDAY, zone=NEW_YORK).sure


@pytest.mark.parametrize("text", ["next Tuesday noon", "end of next week"])
def test_on_a_sunday_it_is_open_which_week_is_next(text):
    assert len(heard(text, now=SUNDAY)) == 2


def test_a_time_of_day_that_has_passed_may_mean_tomorrow_and_is_asked_about():
    assert heard("9am") == ["11-25 09:00"] and not hear("9am", now=TUESDAY, zone=NEW_YORK).sure


def test_said_on_the_day_itself_after_the_time_it_is_a_week_on():
    assert heard("Tuesday 9am") == ["12-01 09:00"]


UNDATED = (
    "no date given|No date|none|no deadline|not given|they didn't say|they did not give a date|open|open-ended|TBD|ASAP|soon|whenever"
    "|no rush|unknown|n/a|no fixed date yet|they named no date|-|?"
)


@pytest.mark.parametrize("text", UNDATED.split("|"))
def test_no_date_stays_unknown(text):
    known = hear(text, now=TUESDAY, zone=NEW_YORK)
    assert known.undated and not known.meanings and not known.sure


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("banana", "could not read a time in “banana”"),
        ("Friday or Monday", "could not read"),
        ("not before Friday", "could not read"),
        ("Thursday 27 November", "27 November 2026 is a Friday"),
        ("31 February", "No calendar has this day"),
        ("30/02/2026", "No calendar has this day"),
        ("25:00 tomorrow", "No clock shows “25:00”"),
        ("tomorrow 13am", "No clock shows “13am”"),
        ("Monday 9am IST", "Bangalore, Tel Aviv or Dublin"),
        ("2026-11-27T17:00+01:00", "without an offset"),
        ("Friday 5pm GMT+1", "Name the city"),
        ("Friday 5pm UTC-5", "Name the city"),
        ("Friday 5pm US", "“US” has several clocks"),
        ("5pm Texas time on Friday", "“Texas” has several clocks"),
        ("Friday 5pm my time", "Your own time zone is not known yet"),
        ("5pm on Friday morning", "could not read"),
        ("27 Nov 17", "could not read"),
        ("48 hours of the call", "could not read"),
        ("", "could not read"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_words(text, words):
    with pytest.raises(NotUnderstood, match=words):
        hear(text, now=TUESDAY, zone=NEW_YORK)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Friday 5pm ET", NEW_YORK),
        ("Friday 17:00 London time", "Europe/London"),
        ("Fri EOD PT", "America/Los_Angeles"),
        ("monday 9am in Hong Kong", "Asia/Hong_Kong"),
        ("17:00 in São Paulo on Friday", "America/Sao_Paulo"),
        ("Friday 17:00 Europe/Berlin", "Europe/Berlin"),
        ("5pm ET on the 3rd", NEW_YORK),
        ("9 a.m. Pacific Time on Monday", "America/Los_Angeles"),
        ("5 PM Eastern Standard Time Friday", NEW_YORK),
        ("5pm CET, 2 December", "Europe/Berlin"),
        ("Dec 2, 2026 5 PM Central European Summer Time", "Europe/Berlin"),
        ("EOD PT Friday", "America/Los_Angeles"),
        ("close of business London on Friday", "Europe/London"),
        ("Friday 17:00 Lord Howe", "Australia/Lord_Howe"),
        ("let us know by Friday 17:00", None),
        ("Friday 17:00", None),
        ("Friday 17:00 local time", None),
    ],
)
def test_a_zone_may_be_said_with_it(text, zone):
    assert hear(text, now=TUESDAY, zone="Asia/Tokyo").zone == zone


@pytest.mark.parametrize("text", ["Friday 5pm my time", "by 5pm your time on Friday", "Friday 5pm, your local time"])
def test_the_persons_own_clock_may_be_said(text):
    """Else it would be taken for a time on the employer's clock, in silence."""
    known = hear(text, now=TUESDAY, zone=NEW_YORK, own="Europe/Paris")
    assert (known.zone, known.meanings[0].wall.hour, known.sure) == ("Europe/Paris", 17, True)


def test_today_is_today_there():
    late = datetime(2026, 11, 24, 23, tzinfo=UTC)
    assert heard("tomorrow", now=late, zone=NEW_YORK) == ["11-25 day"]
    assert heard("tomorrow", now=late, zone="Asia/Tokyo") == ["11-26 day"]
    assert heard("9am Tokyo time", now=late, zone=NEW_YORK) == ["11-25 09:00"]


def test_hours_are_absolute_over_a_change_of_the_clock():
    before = datetime(2026, 3, 7, 15, tzinfo=UTC)  # 10:00; the clock is put forward that night
    assert heard("in 24 hours", now=before) == ["03-08 11:00"]


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), st.sampled_from(["Mon", "tue", "Wed", "Thursday", "fri", "Sat", "SUNDAY"]))
def test_a_weekday_is_within_the_week_and_is_that_day(day, name):
    noon = datetime(day.year, day.month, day.day, 17, tzinfo=UTC)
    for meaning in hear(f"{name} 23:00", now=noon, zone=NEW_YORK).meanings[:1]:
        assert timedelta(0) <= meaning.wall.date() - day < timedelta(days=7) and meaning.wall.strftime("%A").lower().startswith(
            name.lower()
        )


@given(WALLS, st.sampled_from(["%Y-%m-%d %H:%M", "%d %B %Y, %H:%M", "%A %d.%m.%Y %H:%M"]))
def test_what_is_written_in_full_is_what_it_says(wall, form):
    (meaning,) = hear(wall.strftime(form), now=TUESDAY, zone=NEW_YORK).meanings
    assert meaning.wall == wall.replace(second=0, microsecond=0)


@given(st.text(max_size=60))
def test_any_words_are_understood_or_refused_in_words(text):
    try:
        known = hear(text, now=TUESDAY, zone=NEW_YORK)
    except NotUnderstood as problem:
        assert str(problem)
    else:
        assert known.undated != bool(known.meanings)
