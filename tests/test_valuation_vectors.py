"""The worked inputs and answers of the valuation, one after the other."""

import json
from decimal import Decimal

import pytest

from offers.valuation import Line, PnlTerms, value
from offers.valuation.discounting import deferral
from offers.valuation.exact import cents
from offers.valuation.percentile import percentile
from offers.valuation.pnl import PnlShare, Scenario, carry_after
from offers.valuation.vesting import vested
from tests.samples import SAMPLES, needs_samples

pytestmark = needs_samples


def vectors(name):
    path = SAMPLES / "vectors.json"
    found = json.loads(path.read_text(), parse_int=Decimal)["vectors"] if path.exists() else []
    return [
        pytest.param(vector["given"], vector["expect"], id=f"{name}-{place}")
        for place, vector in enumerate(found)
        if vector["name"] == name
    ]


def scenarios(given):
    return tuple(Scenario(pnl=one["pnl"], chance=Decimal(one["p"])) for one in given["scenarios"])


def share_of(given) -> PnlShare:
    return PnlShare(
        scenarios=scenarios(given),
        share=Decimal(given["share"]),
        payout=Decimal(given["payout"]),
        carry=given.get("loss_carry", Decimal(0)),
    )


@pytest.mark.parametrize(("given", "expect"), vectors("vesting"))
def test_vesting(given, expect):
    parts = vested(given["units"], given["weights_percent"])
    assert list(parts) == expect["per_period"]
    assert sum(parts) == expect["sum"]


@pytest.mark.parametrize(("given", "expect"), vectors("pnl_bonus"))
def test_pnl_bonus(given, expect):
    plain = share_of(given)
    guarantee, netting = given["guarantee"], Decimal(given["netting"])
    with_guarantee = plain.without(guarantee=guarantee)
    assert [str(cents(bonus)) for bonus in plain.per_scenario] == expect["per_scenario_no_guarantee"]
    assert str(cents(plain.mean())) == expect["mean"]
    assert str(cents(with_guarantee.mean())) == expect["mean_with_guarantee"]
    assert str(cents(with_guarantee.mean() - plain.mean())) == expect["value_of_guarantee"]
    assert str(cents(plain.without(netting=netting).mean())) == expect["mean_with_netting"]
    assert str(cents(with_guarantee.without(netting=netting).mean())) == expect["mean_with_netting_and_guarantee"]
    assert [str(cents(carry_after(Decimal(0), one.pnl))) for one in plain.scenarios] == expect["loss_carry_next_year"]


@pytest.mark.parametrize(("given", "expect"), vectors("pnl_bonus_with_loss_carry"))
def test_pnl_bonus_with_loss_carry(given, expect):
    share = share_of(given)
    assert [str(cents(bonus)) for bonus in share.per_scenario] == expect["per_scenario"]
    assert str(cents(share.mean())) == expect["mean"]


@pytest.mark.parametrize(("given", "expect"), vectors("deferral_factor"))
def test_deferral_factor(given, expect):
    terms = deferral(Decimal(given["deferred"]) * 100, [int(given["years"]) * 12], Decimal(given["p_still_there"]))
    assert str(round(terms.factor(rate=Decimal(given["discount_rate"])), 6)) == expect["factor"]


@pytest.mark.parametrize(("given", "expect"), vectors("percentile"))
def test_percentile(given, expect):
    points, x = given["points"], given["x"]
    low, high = points["25"], points["75"]
    assert str(percentile(points, x).value) == expect["percentile"]
    assert f"{percentile(points, low - 1).words} at {low - 1}" == expect["below"]
    assert f"{percentile(points, high + 1).words} at {high + 1}" == expect["above"]
    assert str(round(x / points["50"], 4)) == expect["compa_ratio_to_p50"]
    assert str(round((x - low) / (high - low), 4)) == expect["range_penetration"]


def package(given):
    yield Line(component="base", amount=given["base"], currency="USD")
    yield Line(component="bonus", amount=given["guaranteed"], currency="USD", certainty="guaranteed", years=(1,))
    if given["sign_on"]:
        yield Line(component="sign_on", amount=given["sign_on"], currency="USD", period="one_time")
    if "pnl_percent" in given:
        expected = (Scenario(pnl=given["expectation"], chance=Decimal(1)),)
        yield Line(
            component="pnl",
            unit="percent_of_pnl",
            percent=given["pnl_percent"],
            certainty="discretionary",
            pnl=PnlTerms(scenarios=expected),
        )


@pytest.mark.parametrize(("given", "expect"), vectors("value_by_year"))
def test_value_by_year(given, expect):
    found = value(package(given), currency="USD")
    assert [str(year.headlines.certain) for year in found.years] == expect["certain"]
    assert [str(year.headlines.expected) for year in found.years] == expect["expected"]
    assert (str(found.sum.certain), str(found.sum.expected)) == (expect["sum_certain"], expect["sum_expected"])
    assert str(found.present_value.certain) == expect["present_value_certain"]
    assert str(found.present_value.expected) == expect["present_value_expected"]
