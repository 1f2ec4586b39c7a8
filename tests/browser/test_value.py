"""What the demo's counter is worth, in a browser: the figures, the assumptions changed in place, every look of the page."""

import re
from decimal import Decimal

import pytest

from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_pages import LOOKS, fits


def value_page(visit, **look):
    """The worth of what the candidate asked Millennium for."""
    page = visit("/negotiations/", signed_in="candidate", **look)
    page.get_by_role("link", name=re.compile("Millennium")).first.click()
    page.get_by_role("link", name="Year by year").click()
    page.locator("#proposal").select_option(index=0)
    page.get_by_role("button", name="Show").click()
    page.get_by_role("heading", name="My counter, year by year").wait_for()
    return page


def figures(page) -> list[list[Decimal]]:
    """The three headlines of each row of the table."""
    rows = page.locator(".value-table tbody tr").all()
    return [[Decimal(cell.strip("$").replace(",", "")) for cell in row.locator("td").all_inner_texts()[:3]] for row in rows]


@pytest.mark.parametrize(("size", "scheme", "javascript"), LOOKS)
def test_the_page_in_every_look(visit, size, scheme, javascript):
    page = value_page(visit, size=size, scheme=scheme, javascript=javascript)
    assert page.locator("h1").count() == 1
    assert page.locator(".stacked").get_attribute("role") == "img"
    if javascript:
        assert fits(page)


def test_each_figure_is_the_apis(visit):
    page = value_page(visit)
    negotiation = re.search(r"/negotiations/([0-9a-f-]{36})/", page.url)[1]
    found = page.request.get(f"/api/v1/negotiations/{negotiation}/valuation?proposal=counter").json()
    told = [*found["years"], found["sum"], found["present_value"], *found["mean"].values()]
    assert figures(page) == [[Decimal(sums[name]) for name in ("certain", "expected", "everything")] for sums in told]
    assert found["years"][0]["expected"] == "2140000.00"


@pytest.mark.parametrize(("size", "javascript"), [(WIDE, True), (NARROW, False)])
def test_assumptions_are_changed_in_place_and_taken_back(visit, size, javascript):
    page = value_page(visit, size=size, javascript=javascript)
    before = figures(page)
    page.fill("[name=discount_rate]", "140")
    page.click("#count-anew")
    page.get_by_text("This goes from 0 % to 100 %.").wait_for()
    assert page.input_value("[name=discount_rate]") == "140"
    page.fill("[name=discount_rate]", "8 %")
    page.click("#count-anew")
    page.get_by_text("Counted anew").wait_for()
    after = figures(page)
    assert after[0] == before[0] and after[6][1] < before[6][1]
    page.click("#ours-again")
    page.get_by_text("Our assumptions again.").wait_for()
    assert figures(page) == before
