"""Every page of a candidate's on the demo: it opens in each look without a complaint, and each figure on it is the API's."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest

from negotiate.money.formatting import three_figures
from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_pages import fits

NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


@pytest.fixture
def desk(visit):
    """The demo candidate's list, with the addresses of their two negotiations by employer, and the API beside."""
    return Desk(visit("/negotiations/", signed_in="candidate"))


class Desk:
    def __init__(self, page):
        self.page = page
        found = self.page.request.get("/api/v1/negotiations").json()["items"]
        self.ids = {each["employer"]: each["id"] for each in found if each["employer"] in ("Citadel", "Millennium Management")}

    def path(self, employer, rest="") -> str:
        return f"/negotiations/{self.ids[employer]}/{rest}"

    def open(self, employer, rest=""):
        self.page.goto(self.path(employer, rest))

    def api(self, employer, rest=""):
        return self.page.request.get(f"/api/v1/negotiations/{self.ids[employer]}{rest}").json()

    def proposals(self, employer) -> list[dict]:
        return self.api(employer)["proposals"]

    def rows(self, table) -> dict[str, dict[str, str]]:
        """A table's cells by row and column."""
        columns = [text.strip() for text in self.page.locator(f"{table} thead th").all_text_contents()]
        rows = self.page.locator(f"{table} tbody tr").all()
        cells = [[" ".join(text.split()) for text in row.locator("th, td").all_text_contents()] for row in rows]
        return {row[0]: dict(zip(columns[1:], row[1:], strict=True)) for row in cells}


def figures(words) -> list[Decimal]:
    return [Decimal(number.replace(",", "")) for number in NUMBER.findall(words)]


def figure(words) -> Decimal | None:
    return next(iter(figures(words)), None)


def decimal(text) -> Decimal | None:
    return None if text is None else Decimal(text)


def amount(term) -> Decimal:
    return Decimal(next(term[name] for name in ("amount", "percent", "units") if term[name] is not None))


@pytest.mark.parametrize("employer", ["Millennium Management", "Citadel"])
def test_where_an_offer_stands_is_what_the_api_says(desk, employer):
    desk.open(employer)
    found = desk.api(employer, "/position")
    rows = list(desk.rows("#standing table").values())
    assert len(rows) == len(found["components"])
    for row, said in zip(rows, found["components"], strict=True):
        assert figure(row["Offer"]) == decimal(said["amount"])
        assert [figure(row[name]) for name in ("Anchor", "Accept", "Walk away")] == [
            decimal(said[name]) for name in ("anchor", "accept", "walk_away")
        ]
        band = said["band"] and [Decimal(said["band"][end]) for end in ("low", "high")]
        assert figures(row["Yours" if said["band_whose"] == "yours" else "Guide"]) == (band or [])
        penetration, ratio = decimal(said["penetration"]), decimal(said["compa_ratio"])
        assert figure(row["Into the band"]) == (None if penetration is None else round(penetration * 100))
        assert figure(row["Of its middle"]) == (None if ratio is None else round(ratio, 2))


@pytest.mark.parametrize("employer", ["Millennium Management", "Citadel"])
def test_what_is_on_the_table_and_its_worth_are_what_the_api_says(desk, employer):
    desk.open(employer)
    for side, row in desk.rows("#value table").items():
        which = "counter" if "counter" in side.lower() else "offer"
        worth = desk.api(employer, f"/valuation?proposal={which}")
        told = [worth["sum"][name] for name in ("certain", "expected", "everything")] + [worth["present_value"]["expected"]]
        assert [figure(words) for words in row.values()] == [three_figures(Decimal(sum_)) for sum_ in told]
    offer = [each for each in desk.proposals(employer) if each["side"] == "employer"][-1]
    assert figures(desk.page.locator("#standing p:has(.offer)").inner_text()) == [amount(term) for term in offer["terms"]]


def test_open_points_and_deadlines_are_what_the_api_says(desk):
    desk.open("Citadel")
    points = desk.api("Citadel")["open_points"]
    assert [point["words"] for point in points] == ["Verbal sign-on $50K, letter silent"]
    assert points[0]["words"] in desk.page.inner_text("#open-points")
    desk.open("Millennium Management")
    running = [deadline for deadline in desk.api("Millennium Management")["deadlines"] if deadline["status"] != "withdrawn"]
    assert running
    words = desk.page.inner_text(".negotiation-clock")
    for deadline in running:
        year, _, day = deadline["wall"][:10].split("-")
        assert f"{int(day)} " in words and year in words and deadline["wall"][11:16] in words


@pytest.mark.parametrize("employer", ["Millennium Management", "Citadel"])
def test_proposals_and_their_corrections_show_what_the_api_says(desk, employer):
    for proposal in desk.proposals(employer):
        desk.open(employer, f"proposals/{proposal['id']}/")
        shown = [figure(words) for words in desk.page.locator(".proposal-lines > li strong").all_inner_texts()]
        assert shown == [amount(term) for term in proposal["terms"]]
    desk.page.get_by_role("link", name="Correct it").click()
    typed = [field.input_value() for field in desk.page.locator("input[name$='-amount'], input[name$='-percent']").all()]
    assert sorted(figure(value) for value in typed if value) == sorted(amount(term) for term in proposal["terms"])


