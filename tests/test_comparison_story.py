"""The story of one candidate, side by side: what Millennium was asked for and its three rivals. Figures by hand as in test_seed_worth.

1/1.05 = 0.9523809524; five years of one: 4.3294766706.
"""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.test_api import Api
from tests.test_comparison_api import compared
from tests.test_offer_pages import words
from tests.test_seed_worth import ask, on_the_table, package

# (employer, base, guaranteed first-year bonus, base × 4.3294766706 + bonus / 1.05)
RIVALS = (
    ("Citadel", 310_000, 210_000, "1542137.77"),
    ("Two Sigma", 325_000, 200_000, "1597556.11"),
    ("DE Shaw", 300_000, 225_000, "1513128.72"),
)


@pytest.fixture
def api(client, owner):
    return Api(client, owner)


def key(path):
    return path.rpartition("/")[2]


@pytest.fixture
def asked(api, owner):
    return key(on_the_table(api, owner, "Millennium Management", *ask(), side="candidate"))


@pytest.fixture
def rivals(api, owner):
    return {name: key(on_the_table(api, owner, name, *package(base, bonus))) for name, base, bonus, _ in RIVALS}


def test_the_ask_and_its_rivals_in_present_value(api, asked, rivals):
    found = compared(api, asked, *rivals.values())
    assert [item["present_value"]["expected"] for item in found["items"]] == ["8222466.12", *(worth for *_, worth in RIVALS)]
    assert [item["present_value"]["certain"] for item in found["items"]] == ["1728251.11", *(worth for *_, worth in RIVALS)]
    assert found["verdict"]["best"] == asked and found["verdict"]["kind"] == "ahead"


def test_cash_that_is_certain_leads_by_more_than_two_percent(api, asked, rivals):
    # 1,728,251.11 − 1,597,556.11 = 130,695.00 of 1,728,251.11: 7.56 %.
    lead = compared(api, asked, *rivals.values())["verdict"]["by_headline"]["certain"]
    assert lead == {"kind": "ahead", "best": asked, "among": [asked]}


def test_citadel_and_de_shaw_are_too_close_to_call(api, rivals):
    found = compared(api, rivals["Citadel"], rivals["DE Shaw"])
    # 1,542,137.77 − 1,513,128.72 = 29,009.05 (10,000 × 4.3294766706 − 15,000 / 1.05 = 43,294.77 − 14,285.71) of 1,542,137.77: 1.8811 %.
    (pair,) = found["pairs"]
    assert pair["difference"] == "29009.05" and pair["percent"] == "1.8811" and pair["too_close"]
    assert found["verdict"]["kind"] == "too_close_to_call" and set(found["verdict"]["among"]) == {rivals["Citadel"], rivals["DE Shaw"]}


def test_two_sigma_leads_among_the_rivals(api, rivals):
    found = compared(api, *rivals.values())
    # To Citadel 55,418.34 of 1,597,556.11: 3.4689 %; to DE Shaw 84,427.39: 5.2848 %.
    assert found["verdict"]["best"] == rivals["Two Sigma"] and found["verdict"]["kind"] == "ahead"
    told = {(pair["first"], pair["second"]): (pair["difference"], pair["percent"]) for pair in found["pairs"]}
    assert told[rivals["Citadel"], rivals["Two Sigma"]] == ("-55418.34", "3.4689")
    assert told[rivals["Two Sigma"], rivals["DE Shaw"]] == ("84427.39", "5.2848")


def test_what_differs_most_is_the_pnl_share(api, asked, rivals):
    rows = compared(api, asked, *rivals.values())["differences"]
    # 1,500,000 × 4.3294766706; 30,000 × 4.3294766706; 90,000 at once; 25,000 / 1.05.
    spreads = {row["name"]: row["spread"] for row in rows}
    assert spreads == {"pnl": "6494215.01", "base": "129884.30", "sign_on": "90000.00", "bonus": "23809.52"}
    assert [row["name"] for row in rows] == list(spreads)


def test_every_figure_of_the_page_is_the_apis(api, client, owner, asked, rivals):
    found = compared(api, asked, *rivals.values())
    client.force_login(owner)
    answer = client.get(f"{reverse('compare')}?ids={asked},{','.join(rivals.values())}")
    page = answer.content.decode()
    table = re.search(r'<table class="compare-table compare-years">(.*?)</table>', page, re.S)[1]
    shown = [Decimal(cell.replace("$", "").replace(",", "")) for cell in re.findall(r'<td class="number"[^>]*>([^<]*)</td>', table)]
    told = [
        Decimal(sums[headline])
        for headline in ("certain", "expected", "everything")
        for place in range(7)
        for item in found["items"]
        for sums in [[*item["years"], item["sum"], item["present_value"]][place]]
    ]
    assert shown == told and len(told) == 3 * 7 * 4
    assert "Millennium Management, my counter is worth most" in words(answer)
