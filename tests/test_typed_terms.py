"""The finer points of terms as people type them: schedules, delays, years, chances, PnL cases. What is shown reads back the same."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offers.typed_details import (
    read_chance,
    read_delays,
    read_loss_carry,
    read_netting,
    read_scenarios,
    read_years,
    scenarios_words,
    years_words,
)
from offers.typed_schedules import PRESETS, read_day, read_months, read_schedule, schedule_words, steady

READERS = (read_chance, read_delays, read_loss_carry, read_netting, read_scenarios, read_years, read_schedule, read_months, read_day)


def yearly(*percents):
    return [{"months": 12 * year, "percent": str(percent)} for year, percent in enumerate(percents, 1)]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("4×25", yearly(25, 25, 25, 25)),
        ("4 x 25 %", yearly(25, 25, 25, 25)),
        ("5/15/40/40", yearly(5, 15, 40, 40)),
        ("38 / 32 / 20 / 10", yearly(38, 32, 20, 10)),
        ("33.3333/33.3333/33.3334", yearly("33.3333", "33.3333", "33.3334")),
        ("2027-03-01", [{"on": "2027-03-01", "percent": "100"}]),
        ("on 1 March 2027", [{"on": "2027-03-01", "percent": "100"}]),
        ("50 % after 12 months, 50 % on 2027-03-01", [{"months": 12, "percent": "50"}, {"on": "2027-03-01", "percent": "50"}]),
        ("10k at signing; 20k after a year", [{"months": 0, "amount": "10000"}, {"months": 12, "amount": "20000"}]),
    ],
)
def test_a_schedule_as_it_is_typed(typed, parts):
    assert read_schedule(typed)[0] == parts


def test_an_amount_in_a_schedule_may_name_its_currency():
    assert read_schedule("£10,000 on 2027-01-02; 5k after 24 months")[1] == "GBP"


@pytest.mark.parametrize(
    "typed", ["monthly after a 12 month cliff", "monthly after a cliff", "Monthly over 4 years after a one year cliff"]
)
def test_monthly_after_a_cliff_is_one_forty_eighth_a_month_and_twelve_of_them_at_month_twelve(typed):
    parts = read_schedule(typed)[0]
    assert parts[0] == {"months": 12, "percent": "25"}
    assert [part["months"] for part in parts] == list(range(12, 49))
    assert sum(Decimal(part["percent"]) for part in parts) == 100


@given(st.integers(1, 5_000_000))
def test_of_a_monthly_grant_each_month_vests_the_whole_shares_of_the_exact_fraction(units):
    reached = Decimal(0)
    for part in steady(months=48, cliff=12):
        reached += Decimal(part["percent"])
        assert int(units * reached / 100) == units * part["months"] // 48


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("20/20", "add up to 40 %, not to 100 %"),
        ("50 % after 12 months; 10k on 2027-01-01", "all parts in percent, or all as amounts"),
        ("100 % on 9999-01-01", "The year must be from 1970"),
        ("100 % on 1066-10-14", "The year must be from 1970"),
        ("whenever", "Write 4×25"),
        ("£5 on 2027-01-01; $5 on 2028-01-01", "Two currencies are named"),
        ("monthly over 999 years", "Write 4×25|longer than fifty years|length"),
        ("200×1", "add up|fit|Write"),
    ],
)
def test_a_schedule_that_cannot_be_is_refused_in_words(typed, words):
    with pytest.raises(ValueError, match=words):
        read_schedule(typed)


@pytest.mark.parametrize(
    "typed", [*PRESETS, "2027-03-01", "quarterly over 4 years after a 12 month cliff", "10k at the start; 5k after 7 months"]
)
def test_a_schedule_in_words_reads_back_to_the_same(typed):
    parts, _ = read_schedule(typed)
    assert read_schedule(schedule_words(parts, "USD"))[0] == parts


@given(st.lists(st.integers(1, 30), min_size=2, max_size=8))
def test_any_yearly_schedule_reads_back_to_the_same(weights):
    parts = yearly(*weights, 100 - sum(weights)) if sum(weights) < 100 else yearly(40, 60)
    assert read_schedule(schedule_words(parts))[0] == parts


@pytest.mark.parametrize(
    ("reader", "typed", "meant"),
    [
        (read_delays, "3 years", [12, 24, 36]),
        (read_delays, "three year cliff", [36]),
        (read_delays, "12, 24, 36", [12, 24, 36]),
        (read_years, "first year only", [1]),
        (read_years, "1-3", [1, 2, 3]),
        (read_years, "1 and 2", [1, 2]),
        (read_years, "every year", []),
        (read_chance, "90 %", "0.9"),
        (read_chance, "0.9", "0.9"),
        (read_netting, "75 %", "0.75"),
        (read_netting, "no", False),
        (read_loss_carry, "10m", "10000000"),
        (read_loss_carry, "yes", True),
        (read_months, "2 years", 24),
    ],
)
def test_the_finer_points_as_they_are_typed(reader, typed, meant):
    assert reader(typed) == meant


@pytest.mark.parametrize(
    ("typed", "cases"),
    [
        ("25m expected", [("25000000", "1")]),
        ("25m", [("25000000", "1")]),
        ("-10m 25 %; 20m 50 %; 50m 25 %", [("-10000000", "0.25"), ("20000000", "0.5"), ("50000000", "0.25")]),
        ("low 10m 30 %, high 1,250,000 at 0.7", [("10000000", "0.3"), ("1250000", "0.7")]),
    ],
)
def test_pnl_cases_as_they_are_typed(typed, cases):
    found = read_scenarios(typed)[0]
    assert [(case["pnl"], case["chance"]) for case in found] == cases
    assert read_scenarios(scenarios_words(found))[0] == found


@pytest.mark.parametrize(
    ("typed", "words"), [("10m, 20m", "how likely"), ("10m 30 %; 20m 30 %", "add up to 60 %"), ("a lot", "not an amount")]
)
def test_pnl_cases_that_cannot_be_are_refused_in_words(typed, words):
    with pytest.raises(ValueError, match=words):
        read_scenarios(typed)


@given(st.sets(st.integers(1, 50), min_size=1, max_size=6))
def test_years_in_words_read_back_to_the_same(years):
    assert read_years(years_words(sorted(years))) == sorted(years)


@given(st.sampled_from(READERS), st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused_in_words(reader, text):
    try:
        reader(text)
    except ValueError as error:
        assert str(error)


@given(st.sampled_from(READERS), st.text(alphabet="0123456789 .,;%/-×x$£kmonthyearscliffexpctdafter", max_size=40))
def test_what_is_nearly_right_is_read_or_refused_in_words(reader, text):
    try:
        reader(text)
    except ValueError as error:
        assert str(error)
