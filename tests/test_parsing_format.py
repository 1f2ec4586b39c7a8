"""Statements about the format of guides that no other test holds, one test each."""

from decimal import Decimal

import pytest

from guides.parsing import read
from guides.parsing.targets import targets_of

TITLE = "### Engineer | Acme Global Negotiation Guide\n\n"
K = 1000


def guide(text: str):
    return read(TITLE + text, path="acme/engineer.md")


def band(cell: str, header: str = "Base Salary"):
    first, *_ = guide(f"| Region | {header} | Total Comp |\n|---|---|---|\n| X | {cell} | $100K - $200K |\n").bands
    return first


def open_or_not(sentence: str):
    (target,) = targets_of([("", sentence)], ())
    return target.low, target.high, target.open_ended


def test_dollar_signs_are_no_maths_and_single_tildes_strike_nothing():
    words = "Between $5B and ~$10B in ~two years, $X or so."
    assert guide(f"## Role\n\n{words}\n").sections[0].markdown == words


def test_placeholders_in_scripts_are_no_links():
    (lever, _) = guide('**Global Levers**\n\n1. **One:** "I hold [X](offer) at $[Y]."\n2. **Two:** "I say these words."').levers
    assert lever.script == "I hold [X](offer) at $[Y]."


@pytest.mark.parametrize(
    ("cell", "currency", "low", "high"),
    [
        ("£195K - £258K", "GBP", 195 * K, 258 * K),
        ("€84,000 – €112,000", "EUR", 84 * K, 112 * K),
        ("₹22L-₹38L", "INR", 2_200 * K, 3_800 * K),
        ("₹26,00,000 - ₹38,00,000", "INR", 2_600 * K, 3_800 * K),
        ("₪405,000–₪590,000", "ILS", 405 * K, 590 * K),
        ("¥12M - ¥18M", "JPY", 12_000 * K, 18_000 * K),
        ("C$130K-C$175K", "CAD", 130 * K, 175 * K),
        ("A$185,000 - A$265,000", "AUD", 185 * K, 265 * K),
        ("S$90K – S$130K", "SGD", 90 * K, 130 * K),
        ("HK$720K–HK$980K", "HKD", 720 * K, 980 * K),
        ("R$240K–R$380K", "BRL", 240 * K, 380 * K),
        ("NT$1.8M–NT$2.6M", "TWD", 1_800 * K, 2_600 * K),
        ("kr 620K–kr 840K", "SEK", 620 * K, 840 * K),
        ("CHF 136K - CHF 185K", "CHF", 136 * K, 185 * K),
        ("CHF136K-CHF185K", "CHF", 136 * K, 185 * K),
        ("PLN 348K–525K", "PLN", 348 * K, 525 * K),
        ("EUR 90,000 - EUR 132,000", "EUR", 90 * K, 132 * K),
        ("AED 380K–540K", "AED", 380 * K, 540 * K),
        ("**$715K - $1.05M**", "USD", 715 * K, 1_050 * K),
    ],
)
def test_every_currency_and_grouping_of_the_format(cell, currency, low, high):
    found = band(cell)
    assert (found.currency, found.low, found.high, found.period) == (currency, low, high, "year")


@pytest.mark.parametrize(
    ("header", "cell", "period"),
    [
        ("Base Salary", "$150K", "year"),
        ("Bonus", "10–15%", "year"),
        ("Signing Bonus", "$20K", "one_time"),
        ("Stock (RSU/4yr)", "$150K", "4yr"),
        ("Stock (RSU/4yr)", "$38K - $62K/yr", "year"),
        ("Equity", "$150K/4yr", "4yr"),
        ("Equity", "$150K", None),
        ("Base Salary", "₪32K/mo", "month"),
        ("PnL Participation", "$80K - $125K", None),
    ],
)
def test_a_period_is_as_labelled_or_usual(header, cell, period):
    assert band(cell, header).period == period


def test_share_counts_are_equity():
    found = band("30,000 – 55,000 options", "Options (4yr vesting)")
    assert (found.component, found.unit, found.low, found.currency) == ("equity", "shares", 30 * K, None)


@pytest.mark.parametrize("header", ["BSPCE (4yr)", "VSOP (4yr)", "ESOPs", "Long-Term Incentive", "Profits Interests", "Warrants"])
def test_more_names_of_equity(header):
    assert band("€90K - €120K", header).component == "equity"


def test_two_values_with_a_plus_keep_the_upper_one():
    found = band("$490K - $780K+")
    assert (found.low, found.high, found.open_ended) == (490 * K, 780 * K, True)


def test_a_level_map_in_bullets():
    found = guide("#### Level Mapping\n\n- Acme P3 = Google L4 = Meta E4\n- Acme P4 = Google L5 = Meta E5\n").levels
    assert [(level.own_level, len(level.peers)) for level in found] == [("Acme P3", 2), ("Acme P4", 2)]


@pytest.mark.parametrize("words", ["exceeds", "is above", "is over", "is more than", "is at least"])
def test_words_after_which_the_upper_end_is_open(words):
    assert open_or_not(f"Accept if base {words} $200K.") == (200 * K, None, True)


@pytest.mark.parametrize("amount", ["$200K+ base", "$200K base or more", "a minimum of $200K base"])
def test_other_writings_of_an_open_upper_end(amount):
    assert open_or_not(f"Accept at {amount}.") == (200 * K, None, True)


@pytest.mark.parametrize("words", ["Accept at $200K base.", "My floor is $200K base.", "Walk away below $200K base."])
def test_a_floor_is_one_number(words):
    assert open_or_not(words) == (200 * K, 200 * K, False)


def test_a_range_keeps_both_ends():
    assert open_or_not("Anchor at $195K-$210K base.") == (195 * K, 210 * K, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "If base is capped, push for a $15,000-$25,000 signing bonus.",
        "If they can't reach $200K, ask for $50K in RSUs.",
        "Apply the 20-30% premium to all elements.",
        "I need $[X]K base.",
        "Acme will counter at $180K-$190K base.",
    ],
)
def test_fallbacks_premiums_counters_and_empty_placeholders_are_no_targets(sentence):
    assert targets_of([("", sentence)], ()) == []


def test_only_the_first_ask_of_a_scenario_is_an_anchor():
    lines = "**Initial Offer:** Base $155K, RSU $120K/4yr\n**Target:** Base $180K, RSU $200K/4yr\n**Stretch:** Base $195K, RSU $260K/4yr"
    found = guide(f"## Negotiate Up Strategy\n\n### Scenario 1: L61 Offer\n{lines}\n").targets
    assert [(target.kind, target.component, target.low) for target in found] == [("anchor", "base", 180 * K), ("anchor", "equity", 200 * K)]


def test_a_target_says_how_sure_it_is_and_what_it_was_read_from():
    (target,) = targets_of([("", "For London, anchor at £120K base.")], ())
    assert (target.scope, target.original) == ("London", "For London, anchor at £120K base.")
    assert target.confidence == Decimal(1)


def test_what_cannot_be_read_is_a_problem_with_its_line():
    found = guide("**Compensation**\n\n| Region | Base Salary | Total Comp |\n|---|---|---|\n| X | $100K | $90K here / $99K there |\n")
    assert [(problem.code, problem.line) for problem in found.problems if problem.line == 7] == [("unread_number", 7)]


def test_a_cell_that_is_wrong_in_the_source_is_kept_with_a_flag():
    found = band("£24K - $40K")
    assert (found.low, found.high, found.original, found.flag) == (24 * K, 40 * K, "£24K - $40K", "two currencies in one range")
