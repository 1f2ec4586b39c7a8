"""Web processes that are killed while they answer a POST: `python -m tests.faults.posting KILLS SEED WALL` prints what was left, as JSON.

Each is a fork of one that has loaded the product; it sets a deadline at WALL by the owner's clock, with the usual reminders, or puts a
counter on the table over the API, in the database of DATABASE_URL, and is killed after a random time, most often while it works.
"""

import json
import os
import random
import signal
import sys
import time
from functools import partial
from importlib import import_module

LONGEST = 1.3  # of the time that a whole POST takes


def prepare(count: int):
    """As many negotiations as there are POSTs, and what lets a program write to them."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "negotiate.settings"
    import_module("django").setup()
    factories, keys = import_module("tests.factories"), import_module("negotiate.accounts.models")
    owner = factories.create_user()
    _, key = keys.ApiKey.create(user=owner, scope="write")
    return [factories.create_negotiation(owner) for _ in range(count)], {"Authorization": f"Bearer {key}"}


def counter() -> dict:
    """With two terms, and the reminder that no answer came."""
    terms = [{"component": "base", "amount": "310000"}, {"component": "sign_on", "amount": "50000"}]
    return {"side": "candidate", "terms": terms}


def post(negotiation, number: int, headers, wall: str) -> int:
    """A deadline or a counter, in turn."""
    client = import_module("django.test").Client(SERVER_NAME="localhost")
    deadline = {"wall": wall, "zone": negotiation.user.zone}
    what, body = ("proposals", counter()) if number % 2 else ("deadlines", deadline)
    url = f"/api/v1/negotiations/{negotiation.pk}/{what}"
    return client.post(url, json.dumps(body), content_type="application/json", headers=headers).status_code


def in_a_process_of_its_own(work, lifetime: float | None = None) -> float:
    """Gives the seconds it took; with `lifetime` it is killed then."""
    import_module("django.db").connections.close_all()
    began, pid = time.monotonic(), os.fork()
    if pid == 0:
        os._exit(0 if work() == 201 else 1)
    if lifetime is not None:
        time.sleep(lifetime)
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return time.monotonic() - began


def what_is_left(negotiations) -> dict:
    """Whole: a deadline or a counter with all that belongs to it. Half: anything else but nothing."""
    found = [state_of(negotiation) for negotiation in negotiations]
    return {name: found.count(name) for name in ("whole", "half")}


def state_of(negotiation) -> str:
    nudges = negotiation.nudges.filter(state="planned")
    of_deadline = nudges.filter(kind="deadline", deadline__isnull=False).count()
    made = (negotiation.deadlines.count(), of_deadline, negotiation.proposals.count(), nudges.filter(kind="no_answer").count())
    terms = sum(proposal.terms.count() for proposal in negotiation.proposals.all())
    whole = {(1, len(negotiation.user.leads), 0, 0, 0): "whole", (0, 0, 1, 1, 2): "whole", (0, 0, 0, 0, 0): "nothing"}
    return whole.get((*made, terms), "half")


def main(kills: int, seed: int, wall: str) -> dict:
    chance, whole = random.Random(seed), 8
    negotiations, headers = prepare(kills + whole)
    work = [partial(post, negotiation, number, headers, wall) for number, negotiation in enumerate(negotiations)]
    for first in work[:2]:
        first()  # what is loaded with the first request is loaded
    usual = min(in_a_process_of_its_own(one) for one in work[2:whole])
    for one in work[whole:]:
        in_a_process_of_its_own(one, chance.uniform(0, LONGEST * usual))
    return {"kills": kills, "seed": seed, "finished": whole, **what_is_left(negotiations)}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])))  # noqa: T201
