"""A worker ended while it sends. By SIGKILL: nothing is lost, and a copy is the same mail, marked. By SIGTERM: each mail comes once."""

import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection
from django.db.models.functions import Now

from negotiate.mail.emails import ACCOUNT
from negotiate.mail.kinds import Letter
from negotiate.mail.letters import compose, new_message_id
from negotiate.mail.models import Message
from negotiate.mail.queue import database_now
from negotiate.sealing import seal
from tests.smtp import smtp_server

ROOT = Path(__file__).resolve().parents[2]
SEED = 20261127


def database_url() -> str:
    """The tests' own database, for a process beside them."""
    given = connection.settings_dict
    return f"postgresql://{given['USER']}@/{given['NAME']}?host={given['HOST'] or given['OPTIONS']['host']}"


@pytest.fixture
def start_worker(settings):
    """Starts real workers with the tests' database; ends those still running."""
    started = []

    def start(url):
        environment = {**os.environ, "DATABASE_URL": database_url(), "EMAIL_URL": url, "SECRET_KEY": settings.SECRET_KEY, "DEBUG": "on"}
        process = subprocess.Popen([sys.executable, "-W", "ignore", "manage.py", "worker"], cwd=ROOT, env=environment)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def create_mails(number):
    for position in range(number):
        address, message_id, now = f"person{position}@example.com", new_message_id(), database_now()
        content = compose(Letter(subject="Hello", text="Hello"), address=address, message_id=message_id, now=now)
        Message.objects.create(kind=ACCOUNT, address=address, message_id=message_id, content=seal(content, purpose="mail"), due_at=now)


def wait_until(reached, process, seconds=60):
    give_up = time.monotonic() + seconds
    while not reached():
        assert process.poll() is None and time.monotonic() < give_up, "the worker does not send"
        time.sleep(0.002)


def run_out_leases():
    """The worker is dead for sure: two minutes need not pass."""
    Message.objects.filter(state__in=Message.TAKEN).update(lease_until=Now())
    Message.objects.filter(state="retrying").update(due_at=Now())


def test_a_worker_killed_at_random_loses_nothing_and_marks_what_may_come_twice(transactional_db, start_worker, full_size):
    mails, kills = (2000, 100) if full_size else (60, 4)
    chance = random.Random(SEED)
    print(f"seed {SEED}")  # noqa: T201
    create_mails(mails)
    with smtp_server() as server:
        server.on_rcpt = lambda address: time.sleep(0.01)
        for _ in range(kills):
            process, goal = start_worker(server.url), len(server.mails) + chance.randint(1, mails // (kills + 2))
            wait_until(lambda goal=goal: len(server.mails) >= goal, process)
            time.sleep(chance.random() / 100)
            process.kill()
            process.wait()
            run_out_leases()
        process = start_worker(server.url)
        wait_until(lambda: not Message.objects.unsent().exists(), process, seconds=300)
    copies = Counter(address for address, _ in server.mails)
    assert len(copies) == mails and set(Message.objects.values_list("state", flat=True)) <= {"sent", "failed"}
    twice = {address for address, count in copies.items() if count > 1}
    assert max(copies.values()) <= 2
    assert twice <= set(Message.objects.filter(maybe_twice=True).values_list("address", flat=True))
    assert len({mail["Message-ID"] for mail in server.parsed}) == mails


def test_a_worker_stopped_at_random_sends_each_mail_once(transactional_db, start_worker, full_size):
    mails, stops = (1000, 50) if full_size else (60, 3)
    chance = random.Random(SEED)
    create_mails(mails)
    with smtp_server() as server:
        server.on_rcpt = lambda address: time.sleep(0.01)
        for _ in range(stops):
            process, goal = start_worker(server.url), len(server.mails) + chance.randint(1, mails // (stops + 2))
            wait_until(lambda goal=goal: len(server.mails) >= goal, process)
            process.terminate()
            assert process.wait(15) == 0
            assert not Message.objects.filter(state__in=Message.TAKEN).exists()
        process = start_worker(server.url)
        wait_until(lambda: not Message.objects.unsent().exists(), process, seconds=300)
    assert sorted(address for address, _ in server.mails) == sorted(f"person{number}@example.com" for number in range(mails))
    assert set(Message.objects.values_list("state", "maybe_twice")) == {("sent", False)}


@pytest.mark.parametrize(("step", "state"), [("on_rcpt", "claimed"), ("on_data", "handing_over")])
def test_a_worker_whose_mail_server_hangs_stops_soon_and_loses_nothing(transactional_db, start_worker, step, state):
    create_mails(3)
    with smtp_server() as server:
        reached, go_on = threading.Event(), threading.Event()
        setattr(server, step, lambda *given: (reached.set(), go_on.wait(20)))
        process = start_worker(server.url)
        wait_until(reached.is_set, process)
        process.terminate()
        assert process.wait(6) == 0
        assert Message.objects.filter(state=state).exists() and Message.objects.unsent().count() == 3
        go_on.set()
        setattr(server, step, lambda *given: None)
        run_out_leases()
        process = start_worker(server.url)
        wait_until(lambda: not Message.objects.unsent().exists(), process)
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    assert {address for address, _ in server.mails} == {f"person{number}@example.com" for number in range(3)}
    assert Message.objects.filter(maybe_twice=True).count() == (state == "handing_over")
