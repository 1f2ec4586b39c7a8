"""Promises against the letter, and the candidate's own words against their counter."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offers.claim_reading import find_claim, meaning_in, read_claim
from offers.claims import Claim, checked, contradictions
from offers.matching import Stated

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)


def claim(component="sign_on", value=50_000, **fields):
    fields = {"currency": "USD", "period": "one_time" if component == "sign_on" else "year", **fields}
    return Claim(component=component, value=Decimal(value), **fields)


def money(component, value, **fields):
    fields = {"currency": "USD", "period": "one_time" if component == "sign_on" else "year", **fields}
    return Stated(component=component, value=None if value is None else Decimal(value), **fields)


TYPED = [
    ("50k sign-on", "sign_on", 50_000, None),
    ("sign-on of $50K", "sign_on", 50_000, "USD"),
    ("50,000 signing bonus", "sign_on", 50_000, None),
    ("20 % bonus", "bonus", "20%", None),
    ("bonus 20%", "bonus", "20%", None),
    ("£195,000 base", "base", 195_000, "GBP"),
    ("base salary 320", "base", 320, None),
    ("6% of pnl", "pnl", "6%", None),
    ("1.2m equity", "equity", 1_200_000, None),
    ("EUR 30k relocation", "relocation", 30_000, "EUR"),
    ("401k match 5%", "retirement", "5%", None),
]


@pytest.mark.parametrize(("text", "component", "value", "currency"), TYPED)
def test_a_claim_is_read_as_people_type_it(text, component, value, currency):
    found = read_claim(text)
    number = f"{found.percent:f}%" if found.percent is not None else found.amount
    assert (found.component, number, found.currency) == (component, value, currency)


@pytest.mark.parametrize("text", ["", "50k", "sign-on", "50k base and 20k sign-on", "50-60k sign-on", "a lot of sign-on", "😀", "1" * 500])
def test_what_is_no_claim_says_so(text):
    with pytest.raises(ValueError, match=r"\w"):
        read_claim(text)


@pytest.mark.parametrize(
    ("text", "component", "value"),
    [
        ("A sign-on of 50K", "sign_on", 50_000),
        ("They promised me a $50,000 signing bonus on the phone.", "sign_on", 50_000),
        ("I said I need 320K base", "base", 320_000),
        ("The base would be 310,000, said on 24 November 2026.", "base", 310_000),
    ],
)
def test_the_number_in_a_sentence_is_found(text, component, value):
    found = find_claim(text)
    assert (found.component, found.amount) == (component, value)


@pytest.mark.parametrize(
    "text",
    [
        "An answer by Friday.",
        "They take the counter to the committee. A sign-on is possible.",
        "The bonus is paid in 2027.",
        "Base 310k and bonus 200k.",
        "Between 300k and 320k base.",
        "30 days of notice, and a bonus.",
        "",
    ],
)
def test_where_words_leave_it_open_nothing_is_guessed(text):
    assert find_claim(text) is None


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("I said I need 320K base", "need"),
        ("At least 320K base", "need"),
        ("I won't accept less than 300K base", "need"),
        ("I'd accept 300K base", "accept"),
        ("I would sign at 300K base", "accept"),
        ("I mentioned 320K base", ""),
    ],
)
def test_how_an_own_number_is_meant(text, meaning):
    assert meaning_in(text) == meaning


CASES = [
    (None, "waiting"),
    ([], "silent"),
    ([money("base", 300_000)], "silent"),
    ([money("sign_on", 30_000)], "lower"),
    ([money("sign_on", 50_000)], "met"),
    ([money("sign_on", 20_000), money("sign_on", 30_000)], "met"),
    ([money("sign_on", 60_000, currency="EUR")], "unclear"),
    ([money("sign_on", None, currency=None, unit="text", text="as discussed")], "unclear"),
]


@pytest.mark.parametrize(("written", "state"), CASES)
def test_a_promise_stays_open_until_the_letter_keeps_it(written, state):
    assert checked(claim(), written).state == state
    assert checked(claim(), written).is_open == (state != "met")


def test_what_is_settled_by_hand_is_settled():
    assert checked(claim(settled=True), []).state == "settled"


def test_a_percent_of_base_is_met_by_money_and_the_other_way_round():
    base = money("base", 200_000)
    percent = claim("bonus", 20, unit="percent_of_base", currency=None, period=None)
    assert checked(percent, [base, money("bonus", 40_000)]).state == "met"
    assert checked(claim("bonus", 40_001), [base, Stated(component="bonus", unit="percent_of_base", value=Decimal(20))]).state == "lower"


@given(promised=st.integers(1, 10**9), written=st.integers(0, 10**9), more=st.integers(0, 10**9))
def test_a_better_letter_never_opens_what_was_met(promised, written, more):
    states = [checked(claim(value=promised), [money("sign_on", amount)]).state for amount in (written, written + more)]
    assert states != ["met", "lower"]


@pytest.mark.parametrize(
    ("meaning", "said", "asked", "contradicts"),
    [
        ("need", 320_000, 310_000, True),
        ("need", 320_000, 320_000, False),
        ("need", 320_000, 330_000, False),
        ("accept", 300_000, 330_000, True),
        ("accept", 300_000, 300_000, False),
        ("", 320_000, 310_000, True),
    ],
)
def test_a_counter_that_says_otherwise_than_the_candidate_did(meaning, said, asked, contradicts):
    found = contradictions([claim("base", said, meaning=meaning)], [money("base", asked)])
    assert bool(found) == contradicts


def test_a_counter_without_the_component_contradicts_nothing():
    assert contradictions([claim("base", 320_000, meaning="need")], [money("bonus", 1)]) == []


def test_the_last_word_holds():
    first, last = (claim("base", value, meaning="need", said_at=NOW + timedelta(days=day)) for day, value in ((0, 320_000), (1, 300_000)))
    assert contradictions([last, first], [money("base", 310_000)]) == []
