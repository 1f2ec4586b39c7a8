"""What changed in a guide: for all readers, since one's own last reading, and for the curator of a draft."""

from datetime import UTC, date, datetime, timedelta

import pytest

from guides import publishing
from guides.history import change_of, history_of, since
from guides.models import GuideReading
from negotiate.accounts.belongings import erase, export_of
from tests.desk import create_draft, form_url

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HISTORY = "/guides/acme-capital/ml-ai-engineer/history/"
GUIDE = "/guides/acme-capital/ml-ai-engineer/"


def publish_changed(guide, by, *, days=1, summary="", **base):
    draft = publishing.draft_from(guide, by=by, now=NOW, summary=summary)
    draft.bands.filter(component="base").update(**base)
    publishing.publish(draft, by=None, now=NOW + timedelta(days=days))
    return draft


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_history_says_for_each_published_revision_when_and_what_changed(client, guide, editor):
    publish_changed(guide, editor, summary="New York pays more.", high=360_000)
    page = text(client.get(HISTORY))
    assert "23 November 2026" in page
    assert "New York pays more." in page
    assert "<del>$255,000 – $340,000 a year</del>" in page
    assert "<ins>$255,000 – $360,000 a year</ins>" in page


def test_drafts_are_no_part_of_history(client, guide, editor):
    create_draft(guide, editor, high=999_000)
    assert "999" not in text(client.get(HISTORY))
    assert len(history_of(guide)) == 1


def test_a_revision_that_only_checked_the_numbers_stands_with_the_one_it_checked(client, guide, editor):
    publish_changed(guide, editor, high=360_000)
    publish_changed(guide, editor, days=40, as_of=date(2027, 1, 1))
    newest, first = history_of(guide)
    assert ([check.number for check in newest.checks], first.difference) == ([3], None)
    assert "Checked and found unchanged on 1 January 2027." in text(client.get(HISTORY))


def test_a_long_history_begins_where_the_page_ends(guide, editor):
    for high in (350_000, 360_000, 370_000):
        publish_changed(guide, editor, high=high)
    entries = history_of(guide, most=2)
    assert [entry.revision.number for entry in entries] == [4, 3, 2]
    assert entries[-1].difference is not None


def test_history_costs_the_same_however_long_it_is(guide, editor, django_assert_num_queries):
    publish_changed(guide, editor, high=350_000)
    with django_assert_num_queries(9):
        history_of(guide)
    for high in (360_000, 370_000):
        publish_changed(guide, editor, high=high)
    with django_assert_num_queries(9):
        history_of(guide)


def test_a_retired_guide_has_no_page_of_history(client, guide, editor):
    publishing.retire(guide, by=editor, now=NOW)
    assert client.get(HISTORY).status_code == 404


@pytest.mark.parametrize("typed", ("99", "x", "-1", "²", "", "%00", "9" * 40))
def test_an_unknown_revision_to_compare_with_is_left_out(client, guide, typed):
    assert "Since revision" not in text(client.get(HISTORY, {"since": typed}))


def test_a_draft_cannot_be_compared_with_by_readers(guide, editor):
    draft = create_draft(guide, editor, high=999_000)
    assert since(guide, str(draft.number)) is None


def test_a_reader_is_told_what_changed_since_they_read(client, guide, owner, editor):
    client.force_login(owner)
    assert "changed since you last read" not in text(client.get(GUIDE))
    publish_changed(guide, editor, high=350_000)
    publish_changed(guide, editor, high=360_000)
    page = text(client.get(GUIDE))
    assert f"{HISTORY}?since=1" in page
    assert "changed since you last read" in text(client.get(GUIDE)), "reading it twice does not hide it"
    assert "Since revision 1" in text(client.get(f"{HISTORY}?since=1"))
    publish_changed(guide, editor, high=370_000)
    assert f"{HISTORY}?since=3" in text(client.get(GUIDE))


def test_one_row_is_kept_for_a_reader_and_a_guide(client, guide, owner, stranger):
    for reader in (owner, owner, stranger):
        client.force_login(reader)
        client.get(GUIDE)
    assert sorted(GuideReading.objects.values_list("user__email", flat=True)) == ["owner@example.com", "stranger@example.com"]


def test_who_is_not_signed_in_leaves_nothing(client, guide):
    client.get(GUIDE)
    assert not GuideReading.objects.exists()


def test_what_somebody_read_is_handed_over_and_erased_with_their_account(client, guide, owner):
    client.force_login(owner)
    client.get(GUIDE)
    [reading] = export_of(owner, now=NOW)["guides_read"]
    assert (reading["guide"], reading["revision"]) == ("ML/AI Engineer at Acme Capital", 1)
    erase(owner, now=NOW)
    assert not GuideReading.objects.exists()


def test_the_page_of_a_draft_says_what_it_changes_for_readers(desk, guide, curator):
    draft = create_draft(guide, curator, high=360_000)
    page = text(desk.get(form_url(draft)))
    assert "What it changes for readers: 1 number, 0 texts" in page
    assert "<ins>$255,000 – $360,000 a year</ins>" in page


def test_a_fresh_draft_says_what_the_published_revision_says(desk, guide, curator):
    assert "It says what the published revision says" in text(desk.get(form_url(create_draft(guide, curator))))


def test_what_is_published_is_compared_with_nothing(guide):
    assert change_of(guide.published) is None
