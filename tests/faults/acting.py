"""What the tests of faults share: workers as processes, mails to send, waiting, and what is counted at the end."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager, suppress

from django.conf import settings
from django.db import connection

from negotiate.mail.emails import ACCOUNT
from negotiate.mail.kinds import Letter
from negotiate.mail.letters import compose, new_message_id
from negotiate.mail.models import Message
from negotiate.mail.queue import database_now
from negotiate.sealing import seal
from tests.running import BASE

LEASE = 4.0  # seconds, in place of two minutes
PROCESS = {"DEBUG": "on", "PYTHONWARNINGS": "ignore"}


def new_seed() -> int:
    """Another one at each run; `NEGOTIATE_SEED` repeats one."""
    return int(os.environ.get("NEGOTIATE_SEED") or random.SystemRandom().randrange(10**6))


def database_url() -> str:
    """The tests' own database, for a process beside them."""
    given = connection.settings_dict
    return f"postgresql://{given['USER']}@/{given['NAME']}?host={given['HOST'] or given['OPTIONS']['host']}"


class Crew:
    """Workers that are started, killed and ended together. `more` is their environment."""

    def __init__(self, database: str, **more: str):
        self.environment = {**os.environ, **PROCESS, "SECRET_KEY": settings.SECRET_KEY, "DATABASE_URL": database, **more}
        self.processes: list[subprocess.Popen] = []

    def start(self, *arguments: str, lease: float = LEASE, clock: float = 0, **more: str) -> subprocess.Popen:
        """`manage.py worker` unless other arguments are given."""
        command = [sys.executable, "-m", "tests.faults.entry", str(lease), str(clock), *(arguments or ("worker",))]
        environment = {**self.environment, **more}
        process = subprocess.Popen(command, cwd=BASE, env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.processes.append(process)
        return process

    def once(self) -> None:
        assert self.start("worker", "--once").wait(120) == 0

    def run(self, *command: str) -> subprocess.Popen:
        process = subprocess.Popen([sys.executable, *command], cwd=BASE, env=self.environment, stderr=subprocess.DEVNULL)
        self.processes.append(process)
        return process

    def end(self) -> None:
        for process in self.processes:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()
        self.processes.clear()


@contextmanager
def crew(database: str = "", **more: str):
    team = Crew(database or database_url(), **more)
    try:
        yield team
    finally:
        team.end()


def create_mails(number: int, *, first: int = 0, **fields) -> list[Message]:
    return Message.objects.bulk_create(mails(number, first=first, **fields))


def mails(number: int, *, first: int = 0, **fields) -> list[Message]:
    """Mails with bytes of their own, due now, without anybody's account; not saved yet."""
    rows = []
    for position in range(first, first + number):
        address, message_id, now = f"person{position}@example.com", new_message_id(), database_now()
        content = compose(Letter(subject="Hello", text="Hello"), address=address, message_id=message_id, now=now)
        values = {"kind": ACCOUNT, "address": address, "message_id": message_id, "content": seal(content, purpose="mail"), "due_at": now}
        rows.append(Message(**{**values, **fields}))
    return rows


def wait_until(reached, what: str, seconds: float = 90, pause: float = 0.01) -> float:
    """Gives the seconds that it took."""
    began = time.monotonic()
    while not reached():
        assert time.monotonic() - began < seconds, f"not within {seconds} s: {what}"
        time.sleep(pause)
    return time.monotonic() - began


def all_done() -> bool:
    return not Message.objects.unsent().exists()


def copies_of(server) -> Counter:
    return Counter(address for address, _ in list(server.mails))


def close(test: str, **counts) -> None:
    """The closing line."""
    print(f"\n{test}: " + ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in counts.items()))  # noqa: T201