def test_own_numbers_are_what_the_api_says(desk):
    desk.open("Citadel", "numbers/")
    kept = {each["kind"]: each for each in desk.api("Citadel", "/numbers")["items"]}
    cells = desk.page.locator("#own-base").locator("xpath=ancestor::section").locator("dd").all_inner_texts()
    shown = [[number for number in figures(cell.split("yours")[0])] for cell in cells]
    assert shown[0] == [Decimal(kept["band"][end]) for end in ("low", "high")]
    assert shown[2] == [Decimal(kept["accept"]["low"])] and not shown[1] and not shown[3]
    assert kept["accept"]["source"] in cells[2]


@pytest.mark.parametrize("employer", ["Millennium Management", "Citadel"])
def test_the_timeline_and_its_sorts_are_what_the_api_says(desk, employer):
    for kind in ("", "offers", "said", "deadlines", "end"):
        desk.open(employer, f"?kind={kind}")
        told = desk.api(employer, f"/timeline?kind={kind}" if kind else "/timeline")["items"]
        assert desk.page.locator(".timeline .timeline-what").all_inner_texts() == [item["title"] for item in told]


def test_the_list_is_what_the_api_says(desk):
    for employer, id_ in desk.ids.items():
        card = desk.page.locator(f"a[href='/negotiations/{id_}/']").first
        offer = [each for each in desk.proposals(employer) if each["side"] == "employer"][-1]
        assert {amount(term) for term in offer["terms"]} <= set(figures(card.inner_text()))


def pages_of(desk) -> list[str]:
    """Every page of a negotiation that can be opened, and those of the list."""
    millennium, citadel = (desk.proposals(name)[-1]["id"] for name in ("Millennium Management", "Citadel"))
    said = next(point["entry"] for point in desk.api("Citadel")["open_points"])
    live = ("", "value/", f"value/?proposal={millennium}", "numbers/", "numbers/base/", "guide/", f"proposals/{millennium}/")
    steps = ("proposals/new/?side=employer", "proposals/new/?side=candidate", "entries/new/", "outcome/", "details/", "delete/")
    other = ("", "value/", "numbers/", f"proposals/{citadel}/", f"proposals/{citadel}/correct/", f"proposals/{citadel}/status/")
    return [
        *("/negotiations/", "/negotiations/new/"),
        *(desk.path("Millennium Management", rest) for rest in (*live, *steps, f"proposals/{millennium}/correct/")),
        *(desk.path("Citadel", rest) for rest in (*other, f"entries/{said}/settle/")),
    ]


@pytest.mark.parametrize(
    ("size", "scheme", "javascript"), [(NARROW, "light", True), (NARROW, "dark", False), (WIDE, "light", False), (WIDE, "dark", True)]
)
def test_every_page_opens_in_every_look(visit, size, scheme, javascript):
    desk = Desk(visit("/negotiations/", size=size, scheme=scheme, javascript=javascript, signed_in="candidate"))
    for path in pages_of(desk):
        assert desk.page.goto(path).status == 200, path
        assert desk.page.locator("h1").count() == 1, path
        assert fits(desk.page), path
        levels = [int(name[1]) for name in desk.page.locator("main :is(h1, h2, h3, h4)").evaluate_all("all => all.map(one => one.tagName)")]
        assert all(below - above <= 1 for above, below in pairwise(levels)), path


def test_what_negotiating_brought_is_what_the_api_says(desk):
    page = desk.page
    page.goto("/negotiations/new/")
    for name, value in {"employer": "Agreed Fund", "role_name": "Quant", "terms-0-amount": "300k", "terms-1-amount": "200k"}.items():
        page.fill(f"[name={name}]", value)
    page.locator("form:has([name=employer]) .actions button").first.click()
    page.wait_for_url(re.compile(r"/negotiations/[0-9a-f-]{36}/$"))
    desk.ids["Agreed Fund"] = page.url.split("/")[-2]
    desk.open("Agreed Fund", "proposals/new/?side=candidate")
    page.fill("[name=terms-0-amount]", "330k")
    page.fill("[name=terms-2-amount]", "90k")
    page.locator("form:has([name=terms-0-amount]) .actions button").first.click()
    page.click("text=Record the outcome")
    page.check("[value=accepted]")
    page.check("[value=counter]")
    page.click("text=Close the negotiation")
    uplift = desk.api("Agreed Fund")["outcome"]["uplift"]
    # 30,000 a year for five years at 5 % are 129,884.30; with 90,000 at the start 219,884.30.
    assert uplift == {"base": "30000", "bonus": "0", "sign_on": None, "present_value": "219884.3"}
    words = page.inner_text(".uplift")
    assert "30,000" in words and "220,000" in words
