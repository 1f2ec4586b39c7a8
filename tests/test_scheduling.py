"""Publishing at a set time: set by somebody who may publish, done by the worker, taken back by any change."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse

from guides import publishing
from guides.models import Revision
from guides.scheduling import publish_due, schedule, unschedule
from negotiate import chores
from negotiate.mail.rounds import of_cron
from tests import factories
from tests.desk import NOW, create_draft, form_url, take_step

AT = NOW + timedelta(hours=2)


@pytest.fixture
def waiting(guide, curator):
    draft = create_draft(guide, curator)
    publishing.submit(draft, by=curator, now=NOW)
    return draft


@pytest.fixture
def due(waiting, editor):
    schedule(waiting, at=AT, by=editor, now=NOW)
    return waiting


def test_it_goes_out_at_its_time_and_not_before(guide, due, editor):
    assert publish_due(AT - timedelta(seconds=1)) == 0
    assert publish_due(AT + timedelta(seconds=2)) == 1
    published = guide.published
    assert (published, published.published_by, published.published_at) == (due, editor, AT + timedelta(seconds=2))
    assert published.publish_at is None


def test_it_goes_out_once(due):
    assert [publish_due(AT), publish_due(AT)] == [1, 0]


def test_it_is_written_down_who_set_the_time_and_when(due, editor):
    due.refresh_from_db()
    assert (due.publish_at, due.scheduled_by, due.scheduled_at) == (AT, editor, NOW)


def test_taken_back_it_stays_in_review(guide, due, editor):
    unschedule(due, by=editor, now=NOW)
    assert publish_due(AT) == 0
    assert (due.state, due.publish_at, due.scheduled_by) == ("in_review", None, None)


def test_a_draft_is_not_set_to_go_out_before_review(guide, curator, editor):
    with pytest.raises(publishing.WrongState):
        schedule(create_draft(guide, curator), at=AT, by=editor, now=NOW)


def test_nobody_sets_the_time_of_what_they_wrote(guide, editor):
    draft = create_draft(guide, editor)
    publishing.submit(draft, by=editor, now=NOW)
    with pytest.raises(publishing.NotReviewed):
        schedule(draft, at=AT, by=editor, now=NOW)


def test_a_time_that_is_past_is_refused(waiting, editor):
    with pytest.raises(publishing.WrongState):
        schedule(waiting, at=NOW, by=editor, now=NOW)


@pytest.mark.parametrize("change", [publishing.edited, publishing.send_back])
def test_any_change_takes_the_time_back(guide, due, curator, change):
    change(due, by=curator, now=NOW)
    assert publish_due(AT) == 0
    assert guide.published.number == 1


def test_published_by_hand_before_its_time_it_does_not_go_out_again(guide, due, editor):
    publishing.publish(due, by=editor, now=NOW)
    assert publish_due(AT) == 0


def test_what_may_not_go_out_any_more_is_held_back_and_the_others_go(guide, due, editor, curator):
    other = create_draft(factories.create_guide(role="quant"), curator)
    publishing.submit(other, by=curator, now=NOW)
    schedule(other, at=AT, by=editor, now=NOW)
    publishing.retire(guide, by=editor, now=NOW)
    assert publish_due(AT) == 1
    due.refresh_from_db()
    assert (due.state, due.publish_at) == ("in_review", None)
    assert "The guide was retired." in due.problems.get(code="did_not_go_out").message


def test_what_was_set_by_somebody_who_is_gone_is_held_back(guide, due, editor):
    editor.delete()
    assert publish_due(AT) == 0
    assert guide.published.number == 1


def test_a_set_time_without_who_set_it_or_outside_review_is_refused_by_the_database(waiting):
    with pytest.raises(IntegrityError):
        Revision.objects.filter(pk=waiting.pk).update(publish_at=AT)


def test_the_workers_round_publishes_what_is_due(guide, due):
    of_cron().make(AT)
    assert guide.published == due


def test_a_chore_that_fails_does_not_stop_the_others(monkeypatch, caplog):
    done = []
    monkeypatch.setattr(chores, "CHORES", {"broken": lambda now: 1 / 0, "sound": done.append})
    chores.do_all(NOW)
    assert done == [NOW]
    assert "broken" in caplog.text


# At the desk


def test_an_editor_sets_the_time_in_their_own_zone(client, waiting, editor):
    client.force_login(editor)
    assert "In America/New_York." in client.get(reverse("admin:guides_revision_schedule", args=[waiting.pk])).content.decode()
    take_step(client, waiting, "schedule", day="2099-07-01", time="09:00")
    waiting.refresh_from_db()
    assert waiting.publish_at == datetime(2099, 7, 1, 13, tzinfo=UTC)
    assert (
        "It goes out by itself on 1 July 2099, 09:00 in New York, set by editor@example.com"
        in client.get(form_url(waiting)).content.decode()
    )


def test_what_was_typed_is_kept_where_the_time_is_past(client, waiting, editor):
    client.force_login(editor)
    page = take_step(client, waiting, "schedule", day="2020-07-01", time="09:00").content.decode()
    assert "That time is past." in page
    assert 'value="2020-07-01"' in page


def test_an_editor_takes_the_time_back(client, due, editor):
    client.force_login(editor)
    take_step(client, due, "unschedule")
    due.refresh_from_db()
    assert due.publish_at is None


@pytest.mark.parametrize("step", ["schedule", "unschedule"])
def test_a_curator_may_not(desk, due, step):
    assert take_step(desk, due, step, day="2099-07-01", time="09:00").status_code == 403
