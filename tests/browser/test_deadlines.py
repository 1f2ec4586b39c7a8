"""Deadlines in a real browser: typed as they were said, shown in words, more time asked for, handled, in the calendar."""

import re
from urllib.request import urlopen

import pytest

from tests.browser.conftest import NARROW, WIDE

LOOKS = [
    pytest.param({"size": WIDE, "scheme": "light"}, id="wide light"),
    pytest.param({"size": NARROW, "scheme": "dark"}, id="narrow dark"),
    pytest.param({"size": NARROW, "scheme": "light", "javascript": False}, id="narrow without JavaScript"),
]


@pytest.fixture(params=LOOKS)
def page(request, visit):
    page = visit("/negotiations/", signed_in="candidate", **request.param)
    page.has_scripts = request.param.get("javascript", True)
    return page


def open_negotiation(page) -> None:
    page.locator("a.card.listed").first.click()
    page.wait_for_url(re.compile(r"/negotiations/[0-9a-f-]{36}/$"))


def begin_deadline(page) -> None:
    open_negotiation(page)
    page.get_by_role("link", name="Set a deadline").click()


def fits(page) -> bool:
    width = page.viewport_size["width"]
    return page.locator("body").bounding_box()["width"] <= width and page.locator("main").bounding_box()["width"] <= width


def new_deadline(page, said):
    begin_deadline(page)
    page.fill("[name=said]", said)
    page.fill("[name=zone]", "Los Angeles")
    if page.has_scripts:  # what is still asked for when the page is left would be a complaint of the browser
        page.locator("#deadline-words", has_text="in Los Angeles").wait_for()
    page.get_by_role("button", name="Set the deadline").click()
    page.wait_for_url(re.compile(r"/negotiations/[0-9a-f-]{36}/$"))
    return page.locator("article.deadline", has_text="in Los Angeles").last


def test_what_is_typed_stands_beside_the_field_in_words(page):
    begin_deadline(page)
    page.fill("[name=said]", "in 9 days at 17:00")
    page.fill("[name=zone]", "Los Angeles")
    if not page.has_scripts:
        page.get_by_role("button", name="Show when that is").click()
    words = page.locator("#deadline-words")
    words.get_by_text(re.compile(r"17:00 in Los Angeles, 20:00 for you")).wait_for()
    assert page.input_value("[name=said]") == "in 9 days at 17:00" and fits(page)


def test_words_of_several_meanings_are_confirmed_and_the_card_then_shows_there_and_here(page):
    begin_deadline(page)
    page.fill("[name=said]", "in 9 days at 5")
    page.fill("[name=zone]", "Los Angeles")
    if page.has_scripts:
        page.locator("#deadline-words", has_text="in Los Angeles").wait_for()
    page.get_by_role("button", name="Set the deadline").click()
    assert page.input_value("[name=said]") == "in 9 days at 5" and fits(page)
    page.get_by_label(re.compile("17:00 in Los Angeles")).check()
    page.get_by_role("button", name="Set the deadline").click()
    page.get_by_text(re.compile("The deadline is set: .*17:00 in Los Angeles, 20:00 for you")).wait_for()
    assert page.locator("article.deadline", has_text="17:00 in Los Angeles").count() and fits(page)


def test_words_that_are_no_time_are_said_at_the_field(page):
    begin_deadline(page)
    page.fill("[name=said]", "when pigs fly")
    if page.has_scripts:
        page.locator("#deadline-words p").wait_for()
    page.get_by_role("button", name="Set the deadline").click()
    page.locator(".errorlist", has_text="could not read a time in “when pigs fly”").wait_for()
    assert page.input_value("[name=said]") == "when pigs fly" and fits(page)


def test_no_date_given_is_noted_and_nothing_guessed(page):
    open_negotiation(page)
    before = page.locator("article.deadline").count()
    page.get_by_role("link", name="Set a deadline").click()
    page.fill("[name=said]", "no date given")
    if page.has_scripts:
        page.locator("#deadline-words p").wait_for()
    page.get_by_role("button", name="Set the deadline").click()
    page.get_by_text("By when do you need my answer?").wait_for()
    assert page.locator("article.deadline").count() == before and fits(page)


def test_more_time_is_asked_for_in_words_to_copy_and_granted_in_one_click(page):
    card = new_deadline(page, "in 20 days at 12:00")
    card.get_by_role("link", name="Ask for more time").click()
    page.fill("[name=reason]", "I finish another process that week")
    page.get_by_role("button", name="Change the words").click()
    page.locator("#ask-words", has_text="I finish another process that week.").wait_for()
    assert fits(page)
    page.get_by_role("button", name="I have asked for it").click()
    page.locator("article.deadline", has_text="What did they say?").first.get_by_role("button", name="They gave it").click()
    page.get_by_text(re.compile("More time: .*in Los Angeles")).wait_for()
    assert page.get_by_role("button", name="Undo").count() == 1 and fits(page)


def test_handled_is_one_click_and_undone_from_the_next_page(page):
    new_deadline(page, "in 30 days at 12:00").get_by_role("button", name="Handled", exact=True).click()
    page.get_by_text("Handled: no more reminders").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("The deadline is taken up again").wait_for()
    assert fits(page)


def test_reminders_are_put_off_to_a_time_of_ones_own(page):
    card = new_deadline(page, "in 40 days at 12:00")
    card.get_by_role("link", name="Remind me later").click()
    assert fits(page)
    page.get_by_label(re.compile("Tomorrow: ")).check()
    page.get_by_role("button", name="Put them off").click()
    page.get_by_text(re.compile("No reminder before .*08:00")).wait_for()


def test_the_calendar_address_answers_without_signing_in_until_it_is_ended(page, product):
    new_deadline(page, "in 50 days at 12:00")
    page.goto("/account/calendar/")
    page.get_by_role("button", name="Make an address").click()
    address = page.locator("#feed-address").inner_text()
    assert fits(page) and b"BEGIN:VEVENT" in urlopen(address).read()
    page.get_by_role("button", name=re.compile("^End it")).first.click()
    page.get_by_text("no longer answers").wait_for()


def test_the_list_shows_the_reminders(page):
    page.locator("#reminders").wait_for()
    assert page.locator(".reminders li").count() >= 1 and fits(page)
