"""The conventions of the valuation, each worked out by hand."""

from datetime import date
from decimal import Decimal
from itertools import islice

import pytest

from offers.valuation import Line, PnlTerms, assumptions, value
from offers.valuation.discounting import deferral
from offers.valuation.moments import Moment, since
from offers.valuation.percentile import percentile
from offers.valuation.pnl import PnlShare, Scenario
from offers.valuation.remarks import remarks
from offers.valuation.repayment import Repayment
from offers.valuation.vesting import Part, monthly, vested, yearly

START = date(2027, 3, 15)
BASE = Line(component="base", amount=Decimal(300_000), currency="USD")


def worth(*lines, **more):
    return value(lines, currency="USD", **more)


def expected(found) -> list[Decimal | None]:
    return [year.headlines and year.headlines.expected for year in found.years]


def reasons(found) -> list[str]:
    return [left.reason for left in found.left_out]


def bonus(amount=100_000, **fields):
    return Line(component="bonus", **{"amount": Decimal(amount), "currency": "USD", "certainty": "guaranteed", **fields})


def grant(**fields):
    return Line(component="equity", **{"currency": "USD", "certainty": "market", "period": "grant", **fields})


def of_pnl(*cases, percent=10, **terms):
    scenarios = tuple(Scenario(pnl=Decimal(figure), chance=Decimal(chance)) for figure, chance in cases)
    return Line(component="pnl", unit="percent_of_pnl", percent=Decimal(percent), pnl=PnlTerms(scenarios=scenarios, **terms))


def test_a_year_that_nothing_is_stated_for_is_not_zero():
    found = worth(bonus(years=(1,)))
    assert expected(found) == [100_000, None, None, None, None]
    assert found.not_stated == {"bonus": (2, 3, 4, 5)}
    assert remarks(found, str.capitalize) == ["Bonus is not stated for years 2 to 5: not zero, just not said."]


def test_chances_are_by_certainty():
    # 100,000 each: target 0.8, discretionary 0.5, illiquid 0.2; certain is only what is promised.
    lines = [bonus(certainty=certainty, years=(1,)) for certainty in ("guaranteed", "target", "discretionary")]
    year = worth(*lines, grant(amount=Decimal(400_000), certainty="illiquid")).years[0]
    assert year.by_certainty == {"guaranteed": 100_000, "target": 80_000, "discretionary": 50_000, "illiquid": 20_000}
    assert year.headlines.as_dict() == {"certain": 100_000, "expected": 250_000, "everything": 400_000}


def test_the_chances_of_what_is_promised_cannot_be_changed():
    changed = assumptions({"guaranteed": {"value": "0.5"}, "contractual": {"value": "0.5"}})
    assert worth(bonus(), given=changed).sum.certain == 500_000


def test_a_percent_bonus_is_of_that_years_base():
    # 20 % of 300,000 in year 1 and of 350,000 in year 2.
    bases = [Line(component="base", amount=Decimal(amount), currency="USD", years=(year,)) for year, amount in ((1, 300_000), (2, 350_000))]
    percents = Line(component="bonus", unit="percent_of_base", percent=Decimal(20), certainty="target")
    found = worth(*bases, percents)
    assert [year.by_certainty.get("target") for year in found.years] == [48_000, 56_000, None, None, None]


def test_a_percent_of_a_base_that_is_not_stated_is_left_out():
    assert reasons(worth(Line(component="bonus", unit="percent_of_base", percent=Decimal(20)))) == [
        "it is a percent of base, and no base is stated in money"
    ]


def test_a_monthly_base_is_twelve_of_them():
    assert worth(Line(component="base", amount=Decimal(10_000), currency="USD", period="month")).sum.certain == 600_000


