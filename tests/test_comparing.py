"""The rules by which offers stand side by side: cases by hand, and what holds of all packages."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiate.money.rates import Exchange
from offers.comparing import Option, Weights, differences, pair, scores, verdict
from offers.comparing.closeness import percent_of_larger
from offers.comparing.crossings import crossing
from offers.valuation import Line, assumptions, value

CHANGED = {"target": {"value": "0.8", "low": "0.2", "high": "0.9"}}


def line(component="base", amount=0, **fields):
    return Line(component=component, amount=Decimal(amount), currency="USD", words=component, **fields)


def option(key, *lines, changed=None, rests_on=None, currency="USD", exchange=lambda currency: None, **more):
    found = value(lines, currency=currency, given=assumptions(changed), exchange=exchange)
    return Option(key=key, name=key.upper(), valuation=found, rests_on=rests_on or key, **more)


def target_bonus(amount):
    return line("bonus", amount, certainty="target")


@pytest.mark.parametrize(
    ("one", "other", "percent"),
    ((100, 98, 2), (98, 100, 2), (100, 0, 100), (0, 0, 0), (-100, 100, 200), ("0.01", 0, 100), (300, 297, 1)),
)
def test_the_difference_is_in_percent_of_the_larger(one, other, percent):
    assert percent_of_larger(Decimal(one), Decimal(other)) == percent


@pytest.mark.parametrize(("base", "is_too_close"), ((98_000, True), (97_999, False), (100_000, True)))
def test_two_percent_is_still_too_close_and_a_dollar_more_is_not(base, is_too_close):
    assert pair(option("a", line(amount=100_000)), option("b", line(amount=base))).is_too_close is is_too_close


def test_a_break_even_inside_a_typed_range_is_too_close_to_call():
    # 300,000 + p·100,000 a year against 350,000 a year: the same at p = 0.5, which lies between 0.2 and 0.9.
    found = pair(option("a", line(amount=300_000), target_bonus(100_000), changed=CHANGED), option("b", line(amount=350_000)))
    assert found.percent > 2 and found.is_too_close and found.ahead is None
    assert [(one.of, one.assumption.name, one.at, one.is_inside) for one in found.break_evens] == [("a", "target", Decimal("0.5"), True)]


def test_a_range_that_turns_nothing_leaves_the_answer():
    found = pair(option("a", line(amount=300_000), target_bonus(100_000), changed=CHANGED), option("b", line(amount=400_000)))
    assert not any(one.is_inside for one in found.break_evens) and found.ahead == "b"


def test_without_a_typed_range_a_break_even_plays_no_part():
    changed = {"target": {"value": "0.8"}}
    found = pair(option("a", line(amount=300_000), target_bonus(100_000), changed=changed), option("b", line(amount=350_000)))
    assert found.ahead == "a"
    assert [(one.at, one.is_inside) for one in found.break_evens] == [(Decimal("0.5"), False)]


@pytest.mark.parametrize(
    ("more", "turns_on"),
    [
        (target_bonus(100_000), ["target"]),
        (line("bonus", 200_000, certainty="discretionary"), ["discretionary"]),
        (line("equity", 800_000, period="grant", certainty="market"), ["market"]),
        (line("equity", 4_000_000, period="grant", certainty="illiquid"), ["illiquid"]),
        (line("bonus", 60_000), []),
    ],
)
def test_who_leads_by_a_chance_that_nobody_stated_leads_by_ours(more, turns_on):
    found = verdict([option("a", line(amount=300_000), more), option("b", line(amount=350_000))])
    assert found.kind == "ahead" and found.lead.best == "a"
    assert [one.name for _, one in found.turns_on] == turns_on


def test_what_a_verdict_turns_on_is_the_same_in_any_order():
    one, two = (option(key, line(amount=base), target_bonus(90_000)) for key, base in (("a", 300_000), ("b", 320_000)))
    assert verdict([one, two]).turns_on == verdict([two, one]).turns_on != []


def test_chances_of_ours_that_turn_it_only_together_are_named_together():
    hopes = [target_bonus(50_000), line("equity", 240_000, period="grant", certainty="discretionary")]
    found = verdict([option("a", line(amount=300_000), *hopes), option("b", line(amount=310_000))])
    assert found.lead.best == "a" and [one.name for _, one in found.turns_on] == ["target", "discretionary"]


def test_a_chance_that_the_candidate_stated_is_not_ours():
    changed = {"target": {"value": "0.8"}}
    found = verdict([option("a", line(amount=300_000), target_bonus(100_000), changed=changed), option("b", line(amount=350_000))])
    assert found.turns_on == [] and found.pairs[0].break_evens


def test_a_chance_that_turns_nothing_is_not_named():
    found = verdict([option("a", line(amount=360_000), target_bonus(100_000)), option("b", line(amount=350_000))])
    assert found.turns_on == []


def test_too_close_to_call_by_a_chance_of_ours_says_so():
    found = verdict([option("a", line(amount=300_000), target_bonus(100_000)), option("b", line(amount=380_000))])
    assert found.kind == "too_close_to_call" and [one.name for _, one in found.turns_on] == ["target"]


@settings(max_examples=60)
@given(st.integers(200, 400), st.integers(10, 300), st.integers(200, 500))
def test_at_the_break_even_both_are_worth_the_same(base, bonus, other):
    one, two = option("a", line(amount=base * 1000), target_bonus(bonus * 1000)), option("b", line(amount=other * 1000))
    expected = Decimal(other - base) / bonus
    found = [even.at for even in pair(one, two).break_evens if even.assumption.name == "target"]
    assert found == ([round(expected, 4)] if 0 <= expected <= 1 else [])


def test_two_proposals_of_one_negotiation_share_its_assumptions():
    # With one chance for both, 100,000 more of base stays more whatever the chance is.
    one = option("a", line(amount=300_000), target_bonus(100_000), changed=CHANGED, rests_on="n")
    other = option("b", line(amount=400_000), target_bonus(100_000), changed=CHANGED, rests_on="n")
    assert pair(one, other).ahead == "b"


def test_a_range_of_the_discount_rate_holds_for_both():
    changed = {"discount_rate": {"value": "0.05", "low": "0", "high": "0.4"}}
    # 100,000 at once against 120,000 after five years of nothing else: worth the same at (1.2)^(1/5) − 1 = 3.7 %.
    early = option("a", line("sign_on", 100_000, period="one_time"), changed=changed)
    late = option("b", line("base", 120_000, period="one_time", years=(5,)), changed=changed)
    (found,) = pair(early, late).break_evens
    assert found.of is None and abs(found.at - Decimal("0.0371")) < Decimal("0.002")


def test_a_crossing_is_found_and_none_where_there_is_none():
    assert crossing(lambda at: at - 3, Decimal(0), Decimal(12)) == 3
    assert crossing(lambda at: at + 1, Decimal(0), Decimal(12)) is None
    assert crossing(lambda at: Decimal(0), Decimal(0), Decimal(12)) is None


def test_each_headline_has_its_own_lead():
    safe = option("safe", line(amount=300_000))
    bold = option("bold", line(amount=200_000), line("bonus", 250_000, certainty="discretionary"))
    found = verdict([safe, bold])
    assert {lead.headline: (lead.best, lead.kind) for lead in found.leads} == {
        "certain": ("safe", "ahead"),
        "expected": ("bold", "ahead"),
        "everything": ("bold", "ahead"),
    }


def test_all_that_are_too_close_to_the_best_stand_beside_it():
    found = verdict([option(key, line(amount=amount)) for key, amount in (("a", 100_000), ("b", 99_000), ("c", 50_000))])
    assert found.kind == "too_close_to_call" and found.lead.among == ("a", "b")


def test_what_cannot_be_counted_is_named_and_beats_nobody():
    words = Line(component="base", unit="text", words="a lot")
    found = verdict([option("a", line(amount=100_000)), option("b", words)])
    assert found.kind == "not_comparable" and found.unknown == ("b",)
    assert found.pairs[0].difference is None and not found.pairs[0].is_too_close


def test_the_largest_difference_comes_first_and_the_same_last():
    one = option("a", line(amount=300_000), line("sign_on", 10_000, period="one_time"), line("relocation", 5_000, period="one_time"))
    other = option("b", line(amount=310_000), line("sign_on", 90_000, period="one_time"), line("relocation", 5_000, period="one_time"))
    # 10,000 a year is 43,294.77; 80,000 at once is more.
    assert [(row.name, row.spread, row.differs) for row in differences([one, other])] == [
        ("sign_on", Decimal("80000.00"), True),
        ("base", Decimal("43294.77"), True),
        ("relocation", Decimal("0.00"), False),
    ]


def test_a_component_that_only_one_states_is_not_stated_in_the_other():
    rows = differences([option("a", line(amount=1), line("sign_on", 5, period="one_time")), option("b", line(amount=1))])
    row = next(row for row in rows if row.name == "sign_on")
    assert row.amounts == {"a": Decimal("5.00"), "b": None} and row.percent is None and row.differs


def test_conditions_are_alike_whatever_their_case_and_spaces():
    rows = differences([option("a", conditions={"notice": "3  Months"}), option("b", conditions={"notice": "3 months"})])
    assert [(row.name, row.differs) for row in rows] == [("notice", False)]


def test_scores_are_weighted_means_beside_the_money():
    weights = Weights(importance={"people": 4, "work": 1}, scores={"people": {"a": 5, "b": 2}, "work": {"a": 3, "b": 4}})
    assert scores(weights, ["a", "b"]).by_option == {"a": Decimal("4.60"), "b": Decimal("2.40")}
    assert scores(weights, ["a", "b"]).best == ("a",)


def test_a_criterion_without_all_its_scores_is_left_out_for_all():
    weights = Weights(importance={"people": 4, "work": 1}, scores={"people": {"a": 5}, "work": {"a": 3, "b": 4}})
    found = scores(weights, ["a", "b"])
    assert found.by_option == {"a": 3, "b": 4} and found.incomplete == ("people",)


@pytest.mark.parametrize("importance", ({}, {"people": 0}))
def test_where_nothing_matters_nothing_is_scored(importance):
    assert scores(Weights(importance=importance, scores={"people": {"a": 5, "b": 2}}), ["a", "b"]).by_option == {}


amounts = st.integers(0, 2_000_000)
lines = st.builds(
    lambda component, amount, certainty: line(component, amount, certainty=certainty),
    st.sampled_from(["base", "bonus", "sign_on", "profit_sharing"]),
    amounts,
    st.sampled_from(["contractual", "guaranteed", "target", "discretionary"]),
)
packages = st.lists(lines, min_size=1, max_size=4)
changes = st.sampled_from([None, CHANGED, {"discount_rate": {"value": "0.05", "low": "0.01", "high": "0.2"}}])


@settings(max_examples=60, deadline=None)
@given(packages, packages, changes, changes)
def test_the_order_of_two_makes_no_difference(one, other, first, second):
    a, b = option("a", *one, changed=first), option("b", *other, changed=second)
    there, back = pair(a, b), pair(b, a)
    assert (there.difference, there.percent, there.ahead) == (-back.difference, back.percent, back.ahead)
    assert {(one.of, one.at) for one in there.break_evens} == {(one.of, one.at) for one in back.break_evens}
    assert verdict([a, b]).lead.best == verdict([b, a]).lead.best


@settings(max_examples=40, deadline=None)
@given(packages, changes)
def test_the_same_package_twice_is_too_close_and_differs_in_nothing(one, changed):
    a, b = option("a", *one, changed=changed, rests_on="n"), option("b", *one, changed=changed, rests_on="n")
    assert pair(a, b).is_too_close and pair(a, b).difference == 0
    assert not any(row.differs for row in differences([a, b]))


@settings(max_examples=40, deadline=None)
@given(packages, packages, st.decimals("0.01", "200", places=4))
def test_another_currency_keeps_the_order_but_for_rounding(one, other, rate):
    def exchange(currency):
        return Exchange(source="USD", target="XXA", day=None, source_per_euro=Decimal(1), target_per_euro=rate)

    plain = pair(option("a", *one), option("b", *other))
    converted = pair(*(option(key, *package, currency="XXA", exchange=exchange) for key, package in (("a", one), ("b", other))))
    assert abs(converted.difference - plain.difference * rate) <= Decimal("0.02") + rate * Decimal("0.02")
    if abs(plain.percent - 2) > Decimal("0.01") and abs(plain.difference) > 100:
        assert converted.ahead == plain.ahead
