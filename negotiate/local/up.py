"""`manage.py up`: the database, the web server and the worker of one person's machine, started, watched and stopped together."""

import argparse
import errno
import http.client
import json
import os
import signal
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from negotiate.local import locks, ports, processes
from negotiate.local.cluster import Cluster
from negotiate.local.places import LocalProblem, var_folder
from negotiate.local.plan import Plan, make_plan
from negotiate.local.secrets import local_secrets
from negotiate.local.services import Program, Watched, revive

say = partial(print, flush=True)
PATIENCE = 60  # seconds: until another command is done with the database, until the first page


class Stopped(BaseException):
    """Someone asked us to stop."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to serve on; one that others can reach asks for more settings")
    parser.add_argument("--port", type=_port, default=8000)
    parser.add_argument("--no-demo", dest="demo", action="store_false", help="make no demo candidate and no demo curator")


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 2**16:
        raise argparse.ArgumentTypeError(f"{text} is no port: give a number from 1 to 65535")
    return int(text)


def up(*, host: str, port: int, demo: bool) -> int:
    """Runs until it is asked to stop. Gives the exit code."""
    say("Negotiate is starting …")
    try:
        _listen_to_signals()
        with ExitStack() as stack:
            try:
                _run(host, port, demo, stack)
            finally:
                _ignore_signals()
    except LocalProblem as problem:
        say(problem)
        return 1
    except OSError as error:
        say(_in_words(error))
        return 1
    except Stopped:
        say("Stopped.")
    return 0


def _in_words(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "The disk is full. Free some space and start again; what was saved is kept."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{error.filename} cannot be written by this user ({error.strerror}). Use a clone of your own, or a VAR_DIR of yours."
    return f"Something on this machine stands in the way: {error}"


def _run(host: str, port: int, demo: bool, stack: ExitStack) -> None:
    var = var_folder(os.environ)
    plan = make_plan(host=host, port=port, demo=demo, environment=os.environ, var=var)
    _be_the_only_one(plan, var, stack)
    claimed = stack.enter_context(ports.claim(host, port))
    environment = processes.with_mark(plan.environment, var) | {"VAR_DIR": str(var)}
    watched = []
    if not environment.get("DATABASE_URL"):
        cluster = _own_cluster(var, stack)
        watched.append(Watched(cluster))
        environment["DATABASE_URL"] = cluster.url
    prepared = _prepare(plan, var, environment)
    for program in (_worker(environment), _web(claimed.getsockname(), environment)):
        stack.callback(program.stop)
        program.start()
        watched.append(Watched(program))
    _wait_for_the_first_page(claimed.getsockname(), urlsplit(plan.site).netloc, watched)
    _tell(plan, prepared, var)
    while True:
        revive(watched, say)
        time.sleep(0.2)


def _be_the_only_one(plan: Plan, var: Path, stack: ExitStack) -> None:
    try:
        note = stack.enter_context(locks.lock(var / "run" / "up.lock"))
    except locks.Taken as taken:
        raise LocalProblem(f"Negotiate is running in this folder already: {taken}") from None
    note.write_text(f"{plan.site} (process {os.getpid()})\n")
    left = processes.end_all(partial(processes.marked, var))
    if left:
        say(f"Ended what an earlier run had left over (process {', '.join(map(str, left))}).")


def _own_cluster(var: Path, stack: ExitStack) -> Cluster:
    _hold_the_cluster(var, stack)
    cluster = Cluster(var / "pg", say)
    stack.callback(cluster.stop)
    cluster.start()
    return cluster


def _hold_the_cluster(var: Path, stack: ExitStack) -> None:
    until = time.monotonic() + PATIENCE
    waiting = False
    while True:
        try:
            stack.enter_context(locks.lock(var / "run" / "cluster.lock"))
            return
        except locks.Taken:
            if not waiting:
                say("Another command is using the database; waiting for it to finish …")
            if time.monotonic() > until:
                raise LocalProblem("The other command is still using the database. End it, then start again.") from None
            waiting = True
            time.sleep(0.2)


def _prepare(plan: Plan, var: Path, environment: dict[str, str]) -> dict:
    report = var / "run" / "prepared.json"
    options = ["--demo"] if plan.demo else []
    if Program("preparation", "-m", "negotiate.local.prepare", report, *options, environment=environment).run():
        raise LocalProblem("The database could not be made ready; the lines above say why.")
    return json.loads(report.read_text())


def _worker(environment: dict[str, str]) -> Program:
    return Program("worker", "manage.py", "worker", environment=environment)


def _web(address: tuple, environment: dict[str, str]) -> Program:
    server = ("-m", "granian", "--interface", "wsgi", "--host", address[0], "--port", address[1], "--log-level", "error")
    size = ("--workers", 1, "--blocking-threads", 8, "--workers-kill-timeout", 3)
    return Program("web server", *server, *size, "negotiate.local.web:application", environment=environment)


def _wait_for_the_first_page(address: tuple, site: str, watched: list[Watched]) -> None:
    until = time.monotonic() + PATIENCE
    while not _answers(address, site):
        revive(watched, say)
        if time.monotonic() > until:
            raise LocalProblem(f"The web server did not answer within {PATIENCE} seconds, so everything is stopped.")
        time.sleep(0.1)


def _answers(address: tuple, site: str) -> bool:
    """Whether something speaks HTTP there; what it says does not matter. Asked for the site, since other hosts are refused loudly."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address[0], address[0])  # noqa: S104 - where to look, not where to listen
    connection = http.client.HTTPConnection(host, address[1], timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": site})
        connection.getresponse().read()
        return True
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _tell(plan: Plan, prepared: dict, var: Path) -> None:
    say(f"\nNegotiate is running: {plan.site}/\n")
    if prepared["demo"] and plan.debug:
        passwords = local_secrets(var)
        for who, email in prepared["demo"].items():
            say(f"  demo {who:<10} {email}   password {passwords[f'{who}_password']}")
    if not plan.mail_stays_here:
        say("  mail            goes out through the server of EMAIL_URL")
    elif plan.debug:
        say(f"  inbox           {plan.site}/inbox/   (no mail server is set: mail stays here)")
    else:
        say("  mail            no mail server is set (EMAIL_URL), and with DEBUG off there is no inbox: no mail can be read")
    say("\nCtrl-C stops it.")


def _listen_to_signals() -> None:
    def stop(number: int, frame: object) -> None:
        _ignore_signals()
        raise Stopped

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # not under nohup
        signal.signal(signal.SIGHUP, stop)


def _ignore_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
