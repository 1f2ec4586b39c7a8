"""A guide's content on its way to its readers: copies, review, publishing, rolling back, retiring."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.forms.models import model_to_dict

from guides import publishing
from guides.models import Band, Guide, LevelPeer, LevelRow, Lever, Problem, Revision, Section, Source, Tag
from tests import factories

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
KEYS = {"id", "revision", "source", "row", "position"}  # rows are compared in their order


@pytest.fixture
def guide(db):
    return factories.create_guide(notice="Undated and unchecked.", as_of=date(2026, 1, 31), equity_reading="unclear")


def create_draft(guide, by, **fields):
    draft = publishing.draft_from(guide, by=by, now=NOW)
    Band.objects.filter(revision=draft, component="base").update(**fields or {"high": 350_000})
    return draft


def create_reviewed_draft(guide, by, **fields):
    draft = create_draft(guide, by, **fields)
    publishing.submit(draft, by=by, now=NOW)
    return draft


def add_one_row_of_each_kind(revision):
    for position, title in enumerate(["Survey", "Careers page"], 1):
        Source.objects.create(revision=revision, position=position, title=title, url="https://example.com/", as_of=date(2025, 5, 5))
    Band.objects.create(
        revision=revision, component="equity", unit="text", original="Varies", source=Source.objects.get(title="Careers page")
    )
    Tag.objects.create(revision=revision, name="C++")
    Section.objects.create(revision=revision, kind="dna", heading="Desk DNA", markdown="Words.")
    Lever.objects.create(revision=revision, name="Timing", body="When", script="I have [number] days.")
    Problem.objects.create(revision=revision, line=7, code="total", message="does not add up", severity="warning")
    row = LevelRow.objects.create(revision=revision, own_level="Senior")
    LevelPeer.objects.create(row=row, company="Citadel", level="Senior ML Engineer")
    LevelPeer.objects.create(row=row, position=1, company="Two Sigma", level="Vice President")


def content_of(revision):
    """Every row of a revision without its keys; a link to a source as that source's title."""
    kinds = [relation for relation in Revision._meta.related_objects if relation.related_model._meta.app_label == "guides"]
    rows = []
    for relation in kinds:
        if relation.field.name != "revision":
            continue
        for row in relation.related_model.objects.filter(revision=revision):
            peers = [str(peer) for peer in row.peers.all()] if isinstance(row, LevelRow) else []
            values = {name: value for name, value in model_to_dict(row).items() if name not in KEYS}
            rows.append((relation.related_model.__name__, values, peers, str(getattr(row, "source", None))))
    return rows


def test_a_draft_holds_every_row_of_the_published_revision(guide, editor):
    add_one_row_of_each_kind(guide.published)
    draft = publishing.draft_from(guide, by=editor, now=NOW)
    assert content_of(draft) == content_of(guide.published)
    assert {kind for kind, *_ in content_of(draft)} == {"Tag", "Section", "Source", "Band", "Target", "Lever", "LevelRow", "Problem"}
    assert (draft.notice, draft.as_of, draft.equity_reading) == ("Undated and unchecked.", date(2026, 1, 31), "unclear")


def test_a_band_of_a_draft_points_to_the_drafts_own_source(guide, editor):
    add_one_row_of_each_kind(guide.published)
    draft = publishing.draft_from(guide, by=editor, now=NOW)
    assert draft.bands.get(component="equity").source in draft.sources.all()


def test_a_draft_says_who_made_it_from_what(guide, editor):
    draft = publishing.draft_from(guide, by=editor, now=NOW)
    assert (draft.number, draft.state, draft.based_on) == (2, "draft", guide.published)
    assert (draft.created_by, draft.created_at) == (editor, NOW)


def test_a_draft_comes_from_the_newest_revision_where_none_is_published(guide, editor):
    guide.revisions.update(state="draft")
    newest = create_draft(guide, editor, high=360_000)
    assert publishing.draft_from(guide, by=editor, now=NOW).based_on == newest


def test_a_guide_without_revisions_has_nothing_to_copy(guide, editor):
    guide.revisions.all().delete()
    with pytest.raises(publishing.WrongState, match="no revision to copy"):
        publishing.draft_from(guide, by=editor, now=NOW)


def test_changing_a_draft_leaves_the_published_revision_alone(guide, curator):
    before = content_of(guide.published)
    create_draft(guide, curator)
    assert content_of(guide.published) == before


def test_publishing_archives_the_earlier_revision(guide, curator, editor):
    first, draft = guide.published, create_reviewed_draft(guide, curator)
    publishing.publish(draft, by=editor, now=NOW)
    first.refresh_from_db()
    assert guide.published == draft
    assert (draft.published_by, draft.published_at) == (editor, NOW)
    assert (first.state, first.archived_at) == ("archived", NOW)
    assert draft.bands.get(component="base").high == Decimal(350_000)


@pytest.mark.parametrize("is_superuser", [False, True])
def test_who_made_a_draft_does_not_publish_it(guide, editor, is_superuser):
    editor.is_superuser = is_superuser
    editor.save()
    draft = create_reviewed_draft(guide, editor)
    with pytest.raises(publishing.NotReviewed, match="somebody else"):
        publishing.publish(draft, by=editor, now=NOW)
    assert guide.published.number == 1


