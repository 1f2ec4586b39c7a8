"""Links in mails: opened they say what their button does and change nothing; the button acts, twice is harmless, and it can be undone."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings as product
from django.test import Client

from negotiate.accounts import belongings
from offers import scheduling
from offers.models import DeadlineChange, Nudge
from offers.negotiating import record_outcome
from offers.nudging.links import deadline_link, stop_link
from tests import factories

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)  # Monday noon in New York
wall = datetime.fromisoformat


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def deadline(owner):
    return set_deadline(factories.create_negotiation(owner))


def set_deadline(negotiation):
    return scheduling.set_deadline(negotiation, kind="employer", wall=wall("2026-11-27T17:00"), zone="America/New_York", now=NOW)


def path_to(name, deadline):
    nudge = deadline.nudges.order_by("due_at").first()
    return deadline_link(name, nudge, deadline).removeprefix(product.SITE_URL)


def rows():
    return list(Nudge.objects.order_by("pk").values()), list(DeadlineChange.objects.order_by("pk").values())


def press(client, path, **fields):
    """The button on the page, with the token of the page's own form: as a browser that has no login does."""
    page = client.get(path).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    return client.post(path, {"csrfmiddlewaretoken": token, **fields})


def offered(answer):
    return re.search(r'name="undo" value="([^"]+)"', answer.content.decode())[1]


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("name", ["mail_handled", "mail_snooze"])
def test_opening_changes_nothing_says_which_deadline_and_nothing_private(browser, deadline, name):
    before = rows()
    for method in (browser.get, browser.head, browser.get):
        assert method(path_to(name, deadline)).status_code == 200
    answer = browser.get(path_to(name, deadline))
    page = answer.content.decode()
    assert rows() == before and "Friday 27 November 2026, 17:00 in New York" in page and "Acme" not in page
    assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == ("noindex", "same-origin") and "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["mail_handled", "mail_snooze"])
def test_without_the_pages_own_token_nothing_is_done(browser, deadline, name):
    before = rows()
    assert browser.post(path_to(name, deadline), {"choice": "tomorrow"}).status_code == 403 and rows() == before


def test_undone_it_is_put_off_or_handled_as_it_was_before(browser, deadline):
    until = NOW + timedelta(days=2)
    scheduling.snooze(deadline, until=until, now=NOW)
    handled = press(browser, path_to("mail_handled", deadline))
    press(browser, path_to("mail_handled", deadline), undo=offered(handled))
    deadline.refresh_from_db()
    assert (deadline.handled_at, deadline.snoozed_until) == (None, until)
    scheduling.mark_handled(deadline, now=NOW)
    later = press(browser, path_to("mail_snooze", deadline), choice="tomorrow")
    page = press(browser, path_to("mail_snooze", deadline), undo=offered(later)).content.decode()
    deadline.refresh_from_db()
    assert (deadline.handled_at, deadline.snoozed_until) == (NOW, None) and "handled, as it was before" in page
    assert not deadline.nudges.planned().exists()


def test_handled_stops_the_reminders_twice_is_harmless_and_it_is_undone(browser, deadline):
    path = path_to("mail_handled", deadline)
    press(browser, path)
    answer = press(browser, path)
    deadline.refresh_from_db()
    assert deadline.handled_at == NOW and not Nudge.objects.planned().exists()
    assert list(deadline.changes.values_list("what", flat=True)) == ["set", "handled"]
    press(browser, path, undo=offered(answer))
    deadline.refresh_from_db()
    assert deadline.handled_at is None and Nudge.objects.planned().exists()


def test_put_off_one_reminder_comes_then_and_the_later_ones_stay(browser, deadline):
    path = path_to("mail_snooze", deadline)
    before = set(Nudge.objects.planned().values_list("lead", "due_at"))
    tomorrow = datetime(2026, 11, 24, 13, tzinfo=UTC)
    answer = press(browser, path, choice="tomorrow")
    again = press(browser, path, choice="tomorrow")
    assert answer.status_code == again.status_code == 200
    planned = set(Nudge.objects.planned().values_list("lead", "due_at"))
    assert planned == {(lead, at) for lead, at in before if at > tomorrow} | {("", tomorrow)}
    assert "No reminder comes before Tuesday 24 November 2026, 08:00 in New York" in answer.content.decode()
    press(browser, path, undo=offered(answer))
    assert set(Nudge.objects.planned().values_list("lead", "due_at")) == before


