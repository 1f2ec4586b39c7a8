"""What runs as long as `up` does: started, watched, started again when it dies."""

import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from negotiate.counting import counted
from negotiate.local import processes
from negotiate.local.places import BASE, LocalProblem

DEATHS_ALLOWED, DEATHS_WITHIN = 5, 60  # a count, seconds


class Program:
    """One of our own Python programs as a child process."""

    PATIENCE = 6  # seconds to end in, when asked to: the worker takes four where a mail server hangs

    def __init__(self, name: str, *command: object, environment: Mapping[str, str]):
        self.name = name
        self.command = [sys.executable, *command]
        self.environment = environment
        self.process = None

    def start(self) -> None:
        self.process = processes.spawn(self.command, env=self.environment, cwd=BASE)

    def stop(self) -> None:
        if self.process:
            processes.stop(self.process, patience=self.PATIENCE)

    def is_alive(self) -> bool:
        return self.process.poll() is None

    def run(self) -> int:
        """Start it and wait until it is done; gives its exit code."""
        self.start()
        try:
            return self.process.wait()
        finally:
            self.stop()


@dataclass
class Watched:
    """A cluster or a program, and when it died."""

    service: object
    deaths: deque = field(default_factory=deque)

    def died_too_often(self, now: float) -> bool:
        self.deaths.append(now)
        while self.deaths[0] < now - DEATHS_WITHIN:
            self.deaths.popleft()
        return len(self.deaths) > DEATHS_ALLOWED


def revive(watched: Iterable[Watched], say: Callable[[str], None]) -> None:
    """Start again what has died. Raises LocalProblem where it keeps dying."""
    for each in watched:
        if each.service.is_alive():
            continue
        if each.died_too_often(time.monotonic()):
            raise LocalProblem(
                f"The {each.service.name} keeps ending ({counted(len(each.deaths), 'time')} within a minute), so everything is stopped."
            )
        say(f"The {each.service.name} ended unexpectedly; starting it again.")
        each.service.start()
