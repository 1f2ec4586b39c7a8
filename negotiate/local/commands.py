"""Gives a `manage.py` command its database: the running cluster, or one started for as long as the command runs."""

from contextlib import contextmanager


@contextmanager
def database_for(arguments: list[str]):
    yield
