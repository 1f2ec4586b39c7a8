"""From names that were typed to the guide that they mean; and a negotiation's details, corrected on their page."""

import pytest
from django.urls import reverse

from offers.guide_names import guide_named, guides_like
from offers.models import Negotiation
from tests import factories
from tests.test_offer_pages import lines, mine, words

__all__ = ["mine"]
JOB = {"region": "New York (HQ)", "currency": "USD", "base": "300k"}


@pytest.fixture
def guide(db):
    return factories.create_guide("millennium-management")


def start(client, employer, role_name, **values):
    return client.post(reverse("negotiation_start"), lines(employer=employer, role_name=role_name, **JOB | values), follow=True)


def address(name):
    return reverse(name, args=[Negotiation.objects.get().pk])


@pytest.mark.parametrize(
    ("employer", "role", "found"),
    [
        ("Millennium", "ML engineer", True),
        ("Millenium Managment", "ML/AI Engineer", True),
        ("MILLENNIUM MANAGEMENT LLC", "AI engineer, ML", True),
        ("Millennium", "Pastry chef", False),
        ("Citadel", "ML/AI Engineer", False),
        ("", "", False),
        ("💰", "\u202e", False),
        ("x" * 200, "y" * 200, False),
    ],
)
def test_names_that_are_like_a_guides_lead_to_it(guide, employer, role, found):
    assert guides_like(employer, role) == ([guide] if found else [])


def test_only_the_very_names_mean_a_guide(guide):
    assert guide_named("millennium  management", "ml ai engineer") == guide
    assert guide_named("Millennium Management LLC", "ML/AI Engineer") == guide
    assert guide_named("Millennium", "ML/AI Engineer") is None


def test_a_guide_that_nobody_can_read_is_not_meant(guide):
    guide.revisions.update(state="draft")
    assert guide_named("Millennium Management", "ML/AI Engineer") is None and not guides_like("Millennium", "ML/AI Engineer")


def test_a_negotiation_under_a_guides_names_is_measured_against_it(mine, guide):
    page = start(mine, "millennium management", "ML/AI engineer")
    assert "There is a guide for ML/AI Engineer at Millennium Management" in words(page)
    assert Negotiation.objects.get().revision == guide.published


def test_where_its_region_is_unknown_it_is_asked_for(mine, guide):
    page = start(mine, "Millennium Management", "ML/AI Engineer", region="NYC")
    assert page.request["PATH_INFO"] == address("negotiation_change")
    assert "NYC (not in the guide)" in words(page)
    mine.post(address("negotiation_change"), {"region": "New York (HQ)", "currency": "USD"})
    assert Negotiation.objects.get().region == "New York (HQ)"


def test_names_that_are_nearly_a_guides_are_asked_about(mine, guide):
    page = start(mine, "Millennium", "ML engineer")
    assert "Is it one of these?" in words(page) and "ML/AI Engineer at Millennium Management" in words(page)
    assert Negotiation.objects.get().revision is None
    page = mine.post(address("negotiation_guide"), {"guide": "millennium-management/ml-ai-engineer"}, follow=True)
    found = Negotiation.objects.get()
    assert (found.revision, found.employer) == (guide.published, "Millennium Management")


def test_none_of_them_leaves_it_without_a_guide(mine, guide):
    start(mine, "Millennium", "ML engineer")
    page = mine.post(address("negotiation_guide"), {"guide": "none"}, follow=True)
    assert "No guide" in words(page) and Negotiation.objects.get().employer == "Millennium"


@pytest.mark.parametrize("named", ["", "nobody/nothing", "a\0/b", "millennium-management", "💰/💰"])
def test_a_guide_that_is_not_there_is_not_found(mine, guide, named):
    start(mine, "Millennium", "ML engineer")
    assert mine.post(address("negotiation_guide"), {"guide": named}).status_code == 404


def test_another_guide_is_looked_for_by_other_names(mine, guide):
    start(mine, "Tiny", "Cook")
    assert "No guide has names like these." in words(mine.get(address("negotiation_guide")))
    assert "ML/AI Engineer at Millennium Management" in words(mine.get(address("negotiation_guide") + "?employer=Millenium&role_name=ML"))
    assert mine.get(address("negotiation_guide") + "?employer=a%00b").status_code == 200


def test_the_details_of_a_negotiation_without_a_guide_are_corrected(mine):
    start(mine, "Tiny", "Cook", base="")
    changed = {"employer": "Tiny Fund", "role_name": "Chef", "region": "", "level": "VP", "currency": "gbp", "start_on": "2027-03-01"}
    page = mine.post(address("negotiation_change"), changed, follow=True)
    assert "Chef at Tiny Fund" in words(page) and "Starts 1 March 2027" in words(page)
    found = Negotiation.objects.get()
    assert (found.region, found.level, found.currency) == (None, "VP", "GBP")


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("currency", "QQQ", "is not a currency we know"),
        ("currency", "EUR", "The currency stays"),
        ("start_on", "1066-10-14", "year"),
        ("start_on", "9999-12-31", "year"),
        ("start_on", "soon", "date"),
        ("employer", "", "required"),
        ("role_name", "x" * 201, "at most 200 characters"),
        ("level", "a\0b", "Null characters"),
    ],
)
def test_a_detail_that_cannot_be_is_an_error_at_its_field_and_stays(mine, field, typed, message):
    start(mine, "Tiny", "Cook")
    sent = {"employer": "Tiny", "role_name": "Cook", "region": "Leeds", "level": "", "currency": "USD", "start_on": ""}
    page = mine.post(address("negotiation_change"), sent | {field: typed})
    html = page.content.decode()
    assert page.status_code == 200 and message in words(page) and 'value="Leeds"' in html
    assert f'id="id_{field}_error"' in html


def test_the_api_knows_guides_by_their_names_too(client, owner, guide):
    client.force_login(owner)
    given = {"employer": "Millennium Management", "role_name": "ML/AI Engineer"}
    answer = client.post("/api/v1/negotiations", given, content_type="application/json").json()
    assert (answer["company"], answer["role"], answer["revision"]) == ("millennium-management", "ml-ai-engineer", 1)


def test_the_second_of_two_tabs_is_told_that_the_details_were_changed(mine, owner):
    negotiation = factories.create_negotiation(owner, region="London")
    path = reverse("negotiation_change", args=[negotiation.pk])
    sent = {"employer": "Acme", "role_name": "Quant", "currency": "USD", "begun": mine.get(path).context["form"].now}
    assert mine.post(path, sent | {"region": "Paris"}).status_code == 302
    second = mine.post(path, sent | {"region": "Zürich"})
    negotiation.refresh_from_db()
    assert "changed elsewhere since you opened this page" in second.content.decode() and 'value="Zürich"' in second.content.decode()
    assert negotiation.region == "Paris"
    assert mine.post(path, sent | {"region": "Zürich", "begun": second.context["form"].now}).status_code == 302
