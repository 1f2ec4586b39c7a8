"""Runs the project's commands as a person would: other processes, a folder of their own, nothing of the test's environment."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from negotiate.local import processes
from negotiate.local.places import socket_folder
from tests.environment import CLEARED

BASE = Path(__file__).resolve().parent.parent


def environment(var: Path, **more: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in (*CLEARED, "DATABASE_URL", "NEGOTIATE_UP")}
    return {**inherited, "VAR_DIR": str(var), "PYTHONWARNINGS": "default", **more}


def manage(*arguments: object, var: Path, **more: str) -> subprocess.CompletedProcess:
    return run("manage.py", *arguments, var=var, **more)


def run(*arguments: object, var: Path, **more: str) -> subprocess.CompletedProcess:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(
        command, env=environment(var, **more), cwd=BASE, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Up:
    """`manage.py up` as a person runs it, in a session of its own."""

    def __init__(self, var: Path, *options: str, port: int | None = None, **more: str):
        self.var, self.port = var, port or free_port()
        var.mkdir(parents=True, exist_ok=True)
        self.output = var.with_name(f"{var.name}.log")
        self.began = time.monotonic()
        command = [sys.executable, "-u", "manage.py", "up", "--port", str(self.port), *options]
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                command,
                env=environment(var, **more),
                cwd=BASE,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def site(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def said(self) -> str:
        return self.output.read_text()

    def wait(self, seconds: float = 180) -> float:
        """Until it runs, on a machine with much else to do as well; gives the seconds that took."""
        while "Negotiate is running" not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() - self.began < seconds, self.said()
            time.sleep(0.02)
        return time.monotonic() - self.began

    def children(self) -> list[int]:
        """Everything it has started and that lives, PostgreSQL and its processes too."""
        servers = processes.postgres_in(self.var / "pg")
        return [*processes.marked(self.var), *servers, *(child for server in servers for child in processes.children_of(server))]

    def status(self, path: str = "/healthz") -> int | None:
        """What the server answers; None where nothing answers."""
        try:
            with urllib.request.urlopen(f"{self.site}{path}", timeout=30) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(60)

    def end(self) -> None:
        """Whatever the test did: nothing stays."""
        if self.process.poll() is None:
            self.stop()
        processes.end_all(partial(processes.marked, self.var))
        processes.end_all(partial(processes.postgres_in, self.var / "pg"))
        shutil.rmtree(socket_folder(self.var / "pg"), ignore_errors=True)


@contextmanager
def up(var: Path, *options: str, port: int | None = None, **more: str):
    started = Up(var, *options, port=port, **more)
    try:
        yield started
    finally:
        started.end()


@contextmanager
def running(folder: Path, *options: str, **more: str):
    """The whole product, answering at `.site`; what it keeps is in `var` below the folder, what it says in `.output`."""
    with up(folder / "var", *options, **more) as product:
        product.wait()
        yield product