def test_one_offs_sit_in_their_year_and_the_mean_is_told_without_them_too():
    # Five years of 300,000 and 50,000 once: 1,550,000 / 5 = 310,000; without the sign-on 300,000.
    found = worth(BASE, Line(component="sign_on", amount=Decimal(50_000), currency="USD", period="one_time"))
    assert expected(found) == [350_000, 300_000, 300_000, 300_000, 300_000]
    assert (found.mean.expected, found.mean_without_one_offs.expected) == (310_000, 300_000)


def test_a_dated_sign_on_is_discounted_to_its_day():
    # 2028-09-15 is 18 months after the start: 100,000 / 1.21^1.5 = 100,000 / 1.331.
    dated = (Part(on=date(2028, 9, 15), percent=Decimal(100)),)
    sign_on = Line(component="sign_on", amount=Decimal(133_100), currency="USD", period="one_time", parts=dated)
    found = worth(sign_on, start_on=START, given=assumptions({"discount_rate": {"value": "0.21"}}))
    assert found.present_value.certain == 100_000
    assert expected(found) == [None, 133_100, None, None, None]


def test_a_date_without_a_first_day_of_work_is_left_out():
    dated = (Part(on=date(2028, 9, 15), percent=Decimal(100)),)
    found = worth(Line(component="sign_on", amount=Decimal(1), currency="USD", period="one_time", parts=dated))
    assert reasons(found) == ["it is dated, and the first day of work is not known"]


@pytest.mark.parametrize(
    ("day", "moment", "year"),
    (
        (date(2027, 3, 15), Moment(0, 0), 1),
        (date(2027, 3, 1), Moment(0, 0), 1),  # before the start counts at the start
        (date(2027, 4, 14), Moment(0, 30), 1),
        (date(2027, 4, 15), Moment(1, 0), 1),
        (date(2028, 3, 15), Moment(12, 0), 1),  # the anniversary ends year 1
        (date(2028, 3, 16), Moment(12, 1), 2),
        (date(2032, 3, 16), Moment(60, 1), 6),
    ),
)
def test_days_are_whole_months_and_days(day, moment, year):
    assert since(START, day) == moment
    assert moment.year_of_service == year


def test_a_month_from_the_31st_is_complete_when_a_31st_could_be():
    assert since(date(2027, 1, 31), date(2027, 2, 28)) == Moment(0, 28)
    assert since(date(2027, 1, 31), date(2027, 3, 1)) == Moment(1, 1)
    assert since(date(2027, 1, 31), date(2027, 3, 31)) == Moment(2, 0)


def test_monthly_after_a_cliff_holds_the_first_twelve_back_and_loses_none():
    # 4,800 shares: 1,200 at month 12, then 100 a month; at 10 each.
    found = worth(grant(unit="shares", units=Decimal(4_800), price=Decimal(10), parts=monthly(), cliff_months=12))
    assert [flow.moment.months for flow in found.flows][:14] == [12] * 12 + [13, 14]
    assert expected(found) == [12_000, 12_000, 12_000, 12_000, None]


def test_a_late_cliff_postpones():
    # 25 % a year, nothing before month 30: years 1 and 2 come with it, in year 3.
    found = worth(grant(amount=Decimal(100_000), cliff_months=30))
    assert expected(found) == [None, None, 75_000, 25_000, None]


def test_a_grant_without_a_schedule_vests_a_quarter_a_year_and_says_so():
    found = worth(grant(amount=Decimal(100_000), words="Equity $100,000"))
    assert expected(found) == [25_000, 25_000, 25_000, 25_000, None]
    assert remarks(found) == ["Equity $100,000: no schedule is stated; we count 25 % a year over four years."]


def test_presets_vest_yearly():
    assert expected(worth(grant(amount=Decimal(1_000), parts=yearly((5, 15, 40, 40))))) == [50, 150, 400, 400, None]
    assert vested(Decimal(10), (Decimal("33.3333"), Decimal("33.3333"), Decimal("33.3334"))) == (3, 3, 4)