def test_until_six_hours_before_and_until_a_time(browser, deadline):
    path = path_to("mail_snooze", deadline)
    press(browser, path, choice="before")
    deadline.refresh_from_db()
    assert deadline.snoozed_until == deadline.at - timedelta(hours=6)
    press(browser, path, choice="time", until="2026-11-25T10:00")
    deadline.refresh_from_db()
    assert deadline.snoozed_until == datetime(2026, 11, 25, 15, tzinfo=UTC)


def test_a_time_that_does_not_do_is_said_at_the_field_and_what_was_typed_is_kept(browser, deadline):
    answer = press(browser, path_to("mail_snooze", deadline), choice="time", until="2026-12-24T10:00")
    page = answer.content.decode()
    assert "before the deadline" in page and "2026-12-24" in page and deadline.snoozed_until is None


def test_an_undo_that_came_too_late_undoes_nothing_newer(browser, deadline):
    path = path_to("mail_snooze", deadline)
    answer = press(browser, path, choice="tomorrow")
    press(browser, path, choice="before")
    late = press(browser, path, undo=offered(answer))
    deadline.refresh_from_db()
    assert late.status_code == 410 and deadline.snoozed_until == deadline.at - timedelta(hours=6)
    assert press(browser, path, undo="made:up").status_code == 410


def test_past_the_deadline_there_is_nothing_to_put_off_and_it_can_still_be_handled(browser, deadline):
    snooze, handled = path_to("mail_snooze", deadline), path_to("mail_handled", deadline)
    with time_machine.travel(deadline.at + timedelta(minutes=1), tick=False):
        answer = browser.get(snooze)
        assert answer.status_code == 410 and "has passed" in answer.content.decode()
        assert press(browser, handled).status_code == 200


@pytest.mark.parametrize("name", ["mail_handled", "mail_snooze"])
def test_moved_withdrawn_closed_or_old_it_says_that_it_acts_no_longer(browser, deadline, owner, name):
    path, other = path_to(name, deadline), set_deadline(factories.create_negotiation(owner))
    with time_machine.travel(NOW + timedelta(days=61), tick=False):
        assert browser.get(path).status_code == 410
    scheduling.move_deadline(deadline, wall=wall("2026-11-28T17:00"), now=NOW)
    assert browser.get(path).status_code == 410
    path = path_to(name, other)
    record_outcome(other.negotiation, kind="declined", now=NOW)
    assert browser.get(path).status_code == 410
    scheduling.Deadline.objects.filter(pk=other.pk).update(status="withdrawn")
    assert browser.get(path).status_code == 410


@pytest.mark.parametrize("name", ["mail_handled", "mail_snooze"])
def test_tampered_foreign_or_of_a_closed_account_it_is_not_found(browser, deadline, stranger, name):
    path = path_to(name, deadline)
    token = path.split("/")[-2]
    wrong = [path.replace(token, each) for each in (token[:-2] + "xx", "A" + token[1:], "x", token.split(":")[0])]
    assert {browser.get(each).status_code for each in wrong} == {404}
    strangers = set_deadline(factories.create_negotiation(stranger))
    mixed = deadline_link(name, deadline.nudges.first(), strangers).removeprefix(product.SITE_URL)
    assert browser.get(mixed).status_code == 404
    stop = stop_link(deadline.negotiation.user, ["deadline"]).split("/")[-2]
    assert browser.get(path.replace(token, stop)).status_code == 404
    type(stranger).objects.update(is_active=False)
    assert browser.get(path).status_code == 404


def test_a_kind_is_stopped_by_the_button_and_comes_again_by_the_next(browser, deadline, owner):
    path = stop_link(owner, ["deadline", "no_such_kind"]).removeprefix(product.SITE_URL)
    assert "Stop these mails?" in browser.get(path).content.decode() and Nudge.objects.planned().exists()
    assert "are stopped" in browser.post(path).content.decode() and not Nudge.objects.planned().exists()
    assert "come again" in browser.post(path, {"again": "1"}).content.decode() and Nudge.objects.planned().exists()
    assert browser.get(path.replace("/mail/stop/", "/mail/stop/x")).status_code == 404


def test_what_was_put_off_stops_with_the_reminders_and_never_alone(browser, deadline, owner):
    press(browser, path_to("mail_snooze", deadline), choice="tomorrow")
    owner.mail_kinds = ["deadline"]
    owner.save()
    belongings.follow_preferences(owner, now=NOW)
    assert Nudge.objects.planned().filter(kind="snoozed").exists()
    browser.post(stop_link(owner, ["deadline"]).removeprefix(product.SITE_URL))
    assert not Nudge.objects.planned().exists()
