"""The same package typed into the form and sent to the API is worth the same; each figure is worked out by hand."""

import json
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from negotiate.api_types import AMOUNT_WRITTEN, PERCENT_WRITTEN, SHARE_WRITTEN, Amount, Chance, Percent
from tests import factories
from tests.test_offer_pages import lines, mine, words

__all__ = ["mine"]
CASES = [{"pnl": "-10000000", "chance": "0.25"}, {"pnl": "20000000", "chance": "0.5"}, {"pnl": "50000000", "chance": "0.25"}]
TYPED_CASES = "-10m 25 %; 20m 50 %; 50m 25 %"
BASE = {"component": "base", "amount": "300000"}


@pytest.fixture
def negotiation(owner):
    return factories.create_negotiation(owner)


def typed(client, negotiation, **values):
    answer = client.post(reverse("proposal_add", args=[negotiation.pk]), lines(**{"base": "300k", "bonus": "", **values}))
    assert answer.status_code == 302, words(answer)
    return worth(client, negotiation)


def sent(client, negotiation, *terms):
    path = f"/api/v1/negotiations/{negotiation.pk}/proposals"
    body = json.dumps({"side": "employer", "terms": [BASE, *terms]})
    answer = client.post(path, body, content_type="application/json")
    assert answer.status_code == 201, answer.json()
    return worth(client, negotiation)


def worth(client, negotiation) -> tuple:
    found = client.get(f"/api/v1/negotiations/{negotiation.pk}/valuation").json()
    return [year["expected"] for year in found["years"]], found["sum"], found["present_value"], found["beyond"]


# Each: what is typed, the same as a term, and what is to be expected in years 1 to 5 beside a base of 300,000.
PACKAGES = {
    # 8 % of 15 % of the PnL: nothing, 240,000, 600,000: 270,000 in the mean, with at least 150,000 in each case 307,500.
    "a share of a payout, with a guarantee": (
        {"pnl": "8 %", "terms-4-payout": "15 %", "terms-4-guarantee": "150k", "terms-4-scenarios": TYPED_CASES},
        {"component": "pnl", "percent": "8", "payout": "0.15", "guarantee": "150000", "scenarios": CASES},
        [307_500] * 5,
    ),
    # The same with 150,000 on top in each year: 270,000 + 150,000.
    "a share with a guarantee on top": (
        {
            **{"pnl": "8 %", "terms-4-payout": "15 %", "terms-4-scenarios": TYPED_CASES},
            **{"terms-4-guarantee": "150k", "terms-4-guarantee_role": "on_top"},
        },
        {
            **{"component": "pnl", "percent": "8", "payout": "0.15", "scenarios": CASES},
            "guarantee": {"amount": "150000", "currency": "USD", "role": "on_top", "years": []},
        },
        [420_000] * 5,
    ),
    # The floor of the first year alone: 307,500, then 270,000.
    "a share with a floor in its first year": (
        {
            **{"pnl": "8 %", "terms-4-payout": "15 %", "terms-4-scenarios": TYPED_CASES},
            **{"terms-4-guarantee": "150k", "terms-4-guarantee_role": "floor", "terms-4-guarantee_years": "first year"},
        },
        {
            **{"component": "pnl", "percent": "8", "payout": "0.15", "scenarios": CASES},
            "guarantee": {"amount": "150000", "role": "floor", "years": [1]},
        },
        [307_500, 270_000, 270_000, 270_000, 270_000],
    ),
    # 40 % of base in year 1, 30 % of it in three parts: 84,000, then 12,000 with chances of 0.95, 0.9 and 0.8.
    "a deferred part with a chance for each part": (
        {
            **{"terms-1-percent": "40", "terms-1-years_of_service": "first year", "terms-1-deferral_percent": "30 %"},
            **{"terms-1-deferral_months": "12, 24, 36", "terms-1-deferral_chance": "95 %, 90 %, 80 %"},
        },
        {
            **{"component": "bonus", "percent": "40", "certainty": "guaranteed", "years_of_service": [1]},
            "deferral": {"percent": "30", "months": [12, 24, 36], "chances": ["0.95", "0.9", "0.8"]},
        },
        [84_000, 11_400, 10_800, 9_600, 0],
    ),
    # A payout of 1 % is no payout of everything: 10 % of 1 % of 25,000,000.
    "a payout of one per cent": (
        {"pnl": "10", "terms-4-payout": "1 %", "terms-4-scenarios": "25m"},
        {"component": "pnl", "percent": "10", "payout": "0.01", "scenarios": [{"pnl": "25000000", "chance": "1"}]},
        [25_000] * 5,
    ),
    "a payout of everything": (
        {"pnl": "1", "terms-4-payout": "1", "terms-4-scenarios": "25m"},
        {"component": "pnl", "percent": "1", "payout": "1", "scenarios": [{"pnl": "25000000", "chance": "1"}]},
        [250_000] * 5,
    ),
    # 2 % of the PnL with 5,000,000 to earn back: the mean of year 1 is a half of 2 % of 25,000,000. Then 15,000,000 or nothing is carried:
    # year 2 half of (half of 300,000 + half of 600,000). Year 3 carries 25, 0, 10, 0: (100 + 600 + 400 + 600)/4 thousands, halved.
    "losses carried from a loss so far": (
        {"pnl": "2", "terms-4-loss_carry": "5m", "terms-4-scenarios": "-10m 50 %; 30m 50 %"},
        {
            "component": "pnl",
            "percent": "2",
            "loss_carry": "5000000",
            "scenarios": [{"pnl": "-10000000", "chance": "0.5"}, {"pnl": "30000000", "chance": "0.5"}],
        },
        [250_000, 225_000, 212_500, 212_500, 209_375],
    ),
    # 40 % of base, guaranteed in year 1 alone; a quarter of it a year later with a chance of 0.7.
    "a bonus in percent of base, year 1, a part deferred": (
        {
            "terms-1-percent": "40",
            "terms-1-years_of_service": "first year",
            "terms-1-deferral_percent": "25 %",
            "terms-1-deferral_months": "12",
            "terms-1-deferral_chance": "70 %",
        },
        {
            "component": "bonus",
            "percent": "40",
            "certainty": "guaranteed",
            "years_of_service": [1],
            "deferral": {"percent": "25", "months": [12], "chance": "0.7"},
        },
        [90_000, 21_000, 0, 0, 0],
    ),
    # 1,003 shares at 85.50, 5/15/40/40 with nothing before month 24: 200 shares in year 2, then 401 and 402.
    "shares with a cliff": (
        {"terms-3-units": "1,003", "terms-3-price": "$85.50", "terms-3-schedule": "5/15/40/40", "terms-3-cliff_months": "2 years"},
        {
            "component": "equity",
            "units": "1003",
            "price": "85.5",
            "schedule": [{"months": 12 * year, "percent": part} for year, part in enumerate(("5", "15", "40", "40"), 1)],
            "cliff_months": 24,
        },
        [0, 17_100, Decimal("34285.5"), 34_371, 0],
    ),
}


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_is_worth_the_same_typed_or_sent(mine, owner, negotiation, name):
    fields, term, beside_base = PACKAGES[name]
    found = typed(mine, negotiation, **fields)
    assert [Decimal(year) - 300_000 for year in found[0]] == beside_base
    assert sent(mine, factories.create_negotiation(owner), term) == found