def test_an_option_is_worth_its_price_less_the_strike_and_never_less_than_nothing():
    option = {"unit": "shares", "units": Decimal(400), "kind": "Options", "certainty": "illiquid"}
    # 100 a year, each worth 15 − 5 = 10, with a chance of 0.2.
    assert expected(worth(grant(price=Decimal(15), strike=Decimal(5), **option)))[0] == 200
    assert worth(grant(price=Decimal(5), strike=Decimal(15), **option)).sum.everything == 0
    assert reasons(worth(grant(price=Decimal(15), **option))) == ["an option's strike price is not stated"]
    assert reasons(worth(grant(strike=Decimal(5), **option))) == ["it is a number of shares without a price"]


def test_a_price_that_the_candidate_gives_takes_the_terms_place():
    shares = grant(unit="shares", units=Decimal(400), price=Decimal(10))
    assert expected(worth(shares, given=assumptions({"share_price": {"value": "12"}})))[0] == 1_200


@pytest.mark.parametrize("kind", ("Refresher", "refreshers", "RSU refresh"))
def test_refreshers_are_not_promised(kind):
    assert reasons(worth(grant(amount=Decimal(1), kind=kind))) == ["refreshers are not promised"]


@pytest.mark.parametrize("component", ("budget", "days_off", "notice", "non_compete", "title", "remote"))
def test_what_is_not_pay_is_left_out_whatever_its_amount(component):
    found = worth(Line(component=component, amount=Decimal(2_000_000), currency="USD"))
    assert found.sum is None and len(found.left_out) == 1


@pytest.mark.parametrize(
    ("parts", "reason"),
    (
        ((Part(months=12, percent=Decimal(50)),), "its schedule comes to 50 %, not to 100 %"),
        ((Part(months=12, amount=Decimal(40)),), "its schedule comes to 40, not to 100"),
        ((Part(months=12, amount=Decimal(40)), Part(months=24, percent=Decimal(60))), "its schedule mixes percents and amounts"),
    ),
)
def test_a_schedule_that_does_not_come_to_the_whole_is_left_out(parts, reason):
    assert reasons(worth(grant(amount=Decimal(100), parts=parts))) == [reason]


def test_a_deferred_part_is_conditional_and_paid_later():
    # 40 % of a guaranteed 100,000 in two parts, a year and two after the end of year 1: 20,000 × 0.9 and 20,000 × 0.81.
    found = worth(bonus(years=(1,), deferral=deferral(Decimal(40), (12, 24))))
    assert [year.by_certainty for year in found.years][:3] == [{"guaranteed": 60_000}, {"conditional": 18_000}, {"conditional": 16_200}]
    assert found.sum.as_dict() == {"certain": 60_000, "expected": 94_200, "everything": 100_000}


def test_a_deferred_part_has_the_chance_that_the_term_gives_it():
    # The factor at the bonus's day: 0.75 + 0.25 × 0.7 / 1.08³; discounted by the bonus's own year: × 1 / 1.08.
    line = bonus(years=(1,), deferral=deferral(Decimal(25), (36,), Decimal("0.7")))
    found = worth(line, given=assumptions({"discount_rate": {"value": "0.08"}}))
    assert found.present_value.expected == round(100_000 * (Decimal("0.75") + Decimal("0.175") / Decimal("1.08") ** 3) / Decimal("1.08"), 2)


def test_what_is_paid_after_year_five_is_shown_and_not_counted():
    found = worth(bonus(years=(5, 6), deferral=deferral(Decimal(50), (12,), Decimal(1))))
    assert expected(found) == [None, None, None, None, 50_000]
    assert found.beyond.everything == 150_000


