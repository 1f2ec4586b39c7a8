"""Targets: a number counts only where its sentence says that it is to be said, taken, or refused below."""

from decimal import Decimal

import pytest

from guides.parsing import rows
from guides.parsing.sentences import sentences
from guides.parsing.targets import targets_of

K = 1000


def targets(text: str, heading: str = "Negotiate Up Strategy", bands=()):
    return targets_of([(heading, text)], tuple(bands))


def stated(text: str):
    return [(target.kind, target.component, target.low, target.high, target.currency) for target in targets(text)]


@pytest.mark.parametrize(
    "ask",
    ["Open at", "Anchor at", "Push for", "I'm targeting", "I need", "I'd like", "Request", "Counter with", "Start at", "Demand", "Ask for"],
)
def test_words_that_ask(ask):
    assert stated(f"{ask} $330K base.") == [("anchor", "base", 330 * K, 330 * K, "USD")]


@pytest.mark.parametrize("take", ["Accept at", "Accept-at floor:", "Your accept-at floor should be", "My floor is", "Accept no lower than"])
def test_words_that_take(take):
    assert stated(f"{take} $290K base.") == [("accept", "base", 290 * K, 290 * K, "USD")]


@pytest.mark.parametrize("refuse", ["Walk away below", "Your walk-away floor should be", "Do not accept below"])
def test_words_that_refuse(refuse):
    assert stated(f"{refuse} $255K base.") == [("walk_away", "base", 255 * K, 255 * K, "USD")]


@pytest.mark.parametrize(
    "sentence",
    [
        "I have competing offers from Initech at $310K base and Hooli at $325K base.",
        "Present competing offers from Initech ($310K + $210K).",
        "Acme will counter at $230K-$245K base.",
        "They'll counter at $230K base.",
        "Your realistic landing zone is $195,000 base.",
        "Counter any initial offer below $245K by citing your scope.",
        "If the base is capped, push for a $35K signing bonus.",
        "If they cannot move, request a $35K signing bonus.",
        "Push base salary $15,000-$20,000 above the initial offer.",
        "Push options to 20% above the first offer.",
        "Request a $2M annual compute budget.",
        "For a pod generating $50M annually, 4% equals $2M.",
        "Anchor against Initech (£55K-£72K base).",
        "I need the equity grant at $[X].",
        "Acme serves 100M customers.",
    ],
)
def test_numbers_that_are_no_targets(sentence):
    assert stated(sentence) == []


def test_one_sentence_may_ask_and_take():
    assert stated("Start at S$125,000 base with S$70,000 in options and accept no lower than S$105,000 base with S$50,000 in options.") == [
        ("anchor", "base", 125 * K, 125 * K, "SGD"),
        ("anchor", "equity", 70 * K, 70 * K, "SGD"),
        ("accept", "base", 105 * K, 105 * K, "SGD"),
        ("accept", "equity", 50 * K, 50 * K, "SGD"),
    ]


def test_a_rival_offer_and_an_ask_in_one_sentence():
    found = stated("I have an Initech offer at $310K total comp, and since Acme has no bonus, I need $210K in RSUs plus $185K base.")
    assert found == [("anchor", "equity", 210 * K, 210 * K, "USD"), ("anchor", "base", 185 * K, 185 * K, "USD")]


@pytest.mark.parametrize(
    ("words", "component"),
    [
        ("$330K base", "base"),
        ("$220K guaranteed first-year bonus", "bonus"),
        ("a $90K signing bonus", "sign_on"),
        ("a sign-on of $60K", "sign_on"),
        ("$232K RSUs over 4 years", "equity"),
        ("$348K in options/4yr", "equity"),
        ("RSUs at $195K", "equity"),
        ("$350K TC", "total"),
        ("total comp of $345K", "total"),
    ],
)
def test_the_component_follows_the_number_or_precedes_it(words, component):
    assert [target.component for target in targets(f"Push for {words}.")] == [component]


@pytest.mark.parametrize(
    ("words", "low", "high", "is_open"),
    [
        ("accept at $290K+ base", 290, None, True),
        ("accept if total comp exceeds $290K", 290, None, True),
        ("accept at least $290K base", 290, None, True),
        ("accept at $290K base or more", 290, None, True),
        ("accept at a $290K base minimum", 290, None, True),
        ("accept at $290K or more in base", 290, None, True),
        ("accept at $290K-$300K base", 290, 300, False),
        ("accept at $290K base", 290, 290, False),
    ],
)
def test_words_and_signs_that_leave_the_upper_end_open(words, low, high, is_open):
    (target,) = targets(words.capitalize() + ".")
    assert (target.low, target.high, target.open_ended) == (low * K, high and high * K, is_open)


