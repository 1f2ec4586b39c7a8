"""A broker that is away: one plain line a minute, and rounds go on without it."""

import logging
import re
from threading import Event, Lock
from types import SimpleNamespace

import pytest
from django.core.management.base import CommandError

from negotiate.broker import EVERY, AwayFilter
from negotiate.celery import app
from negotiate.local.services import Program
from negotiate.management.commands import worker

LOST = "consumer: Connection to broker lost. Trying to re-establish the connection..."
RETRY = "consumer: Cannot connect to redis://127.0.0.1:9//: Error 111. Connection refused..\nTrying again in 2.00 seconds... (1/100)\n"
BEAT = "Message Error: Couldn't apply scheduled task tick: Error 111. Connection refused.\n['  File \"threading.py\"…']"


def record(message, name="celery.beat", exc_info=None):
    return logging.LogRecord(name, logging.ERROR, "beat.py", 1, message, (), exc_info)


def failed():
    try:
        raise ConnectionError("refused")
    except ConnectionError as error:
        return type(error), error, error.__traceback__


@pytest.mark.parametrize(
    ("name", "message"), [("celery.worker.consumer.consumer", LOST), ("celery.worker.consumer.consumer", RETRY), ("celery.beat", BEAT)]
)
def test_a_broker_that_is_away_is_said_in_one_line(name, message):
    said = record(message, name, failed())
    assert AwayFilter().filter(said)
    text = logging.Formatter("%(levelname)s %(message)s").format(said)
    assert text.startswith("WARNING The broker of CELERY_BROKER_URL is away") and "\n" not in text
    assert re.search("Connection (refused|to broker lost)", text)


def test_it_is_said_once_a_minute(monkeypatch):
    clock = SimpleNamespace(monotonic=lambda: clock.now, now=1000.0)
    monkeypatch.setattr("negotiate.broker.time", clock)
    away = AwayFilter()
    assert [away.filter(record(BEAT)) for _ in range(3)] == [True, False, False]
    clock.now += EVERY
    assert away.filter(record(RETRY)) and not away.filter(record(BEAT))


@pytest.mark.parametrize("said", [record("Task negotiate.mail.tasks.tick raised", "celery.app.trace"), record("Scheduler: broken entry")])
def test_other_words_pass_as_they_are(said):
    before = said.getMessage()
    assert AwayFilter().filter(said) and said.getMessage() == before and said.levelno == logging.ERROR


def test_a_broker_is_looked_for_as_long_as_it_takes():
    assert app.conf.broker_connection_max_retries is None


@pytest.mark.parametrize(("hangs", "forced"), [(True, [0]), (False, [])])
def test_a_worker_told_to_stop_ends_even_if_something_hangs(monkeypatch, hangs, forced):
    codes, rounds = [], SimpleNamespace(stopping=Event(), running=Lock())
    monkeypatch.setattr(worker, "GRACE", 0.01)
    monkeypatch.setattr(worker.os, "_exit", codes.append)
    rounds.stopping.set()
    if hangs:
        rounds.running.acquire()
    worker.end_in_time(rounds)
    assert codes == forced


def test_a_worker_whose_celery_ends_by_itself_says_so_with_its_exit(monkeypatch):
    rounds = SimpleNamespace(stopping=Event(), running=Lock(), watch=lambda: None, postman=SimpleNamespace())
    monkeypatch.setattr(worker, "ROUNDS", rounds)
    monkeypatch.setattr(worker.signal, "signal", lambda number, handler: None)
    monkeypatch.setattr(worker, "be_ticked", rounds.stopping.set)
    monkeypatch.setattr(worker, "threading", SimpleNamespace(Event=Event, Thread=lambda target, **more: SimpleNamespace(start=target)))
    with pytest.raises(CommandError, match="ended by itself"):
        worker.run_until_stopped()


def test_up_waits_longer_than_the_worker_takes_to_stop():
    assert worker.GRACE + 1 <= Program.PATIENCE
