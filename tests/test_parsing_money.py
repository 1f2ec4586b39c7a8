"""Amounts as people type them."""

from decimal import Decimal

import pytest

from guides.parsing.money import figures

K, M = 1000, 1_000_000


def read(text, label=""):
    return [(figure.low, figure.high, figure.currency) for figure in figures(text, label)]


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        ("$120K - $165K", 120 * K, 165 * K, "USD"),
        ("$120K–$165K", 120 * K, 165 * K, "USD"),
        ("£85,000 – £120,000", 85 * K, 120 * K, "GBP"),
        ("€78,000–€112,000", 78 * K, 112 * K, "EUR"),
        ("A$90K-A$110K", 90 * K, 110 * K, "AUD"),
        ("C$130,000-C$175,000", 130 * K, 175 * K, "CAD"),
        ("S$90K", 90 * K, 90 * K, "SGD"),
        ("HK$1.2M-HK$1.6M", 1_200_000, 1_600_000, "HKD"),
        ("R$ 180K - R$ 240K", 180 * K, 240 * K, "BRL"),
        ("NT$2.1M-NT$2.9M", 2_100_000, 2_900_000, "TWD"),
        ("₹22L-₹38L", 2_200_000, 3_800_000, "INR"),
        ("₹26,00,000", 2_600_000, 2_600_000, "INR"),
        ("₹1.2 crore", 12_000_000, 12_000_000, "INR"),
        ("INR 26 lakh", 2_600_000, 2_600_000, "INR"),
        ("₪515,000–₪667,000", 515 * K, 667 * K, "ILS"),
        ("¥12M–¥18M", 12 * M, 18 * M, "JPY"),
        ("kr 650K – kr 900K", 650 * K, 900 * K, "SEK"),
        ("650,000 kr", 650 * K, 650 * K, "SEK"),
        ("CHF 180'000", 180 * K, 180 * K, "CHF"),
        ("CHF 180’000–210’000", 180 * K, 210 * K, "CHF"),
        ("180'000 CHF", 180 * K, 180 * K, "CHF"),
        ("¥1,200万", 12 * M, 12 * M, "JPY"),
        ("1,200万円", 12 * M, 12 * M, "JPY"),
        ("¥1,200–1,500万", 12 * M, 15 * M, "JPY"),
        ("₩1.2억", 120 * M, 120 * M, "KRW"),
        ("CHF 136K", 136 * K, 136 * K, "CHF"),
        ("CHF136K", 136 * K, 136 * K, "CHF"),
        ("EUR 90,000 - EUR 132,000", 90 * K, 132 * K, "EUR"),
        ("PLN 348K–525K", 348 * K, 525 * K, "PLN"),
        ("150K-210K EUR", 150 * K, 210 * K, "EUR"),
        ("$195-210K", 195 * K, 210 * K, "USD"),
        ("$450K - $1M", 450 * K, M, "USD"),
        ("AUD $145,000", 145 * K, 145 * K, "AUD"),
        ("$145K CAD", 145 * K, 145 * K, "CAD"),
        ("US$155K", 155 * K, 155 * K, "USD"),
        ("$155K to $210K", 155 * K, 210 * K, "USD"),
    ],
)
def test_an_amount_or_range_is_read(text, low, high, currency):
    assert read(text) == [(low, high, currency)]


def test_the_label_decides_which_crown_or_yen_is_meant():
    assert read("kr 650K", "Oslo") == [(650 * K, 650 * K, "NOK")]
    assert read("¥650K", "Shanghai") == [(650 * K, 650 * K, "CNY")]


def test_a_plus_leaves_the_upper_end_open():
    (single,), (ranged,) = figures("$228K+"), figures("$490K - $780K+")
    assert (single.low, single.high, single.open_ended) == (228 * K, None, True)
    assert (ranged.low, ranged.high, ranged.open_ended) == (490 * K, 780 * K, True)


def test_percentages_share_their_sign():
    (figure,) = figures("10–15.5%")
    assert (figure.low, figure.high, figure.unit, figure.currency) == (10, Decimal("15.5"), "percent", None)


def test_shares_are_counted():
    (figure,) = figures("30,000 – 55,000 options")
    assert (figure.low, figure.high, figure.unit) == (30 * K, 55 * K, "shares")


@pytest.mark.parametrize(("text", "period"), [("$38K - $62K/yr", "year"), ("$9K/mo", "month"), ("$400K/4yr", "4yr"), ("$38K", None)])
def test_a_period_may_follow(text, period):
    assert [figure.period for figure in figures(text)] == [period]


def test_two_currencies_side_by_side():
    assert read("£195K - £258K / $247K - $327K") == [(195 * K, 258 * K, "GBP"), (247 * K, 327 * K, "USD")]


def test_two_currencies_woven_together():
    assert read("£109K / $137K - £148K / $186K") == [(109 * K, 148 * K, "GBP"), (137 * K, 186 * K, "USD")]


@pytest.mark.parametrize(("text", "flag"), [("£24K - $40K", "two currencies in one range"), ("$90K - $80K", "low above high")])
def test_a_range_that_cannot_be_right_is_kept_with_a_flag(text, flag):
    assert [figure.flag for figure in figures(text)] == [flag]


@pytest.mark.parametrize("text", ["L5", "SDE2", "Q4 2025", "v1.2.3"])
def test_a_bare_number_is_no_amount(text):
    assert {figure.unit for figure in figures(text)} <= {"number"}
