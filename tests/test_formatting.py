"""Money, per cents and figures in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from guides.parsing.rows import Band, Target
from negotiate.money.formatting import (
    component_name,
    estimate,
    figure_range,
    figure_words,
    money,
    money_short,
    percent,
    percent_estimate,
    three_figures,
)

SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    (
        ("300000.0000", "USD", "$300,000"),
        ("136000", "CHF", "CHF\u00a0136,000"),
        ("1250.5", "GBP", "£1,250.50"),
        ("-5000", "EUR", "-€5,000"),
        ("90000", "SGD", "SGD\u00a090,000"),
        ("2600000", "INR", "₹2,600,000"),
        ("100", "AUD", "A$100"),
    ),
)
def test_money_is_written_with_its_currency(amount, currency, words):
    assert money(Decimal(amount), currency) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1489319.19", "$1,490,000"),
        ("52818.58", "$52,800"),
        ("999999.99", "$1,000,000"),
        ("-1235738.51", "-$1,240,000"),
        ("43294.77", "$43,300"),
        ("310000", "$310,000"),
        ("1825000", "$1,830,000"),
        ("52.81", "$53"),
        ("0.4567", "$0.46"),
        ("0", "$0"),
    ],
)
def test_an_estimate_has_three_figures_and_no_cents(amount, words):
    assert estimate(Decimal(amount), "USD") == words


@pytest.mark.parametrize(("value", "words"), [("81.237", "81.2"), ("3.4715", "3.47"), ("0.012345", "0.01"), ("100", "100"), ("2.004", "2")])
def test_a_percent_that_was_worked_out_has_three_figures(value, words):
    assert percent_estimate(Decimal(value)) == f"{words}{SPACE}%"


@given(some.decimals(-(10**15), 10**15, places=4))
def test_an_estimate_is_within_half_a_percent_of_the_amount(amount):
    rounded = three_figures(amount)
    assert abs(rounded - amount) <= abs(amount) / 200 and len(rounded.normalize().as_tuple().digits) <= 3


def test_what_is_not_stated_is_never_zero():
    assert money(None, "USD") == money_short(None, "USD") == percent(None) == "not stated"


@given(some.decimals(min_value=-(10**14), max_value=10**14, places=2), some.sampled_from(["USD", "GBP", "CHF", "PLN", "JPY", "XXX"]))
def test_no_digit_of_an_amount_is_lost(amount, currency):
    digits = "".join(sign for sign in money(amount, currency) if sign.isdigit() or sign in "-.")
    assert Decimal(digits) == amount


def test_short_money_keeps_what_matters():
    assert money_short(Decimal("255500"), "USD") == "$255.5K"
    assert money_short(Decimal("1250000"), "SEK") == "SEK\u00a01.25M"


def test_a_percent_number_is_written_as_it_is():
    assert percent(Decimal("6.0000")) == f"6{SPACE}%"
    assert percent(Decimal("12.5")) == f"12.5{SPACE}%"


def band(**fields):
    return Band(**{"component": "base", "currency": "USD", "period": "year", **fields})


@pytest.mark.parametrize(
    ("figure", "words"),
    (
        (band(low=Decimal(255_000), high=Decimal(340_000)), "$255,000 – $340,000 a year"),
        (band(low=Decimal(90_000), high=Decimal(90_000), period="one_time"), "$90,000 once"),
        (band(low=Decimal(255_000), open_ended=True), "$255,000 or more a year"),
        (band(low=Decimal(1), high=Decimal(2), open_ended=True, period=None), "$1 – $2 or more"),
        (band(high=Decimal(340_000)), "up to $340,000 a year"),
        (band(low=Decimal(340_000), high=Decimal(255_000)), "$340,000 – $255,000 a year"),
        (band(unit="none", currency=None, period=None, original="—"), "—"),
        (band(unit="text", currency=None, period=None, original="Discretionary"), "Discretionary"),
        (band(unit="shares", currency=None, low=Decimal(1200), high=Decimal(1500), period="4yr"), "1,200 – 1,500 shares over four years"),
        (Target(kind="accept", component="pnl", unit="percent_of_pnl", low=Decimal(4), open_ended=True), f"4{SPACE}% or more of PnL"),
        (band(), "not stated"),
    ),
)
def test_a_figure_is_said_in_the_words_of_its_unit(figure, words):
    assert figure_words(figure) == words


def test_a_range_leaves_the_period_to_its_table():
    assert figure_range(band(low=Decimal(1), high=Decimal(2))) == "$1 – $2"


def test_an_unknown_component_is_shown_as_words():
    assert component_name("base") == "Base salary"
    assert component_name("meal_vouchers") == "Meal vouchers"
