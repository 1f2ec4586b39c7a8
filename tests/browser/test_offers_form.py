"""The form of a package in a real browser: at both widths, with and without JavaScript, as somebody with an offer fills it in."""

import re

import pytest

from tests.browser.conftest import NARROW, WIDE

PDF = {"name": "Offer.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%words"}
WAYS = pytest.mark.parametrize(
    ("size", "javascript"),
    [(NARROW, True), (NARROW, False), (WIDE, True), (WIDE, False)],
    ids=["narrow", "narrow-plain", "wide", "wide-plain"],
)


def open_form(visit, size, javascript, side="employer"):
    """A negotiation of its own, begun without a guide, and the form for a package in it."""
    page = visit("/negotiations/new/", size=size, javascript=javascript, signed_in="candidate")
    page.fill("[name=employer]", "Tiny Fund")
    page.fill("[name=role_name]", "Cook")
    page.get_by_role("button", name="Save").click()
    page.goto(f"{page.url}proposals/new/?side={side}")
    return page


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def unfold(page, line):
    """Open all that is on demand in one line."""
    for summaries in (
        f".term-line:nth-of-type({line}) > details:not([open]) > summary",
        f".term-line:nth-of-type({line}) .term-group:not([open]) > summary",
    ):
        for summary in page.locator(summaries).all()[::-1]:
            summary.click()


@WAYS
def test_five_lines_first_and_all_fits(visit, size, javascript):
    page = open_form(visit, size, javascript)
    seen = [field.get_attribute("name") for field in page.locator(".term-line input:visible, .term-line select:visible").all()]
    assert seen == [
        "terms-0-amount",
        "terms-1-amount",
        "terms-1-certainty",
        "terms-2-amount",
        "terms-3-amount",
        "terms-4-percent",
        "terms-4-scenarios",
    ]
    assert fits(page)


@WAYS
def test_an_offer_with_its_finer_points_and_its_letter(visit, size, javascript):
    page = open_form(visit, size, javascript)
    page.fill("[name=terms-0-amount]", "310k")
    page.fill("[name=terms-4-percent]", "6")
    page.fill("[name=terms-4-scenarios]", "25m expected")
    page.fill("[name=terms-2-amount]", "90k")
    unfold(page, 3)
    page.fill("[name=terms-2-repayment_months]", "2 years")
    assert fits(page)
    page.locator(".package-made > summary").click()
    page.select_option("[name=status]", "written")
    page.set_input_files("[name=letter]", PDF)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="All of it").first.click()
    text = page.locator("main").inner_text()
    for said in ("$310,000", "$25,000,000 expected", "paid back within 24 months", "In writing", "Offer.pdf"):
        assert said in text
    assert fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Offer.pdf").click()
    assert download.value.suggested_filename == "Offer.pdf"


@WAYS
def test_a_line_is_added_and_all_stays(visit, size, javascript):
    page = open_form(visit, size, javascript)
    page.fill("[name=terms-0-amount]", "310k")
    page.set_input_files("[name=letter]", PDF) if javascript else None
    page.get_by_role("button", name="Add a line").click()
    page.locator("[name=terms-5-component]").wait_for()
    assert page.input_value("[name=terms-0-amount]") == "310k"
    assert page.evaluate("document.activeElement.name") == "terms-5-component"
    if javascript:
        assert page.evaluate("document.querySelector('[name=letter]').files.length") == 1
    page.select_option("[name=terms-5-component]", "days_off")
    page.fill("[name=terms-5-text]", "25 days")
    page.get_by_role("button", name="Save").click()
    assert "Days off: 25 days" in page.locator("main").inner_text()


@WAYS
def test_what_is_wrong_is_said_at_its_field_and_stays(visit, size, javascript):
    page = open_form(visit, size, javascript)
    page.fill("[name=terms-0-amount]", "-5")
    unfold(page, 4)
    page.fill("[name=terms-3-schedule]", "20/20")
    page.get_by_role("button", name="Save").click()
    assert page.locator("#id_terms-0-amount_error").inner_text() == "An amount cannot be negative."
    assert page.locator("#id_terms-3-schedule_error").is_visible()
    assert (page.input_value("[name=terms-0-amount]"), page.input_value("[name=terms-3-schedule]")) == ("-5", "20/20")
    assert fits(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_two_tabs_correct_the_same_offer(visit, javascript):
    first = open_form(visit, WIDE, javascript)
    first.fill("[name=terms-0-amount]", "300k")
    first.get_by_role("button", name="Save").click()
    first.get_by_role("link", name="All of it").first.click()
    first.get_by_role("link", name="Correct it").click()
    second = first.context.new_page()
    second.goto(first.url)
    first.fill("[name=terms-0-amount]", "310k")
    first.get_by_role("button", name="Save").click()
    second.fill("[name=terms-0-amount]", "320k")
    second.get_by_role("button", name="Save").click()
    told = second.get_by_role("alert").first.inner_text()
    assert "Base salary $300,000 is now Base salary $310,000" in told
    assert second.input_value("[name=terms-0-amount]") == "320k"
    second.get_by_role("button", name="Save mine in its place").click()
    assert re.search(r"Base salary \$310,000 is now Base salary \$320,000", second.locator("main").inner_text())
