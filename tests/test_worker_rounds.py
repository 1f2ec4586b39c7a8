"""The rounds of a worker: one at a time, said to have been made, and made also where nobody ticks."""

import threading
import time
from datetime import timedelta

from django.core.management import call_command

from negotiate.celery import app
from negotiate.mail import kinds
from negotiate.mail.models import Heartbeat, Message
from negotiate.mail.queue import database_now
from negotiate.mail.rounds import KEEP_BODIES, UNTICKED, Rounds
from negotiate.mail.tasks import tick


def test_each_worker_has_one_heartbeat_and_those_long_gone_are_forgotten(db):
    Heartbeat.objects.create(beat_at=database_now() - timedelta(hours=2))
    rounds = Rounds()
    rounds.make()
    first = Heartbeat.objects.get(worker=rounds.worker).beat_at
    rounds.make()
    assert Heartbeat.objects.get().beat_at > first


def test_rounds_from_cron_are_one_worker(db):
    call_command("worker", once=True)
    call_command("worker", once=True)
    assert Heartbeat.objects.count() == 1


def test_no_second_round_while_one_is_on(db):
    rounds = Rounds()
    with rounds.running:
        rounds.make()
    assert not Heartbeat.objects.exists()


def test_a_worker_told_to_stop_begins_no_round(db):
    rounds = Rounds()
    rounds.stopping.set()
    rounds.make()
    assert not Heartbeat.objects.exists()


def test_a_worker_that_nobody_ticks_makes_the_round_itself(transactional_db):
    rounds = Rounds()
    rounds.last_round = time.monotonic() - UNTICKED
    watch = threading.Thread(target=rounds.watch)
    watch.start()
    give_up = time.monotonic() + 60
    while not Heartbeat.objects.exists() and time.monotonic() < give_up:
        time.sleep(0.05)
    rounds.stopping.set()
    watch.join()
    assert Heartbeat.objects.get().worker == rounds.worker


def test_one_source_that_fails_does_not_stop_the_others(db, monkeypatch):
    gathered = []
    monkeypatch.setitem(kinds.SOURCES, "broken", kinds.Source(gather=lambda now: 1 / 0, due=lambda now: Message.objects.none()))
    monkeypatch.setitem(kinds.SOURCES, "works", kinds.Source(gather=gathered.append, due=lambda now: Message.objects.none()))
    Rounds().make()
    assert len(gathered) == 1


def test_what_a_mail_said_is_blanked_after_thirty_days(db):
    long_ago = database_now() - KEEP_BODIES - timedelta(hours=1)
    Message.objects.create(kind="nudges", address="a@example.com", state="sent", sent_at=long_ago, content=b"x")
    Message.objects.create(kind="nudges", address="b@example.com", state="sent", sent_at=database_now(), content=b"x")
    Message.objects.create(kind="account", address="c@example.com", state="sent", via="inbox", sent_at=long_ago, content=b"x")
    Rounds().make()
    assert set(Message.objects.filter(content=None).values_list("address", flat=True)) == {"a@example.com", "c@example.com"}


def test_a_code_that_could_not_go_in_time_is_not_kept(db, settings):
    settings.DEBUG, settings.EMAIL_URL = False, ""
    dead = database_now() - timedelta(seconds=1)
    Message.objects.create(kind="account", address="a@example.com", content=b"x", expires_at=dead)
    Message.objects.create(kind="account", address="b@example.com", content=b"x", expires_at=dead + timedelta(minutes=9))
    Rounds().make()
    assert list(Message.objects.order_by("pk").values_list("state", "content")) == [("skipped", None), ("planned", b"x")]


def test_beat_ticks_the_task_that_makes_rounds(settings):
    (entry,) = app.conf.beat_schedule.values()
    assert (entry["task"], entry["schedule"]) == (tick.name, settings.TICK)
    assert app.conf.broker_url.startswith("memory://") and app.conf.task_ignore_result
