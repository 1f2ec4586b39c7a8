"""The doubts about a draft follow its rows."""

import pytest
from django.urls import reverse

from guides import publishing
from guides.checking import problems_of, recheck
from guides.models import Band, Problem
from guides.storing import rows_of
from tests import factories
from tests.desk import NOW, create_draft, opened, row_of, save

TOTAL = {"region": "New York (HQ)", "component": "total", "currency": "USD", "period": "year"}


@pytest.fixture
def draft(guide, curator):
    """Base 255–340K and bonus 145–230K make the total of 400–570K."""
    draft = create_draft(guide, curator)
    Band.objects.create(revision=draft, position=9, low=400_000, high=570_000, original="$400K - $570K", **TOTAL)
    return draft


def codes(draft):
    return sorted(draft.problems.exclude(code__startswith="no_").values_list("code", flat=True))


def save_total(desk, draft, high):
    values = opened(desk, draft)
    total = row_of(values, "bands", draft.bands.get(component="total"))
    return desk.get(save(desk, draft, values | {f"bands-{total}-high": high}).url).content.decode()


def test_a_total_that_does_not_add_up_is_a_warning_on_saving(desk, draft):
    page = save_total(desk, draft, "900000")
    assert "1 total over 10 % away from the sum of the parts." in page
    assert "$400,000 – $900,000, parts base $255,000 – $340,000, bonus $145,000 – $230,000." in page
    assert codes(draft) == ["total_differs"]


def test_a_mended_total_is_a_problem_no_more(desk, draft):
    save_total(desk, draft, "900000")
    assert "10 % away" not in save_total(desk, draft, "570000")
    assert codes(draft) == []


def test_what_was_found_while_reading_the_file_stays_until_somebody_says_that_it_is_solved(desk, draft):
    problem = Problem.objects.create(revision=draft, line=7, code="unread_cell", message="Words in a table.", severity="warning")
    save_total(desk, draft, "571000")
    assert codes(draft) == ["unread_cell"], "another number was edited"
    values = opened(desk, draft)
    assert "solved" not in values, "nothing is ticked at first"
    save(desk, draft, values | {"solved": problem.pk})
    assert codes(draft) == []
    assert "Solved: Words in a table." in desk.get(reverse("admin:guides_revision_history", args=[draft.pk])).content.decode()
    draft.refresh_from_db()
    assert draft.version == 3, "who opened it before sees that it was changed"


def test_what_the_rows_themselves_say_is_not_ticked_away(desk, draft):
    page = save_total(desk, draft, "900000")
    assert 'name="solved"' not in page
    save(desk, draft, opened(desk, draft) | {"solved": draft.problems.get(code="total_differs").pk})
    assert codes(draft) == ["total_differs"]


def test_problems_of_another_draft_stay(desk, draft, curator):
    other = create_draft(factories.create_guide(role="quant"), curator)
    problem = Problem.objects.create(revision=other, code="unread_cell", message="Words.", severity="warning")
    save(desk, draft, opened(desk, draft) | {"solved": problem.pk})
    assert codes(other) == ["unread_cell"]


def test_a_saving_that_changes_nothing_checks_nothing(desk, draft):
    Problem.objects.create(revision=draft, line=7, code="unread_cell", message="Words in a table.", severity="warning")
    save(desk, draft, opened(desk, draft))
    assert codes(draft) == ["unread_cell"]


def test_an_arithmetic_problem_of_the_import_is_replaced_and_not_doubled(draft):
    Problem.objects.create(revision=draft, line=7, code="total_differs", message="As the file said.", severity="warning")
    recheck(draft)
    assert codes(draft) == []


def test_an_equity_reading_that_the_totals_contradict_is_a_problem(draft):
    Band.objects.create(revision=draft, position=8, low=100_000, high=100_000, **TOTAL | {"component": "equity"})
    draft.bands.filter(component="total").update(low=425_000, high=595_000)
    draft.equity_reading = "four_year_grant"
    assert [problem.code for problem in problems_of(rows_of(draft)) if problem.severity != "note"] == []
    draft.bands.filter(component="total").update(low=500_000, high=670_000)
    [problem] = [problem for problem in problems_of(rows_of(draft)) if problem.severity != "note"]
    assert problem.message == "Equity is said to be a grant over four years, but the totals say that it is a yearly amount."


def test_an_unstated_equity_reading_contradicts_nothing(draft):
    Band.objects.create(revision=draft, position=8, low=100_000, high=100_000, **TOTAL | {"component": "equity"})
    draft.bands.filter(component="total").update(low=500_000, high=670_000)
    assert "equity_reading_differs" not in [problem.code for problem in problems_of(rows_of(draft))]


def test_what_a_guide_lacks_is_a_note_and_no_warning(desk, draft):
    assert "no levers" not in save_total(desk, draft, "571000").split('class="messagelist"')[1].split("</ul>")[0]
    assert set(draft.problems.values_list("code", "severity")) == {("no_levers", "note"), ("no_sources", "note")}


def test_a_draft_made_from_a_doubtful_revision_carries_its_doubts(guide, curator):
    Problem.objects.create(revision=guide.published, line=7, code="unread_cell", message="Words.", severity="warning")
    assert codes(publishing.draft_from(guide, by=curator, now=NOW)) == ["unread_cell"]


def test_a_target_far_from_its_bands_is_a_warning_that_names_the_band(desk, draft):
    values = opened(desk, draft)
    anchor = row_of(values, "targets", draft.targets.get(component="base", kind="anchor"))
    wrong = values | {f"targets-{anchor}-low": "3300000", f"targets-{anchor}-high": "3300000"}
    page = desk.get(save(desk, draft, wrong).url).content.decode()
    assert "Anchor, Base salary" in page
    assert "base of 255,000 to 340,000 USD" in page
    assert codes(draft) == ["doubtful_target"]


@pytest.mark.parametrize(
    ("component", "low", "high", "said"),
    (
        ("base", "42", "58", "less than anybody is paid in a year"),
        ("base", "60", "80000", "over 10 times its bottom"),
        ("bonus", "40000000", "50000000", "no plausible bonus beside pay of 255,000 to 340,000 USD"),
    ),
)
def test_a_band_of_no_plausible_size_is_a_warning(desk, draft, component, low, high, said):
    values = opened(desk, draft)
    row = row_of(values, "bands", draft.bands.get(component=component))
    page = desk.get(save(desk, draft, values | {f"bands-{row}-low": low, f"bands-{row}-high": high}).url).content.decode()
    assert "1 band of no plausible size for pay." in page
    assert said in page


@pytest.mark.parametrize("component", ("base", "bonus"))
def test_what_is_paid_by_the_month_is_not_judged_as_a_year(draft, component):
    draft.bands.filter(component="total").delete()
    draft.bands.filter(component=component).update(low=400, high=450, period="month")
    assert "implausible_band" not in {problem.code for problem in problems_of(rows_of(draft))}
