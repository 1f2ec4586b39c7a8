"""What the worker does at each round besides mail. Apps register it in a module named `chores`, so that the worker knows no app."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import OperationalError

logger = logging.getLogger(__name__)
CHORES: dict[str, Callable[[datetime], object]] = {}


def register(name: str, do: Callable[[datetime], object]) -> None:
    """`do(now)` does what is due at `now`. It may run twice, late, and beside itself on another machine: the rows decide."""
    CHORES[name] = do


def do_all(now: datetime) -> None:
    """Each chore in turn. One that fails must not stop the others, but a database that is away stops the round."""
    for name, do in CHORES.items():
        try:
            do(now)
        except OperationalError:
            raise
        except Exception:
            logger.exception("Could not do what is due: %s", name)
