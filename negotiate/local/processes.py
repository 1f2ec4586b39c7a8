"""Processes of one person's machine: started so that they die with us, found again when they did not, and ended."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

LAUNCHER = Path(__file__).with_name("launcher.py")
MARK = "NEGOTIATE_UP"  # in the environment of all that `up` starts: the folder `var` it was started for
PROCESSES = Path("/proc")


def spawn(command: list, *, user: str | None = None, death_signal: int = signal.SIGKILL, **options) -> subprocess.Popen:
    """Start a program in a process group of its own (so Ctrl-C reaches only us), which gets the signal when we are gone.

    Call it from the main thread: the kernel's parent is the thread.
    """
    launcher = [sys.executable, "-I", "-S", LAUNCHER, str(int(death_signal)), str(os.getpid()), user or ""]
    options = {"cwd": "/", "stdin": subprocess.DEVNULL, **options}
    return subprocess.Popen([str(part) for part in (*launcher, *command)], process_group=0, **options)


def stop(process: subprocess.Popen, *, by: int = signal.SIGTERM, patience: float = 5) -> None:
    """Ask the process to end, and end it after `patience` seconds."""
    if process.poll() is None:
        process.send_signal(by)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def end_all(find: Callable[[], list[int]], *, by: int = signal.SIGTERM, patience: float = 5) -> list[int]:
    """End what `find` finds, the hard way after `patience` seconds; gives the pids. Looks anew before each signal: pids are reused."""
    ended = find()
    for each_signal, seconds in ((by, patience), (signal.SIGKILL, patience)):
        for pid in find():
            _send(pid, each_signal)
        if _gone(find, seconds):
            break
    return ended


def marked(var: Path) -> list[int]:
    """Everything that some `up` of this folder started, except ourselves and what we run under."""
    wanted = os.fsencode(f"{MARK}={os.path.realpath(var)}")
    spared = set(ancestors(os.getpid()))
    return [pid for pid in _pids() if pid not in spared and wanted in _read(pid, "environ").split(b"\0")]


def postgres_in(*folders: Path) -> list[int]:
    """The PostgreSQL servers of these data folders: the parents alone, where they live."""
    wanted = {os.path.realpath(folder) + suffix for folder in folders for suffix in ("", " (deleted)")}
    found = {pid: _parent(pid) for pid in _pids() if _name(pid) == "postgres" and _working_folder(pid) in wanted}
    return [pid for pid, parent in found.items() if parent not in found]


def ancestors(pid: int) -> Iterator[int]:
    while pid > 0:
        yield pid
        pid = _parent(pid)


def children_of(parent: int) -> list[int]:
    return [pid for pid in _pids() if _parent(pid) == parent]


def with_mark(environment: Mapping[str, str], var: Path) -> dict[str, str]:
    return {**environment, MARK: os.path.realpath(var)}


def _gone(find: Callable[[], list[int]], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while find():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def _send(pid: int, each_signal: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, each_signal)


def _pids() -> list[int]:
    return [int(entry) for entry in os.listdir(PROCESSES) if entry.isdigit()] if PROCESSES.exists() else []


def _read(pid: int, name: str) -> bytes:
    """A file of /proc; nothing where the process is gone or another's."""
    try:
        return (PROCESSES / str(pid) / name).read_bytes()
    except OSError:
        return b""


def _name(pid: int) -> str:
    return _read(pid, "comm").decode(errors="replace").strip()


def _working_folder(pid: int) -> str:
    try:
        return os.readlink(PROCESSES / str(pid) / "cwd")
    except OSError:
        return ""


def _parent(pid: int) -> int:
    after_name = _read(pid, "stat").rpartition(b")")[2].split()
    return int(after_name[1]) if after_name and after_name[0] != b"Z" else 0
