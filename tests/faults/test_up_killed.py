"""`up` killed with SIGKILL at random moments: the next one runs, nothing that was saved is lost, and nothing old answers."""

import os
import random
import secrets
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from negotiate.local import processes
from negotiate.local.cluster import answers
from negotiate.local.places import local_database_url
from tests.running import Up, free_port, up

TABLE = "CREATE TABLE IF NOT EXISTS written (name text PRIMARY KEY)"
LATEST = 6  # seconds after the start: from the first line to well after the first page


def kill_everything(running: Up) -> None:
    for pid in [running.process.pid, *running.children()]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def kill_the_parent(running: Up) -> None:
    running.process.kill()


class Writer(threading.Thread):
    """Saves one row after the other while the database answers, and remembers which were acknowledged."""

    def __init__(self, var: Path):
        super().__init__(daemon=True)
        self.var, self.saved, self.done = var, [], threading.Event()

    def run(self) -> None:
        while not self.done.is_set():
            if (self.var / "pg").exists() and answers(self.var / "pg"):
                with suppress(psycopg.Error), psycopg.connect(local_database_url(self.var), autocommit=True) as connection:
                    self.save_rows(connection)
            time.sleep(0.05)

    def save_rows(self, connection) -> None:
        connection.execute(TABLE)
        while not self.done.is_set():
            name = secrets.token_hex(8)
            connection.execute("INSERT INTO written VALUES (%s)", [name])
            self.saved.append(name)


def start_time(pid: int) -> str:
    """Tells a process from a later one with the same pid; empty where it has ended."""
    try:
        state, *rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if state == "Z" else rest[18]


def run_until_killed(var: Path, port: int, moment: float, kill) -> tuple[list[str], dict[int, str]]:
    """Gives the rows that were acknowledged, and the processes there were with the times they started at."""
    writer = Writer(var)
    with up(var, port=port) as running:
        writer.start()
        time.sleep(moment)
        old = {pid: start_time(pid) for pid in [running.process.pid, *running.children()]}
        kill(running)
        running.process.wait()
        writer.done.set()
        writer.join()
        return_to_the_next(var, port, old)
    return writer.saved, old


def return_to_the_next(var: Path, port: int, old: dict[int, str]) -> None:
    """`up` comes back at once, on the same port, and it is not the old one that answers."""
    with up(var, port=port) as running:
        running.wait(60)
        assert running.status("/") == 200
        family = {running.process.pid, *running.children()}
        assert set(processes.marked(var)) < family
        assert [pid for pid, began in old.items() if start_time(pid) == began and began] == []
        assert running.stop() == 0


def rows_in(var: Path, port: int) -> set[str]:
    with up(var, port=port) as running:
        running.wait(60)
        with psycopg.connect(local_database_url(var)) as connection:
            connection.execute(TABLE)
            return {name for [name] in connection.execute("SELECT name FROM written")}


@pytest.mark.parametrize("kill", [kill_everything, kill_the_parent])
def test_up_comes_back_with_nothing_lost(kill, tmp_path, full_size):
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")  # noqa: T201 - to try the same moments again
    chance, port, saved = random.Random(seed), free_port(), []
    for _ in range(5 if full_size else 2):
        moment = chance.uniform(0, LATEST)
        saved += run_until_killed(tmp_path / "var", port, moment, kill)[0]
    lost = set(saved) - rows_in(tmp_path / "var", port)
    assert not lost, f"{len(lost)} of {len(saved)} rows"
    assert saved or not full_size
