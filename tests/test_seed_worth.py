"""The story of one candidate: what Millennium was asked for, against three rivals. Each figure is worked out by hand below.

All offers: the base every year, the guaranteed bonus in the first year alone, 5 % a year, paid at the end of each year of service.

  1/1.05 = 0.9523809524   1/1.05² = 0.9070294785   1/1.05³ = 0.8638375985   1/1.05⁴ = 0.8227024748   1/1.05⁵ = 0.7835261665
  Their sum, five years of one: 4.3294766706
"""

import re
from decimal import Decimal

import pytest

from offers.models import Proposal
from offers.worth import present_value_of, valuation_of
from tests import factories
from tests.test_api import Api
from tests.test_valuation_api import offer, worth

FIVE_YEARS = sum(1 / Decimal("1.05") ** year for year in range(1, 6))
FIRST_YEAR = 1 / Decimal("1.05")


@pytest.fixture
def api(client, owner):
    return Api(client, owner)


def on_the_table(api, owner, employer, *terms, side="employer"):
    path = f"/negotiations/{factories.create_negotiation(owner, employer=employer).pk}"
    offer(api, path, *terms, side=side)
    return path


def package(base, guaranteed):
    return [
        {"component": "base", "amount": base},
        {"component": "bonus", "amount": guaranteed, "certainty": "guaranteed", "years_of_service": [1]},
    ]


def ask():
    """330K, 220K guaranteed, 6 % of PnL with 25M expected, 90K on signing."""
    return [
        *package(330_000, 220_000),
        {"component": "pnl", "percent": 6, "scenarios": [{"pnl": 25_000_000, "chance": 1}]},
        {"component": "sign_on", "amount": 90_000},
    ]


def test_the_ask_year_by_year(api, owner):
    found = worth(api, on_the_table(api, owner, "Millennium Management", *ask(), side="candidate"), "?proposal=counter")
    # Year 1: 330,000 base + 220,000 bonus + 90,000 sign-on = 640,000 certain; 6 % of 25,000,000 = 1,500,000 more to be expected.
    assert (found["years"][0]["certain"], found["years"][0]["expected"]) == ("640000.00", "2140000.00")
    # Years 2 to 5: the base alone is certain; the bonus is not stated for them, the PnL share is.
    assert {(year["certain"], year["expected"]) for year in found["years"][1:]} == {("330000.00", "1830000.00")}
    # Five years: 640,000 + 4 × 330,000 = 1,960,000; 2,140,000 + 4 × 1,830,000 = 9,460,000.
    assert (found["sum"]["certain"], found["sum"]["expected"]) == ("1960000.00", "9460000.00")
    # A mean year: 9,460,000 / 5 = 1,892,000; without the 90,000 once: 9,370,000 / 5 = 1,874,000.
    assert found["mean"]["with_one_offs"]["expected"] == "1892000.00"
    assert found["mean"]["without_one_offs"]["expected"] == "1874000.00"


def test_the_ask_in_present_value(api, owner):
    found = worth(api, on_the_table(api, owner, "Millennium Management", *ask(), side="candidate"), "?proposal=counter")
    # 90,000 now + 220,000 / 1.05 + 330,000 × 4.3294766706 = 90,000 + 209,523.81 + 1,428,727.30 = 1,728,251.11.
    assert found["present_value"]["certain"] == "1728251.11"
    # and 1,500,000 × 4.3294766706 = 6,494,215.01 more.
    assert found["present_value"]["expected"] == "8222466.12"
    assert Decimal("1728251.11") + round(1_500_000 * FIVE_YEARS, 2) == Decimal("8222466.12")


@pytest.mark.parametrize(
    ("employer", "base", "guaranteed", "first_year", "five_years", "present_value"),
    (
        # 310,000 + 210,000; 520,000 + 4 × 310,000; 310,000 × 4.3294766706 + 210,000 / 1.05 = 1,342,137.77 + 200,000
        ("Citadel", 310_000, 210_000, "520000.00", "1760000.00", "1542137.77"),
        # 325,000 + 200,000; 525,000 + 4 × 325,000; 325,000 × 4.3294766706 + 200,000 / 1.05 = 1,407,079.92 + 190,476.19
        ("Two Sigma", 325_000, 200_000, "525000.00", "1825000.00", "1597556.11"),
        # 300,000 + 225,000; 525,000 + 4 × 300,000; 300,000 × 4.3294766706 + 225,000 / 1.05 = 1,298,843.00 + 214,285.71
        ("DE Shaw", 300_000, 225_000, "525000.00", "1725000.00", "1513128.72"),
    ),
)
def test_the_rivals(api, owner, employer, base, guaranteed, first_year, five_years, present_value):
    found = worth(api, on_the_table(api, owner, employer, *package(base, guaranteed)))
    for headline in ("certain", "expected", "everything"):
        assert found["years"][0][headline] == first_year
        assert found["sum"][headline] == five_years
        assert found["present_value"][headline] == present_value
    assert round(base * FIVE_YEARS + guaranteed * FIRST_YEAR, 2) == Decimal(present_value)


def test_the_ask_is_certain_to_bring_more_than_the_best_rival(api, owner):
    on_the_table(api, owner, "Millennium Management", *ask(), side="candidate")
    on_the_table(api, owner, "Two Sigma", *package(325_000, 200_000))
    ours, theirs = (valuation_of(Proposal.objects.get(negotiation__employer=name)) for name in ("Millennium Management", "Two Sigma"))
    # 1,728,251.11 − 1,597,556.11 = 130,695.00, of the larger 7.56 %: not too close to call.
    assert ours.present_value.certain - theirs.present_value.certain == 130_695
    assert present_value_of(Proposal.objects.get(negotiation__employer="Two Sigma")) == Decimal("1597556.11")


def figures_of(page: str) -> list[list[str]]:
    """The rows of the page's first table of years, as numbers: the three headlines each."""
    table = re.search(r'<table class="value-table">(.*?)</table>', page, re.S)[1]
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", table, re.S)
    return [[cell.strip("$").replace(",", "") for cell in re.findall(r'<td class="number"[^>]*>([^<]*)</td>', row)[:3]] for row in rows]


def test_the_page_says_the_same_figures(api, owner, client):
    path = on_the_table(api, owner, "Millennium Management", *ask(), side="candidate")
    found = worth(api, path, "?proposal=counter")
    client.force_login(owner)
    shown = figures_of(client.get(f"{path}/value/").content.decode())
    told = [*found["years"], found["sum"], found["present_value"], *found["mean"].values()]
    assert len(shown) == len(told) == 9
    for row, sums in zip(shown, told, strict=True):
        assert [Decimal(figure) for figure in row] == [Decimal(sums[name]) for name in ("certain", "expected", "everything")]


def test_the_negotiations_page_says_the_same_figures_to_three_places(api, owner, client):
    path = on_the_table(api, owner, "Citadel", *package(310_000, 210_000))
    client.force_login(owner)
    page = client.get(f"{path}/").content.decode()
    assert "$1,760,000" in page and "$1,540,000" in page
