"""Gives a `manage.py` command its database: the running cluster, or one started for as long as the command runs."""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from negotiate.local import locks, up
from negotiate.local.cluster import Cluster, answers
from negotiate.local.places import LocalProblem, local_database_url, var_folder
from negotiate.local.plan import is_production

WITHOUT_DATABASE = {"help", "version", "up", "collectstatic", "findstatic", "startapp", "startproject", "makemessages", "compilemessages"}
PATIENCE = 60  # seconds until a cluster that another process is starting answers

say = partial(print, file=sys.stderr, flush=True)  # the commands' own words go to stdout


def main(arguments: list[str]) -> None:
    if arguments[1:2] == ["up"]:
        sys.exit(_up(arguments[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "negotiate.settings")
    try:
        with database_for(arguments):
            import_module("django.core.management").execute_from_command_line(arguments)  # only here, so that `up` speaks at once
    except (LocalProblem, ImproperlyConfigured) as problem:
        sys.exit(str(problem))


def _up(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="manage.py up", description="Start Negotiate on this machine; Ctrl-C stops it.")
    up.add_arguments(parser)
    return up.up(**vars(parser.parse_args(arguments)))


@contextmanager
def database_for(arguments: list[str]) -> Iterator[None]:
    """Sets DATABASE_URL while the command runs, where it needs one and none is set."""
    var = var_folder(os.environ)
    if not needs_own_database(arguments, var):
        yield
        return
    with _cluster(var):
        os.environ["DATABASE_URL"] = local_database_url(var)
        try:
            yield
        finally:
            del os.environ["DATABASE_URL"]


def needs_own_database(arguments: list[str], var: Path) -> bool:
    if os.environ.get("DATABASE_URL") or not arguments[1:] or arguments[1] in WITHOUT_DATABASE or {"--help", "-h"} & set(arguments):
        return False
    return (var / "pg").exists() or not is_production(os.environ)  # else the settings say that DATABASE_URL is missing


@contextmanager
def _cluster(var: Path) -> Iterator[None]:
    """The cluster answers inside. Who finds none running starts it, and keeps it until the others that use it are done."""
    users = var / "run" / "users.lock"
    with ExitStack() as ours:
        with locks.lock(users, shared=True, wait=True):
            started = _start_unless_running(var, ours)
            yield
        if started and not locks.is_free(users):
            say("Another command still uses the database that this one started; waiting for it to finish …")
            ours.enter_context(locks.lock(users, wait=True))


def _start_unless_running(var: Path, ours: ExitStack) -> bool:
    """Whether we started it: then `ours` ends it. Else another process holds its lock, and it answers or soon will."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            ours.enter_context(locks.lock(var / "run" / "cluster.lock"))
        except locks.Taken:
            if answers(var / "pg"):
                return False
            time.sleep(0.1)
            continue
        cluster = Cluster(var / "pg", say)
        ours.callback(cluster.stop)
        cluster.start()
        return True
    raise LocalProblem("Another process of this folder is starting or stopping the database, and it does not answer. Try again.")