def test_losses_are_carried_along_each_path():
    # 10 % of the PnL, −10 or +10 evenly, nothing carried in. Year 1: 0.5 × 1 = 0.5.
    # Year 2: after a loss (0.5) +10 only earns it back; after a gain 0.5 × 1. Mean 0.25.
    # Year 3: carries 0 (¼ + ¼ after loss-gain or gain-gain = ½), 10 (¼ gain-loss), 20 (¼ loss-loss): 0.5 × 0.5 × 1 = 0.25.
    share = PnlShare(
        scenarios=(Scenario(pnl=Decimal(-10), chance=Decimal("0.5")), Scenario(pnl=Decimal(10), chance=Decimal("0.5"))),
        share=Decimal("0.1"),
        carries_losses=True,
    )
    years = list(islice(share.years(), 3))
    assert [year.mean for year in years] == [Decimal("0.5"), Decimal("0.25"), Decimal("0.25")]
    assert [year.high for year in years] == [1, 1, 1]


def test_without_loss_carry_each_year_stands_alone():
    found = worth(of_pnl((-10, "0.5"), (10, "0.5")))
    assert expected(found) == [Decimal("0.5")] * 5
    assert found.years[0].headlines.everything == 1


def test_a_carried_loss_is_earned_back_in_the_high_case_too():
    # Carry 15: the high case of 10 earns back 10, then 5 remain: 10 % of 5 in year 2, of 10 from year 3 on.
    found = worth(of_pnl((10, 1), carry=Decimal(15), carries_losses=True))
    assert [year.headlines and year.headlines.everything for year in found.years] == [None, Decimal("0.5"), 1, 1, 1]


@pytest.mark.parametrize(
    ("line", "reason"),
    (
        (of_pnl(), "no PnL is expected yet: add scenarios, or one expectation"),
        (of_pnl((10, "0.5"), (20, "0.4")), "the chances of its scenarios come to 0.9, not to 1"),
        (
            of_pnl(*[(figure, "0.04") for figure in range(25)], carries_losses=True),
            "with losses carried at most 20 scenarios can be followed",
        ),
        (Line(component="profit_sharing", unit="text", words="Profit share: varies"), "it is given in words only"),
        (Line(component="carry_bonus", unit="percent_of_fund", percent=Decimal(2)), "nothing says what it is a percent of"),
    ),
)
def test_what_gives_no_number_is_left_out_with_the_reason(line, reason):
    found = worth(line)
    assert found.sum is None
    assert reasons(found) == [reason]


def test_a_limit_is_the_most_that_a_year_pays():
    assert expected(worth(bonus(limit=Decimal(60_000))))[0] == 60_000
    assert expected(worth(of_pnl((1_000, 1), guarantee=Decimal(50))))[0] == 100
    capped = of_pnl((1_000, 1), guarantee=Decimal(50))
    assert expected(worth(Line(**{**vars(capped), "limit": Decimal(80)})))[0] == 80


def test_a_lead_discounts_to_the_earliest_start():
    # The end of year 1 is two years after the earliest start: 110,250 / 1.05² = 100,000.
    found = worth(bonus(110_250, years=(1,)), lead=Decimal(1))
    assert found.present_value.certain == 100_000


@pytest.mark.parametrize(
    ("method", "owed"), (("linear", [100, 75, 50, 25, 0]), ("stepped", [100, 100, 50, 50, 0]), ("cliff", [100, 100, 100, 100, 0]))
)
def test_what_is_owed_back(method, owed):
    terms = Repayment(months=24, method=method)
    assert terms.curve(Decimal(100)) == list(zip((0, 6, 12, 18, 24), owed, strict=True))


def test_percentiles_need_points_that_rise():
    assert percentile({25: Decimal(100), 75: Decimal(400)}, Decimal(200)).words == "p50"  # the geometric middle
    with pytest.raises(ValueError, match="rise"):
        percentile({25: Decimal(100), 50: Decimal(100)}, Decimal(100))


def test_shares_say_at_which_price_they_are_counted():
    shares = grant(unit="shares", units=Decimal(400), price=Decimal("12.50"), strike=Decimal(2), parts=yearly(), words="Equity 400 shares")
    assert remarks(worth(shares)) == ["Equity 400 shares: counted at 12.5 USD a share less a strike of 2, flat."]
