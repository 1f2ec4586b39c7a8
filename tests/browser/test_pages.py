"""Every page of the product in a browser: narrow and wide, light and dark, with and without JavaScript."""

import pytest

from tests.browser.conftest import NARROW, WIDE

PUBLIC = ("/", "/guides/", "/guides/?q=millennium", "/guides/millennium-management/", "/guides/millennium-management/ml-ai-engineer/")
ENTRANCE = ("/account/login/", "/account/signup/", "/account/password/reset/", "/inbox/")
OWN = ("/negotiations/", "/negotiations/new/", "/account/", "/account/email/", "/account/2fa/")
LOOKS = [(size, scheme, javascript) for size in (NARROW, WIDE) for scheme in ("light", "dark") for javascript in (True, False)]


def fits(page):
    """No page scrolls sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize(("size", "scheme", "javascript"), LOOKS)
def test_a_page_fits_and_has_one_heading(visit, size, scheme, javascript):
    """All in one window of each look: most of what a window costs is its first page."""
    page = visit(size=size, scheme=scheme, javascript=javascript)
    for path in PUBLIC + ENTRANCE:
        page.goto(path)
        assert page.locator("h1").count() == 1, path
        assert page.locator("a.skip-link").count() == 1, path
        assert not javascript or fits(page), path


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_a_candidates_pages_fit(visit, size):
    page = visit("/negotiations/", size=size, signed_in="candidate")
    paths = [*OWN, *page.locator("main a[href^='/negotiations/']").evaluate_all("links => links.map(link => link.getAttribute('href'))")]
    for path in dict.fromkeys(paths):
        page.goto(path)
        assert page.locator("h1").count() == 1, path
        assert fits(page), path


def test_every_field_has_a_label(visit):
    page = visit("/negotiations/new/?guide=millennium-management/ml-ai-engineer", signed_in="candidate")
    unnamed = page.evaluate(
        "[...document.querySelectorAll('main input:not([type=hidden]), main select, main textarea')]"
        ".filter(field => !field.labels.length && !field.ariaLabel).map(field => field.name)"
    )
    assert not unnamed
