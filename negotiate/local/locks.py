"""Locks that die with their holder: `flock` on files under `var/run`."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Taken(Exception):
    """Another process holds the lock. The text is what its holder wrote."""


@contextmanager
def lock(path: Path, *, shared: bool = False, wait: bool = False) -> Iterator[Path]:
    """Hold the lock. Raises Taken where another holds it and we do not wait."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise Taken(path.read_text().strip()) from None
        yield path


def is_free(path: Path) -> bool:
    try:
        with lock(path):
            return True
    except Taken:
        return False