def test_percentages_are_of_base_or_of_pnl():
    found = targets("I need a 40% guaranteed bonus and 6% PnL participation.")
    assert [(target.unit, target.low) for target in found] == [("percent_of_base", 40), ("percent_of_pnl", 6)]


def test_a_pair_of_two_currencies_is_one_component_twice():
    assert stated("Target £55K-£82K / $67K-$100K TC in London.") == [
        ("anchor", "total", 55 * K, 82 * K, "GBP"),
        ("anchor", "total", 67 * K, 100 * K, "USD"),
    ]


def test_a_bare_pair_of_one_currency_is_base_and_equity():
    assert stated("Target $225,000 base / $165,000 options with a floor of $190,000 / $105,000.") == [
        ("anchor", "base", 225 * K, 225 * K, "USD"),
        ("anchor", "equity", 165 * K, 165 * K, "USD"),
        ("accept", "base", 190 * K, 190 * K, "USD"),
        ("accept", "equity", 105 * K, 105 * K, "USD"),
    ]


def test_the_same_ask_in_three_places():
    found = targets("Open at $238,000 base (SF) / $212,000 (Portland) / £150,000 (London) with 50,000 options.")
    assert [(target.component, target.unit, target.scope) for target in found] == [
        ("base", "currency", "SF"),
        ("base", "currency", "Portland"),
        ("base", "currency", "London"),
        ("equity", "shares", ""),
    ]


@pytest.mark.parametrize(
    ("sentence", "scopes"),
    [
        ("For London, push for £95K base.", ["London"]),
        ("In **Chicago**, target $330K TC.", ["Chicago"]),
        ("Remote US candidates should target $87K TC.", ["Remote US"]),
        ("Accept at $185,000 base with $130,000 RSUs in Boston; $195,000 base with $145,000 RSUs in New York.",
         ["Boston", "Boston", "New York", "New York"]),
        ("Accept-at floor: Cambridge £92,000 base with £50,000 RSUs / London £102,000 base.", ["Cambridge", "Cambridge", "London"]),
        ("Accept-at floor: $162K base / $160K RSUs for P3; $188K base for P4.", ["P3", "P3", "P4"]),
        ("Push for $300K base in RSUs.", [""]),
    ],
)  # fmt: skip
def test_a_number_belongs_to_the_place_that_is_named(sentence, scopes):
    assert [target.scope for target in targets(sentence)] == scopes


def test_a_scenarios_heading_is_the_scope_of_its_first_ask():
    text = "**Initial Offer:** Base $155K = ~$208K TC\n**Target:** Base $180K, RSU $200K/4yr = ~$267K TC\n**Stretch:** Base $195K"
    found = targets(text, "Scenario 1: L61 Senior Offer")
    assert [(target.component, target.low) for target in found] == [("base", 180 * K), ("equity", 200 * K), ("total", 267 * K)]
    assert {target.scope for target in found} == {"L61 Senior"}


def test_a_floor_below_which_something_else_wins_implies_walking_away():
    (target,) = targets("My floor is $248K base — below that, the other offers are too strong to walk away from.")
    assert (target.kind, target.implies_walk_away) == ("accept", True)


def test_conditions_without_a_number_are_targets_in_words():
    found = targets("Walk away below $255K base, or if the role has no say in what is deployed.")
    assert [(target.kind, target.unit, target.condition) for target in found][1] == (
        "walk_away",
        "text",
        "the role has no say in what is deployed",
    )
    (number, words) = targets("Accept at $185K base with written PnL participation terms.")
    assert (words.component, words.unit, words.condition) == ("pnl", "text", "written PnL participation terms")


def test_a_number_inside_a_placeholder_counts():
    assert stated("I need $[195-210]K base.") == [("anchor", "base", 195 * K, 210 * K, "USD")]


def test_what_is_implied_is_less_sure():
    (target,) = targets("My floor is $250K.")
    assert (target.component, target.confidence) == ("base", Decimal("0.7"))


def test_each_target_keeps_its_sentence():
    assert [target.original for target in targets("Be calm. Open at $330K base. Breathe.")] == ["Open at $330K base."]


def test_places_of_the_guides_own_table_are_known():
    bands = [rows.Band(region="Zug (HQ)", component="base")]
    assert targets("In Zug, push for CHF 190K base.", bands=bands)[0].scope == "Zug"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two.", 2),
        ("It is $1.05M in all. Take it.", 2),
        ("Level first -- P4 vs. P3 is a lot. Then push.", 2),
        ('"Ask." They counter.', 2),
        ("The U.S. Team decides.", 1),
    ],
)
def test_sentences_end_where_they_end(text, count):
    assert len(sentences(text)) == count
