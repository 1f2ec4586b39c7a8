"""Numbers out of the desk into a spreadsheet and in again, a raise in bulk, a guide retired and brought back: in a real browser."""

import csv

import pytest

from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_curators import desk, press, says, visit
from tests.browser.test_pages import fits

__all__ = ["desk", "visit"]
LOOKS = [(WIDE, "light"), (NARROW, "dark")]


def choose(page, action, company):
    """All of a company's guides, and what to do with them."""
    page.goto(f"/admin/guides/guide/?q={company}")
    page.locator("[name=_selected_action]").first.check()
    page.select_option("select[name=action]", action)


def sheet_of(page, company, folder):
    choose(page, "guides_as_sheet", company)
    with page.expect_download() as download:
        page.get_by_role("button", name="Go", exact=True).click()
    download.value.save_as(folder / "out.csv")
    with (folder / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def send(page, rows, folder):
    """As a spreadsheet of another country saves it: with semicolons."""
    with (folder / "in.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    page.goto("/admin/guides/sheet/")
    page.set_input_files("[name=file]", folder / "in.csv")
    page.locator("#content button[type=submit]").click()


def test_numbers_go_out_as_csv_and_come_in_as_a_draft(visit, tmp_path):
    page = visit("/admin/", signed_in="curator")
    rows = sheet_of(page, "ubs", tmp_path)
    base = next(row for row in rows if row["component"] == "base" and row["low"])
    base["high"] = "765,432"
    send(page, [*rows, base | {"row": "", "kind": "nonsense"}], tmp_path)
    says(page, "Nothing has been written yet")
    says(page, "1 changed")
    says(page, "1 problem")
    assert page.locator("ins", has_text="765,432").count() == 1
    press(page, "Write these changes into drafts")
    says(page, "changed here to")
    assert "765,432" not in visit("/guides/?q=ubs").locator("main").inner_text()


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_the_previews_of_a_sheet_and_of_a_raise_fit_the_screen(visit, tmp_path, size, scheme):
    page = visit("/admin/", size=size, scheme=scheme, signed_in="curator")
    rows = sheet_of(page, "rapyd", tmp_path)
    next(row for row in rows if row["low"])["low"] = "1"
    send(page, [*rows, rows[0] | {"row": "", "kind": "W" * 90}], tmp_path)
    says(page, "Nothing has been written yet")
    assert fits(page)
    choose(page, "raise_bands", "rapyd")
    page.get_by_role("button", name="Go", exact=True).click()
    page.fill("[name=percent]", "3")
    press(page, "Show what would change")
    page.locator("ins").first.wait_for()
    assert fits(page)


def test_a_guide_is_retired_and_brought_back(visit):
    page = visit("/admin/guides/guide/?q=monzo", signed_in="editor")
    page.get_by_role("link", name="Data Engineer", exact=True).click()
    page.get_by_role("link", name="Retire", exact=True).click()
    press(page, "Retire")
    says(page, "It is not on the site")
    assert "No guide matches" in visit("/guides/?company=monzo").locator("main").inner_text()
    page.get_by_role("link", name="Bring back", exact=True).click()
    press(page, "Bring back")
    page.get_by_role("link", name="What readers see").wait_for()
    assert "Data Engineer" in visit("/guides/?company=monzo").locator("main").inner_text()
