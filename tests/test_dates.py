"""One style of days and times, on the site and at the desk, by the clock of the person who reads."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.template import Context, Template
from django.urls import reverse

from guides import publishing, scheduling
from guides.flags import raise_flag
from guides.models import Problem, Revision
from negotiate.dates import day_words, moment_words
from negotiate.mail.models import Message
from tests import factories
from tests.desk import NOW, create_draft, form_url

AT = datetime(2026, 12, 31, 23, 5, tzinfo=UTC)
THERE = "1 January 2027"
ROOTS = ("guides", "offers", "negotiate", "templates")
SPOKEN = re.compile(r"%-?d[ .]%[Bb]|%[Bb] %-?d|\|date:\"(?!j F Y\"|c\"|Y-m-d\")|N j|M j|j M\b")
NOT_SHOWN = {"typed_schedules.py", "formats.py", "inbox.html", "inbox_message.html"}  # what is read, not written; the operator's inbox


@pytest.fixture
def berlin(client, db):
    person = factories.create_staff("editor@example.com", "editor", zone="Europe/Berlin")
    client.force_login(person)
    return person


def words(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_a_day_and_a_moment_in_words():
    assert day_words(date(2026, 11, 3)) == "3 November 2026"
    assert moment_words(AT, "America/New_York") == "31 December 2026, 18:05 in New York"
    assert moment_words(AT, "UTC") == "31 December 2026, 23:05 UTC"


def test_what_nobody_formats_looks_like_the_rest():
    page = Template("{{ day }} {{ at }} {{ at|date }} {{ at|time }}").render(Context({"day": date(2026, 11, 3), "at": AT}))
    assert page == "3 November 2026 31 December 2026, 23:05 31 December 2026 23:05"


@pytest.mark.parametrize("typed", ["10/11/2026", "11.10.26", "2026-13-01"])
def test_a_day_that_can_be_read_in_two_ways_is_refused(berlin, client, guide, typed):
    data = {"action": "set_origin", "_selected_action": [guide.pk], "stage": "preview", "as_of": typed}
    assert "as_of" in client.post(reverse("admin:guides_guide_changelist"), data).context["form"].errors


def test_days_are_written_in_one_way_by_one_helper():
    files = [file for root in ROOTS for file in Path(settings.BASE_DIR, root).rglob("*") if file.suffix in (".py", ".html", ".txt")]
    found = [file.name for file in files if file.name not in NOT_SHOWN and SPOKEN.search(file.read_text())]
    assert not found


def shown_at_the_desk(guide, editor, owner) -> dict[str, str]:
    """Pages of the desk on which a moment stands, and the moment as the person's clock has it."""
    draft = create_draft(guide, None)
    publishing.submit(draft, by=editor, now=AT)
    scheduling.schedule(draft, at=AT, by=editor, now=NOW)
    Revision.objects.filter(guide=guide).update(created_at=AT, published_at=AT, edited_at=AT)
    flag = raise_flag(guide.published.bands.first(), by=owner, reason="No.", now=AT)
    mail = Message.objects.create(kind="account", address="a@example.com", due_at=AT, created_at=AT)
    LogEntry.objects.create(user=editor, content_type_id=1, object_id="1", object_repr="x", action_flag=2, action_time=AT)
    full = f"{THERE}, 00:05"
    return {
        reverse("admin:index"): f"{full} in Berlin",
        form_url(draft): f"{full} in Berlin",
        form_url(guide.published): f"{full} in Berlin",
        reverse("admin:guides_revision_changelist"): full,
        reverse("admin:guides_flag_changelist"): full,
        reverse("admin:guides_flag_change", args=[flag.pk]): full,
        reverse("admin:guides_guide_change", args=[guide.pk]): THERE,
        reverse("admin:mail_message_changelist"): full,
        reverse("admin:mail_message_change", args=[mail.pk]): full,
    }


def test_every_time_at_the_desk_is_by_the_clock_of_whoever_reads(client, berlin, guide, owner):
    for address, said in shown_at_the_desk(guide, berlin, owner).items():
        page = words(client.get(address))
        assert said in page, address
        assert "Times are those of Berlin" in page
        assert "23:05" not in page
        assert "UTC" not in page


def test_the_history_of_a_row_is_by_that_clock_too(client, berlin, guide):
    client.post(reverse("admin:guides_guide_copy", args=[guide.pk]))
    LogEntry.objects.update(action_time=AT)
    assert f"{THERE}, 00:05" in words(client.get(reverse("admin:guides_guide_history", args=[guide.pk])))


def test_a_time_that_is_set_already_is_shown_to_be_changed(client, berlin, guide):
    draft = create_draft(guide, None)
    publishing.submit(draft, by=berlin, now=NOW)
    scheduling.schedule(draft, at=datetime(2099, 7, 1, 13, 30, tzinfo=UTC), by=berlin, now=NOW)
    page = words(client.get(reverse("admin:guides_revision_schedule", args=[draft.pk])))
    assert 'value="2099-07-01"' in page
    assert 'value="15:30"' in page
    assert "In Europe/Berlin." in page


def test_what_did_not_go_out_names_the_time_of_whoever_set_it(berlin, guide):
    draft = create_draft(guide, None)
    publishing.submit(draft, by=berlin, now=NOW)
    scheduling.schedule(draft, at=AT, by=berlin, now=NOW)
    publishing.retire(guide, by=berlin, now=NOW)
    scheduling.publish_due(AT)
    assert "on 1 January 2027, 00:05 in Berlin and did not" in Problem.objects.get(code="did_not_go_out").message


def test_the_clock_of_one_person_is_not_left_for_the_next(client, berlin, guide):
    client.get(reverse("admin:index"))
    person = factories.create_staff("other@example.com", "curator", zone="")
    client.force_login(person)
    assert "Times are UTC" in words(client.get(reverse("admin:index")))
