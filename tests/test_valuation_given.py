"""Terms as they are kept, read for the valuation: rates written either way, yes and no, what is certain and is no cash."""

from decimal import Decimal

import pytest

from offers.models import Term
from offers.valuation import Line, assumptions, value
from offers.valuation.given import deferral_from, pnl_from, repayment_from
from offers.valuation.remarks import remarks
from offers.worth import line_of, valuation_of
from tests import factories

CASES = [{"pnl": "10000000", "chance": "1"}]


def pnl_term(**more):
    return Term(component="pnl", unit="percent_of_pnl", percent=Decimal(6), certainty="discretionary", pnl={"scenarios": CASES, **more})


def first_year(*terms) -> Decimal:
    return value([line_of(term) for term in terms], currency="USD").years[0].headlines.expected


@pytest.mark.parametrize(
    ("more", "bonus"),
    (
        ({}, 600_000),
        ({"payout": "15"}, 90_000),
        ({"payout": "0.15"}, 90_000),
        ({"share": "6"}, 600_000),  # the percent again
        ({"share": "0.06"}, 600_000),
        ({"share": "40"}, 240_000),  # the part of the pod's PnL that is the model set's
        ({"share": "0.4"}, 240_000),
        ({"netting": "0.75"}, 450_000),
        ({"netting": False, "loss_carry": False}, 600_000),
        ({"loss_carry": True}, 600_000),
        ({"loss_carry": "4000000"}, 360_000),
        ({"guarantee": "700000"}, 700_000),
    ),
)
def test_a_pnl_share_reads_as_it_is_written(more, bonus):
    assert first_year(pnl_term(**more)) == bonus


def test_netting_of_unknown_size_takes_nothing_and_says_so():
    found = value([line_of(pnl_term(netting=True))], currency="USD")
    assert found.years[0].headlines.expected == 600_000
    assert any("netting is agreed but not how much it takes" in remark for remark in remarks(found))


def test_cut_offs_in_words_are_named():
    found = value([line_of(pnl_term(cut_offs="Half at −5 %"))], currency="USD")
    assert any("its cut-offs are not counted (Half at −5 %)" in remark for remark in remarks(found))


@pytest.mark.parametrize("given", (None, {}, {"percent": "0", "months": [12]}, {"percent": "40", "months": []}))
def test_nothing_deferred_is_no_deferral(given):
    assert deferral_from(given) is None


def test_what_says_nothing_is_nothing():
    assert (pnl_from(None), repayment_from({"months": 0})) == (None, None)


def test_equity_is_no_cash_however_certain():
    grant = Line(component="equity", amount=Decimal(400), currency="USD", period="grant")
    assert value([grant], currency="USD").years[0].headlines.as_dict() == {"certain": 0, "expected": 100, "everything": 100}


def test_a_grant_in_percent_of_base_is_of_the_first_years_and_vests():
    base = Line(component="base", amount=Decimal(100_000), currency="USD")
    grant = Line(component="equity", unit="percent_of_base", percent=Decimal(40), certainty="market", period="grant")
    assert [year.by_certainty.get("market") for year in value([base, grant], currency="USD").years] == [10_000] * 4 + [None]


def test_carry_is_no_share_of_the_pnl_that_is_expected():
    carry = Line(component="carry_bonus", unit="percent_of_pnl", percent=Decimal(2), certainty="illiquid")
    found = value([carry], currency="USD", given=assumptions({"pnl_expectation": {"value": "25000000"}}))
    assert [left.reason for left in found.left_out] == ["nothing says what it is a percent of"]


def test_a_package_from_the_database_is_worth_what_its_lines_are(owner):
    proposal = factories.create_proposal(factories.create_negotiation(owner), base=300_000, bonus=None)
    Term.objects.create(
        proposal=proposal,
        component="sign_on",
        amount=80_000,
        currency="USD",
        period="one_time",
        schedule=[{"months": 0, "percent": "50"}, {"months": 12, "percent": "50"}],
    )
    Term.objects.create(
        proposal=proposal,
        component="bonus",
        percent=50,
        unit="percent_of_base",
        certainty="target",
        years_of_service=[2],
        deferral={"percent": "20", "months": [12], "chance": "0.5"},
    )
    # Year 1: 300,000 + both halves of the sign-on, now and at the first anniversary, which ends year 1.
    # Year 2: 300,000 + 0.8 × 80 % of 150,000 = 96,000. Year 3: 300,000 + 0.8 × 0.5 × 20 % of 150,000 = 12,000.
    assert [year.headlines.expected for year in valuation_of(proposal).years] == [380_000, 396_000, 312_000, 300_000, 300_000]


def test_what_repeats_every_year_follows_its_plan_twelve_months_later_each_year():
    # 100 in each of years 1 and 2, half after 12 months and half after 24: 50, then 50 + 50, then 50.
    plan = [{"months": 12, "percent": "50"}, {"months": 24, "percent": "50"}]
    grants = Term(component="equity", amount=Decimal(100), currency="USD", period="year", certainty="market")
    grants.years_of_service, grants.schedule = [1, 2], plan
    found = value([line_of(grants)], currency="USD")
    assert [year.headlines and year.headlines.expected for year in found.years] == [50, 100, 50, None, None]


@pytest.mark.parametrize(
    ("component", "years", "months"),
    (("sign_on", [], 0), ("sign_on", [1], 0), ("sign_on", [2], 24), ("bonus", [], 12), ("relocation", [], 0)),
)
def test_what_is_paid_once_comes_at_the_start_unless_it_is_earned_first(component, years, months):
    once = Term(component=component, amount=Decimal(100), currency="USD", period="one_time", years_of_service=years)
    assert [flow.moment.months for flow in value([line_of(once)], currency="USD").flows] == [months]
