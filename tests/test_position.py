"""Where an offer stands against a guide."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.parsing.rows import Band, Target
from offers.matching import Stated
from offers.position import position
from offers.position_words import missing_words, standing_words, whole_words
from tests.samples import SAMPLES, needs_samples

PERCENTS = {"pnl_percent": "pnl"}
NEW_YORK = "New York (HQ)"
BASE = ((330, "anchor"), (290, "accept"), (255, "walk_away"))


def vectors():
    path = SAMPLES / "vectors.json"
    if not path.exists():
        return []
    return [vector for vector in json.loads(path.read_text())["vectors"] if vector["name"] == "position"]


def unit(name):
    return {"unit": "percent_of_pnl"} if name in PERCENTS else {"currency": "USD"}


def band(component="base", low=255_000, high=340_000, **fields):
    fields = {"region": NEW_YORK, "currency": "USD", "period": "year", **fields}
    return Band(component=component, low=low and Decimal(low), high=high and Decimal(high), **fields)


def target(kind, low, component="base", **fields):
    fields = {"currency": "USD", "high": None if fields.get("open_ended") else Decimal(low), **fields}
    return Target(kind=kind, component=component, low=Decimal(low), **fields)


def base_targets(**fields):
    return [target(kind, thousands * 1000, **fields) for thousands, kind in BASE]


def stand(*stated, bands=(), targets=(), region=NEW_YORK, **fields):
    return position(stated=stated, bands=bands, targets=targets, region=region, currency="USD", **fields)


def money(component, value, currency="USD", **fields):
    return Stated(component=component, value=Decimal(value), currency=currency, **fields)


def from_vector(given):
    def amount(name, value):
        return Stated(component=PERCENTS.get(name, name), value=Decimal(value), **unit(name))

    bands = [band(name, low, high) for name, (low, high) in given["bands"].items()]
    targets = [
        Target(kind=kind, component=PERCENTS.get(name, name), low=Decimal(value), high=Decimal(value), **unit(name))
        for name, marks in given["targets"].items()
        for kind, value in marks.items()
    ]
    return stand(*(amount(name, value) for name, value in given["offer"].items()), bands=bands, targets=targets)


@needs_samples
@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector["given"]["who"])
def test_the_worked_positions_come_out(vector):
    found, expected = from_vector(vector["given"]), vector["expect"]

    def standing(name):
        return found.of(PERCENTS.get(name, name))

    assert {name: standing(name).place for name in expected["place"]} == expected["place"]
    assert {name: standing(name).verdict for name in expected["verdict"]} == expected["verdict"]
    assert {name: str(standing(name).penetration) for name in expected["penetration"]} == expected["penetration"]
    assert {name: str(standing(name).compa_ratio) for name in expected["compa_ratio"]} == expected["compa_ratio"]
    assert found.verdict == expected["whole"]
    assert str(standing("total").stated.value) == expected["total"]
    assert str(standing("total").penetration) == expected["total_penetration"]
    assert "pnl" in standing("total").missing


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (300_000, "Inside the band, above accept"),
        (290_000, "Inside the band, at accept"),
        (330_000, "Inside the band, at anchor"),
        (350_000, "Above the band, above anchor"),
        (289_999, "Inside the band, below accept"),
        (255_000, "Inside the band, below accept, at walk-away"),
        (254_999, "Below the band, below walk-away"),
    ],
)
def test_a_component_is_told_in_words(amount, words):
    standing = stand(money("base", amount), bands=[band()], targets=base_targets()).of("base")
    assert standing_words(standing) == words


def test_the_whole_has_the_lowest_verdict_and_names_it():
    targets = [*base_targets(), target("accept", 190_000, "bonus")]
    found = stand(money("base", 300_000), money("bonus", 150_000), targets=targets)
    assert (found.verdict, found.decided_by) == ("below_accept", ("bonus",))
    assert whole_words(found) == "As a whole below accept: bonus decides."


def test_what_is_not_stated_is_not_zero():
    found = stand(money("base", 300_000), bands=[band(), band("bonus", 145_000, 230_000)], targets=[target("accept", 190_000, "bonus")])
    bonus = found.of("bonus")
    assert (bonus.verdict, bonus.place, standing_words(bonus)) == ("not_stated", "no_band", "Not stated")
    assert found.of("total").missing == ("bonus",)
    assert missing_words(found.of("total")) == "Without Bonus, not stated in money."


def test_a_total_with_something_missing_does_not_judge_the_whole():
    targets = [*base_targets(), target("accept", 500_000, "total")]
    incomplete = stand(money("base", 300_000), bands=[band("bonus", 1, 2)], targets=targets)
    complete = stand(money("base", 300_000), money("bonus", 100_000), bands=[band("bonus", 1, 2)], targets=targets)
    assert incomplete.verdict == "at_or_above_accept"
    assert (complete.verdict, complete.decided_by) == ("below_accept", ("total",))


def test_one_offs_are_no_part_of_a_total():
    found = stand(money("base", 300_000), money("sign_on", 90_000, period="one_time"))
    assert found.of("total").stated.value == 300_000


def test_region_and_level_match_exactly_and_null_matches_only_null():
    bands = [band(low=1, high=2, region=None), band(low=3, high=4, level="Senior"), band(region="Miami")]
    assert stand(money("base", 1), bands=bands).of("base").band is None
    assert stand(money("base", 1), bands=bands, level="Senior").of("base").band == bands[1]
    assert stand(money("base", 1), bands=bands, region=None).of("base").band == bands[0]


def test_the_guides_own_row_in_the_offers_currency_is_used_and_said_so():
    bands = [band(low=195_000, high=258_000, currency="GBP"), band(low=247_000, high=327_000, value_role="converted")]
    dollars, pounds = (stand(money("base", 250_000, currency), bands=bands).of("base") for currency in ("USD", "GBP"))
    assert (dollars.band.currency, pounds.band.currency) == ("USD", "GBP")
    assert "own figure in USD" in dollars.notes[0]
    assert pounds.notes == ()


def test_another_currency_is_not_compared():
    standing = stand(money("base", 250_000, "CHF"), bands=[band()], targets=base_targets()).of("base")
    assert (standing.place, standing.verdict, standing.penetration) == ("no_band", "no_target", None)
    assert "USD" in standing.notes[0]


def test_a_target_without_a_scope_holds_where_the_currency_does():
    found = stand(money("base", 300_000), bands=[band(), band(region="Miami")], targets=base_targets(), region="Miami")
    assert found.of("base").verdict == "at_or_above_accept"
    assert "first one is New York" in found.notes[0]


def test_a_target_scoped_to_the_region_comes_first():
    targets = [*base_targets(), target("accept", 310_000, scope="New York"), target("accept", 1, scope="London")]
    assert stand(money("base", 300_000), targets=targets).of("base").accept.value == 310_000


def test_accept_or_more_is_reached_at_its_low_end():
    standing = stand(money("base", 290_000), targets=[target("accept", 290_000, open_ended=True)]).of("base")
    assert standing.verdict == "at_or_above_accept"


def test_a_floor_that_says_leave_below_it_is_a_walk_away_too():
    standing = stand(money("base", 280_000), targets=[target("accept", 290_000, implies_walk_away=True)]).of("base")
    assert standing.verdict == "below_walk_away"


def test_an_anchor_alone_that_is_not_reached_decides_nothing():
    found = stand(money("sign_on", 50_000, period="one_time"), targets=[target("anchor", 90_000, "sign_on")])
    assert found.of("sign_on").verdict == found.verdict == "no_target"
    assert standing_words(found.of("sign_on")) == "Below anchor"


def test_a_money_bonus_meets_a_percent_band_as_percent_of_base():
    bands = [band("bonus", 20, 40, unit="percent_of_base", currency=None)]
    bonus = stand(money("base", 200_000), money("bonus", 50_000), bands=bands).of("bonus")
    assert (bonus.offered, bonus.place) == (25, "inside_band")
    assert "own base" in bonus.notes[0]
    assert stand(money("bonus", 50_000), bands=bands).of("bonus").place == "no_band"


def test_a_percent_bonus_meets_a_money_band_and_counts_in_the_total():
    stated = [money("base", 200_000), Stated(component="bonus", unit="percent_of_base", value=Decimal(20))]
    found = stand(*stated, bands=[band("bonus", 30_000, 50_000)])
    assert found.of("bonus").offered == 40_000
    assert found.of("total").stated.value == 240_000


def test_a_monthly_base_is_twelve_of_them():
    assert stand(money("base", 25_000, period="month"), bands=[band()]).of("base").offered == 300_000


def test_one_value_or_an_open_end_has_no_penetration():
    single = stand(money("base", 300_000), bands=[band(low=300_000, high=300_000)]).of("base")
    opened = stand(money("base", 900_000), bands=[band(high=None, open_ended=True)]).of("base")
    assert (single.penetration, single.compa_ratio) == (None, 1)
    assert (opened.penetration, opened.compa_ratio, opened.place) == (None, None, "inside_band")


def test_a_band_written_the_wrong_way_round_compares_with_nothing():
    standing = stand(money("base", 300_000), bands=[band(low=400_000, high=200_000, flag="low above high")]).of("base")
    assert (standing.place, standing.penetration) == ("no_band", None)


def test_a_number_that_is_not_promised_says_so():
    assert stand(money("bonus", 200_000, certainty="discretionary")).of("bonus").notes == (
        "They call it discretionary: it is not promised.",
    )
    assert stand(money("bonus", 200_000, certainty="guaranteed")).of("bonus").notes == ()


def test_words_in_the_guide_stay_words():
    standing = stand(money("bonus", 1), bands=[Band(region=NEW_YORK, component="bonus", unit="text", original="Discretionary")]).of("bonus")
    assert standing.place == "no_band"
    assert standing.notes == ("The guide says: Discretionary",)


def equity(reading, period="4yr", grant=400_000):
    stated = [money("base", 200_000), money("equity", grant, period="grant")]
    return stand(*stated, bands=[band("equity", 80_000, 120_000, period=period)], equity_reading=reading)


def test_equity_counts_by_the_year_where_the_guides_arithmetic_agrees_with_its_label():
    found = equity("per_year", period="year")
    assert (found.of("equity").offered, found.of("equity").place) == (100_000, "inside_band")
    assert found.of("total").stated.value == 300_000


def test_equity_that_the_guide_leaves_open_is_shown_in_both_readings():
    found = equity("unclear")
    assert (found.of("equity").place, found.of("equity").offered) == ("no_band", None)
    assert "above the band if its figure is the whole grant, inside the band if it is one year" in found.of("equity").notes[0]
    assert "equity" in found.of("total").missing
    assert equity("unclear", grant=10_000).of("equity").place == "below_band"


def test_conditions_in_words_are_listed():
    targets = [Target(kind="walk_away", component="other", unit="none", condition="no deployment authority")]
    assert [(condition.kind, condition.text) for condition in stand(targets=targets).conditions] == [
        ("walk_away", "no deployment authority")
    ]


VALUES = st.none() | st.decimals(min_value=0, max_value=10**12, places=4)
COMPONENTS = st.sampled_from(["base", "bonus", "equity", "pnl", "sign_on", "relocation"])
LINES = st.builds(
    Stated,
    component=COMPONENTS,
    unit=st.sampled_from(["currency", "percent_of_base", "percent_of_pnl", "shares", "text"]),
    value=VALUES,
    currency=st.sampled_from(["USD", "GBP", None]),
    period=st.sampled_from(["year", "month", "one_time", "grant"]),
)
BANDS = st.builds(
    Band,
    region=st.just(NEW_YORK),
    component=COMPONENTS | st.just("total"),
    low=VALUES,
    high=VALUES,
    open_ended=st.booleans(),
    currency=st.sampled_from(["USD", "GBP"]),
    period=st.sampled_from(["year", "4yr", None]),
)
TARGETS = st.builds(Target, kind=st.sampled_from(["anchor", "accept", "walk_away"]), component=COMPONENTS, low=VALUES, high=VALUES)


@given(st.lists(LINES, max_size=5), st.lists(BANDS, max_size=5), st.lists(TARGETS, max_size=5))
def test_any_offer_has_a_position_and_words_for_it(lines, bands, targets):
    found = stand(*lines, bands=bands, targets=targets)
    assert whole_words(found).endswith(".")
    for standing in found.components:
        assert standing_words(standing)
        assert standing.penetration is None or standing.place != "no_band"
