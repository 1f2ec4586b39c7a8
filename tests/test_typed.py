"""Amounts as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiate.money.currencies import currency_of
from negotiate.money.typed import LARGEST, Typed, read, read_amount, read_change, read_figure, read_percent, read_share


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("310k", 310_000, None),
        ("£195,000", 195_000, "GBP"),
        ("$300K", 300_000, "USD"),
        ("1.2m", 1_200_000, None),
        ("300 000", 300_000, None),
        ("300\u202f000", 300_000, None),
        ("26,00,000", 2_600_000, None),
        ("₹22L", 2_200_000, "INR"),
        ("CHF 120'000", 120_000, "CHF"),
        ("100 000 SEK", 100_000, "SEK"),
        ("C$300k", 300_000, "CAD"),
        ("300 k €", 300_000, "EUR"),
        ("1.234m", 1_234_000, None),
        (" 300,000.50 ", Decimal("300000.5"), None),
        ("0", 0, None),
    ],
)
def test_an_amount_is_read_as_it_is_typed(text, amount, currency):
    assert read(text) == Typed(amount=Decimal(amount), currency=currency)


@pytest.mark.parametrize(("text", "percent"), [("20 %", 20), ("12.5%", "12.5"), ("6 percent", 6), ("4.125 %", "4.125")])
def test_a_percent_is_read_as_a_percent_number(text, percent):
    assert read(text) == Typed(percent=Decimal(percent))
    assert read_percent(text) == Decimal(percent)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("€1.234.567,89", "two ways: write 1234567.89"),
        ("300.000", "two ways: write 300000, or 300.00"),
        ("1,5", "two ways: write 1.5, or 15"),
        ("-5", "negative"),
        ("-$5", "negative"),
        ("$ -5", "negative"),
        ("-20 %", "negative"),
        ("300k - 320k", "not a range"),
        ("NaN", "not an amount"),
        ("inf", "not an amount"),
        ("1e99", "not an amount"),
        ("💰", "not an amount"),
        ("５００", "not an amount"),
        ("", "such as 310k"),
        ("9" * 500, "such as 310k"),
        ("9" * 20, "more than a trillion"),
        ("1.23456", "four decimal places"),
        ("5000 %", "up to 1,000"),
        ("100 kr", "SEK or NOK"),
        ("$300K EUR", "Two currencies"),
        ("300 XXX", "not a currency we know"),
        ("$300k/yr", "how often"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(text, words):
    with pytest.raises(ValueError, match=words):
        read(text)


def test_a_plain_dollar_sign_means_the_dollar_that_is_talked_about():
    assert read("$300K", context="CAD").currency == "CAD"
    assert read("$300K", context="GBP").currency == "USD"
    assert currency_of("kr", "NOK") == "NOK"


def test_a_field_for_money_refuses_a_percent():
    with pytest.raises(ValueError, match="not a percent"):
        read_amount("20 %")


@pytest.mark.parametrize(
    ("text", "change"), [("3", 3), ("3 %", 3), ("+3%", 3), ("-2.5 %", "-2.5"), ("−2.5", "-2.5"), ("2.5 percent", "2.5"), ("0", 0)]
)
def test_a_change_in_per_cent_has_a_sign_where_one_is_typed(text, change):
    assert read_change(text) == Decimal(change)


@pytest.mark.parametrize("text", ["", "--3", "+-3", "three", "3k", "NaN"])
def test_what_is_no_change_in_per_cent_is_refused(text):
    with pytest.raises(ValueError, match="percent such as"):
        read_change(text)


@pytest.mark.parametrize(
    ("text", "share"), [("80 %", "0.8"), ("80", "0.8"), ("0.8", "0.8"), ("1", "1"), ("1 %", "0.01"), ("80 percent", "0.8")]
)
def test_a_share_of_one_is_typed_as_a_share_or_in_per_cent(text, share):
    assert read_share(text) == Decimal(share)


def test_a_figure_beside_its_currency_may_name_it_and_no_other():
    assert read_figure("A$310k", unit="currency", currency="AUD") == 310_000
    assert read_figure(" ", unit="currency", currency="AUD") is None
    with pytest.raises(ValueError, match="in GBP, and the currency here is AUD"):
        read_figure("£310k", unit="currency", currency="AUD")


@given(st.text(max_size=80) | st.text(alphabet="0123456789.,' -%kKmM$€£¥krlakhper/", max_size=14))
def test_whatever_is_typed_is_an_amount_in_bounds_or_a_sentence(text):
    try:
        typed = read(text)
    except ValueError as error:
        assert str(error).endswith((".", "?"))
    else:
        assert (typed.amount is None) != (typed.percent is None)
        assert 0 <= (typed.amount if typed.percent is None else typed.percent) < LARGEST


@given(st.integers(min_value=0, max_value=10**11))
def test_an_amount_written_with_commas_reads_back(number):
    assert read(f"{number:,}").amount == number
    assert read(f"${number:,}.25").amount == number + Decimal("0.25")
