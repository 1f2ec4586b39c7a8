"""Workers ended while they send. By SIGKILL: nothing is lost, and a copy is the same mail, marked. By SIGTERM: each mail comes once."""

import random
import signal
import threading
import time
from itertools import pairwise

import pytest
from django.db.models.functions import Now

from negotiate.mail.models import Message
from tests.faults.acting import all_done, close, copies_of, create_mails, crew, new_seed, wait_until
from tests.smtp import smtp_server

WORKERS = 3


def end_some(team, server, chance, *, mails: int, ends: int, end) -> None:
    """Three workers get a part of the mails again and again; each time one of the two oldest is ended, and another begins."""
    server.pause_at_rcpt = server.pause_at_data = lambda: chance.uniform(0, 0.04)
    workers = [team.start() for _ in range(WORKERS)]
    bounds = [mails * number // ends for number in range(ends + 1)]
    for first, last in pairwise(bounds):
        create_mails(last - first, first=first)
        goal = len(server.mails) + chance.randint(1, max(1, (last - first) // 2))
        wait_until(lambda goal=goal: len(server.mails) >= goal, "mails are sent", seconds=180)
        time.sleep(chance.uniform(0, 0.05))
        end(workers.pop(chance.randrange(2)))
        workers.append(team.start())
    wait_until(all_done, "all is sent", seconds=600)


def killed(process):
    process.kill()
    process.wait()


def stopped(process):
    process.terminate()
    assert process.wait(15) in (0, -signal.SIGTERM)  # the latter where it was still starting


def run_out_leases():
    """The worker is dead for sure: two minutes need not pass."""
    Message.objects.filter(state__in=Message.TAKEN).update(lease_until=Now())
    Message.objects.filter(state="retrying").update(due_at=Now())


def test_workers_killed_at_random_lose_nothing_and_mark_what_may_come_twice(transactional_db, full_size):
    mails, kills, seed = (2000, 100, new_seed()) if full_size else (120, 8, new_seed())
    with smtp_server() as server, crew(EMAIL_URL=server.url) as team:
        end_some(team, server, random.Random(seed), mails=mails, ends=kills, end=killed)
    copies, marked = copies_of(server), set(Message.objects.filter(maybe_twice=True).values_list("address", flat=True))
    twice = {address for address, count in copies.items() if count > 1}
    identities = {mail["Message-ID"] for mail in server.parsed}
    close("kill -9", seed=seed, mails=mails, kills=kills, lost=mails - len(copies), twice=len(twice), marked=len(marked))
    assert len(copies) == mails and max(copies.values()) <= 2
    assert twice <= marked and len(identities) == mails
    assert set(Message.objects.values_list("state", flat=True)) <= {"sent", "failed"}
    assert set(Message.objects.filter(state="failed").values_list("address", flat=True)) <= set(copies)


def test_workers_stopped_at_random_send_each_mail_once(transactional_db, full_size):
    mails, stops, seed = (1000, 50, new_seed()) if full_size else (90, 6, new_seed())
    with smtp_server() as server, crew(EMAIL_URL=server.url) as team:
        end_some(team, server, random.Random(seed), mails=mails, ends=stops, end=stopped)
    copies = copies_of(server)
    close("SIGTERM", seed=seed, mails=mails, stops=stops, lost=mails - len(copies), twice=sum(count > 1 for count in copies.values()))
    assert len(copies) == mails and set(copies.values()) == {1}
    assert set(Message.objects.values_list("state", "maybe_twice")) == {("sent", False)}


@pytest.mark.parametrize(("step", "state"), [("on_rcpt", "claimed"), ("on_data", "handing_over")])
def test_a_worker_whose_mail_server_hangs_stops_soon_and_loses_nothing(transactional_db, step, state):
    create_mails(3)
    with smtp_server() as server, crew(EMAIL_URL=server.url) as team:
        reached, go_on = threading.Event(), threading.Event()
        setattr(server, step, lambda *given: (reached.set(), go_on.wait(20)))
        process = team.start(lease=120)
        wait_until(reached.is_set, "a mail is on its way")
        process.terminate()
        assert process.wait(8) == 0
        assert Message.objects.filter(state=state).exists() and Message.objects.unsent().count() == 3
        go_on.set()
        setattr(server, step, lambda *given: None)
        run_out_leases()
        team.once()
        wait_until(all_done, "all is sent")
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    assert set(copies_of(server)) == {f"person{number}@example.com" for number in range(3)}
    assert Message.objects.filter(maybe_twice=True).count() == (state == "handing_over")


@pytest.mark.parametrize(("step", "copies", "marked"), [("on_rcpt", 1, False), ("on_data", 2, True)])
def test_a_worker_killed_before_and_after_data(transactional_db, step, copies, marked):
    create_mails(1)
    with smtp_server() as server, crew(EMAIL_URL=server.url) as team:
        process = team.start()
        setattr(server, step, lambda *given: (process.kill(), process.wait()))
        wait_until(lambda: process.poll() is not None, "the worker is met on its way")
        setattr(server, step, lambda *given: None)
        assert Message.objects.get().state == {"on_rcpt": "claimed", "on_data": "handing_over"}[step]
        run_out_leases()
        team.once()
    message = Message.objects.get()
    assert (message.state, message.maybe_twice, len(server.mails)) == ("sent", marked, copies)
    assert {mail["Message-ID"] for mail in server.parsed} == {message.message_id}
