"""The whole database into a file and back, by PostgreSQL's own programs: the embedded one, or any other the settings name."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.db import connection
from psycopg.conninfo import make_conninfo

from negotiate.local.places import LocalProblem, binaries


def dump(file: Path) -> None:
    """Write the database to the file (readable by us alone), whole or not at all. Raises LocalProblem."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        _run(_program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", "--file", part, "--dbname", _target())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def load(file: Path) -> None:
    """Put the dump in the place of all tables there are, in one transaction: whole, or nothing has changed. Raises LocalProblem."""
    script = file.with_name(f"{file.name}.sql")
    script.touch(mode=0o600)
    try:
        _run(_program("pg_restore"), "--no-owner", "--no-privileges", "--file", script, file)
        single = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output", os.devnull)
        _run(_program("psql"), *single, "--command", _drop_all(), "--file", script, "--dbname", _target())
    finally:
        script.unlink(missing_ok=True)


def _drop_all() -> str:
    tables = connection.introspection.table_names()
    names = ", ".join(connection.ops.quote_name(name) for name in tables)
    return f"DROP TABLE {names} CASCADE" if names else "SELECT 1"


def _target() -> str:
    """Where the settings' database is, for PostgreSQL's programs; the password goes another way."""
    connection.ensure_connection()
    return make_conninfo(**connection.connection.info.get_parameters())


def _program(name: str) -> Path:
    """Ours, unless the server is newer than ours: then the system's, for a program does not read a server newer than itself."""
    connection.ensure_connection()
    server = connection.pg_version // 10000
    for program in (binaries() / name, Path(shutil.which(name) or "/nonexistent")):
        if program.exists() and _major(program) >= server:
            return program
    raise LocalProblem(
        f"The database runs PostgreSQL {server}: install {name} of that version (or a newer one), so that it is on the PATH."
    )


def _major(program: Path) -> int:
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"\) (\d+)", answer)[1])


def _run(program: Path, *arguments: object) -> None:
    password = connection.connection.info.password
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    done = subprocess.run(
        [str(part) for part in (program, *arguments)],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )
    if done.returncode:
        raise LocalProblem(f"{program.name} failed: {' '.join(done.stderr.split())[-500:]}")
