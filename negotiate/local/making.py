"""Makes a new cluster: in a folder beside its place, renamed when complete, so that a killed first run leaves nothing half made."""

import locale
import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

from negotiate.local import processes, rights
from negotiate.local.places import SETTINGS, LocalProblem, binaries

NEEDED_MB = 150
TELLING = ("FATAL", "PANIC", "ERROR", "error:")


def make(data: Path, say: Callable[[str], None], *, sync: bool = True) -> None:
    say("Making the database …")
    new = data.with_name(f"{data.name}.new")
    processes.end_all(lambda: processes.postgres_in(new), by=signal.SIGKILL)
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    try:
        _fill(new, _prepare_for(new, data, say), sync)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    new.rename(data)
    _sync_folder(data.parent)


def _prepare_for(new: Path, data: Path, say: Callable[[str], None]) -> str | None:
    free = shutil.disk_usage(new).free // 2**20
    if free < NEEDED_MB:
        raise LocalProblem(f"The disk of {new.parent} is full: {free} MB are free, a new database needs {NEEDED_MB} MB.")
    user = rights.server_user(data)
    if user:
        rights.open_the_programs(user, say)
        rights.give(new, user)
        rights.open_the_way(user, new, say)
    return user


def _fill(new: Path, user: str | None, sync: bool) -> None:
    options = ["-U", "negotiate", "--auth=trust", "--encoding=UTF8", "--locale=C", f"--lc-ctype={_letters()}"]
    _run(user, "initdb", "-D", new, *options, *([] if sync else ["--no-sync"]))
    _run(user, "postgres", "--single", "-D", new, *([] if sync else ["-F"]), "postgres", words="CREATE DATABASE negotiate;\n")
    with (new / "postgresql.conf").open("a") as file:
        file.write(f"\ninclude_if_exists '{SETTINGS}'\n")


def _run(user: str | None, program: str, *arguments, words: str = "") -> None:
    pipe = subprocess.PIPE
    command = [binaries() / program, *arguments]
    process = processes.spawn(command, user=user, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, text=True, errors="replace")
    try:
        output, _ = process.communicate(words)
    except BaseException:
        processes.stop(process, by=signal.SIGINT)
        raise
    if process.returncode or "FATAL" in output or "ERROR" in output:
        raise LocalProblem(explanation(output, f"Could not make the database: {program} failed."))


def explanation(output: str, otherwise: str) -> str:
    """What PostgreSQL's words mean for the person at the keyboard."""
    if "No space left on device" in output:
        return "The disk is full: PostgreSQL could not write. Free some space and start again; what was saved is kept."
    telling = [line for line in output.splitlines() if any(word in line for word in TELLING) and "is starting up" not in line]
    return "\n  ".join([otherwise, *(telling or output.splitlines())[-4:]])


def _letters() -> str:
    """The system's locale that knows upper and lower case of all letters, where it has one."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
        return "C.UTF-8"
    except locale.Error:
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
