"""At the desk in a real browser: a curator's day from draft to roll back, and two curators on one draft."""

import json

import pytest

from tests.browser.conftest import NARROW, windows
from tests.browser.test_pages import fits
from tests.running import manage, running

GUIDE = "/guides/thunes/software-engineer/"
PASSWORD = "an-editor-of-guides-7"
EDITOR = f"""
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from negotiate.accounts.models import User
editor = User.objects.create_user("editor@example.com", "{PASSWORD}", is_staff=True)
editor.groups.set(Group.objects.filter(name__in=("curator", "editor")))
EmailAddress.objects.create(user=editor, email=editor.email, verified=True, primary=True)
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The product with two people at its desk, where nobody publishes what they wrote themselves."""
    with running(tmp_path_factory.mktemp("desk"), REVIEW_REQUIRED="on") as product:
        made = manage("shell", "-c", EDITOR, var=product.var)
        assert made.returncode == 0, made.stderr
        product.passwords = json.loads((product.var / "secrets.json").read_text()) | {"editor_password": PASSWORD}
        yield product


@pytest.fixture
def visit(chromium, desk):
    with windows(chromium, desk) as open_window:
        yield open_window


def press(page, label):
    page.get_by_role("button", name=label, exact=True).click()


def says(page, words):
    """Waits until the desk says it."""
    page.locator("#content", has_text=words).wait_for()


def edit_a_copy(page, company="thunes"):
    """From the list of guides to the form of a new draft."""
    page.goto(f"/admin/guides/guide/?q={company}")
    page.get_by_role("link", name="Edit a copy").click()
    press(page, "Edit a copy")


def first_base(page, end):
    """The field of the first base band's low or high end."""
    rows = page.locator("select[name^=bands-][name$=-component]")
    rows.first.wait_for(state="attached")
    number = next(number for number in range(rows.count()) if rows.nth(number).input_value() == "base")
    return page.locator(f"[name='{rows.nth(number).get_attribute('name').removesuffix('component')}{end}']")


def open_draft(page):
    return page.url.split("?")[0]


def pay_that_readers_see(visit):
    return visit(GUIDE).locator("#pay, main").last.inner_text()


def test_a_curators_day(visit):
    curator = visit("/admin/", signed_in="curator")
    edit_a_copy(curator)
    before = first_base(curator, "high").input_value()
    first_base(curator, "high").fill("987000")
    press(curator, "Save draft")
    says(curator, "over 10 % away from the sum of the parts")
    assert "987,000" not in pay_that_readers_see(visit)
    draft = open_draft(curator)

    press(curator, "Save, then send to review…")
    press(curator, "Send to review")
    curator.get_by_text("Sent to review.").wait_for()
    curator.goto(draft)
    press(curator, "Save, then publish…")
    says(curator, "somebody else has to publish it")

    editor = visit("/admin/", signed_in="editor")
    says(editor, "Software Engineer at Thunes")
    editor.goto(draft)
    press(editor, "Save, then publish…")
    press(editor, "Publish")
    editor.get_by_text("Readers see it now").wait_for()
    assert "987,000" in pay_that_readers_see(visit)
    assert "987,000" in visit(f"{GUIDE}history/").locator("main").inner_text()

    roll_back(editor)
    assert "987,000" not in pay_that_readers_see(visit)
    assert before.startswith("130000")
    assert "130,000" in pay_that_readers_see(visit)


def roll_back(page):
    """To the first revision, from the guide's page at the desk."""
    page.goto("/admin/guides/guide/?q=thunes")
    page.get_by_role("link", name="Software Engineer", exact=True).click()
    page.get_by_role("link", name="Revision 1", exact=True).click()
    page.get_by_role("link", name="Publish this again").click()
    press(page, "Publish this again")
    page.get_by_text("Rolled back").wait_for()


def test_of_two_curators_on_one_draft_the_second_is_told_and_nothing_is_lost(visit):
    first = visit("/admin/", signed_in="curator")
    edit_a_copy(first, "monzo")
    high = first_base(first, "high").input_value()
    draft = open_draft(first)
    second = visit("/admin/", signed_in="editor")
    second.goto(draft)

    first_base(first, "low").fill("1000")
    press(first, "Save draft")
    first.locator(".messagelist").wait_for()
    second.fill("[name=summary]", "What the second one typed")
    first_base(second, "high").fill("222000")
    press(second, "Save draft")

    says(second, "curator@example.com")
    assert second.input_value("[name=summary]") == "What the second one typed"
    assert first_base(second, "high").input_value() == "222000"
    first.goto(draft)
    assert first_base(first, "low").input_value().startswith("1000")
    assert first_base(first, "high").input_value() == high
    assert first.input_value("[name=summary]") == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_fits_a_narrow_screen(visit, scheme):
    page = visit("/admin/", size=NARROW, scheme=scheme, signed_in="editor")
    for path in ("/admin/", "/admin/guides/guide/", "/admin/guides/revision/"):
        page.goto(path)
        assert fits(page), path