def test_who_saved_changes_of_a_draft_does_not_publish_it(guide, curator, editor):
    draft = create_reviewed_draft(guide, curator)
    publishing.edited(draft, by=editor, now=NOW)
    with pytest.raises(publishing.NotReviewed, match="somebody else"):
        publishing.publish(draft, by=editor, now=NOW)


def test_copying_a_draft_does_not_hide_who_wrote_it(guide, curator, editor):
    guide.revisions.update(state="archived")
    create_draft(guide, editor)
    copy = create_reviewed_draft(guide, curator)
    with pytest.raises(publishing.NotReviewed, match="somebody else"):
        publishing.publish(copy, by=editor, now=NOW)


def test_a_draft_that_was_not_sent_to_review_is_not_published(guide, curator, editor):
    with pytest.raises(publishing.NotReviewed, match="not been sent to review"):
        publishing.publish(create_draft(guide, curator), by=editor, now=NOW)


def test_without_required_review_an_editor_publishes_their_own_draft(guide, editor, settings):
    settings.REVIEW_REQUIRED = False
    draft = create_draft(guide, editor)
    publishing.publish(draft, by=editor, now=NOW)
    assert guide.published == draft


def test_an_import_writes_itself_down_as_the_publisher(guide):
    draft = publishing.draft_from(guide, by=None, now=NOW)
    publishing.publish(draft, by=None, now=NOW)
    assert guide.published == draft
    assert (draft.published_by, draft.published_at) == (None, NOW)


@pytest.mark.parametrize("state", ["published", "archived"])
def test_only_drafts_are_published_or_sent_to_review(guide, editor, state):
    guide.revisions.update(state=state)
    revision = guide.revisions.get()
    with pytest.raises(publishing.WrongState):
        publishing.publish(revision, by=editor, now=NOW)
    with pytest.raises(publishing.WrongState):
        publishing.submit(revision, by=editor, now=NOW)


def test_a_step_is_judged_by_the_stored_state_not_by_an_old_copy(guide, curator, editor):
    draft = create_reviewed_draft(guide, curator)
    old_copy = Revision.objects.get(pk=draft.pk)
    publishing.publish(draft, by=editor, now=NOW)
    with pytest.raises(publishing.WrongState):
        publishing.publish(old_copy, by=editor, now=NOW)


def test_a_revision_in_review_can_be_sent_back(guide, curator, editor):
    draft = create_reviewed_draft(guide, curator)
    assert (draft.submitted_by, draft.submitted_at) == (curator, NOW)
    publishing.send_back(draft, by=editor, now=NOW)
    assert (draft.state, draft.submitted_by, draft.submitted_at) == ("draft", None, None)


def test_rolling_back_publishes_a_copy_of_the_archived_revision(guide, curator, editor):
    first, later = guide.published, create_reviewed_draft(guide, curator)
    publishing.publish(later, by=editor, now=NOW)
    copy = publishing.roll_back(guide, to=first, by=editor, now=NOW + timedelta(hours=1))
    assert guide.published == copy
    assert (copy.number, copy.based_on, copy.published_by) == (3, first, editor)
    assert content_of(copy) == content_of(first)


def test_rolling_back_to_a_draft_is_refused(guide, curator, editor):
    with pytest.raises(publishing.WrongState, match="archived"):
        publishing.roll_back(guide, to=create_draft(guide, curator), by=editor, now=NOW)


def test_a_retired_guide_is_not_readable_until_it_is_brought_back(guide, editor):
    publishing.retire(guide, by=editor, now=NOW)
    assert (guide.retired_at, guide.retired_by) == (NOW, editor)
    assert not Guide.objects.readable()
    publishing.bring_back(guide, by=editor, now=NOW)
    assert list(Guide.objects.readable()) == [guide]


def test_retiring_twice_is_refused(guide, editor):
    publishing.retire(guide, by=editor, now=NOW)
    with pytest.raises(publishing.WrongState):
        publishing.retire(Guide.objects.get(), by=editor, now=NOW)


def in_two_sessions(*steps):
    """Run each step in its own thread and connection at the same time; returns what they raised."""
    barrier, raised = Barrier(len(steps)), []

    def run(step):
        try:
            barrier.wait()
            step()
        except publishing.PublishingError as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[step]) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.django_db(transaction=True)
def test_of_two_drafts_published_at_once_one_stays_published_and_the_other_is_archived():
    guide = factories.create_guide()
    drafts = [publishing.draft_from(guide, by=None, now=NOW) for _ in range(2)]
    assert in_two_sessions(*[lambda draft=draft: publishing.publish(draft, by=None, now=NOW) for draft in drafts]) == []
    assert sorted(Revision.objects.values_list("state", flat=True)) == ["archived", "archived", "published"]


@pytest.mark.django_db(transaction=True)
def test_one_draft_published_twice_at_once_is_published_once():
    guide = factories.create_guide()
    draft = publishing.draft_from(guide, by=None, now=NOW)
    copies = [Revision.objects.get(pk=draft.pk) for _ in range(2)]
    raised = in_two_sessions(*[lambda copy=copy: publishing.publish(copy, by=None, now=NOW) for copy in copies])
    assert [type(error) for error in raised] == [publishing.WrongState]


@pytest.mark.django_db(transaction=True)
def test_two_drafts_made_at_once_get_different_numbers():
    guide = factories.create_guide()
    assert in_two_sessions(*[lambda: publishing.draft_from(Guide.objects.get(), by=None, now=NOW)] * 2) == []
    assert sorted(guide.revisions.values_list("number", flat=True)) == [1, 2, 3]
