"""Searching in a real browser: results as one types, and a plain form where there is no JavaScript."""

import pytest

from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_pages import fits


def test_results_come_as_one_types_and_the_address_follows(visit):
    page = visit("/guides/")
    page.locator("#id_q").press_sequentially("millenium ml")
    page.locator("#found", has_text="close to them").wait_for()
    assert "Monzo" not in page.inner_text("#found")
    assert "q=millenium%20ml" in page.url
    assert page.evaluate("document.activeElement.id") == "id_q"
    page.click("#found a.guide-role >> nth=0")
    page.go_back()
    assert page.locator("h1").count() == 1
    assert "Monzo" not in page.inner_text("#found")


def test_without_javascript_the_form_finds_the_same(visit):
    page = visit("/guides/", javascript=False)
    page.fill("#id_q", "millenium ml")
    page.click("form[role=search] button")
    assert "close to them" in page.inner_text("#found")


@pytest.mark.parametrize("size", [NARROW, WIDE])
@pytest.mark.parametrize(
    "path",
    [
        *("/guides/?by=company", "/guides/?by=region", "/guides/?by=tag"),
        *("/guides/millennium-management/?component=pnl&region=any&currency=EUR", "/guides/thunes/software-engineer/?currency=USD"),
    ],
)
def test_what_readers_ask_for_fits(visit, path, size):
    page = visit(path, size=size)
    assert page.locator("h1").count() == 1
    assert fits(page)
