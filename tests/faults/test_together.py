"""Many at once: three workers with a beat each, two beats more, and `worker --once` again and again. Each mail comes once."""

import random
import threading

import pytest

from negotiate.mail.models import Heartbeat, Message
from tests.faults.acting import all_done, close, copies_of, create_mails, crew, new_seed, wait_until
from tests.faults.brokers import lacking, running
from tests.smtp import smtp_server

WORKERS, BEATS = 3, 2


@pytest.fixture(params=["built-in", "redis", "rabbitmq"])
def broker(request, tmp_path, full_size):
    if request.param == "built-in":
        yield {}
        return
    if request.param == "rabbitmq" and not full_size:
        pytest.skip("RabbitMQ takes half a minute of its own: it is tried with --full-size")
    if why := lacking(request.param):
        pytest.skip(why)
    with running(request.param, tmp_path) as server:
        yield {"CELERY_BROKER_URL": server.url}


def beats(team, folder, broker):
    """Beats of their own make sense with a broker only."""
    for number in range(BEATS if broker else 0):
        schedule = str(folder / f"beat{number}")
        team.run("-m", "celery", "-A", "negotiate.celery", "beat", "--loglevel", "ERROR", "-s", schedule, "--pidfile", "")


def test_two_beats_three_workers_and_once_send_each_mail_once(transactional_db, broker, tmp_path, full_size):
    mails, seed = (1000, new_seed()) if full_size else (120, new_seed())
    chance, rounds = random.Random(seed), 0
    with smtp_server() as server, crew(EMAIL_URL=server.url, **broker) as team:
        server.pause_at_rcpt = server.pause_at_data = lambda: chance.uniform(0, 0.05)
        for _ in range(WORKERS):
            team.start(lease=120)
        beats(team, tmp_path, broker)
        wait_until(lambda: Heartbeat.objects.count() >= WORKERS, "all workers make rounds")
        create_mails(mails)
        while not all_done():
            team.once()
            rounds += 1
        threading.Event().wait(3)  # what would come twice comes now
    copies = copies_of(server)
    twice = sum(count > 1 for count in copies.values())
    scheme = broker["CELERY_BROKER_URL"].partition(":")[0] if broker else ""
    name = f"2 beats, 3 workers, --once, {scheme}" if broker else "3 workers with a beat each, --once, built-in transport"
    close(name, seed=seed, mails=mails, rounds_of_once=rounds, lost=mails - len(copies), twice=twice)
    assert len(copies) == mails and twice == 0
    assert set(Message.objects.values_list("state", "maybe_twice", "attempts")) == {("sent", False, 1)}


def test_once_replaces_everything_while_the_broker_is_away(transactional_db):
    """The broker's address answers nobody; a timer's `--once` neither asks nor waits for it."""
    create_mails(5)
    with smtp_server() as server, crew(EMAIL_URL=server.url, CELERY_BROKER_URL="redis://127.0.0.1:1/0") as team:
        team.once()
    assert len(server.mails) == 5 and set(Message.objects.values_list("state", flat=True)) == {"sent"}


def test_a_worker_whose_broker_is_away_makes_its_rounds_itself(transactional_db):
    create_mails(3)
    with smtp_server() as server, crew(EMAIL_URL=server.url, CELERY_BROKER_URL="redis://127.0.0.1:1/0") as team:
        team.start()
        wait_until(all_done, "mail goes without the broker", seconds=40)
    assert set(copies_of(server).values()) == {1} and len(server.mails) == 3
