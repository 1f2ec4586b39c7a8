"""The demo's offers and present job side by side, in a browser: every look, figures equal to the API's, kept and told later."""

import re
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest

from negotiate.money.formatting import three_figures
from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_pages import fits

COLUMNS = 3


def compare_page(visit, **look):
    """Millennium's offer, Citadel's and the present job, chosen from the list of negotiations on."""
    page = visit("/negotiations/", signed_in="candidate", **look)
    page.get_by_role("link", name="Compare offers").click()
    for name in ("at Citadel", "at Millennium"):
        page.get_by_label(re.compile(name)).first.check()
    page.locator("[name=ids][value=present]").check()
    page.get_by_role("button", name="Compare", exact=True).click()
    page.get_by_role("heading", name="What differs").wait_for()
    return page


def figures(page, table: str) -> list[Decimal]:
    cells = page.locator(f"{table} tbody td.number").all_inner_texts()
    return [Decimal(cell.strip("$").replace(",", "")) for cell in cells]


def told_by_the_api(page) -> dict:
    ids = ",".join(parse_qs(urlsplit(page.url).query)["ids"])
    return page.request.get(f"/api/v1/compare?ids={ids}").json()


@pytest.mark.parametrize(("size", "scheme", "javascript"), [(WIDE, "light", True), (NARROW, "dark", True), (NARROW, "light", False)])
def test_the_page_in_every_look(visit, size, scheme, javascript):
    page = compare_page(visit, size=size, scheme=scheme, javascript=javascript)
    assert page.locator("h1").count() == 1
    assert page.locator(".stacked").get_attribute("role") == "img"
    if javascript:
        page.get_by_text("Weigh it").click()
        assert fits(page)


def test_each_figure_is_the_apis(visit):
    page = compare_page(visit)
    found = told_by_the_api(page)
    headlines = ("certain", "expected", "everything")
    rows = [[[*item["years"], item["sum"], item["present_value"]][place] for item in found["items"]] for place in range(7)]
    assert len(found["items"]) == COLUMNS
    assert figures(page, ".compare-years") == [Decimal(cell[name]) for name in headlines for row in rows for cell in row]
    now = [three_figures(Decimal(item["present_value"][name])) for name in headlines for item in found["items"]]
    assert figures(page, "#comparison .compare-table") == now


def test_the_negotiation_leads_to_its_comparison_with_rivals(visit):
    page = visit("/negotiations/", signed_in="candidate")
    page.get_by_role("link", name=re.compile("Citadel")).first.click()
    page.get_by_role("link", name="Compare them with this one").click()
    assert [item["employer"] for item in told_by_the_api(page)["items"]] == ["Citadel", "Millennium Management"]


@pytest.mark.parametrize(("size", "javascript"), [(WIDE, True), (NARROW, False)])
def test_one_alone_is_an_error_at_the_form_and_stays_ticked(visit, size, javascript):
    page = visit("/compare/", signed_in="candidate", size=size, javascript=javascript)
    box = page.get_by_label(re.compile("at Citadel")).first
    box.check()
    page.get_by_role("button", name="Compare", exact=True).click()
    page.get_by_role("alert").get_by_text("Choose 2 to 6").wait_for()
    assert page.get_by_label(re.compile("at Citadel")).first.is_checked()


@pytest.mark.parametrize(("size", "javascript"), [(WIDE, True), (NARROW, False)])
def test_it_is_kept_weighed_named_anew_and_deleted(visit, size, javascript):
    page = compare_page(visit, size=size, javascript=javascript)
    page.get_by_label("Name", exact=True).fill("Before the call")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Nothing has changed since.").wait_for()
    page.get_by_text("Weigh it").click()
    page.get_by_label("How much it matters: The people").select_option("4")
    for place, score in enumerate(("5", "3", "1")):
        page.get_by_label(re.compile("^The people: ")).nth(place).select_option(score)
    page.get_by_role("button", name="Weigh", exact=True).click()
    page.get_by_text("Weighed.").wait_for()
    assert page.locator("#weigh dd").all_inner_texts() == ["5 of 5", "3 of 5", "1 of 5"]
    page.get_by_label("Name", exact=True).fill("After the call")
    page.get_by_role("button", name="Rename").click()
    page.get_by_role("heading", name="After the call").wait_for()
    page.get_by_role("link", name="Delete it").click()
    page.get_by_role("button", name="Delete it").click()
    page.get_by_text("After the call is deleted.").wait_for()


def test_the_present_job_is_changed_and_what_it_comes_to_follows(visit):
    page = compare_page(visit)
    before = figures(page, "#comparison .compare-table")
    address = page.url
    page.get_by_role("link", name="Change it").click()
    base = page.locator("[name=terms-0-amount]")
    was = base.input_value()
    base.fill("260k")
    page.get_by_role("button", name="Save").click()
    page.goto(address)
    after = figures(page, "#comparison .compare-table")
    assert [new - old for old, new in zip(before, after, strict=True)][:COLUMNS][:2] == [0, 0]
    assert after[COLUMNS - 1] - before[COLUMNS - 1] == Decimal(90_000)  # 86,589.53 more, of estimates that have three figures
    page.goto(page.url)
    page.get_by_role("link", name="Change it").click()
    page.locator("[name=terms-0-amount]").fill(was)
    page.get_by_role("button", name="Save").click()
