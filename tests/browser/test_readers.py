"""A reader in a real browser: search as one types, a guide, another currency, a doubted number, its history; also without JavaScript."""

import pytest

from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_pages import fits


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_the_front_page_finds_as_one_types(visit, size, scheme):
    page = visit("/", size=size, scheme=scheme)
    page.locator("#front-q").press_sequentially("thunse singapre")
    page.locator("#front-found", has_text="words close to them").wait_for()
    assert fits(page)
    page.click("#front-found a.guide-role >> nth=0")
    page.wait_for_url("**/guides/thunes/software-engineer/")


@pytest.mark.parametrize("javascript", [True, False])
def test_from_a_few_words_to_a_number_that_is_flagged(visit, javascript):
    page = visit("/", javascript=javascript, signed_in="candidate")
    page.fill("#front-q", "thunes swe")
    page.press("#front-q", "Enter")
    page.wait_for_url("**/guides/?q=thunes*")
    page.click("#found a.guide-role >> nth=0")

    page.select_option("[name=currency]", "EUR")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**currency=EUR*")
    assert "€" in page.locator("main").inner_text()

    page.locator("a[href*='/flag/band/']").nth(1 if javascript else 2).click()
    page.fill("[name=reason]", "An offer of last month says more.")
    page.get_by_role("button", name="Flag it").click()
    page.wait_for_url("**/guides/flags/")
    assert "An offer of last month says more." in page.locator("main").inner_text()

    page.goto("/guides/thunes/software-engineer/")
    page.locator("main a[href$='/history/']").first.click()
    assert "Revision 1" in page.locator("main").inner_text()


def test_words_of_a_lever_are_copied(visit):
    page = visit("/guides/thunes/software-engineer/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the words").first.click()
    assert "[design]" in page.evaluate("navigator.clipboard.readText()")
    assert page.locator("mark, .placeholder").count()
