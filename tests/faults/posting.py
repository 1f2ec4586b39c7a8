"""Web processes that are killed while they answer a POST: `python -m tests.faults.posting KILLS SEED` prints what was left, as JSON.

Each is a fork of one that has loaded the product; it sets a deadline over the API, in the database of DATABASE_URL, and is killed after
a random time, most often while it works.
"""

import json
import os
import random
import signal
import sys
import time
from datetime import timedelta
from importlib import import_module

LONGEST = 1.3  # of the time that a whole POST takes


def prepare():
    os.environ["DJANGO_SETTINGS_MODULE"] = "negotiate.settings"
    import_module("django").setup()
    factories, keys = import_module("tests.factories"), import_module("negotiate.accounts.models")
    owner = factories.create_user()
    _, key = keys.ApiKey.create(user=owner, scope="write")
    return factories.create_negotiation(owner), {"Authorization": f"Bearer {key}"}


def post(negotiation, headers) -> int:
    """One deadline a week ahead, with the usual reminders."""
    client = import_module("django.test").Client(SERVER_NAME="localhost")
    wall = import_module("django.utils.timezone").now() + timedelta(days=9)
    body = json.dumps({"wall": wall.strftime("%Y-%m-%dT%H:%M:%S"), "zone": "UTC"})
    url = f"/api/v1/negotiations/{negotiation.pk}/deadlines"
    return client.post(url, body, content_type="application/json", headers=headers).status_code


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


def what_is_left(negotiation) -> dict:
    """Whole: a deadline with its reminders and its entry in the history. Half: anything else."""
    models = import_module("offers.models")
    deadlines = list(models.Deadline.objects.filter(negotiation=negotiation))
    whole = [one for one in deadlines if one.nudges.filter(state="planned").count() == len(one.negotiation.user.leads)]
    orphans = models.Nudge.objects.filter(deadline=None).count()
    return {"whole": len(whole), "half": len(deadlines) - len(whole) + orphans}


def main(kills: int, seed: int) -> dict:
    chance = random.Random(seed)
    negotiation, headers = prepare()
    post(negotiation, headers)  # what is loaded with the first request is loaded
    usual = min(in_a_process_of_its_own(lambda: post(negotiation, headers)) for _ in range(3))
    for _ in range(kills):
        in_a_process_of_its_own(lambda: post(negotiation, headers), chance.uniform(0, LONGEST * usual))
    return {"kills": kills, "seed": seed, "finished": 4, **what_is_left(negotiation)}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201
