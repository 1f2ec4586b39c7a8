"""PostgreSQL stopped hard, the broker gone, the mail server gone: nothing is lost, and mail goes on soon after they are back."""

import os
import random
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress

import psycopg
import pytest
from django.conf import settings

from negotiate.local import processes
from negotiate.local.cluster import Cluster
from negotiate.mail.models import Message
from tests.clusters import temporary_folder
from tests.faults.acting import PROCESS, close, copies_of, crew, mails, new_seed, wait_until
from tests.faults.brokers import lacking, running
from tests.running import BASE
from tests.smtp import SwitchedServer

SOON = 20  # seconds
WORKERS = 2


class Database:
    """A PostgreSQL that waits for its disk, to be killed and started again."""

    def __init__(self, folder):
        self.cluster = Cluster(folder / "pg", say=lambda line: None)
        self.cluster.start()
        self.url = self.cluster.url
        self.manage("manage.py", "migrate", "-v0")
        self.filled = 0

    def manage(self, *command):
        environment = {**os.environ, **PROCESS, "SECRET_KEY": settings.SECRET_KEY, "DATABASE_URL": self.url}
        subprocess.run([sys.executable, *command], cwd=BASE, env=environment, check=True, timeout=120)

    def fill(self, count: int) -> None:
        fields = [field for field in Message._meta.concrete_fields if not field.primary_key]
        names, places = ", ".join(field.column for field in fields), ", ".join(["%s"] * len(fields))
        rows = [[getattr(row, field.attname) for field in fields] for row in mails(count, first=self.filled)]
        with psycopg.connect(self.url) as connection:
            connection.cursor().executemany(f"INSERT INTO mail_message ({names}) VALUES ({places})", rows)
        self.filled += count

    def kill(self) -> None:
        """All of its processes at once, in the midst of whatever they do."""
        servers = processes.postgres_in(self.cluster.data)
        for pid in [child for server in servers for child in processes.children_of(server)] + servers:
            with suppress(ProcessLookupError):  # one that ended by itself meanwhile
                os.kill(pid, signal.SIGKILL)
        self.cluster.process.wait()

    def start(self) -> None:
        self.cluster.start()

    def states(self) -> dict[str, tuple[str, bool]]:
        with psycopg.connect(self.url) as connection:
            rows = connection.execute("SELECT address, state, maybe_twice FROM mail_message").fetchall()
        return {address: (state, maybe_twice) for address, state, maybe_twice in rows}

    def all_done(self) -> bool:
        return all(state in ("sent", "failed", "skipped") for state, _ in self.states().values())


@contextmanager
def database():
    with temporary_folder() as folder:
        made = Database(folder)
        try:
            yield made
        finally:
            made.cluster.stop()


def first_mail_after(server, back) -> float:
    """Seconds from `back()` to the next mail."""
    known = len(server.mails)
    back()
    return wait_until(lambda: len(server.mails) > known, "a mail after it is back", seconds=SOON + 40)


def met_while_sending(server, chance) -> None:
    """Waits until a few more mails have come."""
    goal = len(server.mails) + chance.randint(3, 10)
    wait_until(lambda: len(server.mails) >= goal, "mail is being sent")


@pytest.fixture
def broker(tmp_path):
    if lacking("redis"):
        yield None
        return
    with running("redis", tmp_path) as server:
        yield server


def test_nothing_is_lost_and_mail_goes_on_soon(transactional_db, broker, full_size):
    each, gone, seed = (160, 60, new_seed()) if full_size else (30, 3, new_seed())
    chance, waits = random.Random(seed), {}
    more = {"CELERY_BROKER_URL": broker.url} if broker else {}
    with database() as base, SwitchedServer() as server, crew(base.url, EMAIL_URL=server.url, **more) as team:
        server.pause_at_rcpt = lambda: 0.05
        for _ in range(WORKERS):
            team.start()
        for number in range(1, 4):
            base.fill(each)
            met_while_sending(server, chance)
            base.kill()
            waits[f"PostgreSQL {number}"] = first_mail_after(server, base.start)
            wait_until(base.all_done, "all is sent", seconds=120, pause=0.2)
        if broker:
            broker.stop()
            threading.Event().wait(gone)
            base.fill(each)
            waits["broker"] = first_mail_after(server, broker.start)
            wait_until(base.all_done, "all is sent", seconds=120, pause=0.2)
        base.fill(each)
        met_while_sending(server, chance)
        server.stop()
        threading.Event().wait(gone)
        waits["SMTP"] = first_mail_after(server, server.start)
        wait_until(base.all_done, "all is sent", seconds=300, pause=0.2)
        found = base.states()
    copies = copies_of(server)
    twice = {address for address, count in copies.items() if count > 1}
    marked = {address for address, (_, maybe_twice) in found.items() if maybe_twice}
    seconds = {f"seconds_to_the_first_mail_after_{name}": f"{wait:.1f}" for name, wait in waits.items()}
    skipped = {} if broker else {"broker": "left out, as redis-server is not installed"}
    close("services gone", seed=seed, mails=base.filled, lost=base.filled - len(copies), twice=len(twice), **seconds, **skipped)
    assert len(copies) == base.filled == len(found)
    assert twice <= marked and max(copies.values()) <= 2
    assert max(waits.values()) <= SOON
