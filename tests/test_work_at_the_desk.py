"""What waits at the desk, and “checked, unchanged”."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from guides import publishing
from guides.directory import newest
from guides.history import history_of
from guides.models import Band, Problem, Source
from guides.rechecking import SUMMARY, confirm_unchanged
from guides.scheduling import schedule
from guides.work import work_at_the_desk
from tests import factories
from tests.desk import NOW, create_draft

TODAY = NOW.date()
GUIDE = "/guides/acme-capital/ml-ai-engineer/"


def waiting(name):
    return next(work.revisions for work in work_at_the_desk(TODAY) if work.name == name)


def date_all(revision, **fields):
    for figures in (revision.bands, revision.targets):
        figures.update(**fields)


def stale(revision):
    return revision in waiting("stale")


# Which numbers are to be looked at again


def test_an_undated_number_is_to_be_looked_at_again(guide):
    assert stale(guide.published)


@pytest.mark.parametrize(("age", "expected"), [(180, False), (181, True)])
def test_a_number_holds_for_180_days(guide, age, expected):
    date_all(guide.published, as_of=TODAY - timedelta(days=age))
    assert stale(guide.published) is expected


def test_a_number_without_a_date_has_its_revisions(guide):
    guide.revisions.update(as_of=TODAY)
    assert not stale(guide.published)


@pytest.mark.parametrize(("days", "expected"), [(0, False), (-1, True)])
def test_a_review_by_that_is_set_decides_alone(guide, days, expected):
    date_all(guide.published, as_of=TODAY - timedelta(days=300), review_by=TODAY + timedelta(days=days))
    assert stale(guide.published) is expected


def test_one_old_number_is_enough(guide):
    date_all(guide.published, as_of=TODAY)
    guide.published.targets.filter(kind="anchor", component="base").update(as_of=date(2020, 1, 1))
    assert stale(guide.published)


def test_words_without_a_number_grow_not_old(guide):
    date_all(guide.published, as_of=TODAY)
    Band.objects.create(revision=guide.published, component="equity", unit="text", original="Varies")
    assert not stale(guide.published)


# The lists


def test_totals_that_do_not_add_up_have_a_list_of_their_own(guide):
    Problem.objects.create(revision=guide.published, code="total_differs", message="…", severity="warning")
    assert (waiting("totals"), waiting("problems")) == ([guide.published], [])


def test_other_problems_are_listed_but_notes_are_not(guide):
    Problem.objects.create(revision=guide.published, code="table", message="…", severity="note")
    assert waiting("problems") == []
    Problem.objects.create(revision=guide.published, code="unread_cell", message="…", severity="warning")
    assert waiting("problems") == [guide.published]


def test_numbers_without_a_source_are_listed(guide):
    assert waiting("unsourced") == [guide.published]
    date_all(guide.published, source=Source.objects.create(revision=guide.published, title="Survey"))
    assert waiting("unsourced") == []


def test_what_is_set_to_go_out_waits_for_its_time_and_not_for_review(client, guide, curator, editor):
    draft = create_draft(guide, curator)
    publishing.submit(draft, by=curator, now=NOW)
    assert (waiting("in_review"), waiting("due")) == ([draft], [])
    schedule(draft, at=NOW + timedelta(days=1), by=editor, now=NOW)
    assert (waiting("in_review"), waiting("due")) == ([], [draft])
    client.force_login(curator)
    assert "23 November 2026, 07:00 in New York" in client.get("/admin/").content.decode()


def test_a_retired_guide_gives_no_work(guide, editor):
    publishing.retire(guide, by=editor, now=NOW)
    assert not any(work.count for work in work_at_the_desk(TODAY))


def test_each_list_can_be_seen_whole(desk, guide):
    for work in work_at_the_desk(TODAY):
        page = desk.get(reverse("admin:guides_revision_changelist"), {"work": work.name})
        assert list(page.context["cl"].queryset) == work.revisions, work.name


# Checked, unchanged


def test_checked_numbers_are_dated_today_and_nothing_else_changes(guide, editor):
    date_all(guide.published, as_of=date(2020, 1, 1), review_by=date(2020, 6, 1))
    check = confirm_unchanged(guide, by=editor, now=NOW)
    assert (guide.published, check.number, check.published_by, check.summary) == (check, 2, editor, SUMMARY)
    assert set(check.bands.values_list("as_of", "review_by")) == set(check.targets.values_list("as_of", "review_by")) == {(TODAY, None)}
    assert check.bands.get(component="base").high == 340_000
    assert not stale(check)


def test_a_check_makes_no_noise_for_readers(client, guide, editor, owner):
    client.force_login(owner)
    client.get(GUIDE)
    other = factories.create_guide(role="quant")
    other.revisions.update(published_at=NOW)
    guide.revisions.update(published_at=NOW - timedelta(days=1))
    confirm_unchanged(guide, by=editor, now=NOW + timedelta(days=1))
    assert "changed since you last read" not in client.get(GUIDE).content.decode()
    assert [len(entry.checks) for entry in history_of(guide)] == [1]
    assert [entry.guide for entry in newest(2)] == [other, guide]


def test_a_change_behind_a_check_is_still_told(client, guide, editor, owner):
    client.force_login(owner)
    client.get(GUIDE)
    publishing.publish(create_draft(guide, editor, high=360_000), by=None, now=NOW)
    confirm_unchanged(guide, by=editor, now=NOW + timedelta(days=1))
    assert "changed since you last read" in client.get(GUIDE).content.decode()


def test_a_guide_that_is_not_on_the_site_is_not_confirmed(guide, editor):
    publishing.retire(guide, by=editor, now=NOW)
    with pytest.raises(publishing.WrongState):
        confirm_unchanged(guide, by=editor, now=NOW)


def check_at_the_desk(client, *guides, **more):
    values = {"action": "checked_unchanged", "_selected_action": [guide.pk for guide in guides], **more}
    return client.post(reverse("admin:guides_guide_changelist"), values, follow=True)


def test_an_editor_checks_a_selection_after_being_asked(client, guide, editor):
    quant = factories.create_guide(role="quant")
    third = factories.create_guide(role="trader")
    client.force_login(editor)
    assert "looked at every number" in check_at_the_desk(client, guide, quant).content.decode()
    assert not guide.published.is_check
    page = check_at_the_desk(client, guide, quant, confirmed="yes").content.decode()
    assert "2 guides checked: every number is dated today." in page
    assert [one.published.is_check for one in (guide, quant, third)] == [True, True, False]


def test_a_curator_does_not_publish_by_checking(desk, guide):
    check_at_the_desk(desk, guide, confirmed="yes")
    assert not guide.published.is_check


def test_what_came_out_since_somebody_looked_is_not_confirmed_unseen(client, guide, editor):
    client.force_login(editor)
    asked = check_at_the_desk(client, guide).content.decode()
    assert f'name="seen-{guide.pk}" value="1"' in asked
    publishing.publish(create_draft(guide, editor, high=360_000), by=None, now=NOW)
    page = check_at_the_desk(client, guide, confirmed="yes", **{f"seen-{guide.pk}": "1"}).content.decode()
    assert "revision 2 came out since you looked" in page
    assert not guide.published.is_check