def test_a_share_of_pnl_that_names_its_percent_as_share_alone_is_that_percent(mine, negotiation):
    found, *_ = sent(mine, negotiation, {"component": "pnl", "share": "0.08", "payout": "0.15", "scenarios": CASES})
    assert Decimal(found[0]) == 300_000 + 270_000


def test_a_rate_sent_as_a_share_of_one_is_shown_in_percent(mine, negotiation):
    sent(mine, negotiation, {"component": "pnl", "percent": "8", "payout": "0.15"})
    proposal = negotiation.proposals.get()
    assert "payout 15 %" in words(mine.get(proposal.get_absolute_url()))
    page = mine.get(reverse("proposal_add", args=[negotiation.pk]) + "?side=candidate").content.decode()
    assert re.search(r'name="terms-4-payout"[^>]*value="15 %"|value="15 %"[^>]*name="terms-4-payout"', page)


def test_a_sign_on_in_percent_of_base_is_paid_at_the_start(mine, negotiation):
    years, _, present, _ = sent(mine, negotiation, {"component": "sign_on", "percent": "10"})
    # Base: 300,000 × (1/1.05 + … + 1/1.05⁵) = 1,298,843.00; the 30,000 are not discounted.
    assert (Decimal(years[0]), present["expected"]) == (330_000, "1328843.00")


def test_a_sign_on_in_percent_of_base_may_come_in_parts(mine, negotiation):
    parts = [{"months": 0, "percent": "50"}, {"months": 18, "percent": "50"}]
    years, *_ = sent(mine, negotiation, {"component": "sign_on", "percent": "10", "schedule": parts})
    assert [Decimal(year) for year in years[:2]] == [315_000, 315_000]


@pytest.mark.parametrize("amount", ["310k", "310,000", "0.31m", "310000", " 310000.00 ", "3.1L"])
def test_the_api_reads_amounts_as_the_form_does(mine, negotiation, amount):
    sent(mine, negotiation, {"component": "sign_on", "amount": amount})
    assert negotiation.proposals.get().terms.get(component="sign_on").amount == 310_000


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ({"amount": "a lot"}, "is not an amount. Write an amount such as 310k"),
        ({"amount": "12 %"}, "money, not a percent"),
        ({"amount": "$310k"}, "its currency has a field of its own"),
        ({"amount": "1_000"}, "is not an amount"),
        ({"percent": "many"}, "Write a percent such as 6 or 12.5 %."),
    ],
)
def test_the_api_says_what_the_form_says_where_a_number_cannot_be_read(mine, negotiation, term, words):
    body = json.dumps({"side": "employer", "terms": [BASE, {"component": "sign_on", **term}]})
    answer = mine.post(f"/api/v1/negotiations/{negotiation.pk}/proposals", body, content_type="application/json")
    assert answer.status_code == 422
    assert words in str(answer.json())


@pytest.mark.parametrize(("pattern", "read"), [(AMOUNT_WRITTEN, Amount), (PERCENT_WRITTEN, Percent), (SHARE_WRITTEN, Chance)])
@given(data=st.data())
def test_what_the_document_says_can_be_written_is_read(pattern, read, data):
    TypeAdapter(read).validate_python(data.draw(st.from_regex(pattern)))
