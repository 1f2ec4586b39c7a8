"""A number is believed only where its own guide's bands bear it out; else it is a problem with its sentence."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.parsing import read, rows
from guides.parsing.plausibility import Magnitudes
from tests.test_parsing_strategies import GUIDE

BASE = rows.Band(region="Oslo", component="base", low=Decimal(150_000), high=Decimal(250_000), currency="USD", period="year")
GRANT = rows.Band(region="Oslo", component="equity", low=Decimal(200_000), high=Decimal(400_000), currency="USD", period="4yr")
SIGN_ON = rows.Band(region="Oslo", component="sign_on", low=Decimal(0), high=Decimal(40_000), currency="USD", period="one_time")
BONUS = rows.Band(region="Oslo", component="bonus", unit="percent_of_base", low=Decimal(10), high=Decimal(20), period="year")
MONTHLY = rows.Band(region="Oslo", component="base", low=Decimal(9_000), high=Decimal(12_000), currency="EUR", period="month")
BANDS = (BASE, GRANT, SIGN_ON, BONUS, MONTHLY)


def doubt(component: str, amount: int, **more) -> str:
    stated = {"currency": "USD", "low": Decimal(amount), "high": Decimal(amount)} | more
    return Magnitudes(BANDS).doubt(rows.Target(kind="anchor", component=component, **stated))


@given(
    st.sampled_from(["base", "equity", "sign_on", "total", "other"]), st.integers(0, 10**9), st.sampled_from([None, "year", "4yr", "month"])
)
def test_what_is_believed_lies_within_a_third_to_three_times_its_bands_in_some_reading(component, amount, period):
    bands = [band for band in BANDS if band.component == component and band.currency == "USD"]
    if bands and not doubt(component, amount, period=period):
        readings = [amount, amount / 4, amount * 4, amount * 12, amount * 48]
        assert any(float(bands[0].low) / 3 <= one <= float(bands[0].high) * 3 for one in readings)


@pytest.mark.parametrize(
    ("component", "amount", "more"),
    [
        ("base", 60_000, {}),
        ("base", 700_000, {}),
        ("equity", 70_000, {}),
        ("equity", 70_000, {"period": "year"}),
        ("equity", 1_400_000, {"period": "4yr"}),
        ("sign_on", 5_000, {}),
        ("bonus", 25, {"unit": "percent_of_base", "currency": None}),
        ("base", 120_000, {"currency": "EUR"}),
        ("base", 10_000, {"currency": "EUR", "period": "month"}),
        ("base", 90_000, {"currency": "GBP"}),
        ("total", 300_000, {}),
    ],
)
def test_what_its_bands_bear_out_is_believed(component, amount, more):
    assert doubt(component, amount, **more) == ""


@pytest.mark.parametrize(
    ("component", "amount", "more", "why"),
    [
        ("base", 40_000, {}, "base of 150,000 to 250,000 USD"),
        ("base", 800_000, {}, "base of 150,000 to 250,000 USD"),
        ("equity", 1_300_000, {"period": "year"}, "equity of 200,000 to 400,000 USD"),
        ("equity", 50_000, {}, "equity of 200,000 to 400,000 USD"),
        ("equity", 250, {}, "equity of 200,000 to 400,000 USD"),
        ("bonus", 70, {"unit": "percent_of_base", "currency": None}, "bonus of 10 to 20 %"),
        ("base", 10_000, {"currency": "EUR"}, "base of 108,000 to 144,000 EUR"),
        ("total", 3_000_000_000, {}, "beside pay of 150,000 to 250,000 USD"),
        ("total", 90_000_000, {"currency": "GBP"}, "no plausible amount of pay"),
        ("base", 90, {"currency": "GBP"}, "no plausible amount of pay"),
        ("pnl", 900, {"unit": "percent_of_pnl", "currency": None}, "no plausible part of pay"),
    ],
)
def test_what_lies_outside_is_doubted_and_the_band_is_named(component, amount, more, why):
    assert why in doubt(component, amount, **more)


def test_a_doubted_number_is_a_problem_with_its_sentence():
    guide = read(GUIDE.format(strategy="Open at $2.5M base. Accept at $230K base."), path="quillmark/data-engineer.md")
    assert [(target.kind, target.low) for target in guide.targets] == [("accept", 230_000)]
    problem = next(problem for problem in guide.problems if problem.code == "implausible_target")
    assert "Open at $2.5M base." in problem.message and "base of 165,000 to 260,000 USD" in problem.message


@pytest.mark.parametrize("sentence", ["Ask for $120 per hour base.", "Ask for $900 per day base.", "Ask for $9K per week base."])
def test_pay_by_the_hour_the_day_or_the_week_is_no_target(sentence):
    assert read(GUIDE.format(strategy=sentence), path="quillmark/data-engineer.md").targets == ()


def test_pay_by_the_month_keeps_its_month():
    (target,) = read(GUIDE.format(strategy="Ask for $20,000 a month in base."), path="quillmark/data-engineer.md").targets
    assert (target.low, target.period) == (20_000, "month")
