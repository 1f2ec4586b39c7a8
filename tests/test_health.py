"""What whoever watches this installation is told, and the red bar for who uses it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from negotiate.health import schema
from negotiate.mail.condition import condition, silence
from negotiate.mail.models import Heartbeat, Message
from negotiate.mail.queue import database_now
from offers.models import Nudge
from tests import factories

BAR = "Reminders are not going out."


def ready(client, query=""):
    answer = client.get(reverse("readyz") + query)
    return answer.status_code, answer.content.decode()


def ago(**length):
    return database_now() - timedelta(**length)


def create_nudge(owner, due_at):
    negotiation = factories.create_negotiation(owner)
    return Nudge.objects.create(user=owner, negotiation=negotiation, kind="deadline", about=negotiation.pk, due_at=due_at)


def test_it_answers_without_signing_in(client, db):
    assert client.get(reverse("healthz")).content == b"ok\n"
    assert ready(client) == (200, "ok\n") and ready(client, "?mail") == (200, "ok\n")


def test_a_missing_migration_is_said(client, db, monkeypatch):
    monkeypatch.setattr(schema, "complete", False)
    monkeypatch.setattr("negotiate.health.MigrationExecutor.migration_plan", lambda *given: ["one"])
    assert ready(client) == (503, "Migrations are pending: run `manage.py migrate`.\n")


def test_mail_that_is_a_minute_late_turns_only_the_mail_answer_red(client, db, settings):
    settings.EMAIL_URL = "smtp://localhost"
    Message.objects.create(kind="account", address="ada@example.com", due_at=ago(seconds=59))
    assert ready(client, "?mail")[0] == 200
    Message.objects.update(due_at=ago(seconds=70))
    status, words = ready(client, "?mail")
    assert status == 503 and "waits for 7" in words and "No worker makes its rounds" in words
    assert ready(client) == (200, "ok\n")


def test_the_oldest_due_nudge_counts_too(client, owner):
    create_nudge(owner, ago(seconds=70))
    assert ready(client, "?mail")[0] == 503


def test_what_a_dead_worker_left_counts_too(client, db):
    Message.objects.create(kind="account", address="a@example.com", state="claimed", due_at=ago(seconds=300), lease_until=ago(seconds=90))
    assert ready(client, "?mail")[0] == 503


@pytest.mark.parametrize(("url", "words"), [("", "No mail server is set"), ("smtp://localhost", "Nobody answers at localhost:25")])
def test_the_reason_is_named(client, db, settings, url, words):
    settings.EMAIL_URL = url
    Heartbeat.objects.create(beat_at=database_now(), trouble="Nobody answers at localhost:25")
    Message.objects.create(kind="account", address="ada@example.com", due_at=ago(seconds=70))
    assert words in ready(client, "?mail")[1]


def bar_is_shown(client):
    return BAR in client.get(reverse("guides")).content.decode()


def test_the_bar_is_red_once_no_worker_came_for_five_minutes(client, owner):
    client.force_login(owner)
    beat = Heartbeat.objects.create(beat_at=ago(minutes=4))
    assert not bar_is_shown(client)
    Heartbeat.objects.filter(pk=beat.pk).update(beat_at=ago(minutes=6))
    assert bar_is_shown(client)
    client.logout()
    assert not bar_is_shown(client)


@pytest.mark.parametrize("minutes", [None, 1, 6])
def test_the_bar_costs_a_page_one_question(owner, django_assert_num_queries, minutes):
    create_nudge(owner, ago(seconds=1))
    if minutes:
        Heartbeat.objects.create(beat_at=ago(minutes=minutes))
    now = database_now()
    with django_assert_num_queries(1):
        assert bool(silence(condition(now), now)) is (minutes != 1)


def test_where_no_worker_ever_came_it_is_red_only_when_something_is_due(client, owner):
    client.force_login(owner)
    nudge = create_nudge(owner, database_now() + timedelta(hours=1))
    assert not bar_is_shown(client)
    Nudge.objects.filter(pk=nudge.pk).update(due_at=ago(seconds=1))
    assert bar_is_shown(client)
