"""PostgreSQL clusters for tests: fast and forgetful, in the temporary directory, gone when the tests are, killed ones too."""

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from negotiate.local import locks
from negotiate.local.cluster import FORGETFUL, Cluster
from negotiate.local.places import socket_folder

PREFIX = f"negotiate-test-{os.getuid()}-"


@contextmanager
def temporary_folder():
    """A folder that goes with us; should we be killed, the next one to ask removes it, for the lock in it is free then."""
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    with locks.lock(folder / "lock"):
        try:
            yield folder
        finally:
            remove(folder)


@contextmanager
def temporary_cluster():
    """A cluster of its own; gives its database URL."""
    with temporary_folder() as folder:
        cluster = Cluster(folder / "pg", say=lambda line: None, settings=FORGETFUL)
        try:
            cluster.start()
            yield cluster.url
        finally:
            cluster.stop()


def sweep() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if (folder / "lock").exists() and locks.is_free(folder / "lock"):
            remove(folder)


def remove(folder: Path) -> None:
    shutil.rmtree(socket_folder(folder / "pg"), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
