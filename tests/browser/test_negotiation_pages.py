"""A negotiation as its owner walks it: own numbers, promises, an outcome taken back, the timeline. Each without JavaScript too."""

import re

import pytest

from tests.browser.conftest import NARROW, WIDE

LOOKS = [(NARROW, "light", True), (NARROW, "dark", False), (WIDE, "light", False), (WIDE, "dark", True)]


@pytest.fixture(params=LOOKS, ids=["narrow light", "narrow dark, plain", "wide light, plain", "wide dark"])
def look(request):
    return dict(zip(("size", "scheme", "javascript"), request.param, strict=True))


@pytest.fixture
def page(visit, look):
    """A new negotiation without a guide: 300K and 200K, in writing."""
    page = visit("/negotiations/new/", signed_in="candidate", **look)
    page.fill("[name=employer]", "Tiny Fund")
    page.fill("[name=role_name]", "Quant")
    page.fill("[name=terms-0-amount]", "300k")
    page.fill("[name=terms-1-amount]", "200k")
    page.click("details.package-made summary")
    page.select_option("[name=status]", "written")
    page.locator("form:has([name=employer]) .actions button").first.click()
    page.wait_for_url(re.compile(r"/negotiations/[0-9a-f-]{36}/$"))
    return page


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def text(page) -> str:
    return " ".join(page.inner_text("main").replace("\u00a0", " ").split())


def say(page, kind, who, words, claim=""):
    page.click("text=Add a note")
    page.select_option("[name=kind]", kind)
    page.select_option("[name=who]", who)
    page.fill("[name=text]", words)
    page.fill("[name=claim]", claim)
    assert fits(page)
    page.click("main form .actions button")


def test_own_numbers_alone_judge_the_offer(page):
    home = page.url
    assert "Not measured" in text(page)
    page.click("text=Set my own numbers")
    page.click("[aria-label='Change: Base salary']")
    page.fill("[name=accept]", "a lot")
    page.click("text=Keep them")
    assert "a lot" in page.input_value("[name=accept]") and "is not an amount" in text(page)
    page.fill("[name=accept]", "310k")
    page.fill("[name=accept_source]", "A friend there")
    page.click("text=Keep them")
    assert "$310,000 a year yours" in text(page) and "A friend there" in text(page)
    assert fits(page)
    page.goto(home)
    assert "As a whole below accept: base salary decides." in text(page)
    assert "$310,000, yours" in page.inner_text("#standing table")
    api = page.request.get(home.replace("/negotiations/", "/api/v1/negotiations/") + "position").json()
    assert (api["verdict"], api["components"][0]["accept"], api["components"][0]["whose"]) == ("below_accept", "310000", "yours")


def test_a_promise_is_an_open_point_until_it_is_settled(page):
    say(page, "promise", "employer", "A sign-on, on the phone.", claim="50k sign-on")
    assert "Verbal sign-on $50K, letter silent" in page.inner_text("#open-points")
    assert fits(page)
    page.click("#open-points >> text=Settle")
    page.fill("[name=reason]", "It is in the base now.")
    page.click("text=It is settled")
    assert page.locator("#open-points").count() == 0
    page.click("button:has-text('Undo')")
    assert "letter silent" in page.inner_text("#open-points")


def test_a_counter_against_ones_own_words_is_warned_of(page):
    say(page, "statement", "candidate", "I said I need 340K base.")
    assert "Kept as your own number: base salary $340K." in text(page)


def test_an_outcome_is_undone_on_the_next_page(page):
    page.click("text=Record the outcome")
    page.check("[value=declined]")
    page.click("text=Close the negotiation")
    assert "the negotiation is closed" in text(page)
    page.click("button:has-text('Undo')")
    assert "The outcome is undone" in text(page) and "Record the outcome" in text(page)
    assert "Undone: the outcome" in page.inner_text("#timeline")


def test_the_timeline_can_be_taken_along(page):
    address = page.url
    for ending, kind in (("csv", "text/csv"), ("json", "application/json")):
        answer = page.request.get(f"{address}timeline.{ending}")
        assert answer.headers["content-type"].startswith(kind) and "Their offer" in answer.text()
    api = page.request.get(address.replace("/negotiations/", "/api/v1/negotiations/") + "timeline").json()
    shown = [line.inner_text() for line in page.locator(".timeline .timeline-what").all()]
    assert shown == [item["title"] for item in api["items"]]
