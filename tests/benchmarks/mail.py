"""How fast reminders leave, and how late: `python -m tests.benchmarks.mail [COUNT]`.

Real workers, a PostgreSQL of their own that waits for its disk at each commit, and a sink in a process of its own that takes 10 ms for each
mail. Beside them a bare smtplib loop over one open connection, against the same sink and against one that takes no time.

Aims: one worker sends at 60 % of the bare loop's pace or more, two at 1.7 times one worker's; with 20 due each second, 99 of 100 leave
within 5 s.
"""

import os
import smtplib
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from importlib import import_module
from statistics import quantiles

from negotiate.local.cluster import Cluster
from tests.clusters import temporary_folder
from tests.running import BASE, free_port

COUNT = 1000
PAUSE = 10  # milliseconds
RATE, SECONDS = 20, 20
SETTINGS = {"SECRET_KEY": "benchmark", "DEBUG": "false", "SITE_URL": "http://negotiate.example", "ALLOWED_HOSTS": "negotiate.example"}
SETTINGS |= {"EMAIL_FROM": "negotiate@example.com", "DJANGO_SETTINGS_MODULE": "negotiate.settings"}


@contextmanager
def process(*command: object, **environment: str):
    started = subprocess.Popen([sys.executable, "-W", "ignore", *map(str, command)], cwd=BASE, env={**os.environ, **environment})
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(20)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


@contextmanager
def sink(pause: float):
    port = free_port()
    with process("-m", "tests.benchmarks.sink", port, pause):
        for _ in range(100):
            try:
                smtplib.SMTP("127.0.0.1", port).quit()
                break
            except OSError:
                time.sleep(0.05)
        yield f"smtp://127.0.0.1:{port}"


def bare_pace(url: str, content: bytes, count: int) -> float:
    """Mails a second through one open connection of smtplib."""
    host, port = url.removeprefix("smtp://").split(":")
    with smtplib.SMTP(host, int(port)) as connection:
        connection.ehlo()
        began = time.perf_counter()
        for _ in range(count):
            connection.sendmail("a@example.com", ["b@example.com"], content)
        return count / (time.perf_counter() - began)


def start_django(url: str, folder) -> None:
    os.environ |= {**SETTINGS, "DATABASE_URL": url, "VAR_DIR": str(folder / "var"), "EMAIL_URL": "smtp://127.0.0.1:9"}
    (folder / "var" / "static").mkdir(parents=True)
    import_module("django").setup()
    import_module("django.core.management").call_command("migrate", verbosity=0)


def fill(count: int, *, spread: timedelta = timedelta(0)) -> None:
    """As many people as mails, each with one deadline and one reminder, due now or one after the other over `spread`."""
    models, users = import_module("offers.models"), import_module("negotiate.accounts.models")
    now = import_module("negotiate.mail.queue").database_now()
    people = users.User.objects.bulk_create(users.User(email=f"person{i}@example.com", zone="Europe/Zurich") for i in range(count))
    rows = models.Negotiation.objects.bulk_create(models.Negotiation(user=one, employer="Acme", currency="USD") for one in people)
    at = now.replace(microsecond=0) + timedelta(days=1)
    wall = {
        "wall_on": at.date(),
        "wall_time": at.time(),
        "zone": "UTC",
        "at": at,
        "zone_data": import_module("negotiate.zone_data").release(),
    }
    deadlines = models.Deadline.objects.bulk_create(models.Deadline(negotiation=row, **wall) for row in rows)
    begins = now if not spread else import_module("negotiate.mail.queue").database_now() + timedelta(seconds=2)
    models.Nudge.objects.bulk_create(
        models.Nudge(
            **{"user": row.user, "negotiation": row, "deadline": deadline, "about": deadline.pk, "kind": "deadline", "lead": "1d"},
            due_at=begins + spread * number / count,
        )
        for number, (row, deadline) in enumerate(zip(rows, deadlines, strict=True))
    )


def clear() -> None:
    """Everything of the measurement before, while no worker runs."""
    import_module("negotiate.accounts.models").User.objects.all().delete()
    for name in ("Message", "Heartbeat"):
        getattr(import_module("negotiate.mail.models"), name).objects.all().delete()


def wait_for_workers(count: int) -> None:
    heartbeats, give_up = import_module("negotiate.mail.models").Heartbeat.objects, time.monotonic() + 60
    while heartbeats.count() < count:
        assert time.monotonic() < give_up, "no worker has begun"
        time.sleep(0.1)


def wait_until_sent(count: int) -> None:
    sent = import_module("negotiate.mail.models").Message.objects.filter(state="sent")
    give_up = time.monotonic() + 60 + count
    while sent.count() < count:
        assert time.monotonic() < give_up, f"{sent.count()} of {count} sent"
        time.sleep(0.2)


def workers_pace(url: str, workers: int, count: int) -> float:
    """Mails a second, from the first that was recorded to the last. The workers are up before anything is due."""
    aggregates, Message = import_module("django.db.models"), import_module("negotiate.mail.models").Message
    clear()
    started = [process("manage.py", "worker", EMAIL_URL=url) for _ in range(workers)]
    for one in started:
        one.__enter__()
    try:
        wait_for_workers(workers)
        fill(count)
        wait_until_sent(count)
    finally:
        for one in started:
            one.__exit__(None, None, None)
    first_and_last = Message.objects.aggregate(first=aggregates.Min("sent_at"), last=aggregates.Max("sent_at"))
    return (count - 1) / (first_and_last["last"] - first_and_last["first"]).total_seconds()


def lateness(url: str) -> list[float]:
    """Seconds from due to sent, of RATE mails a second for SECONDS."""
    clear()
    count, Message = RATE * SECONDS, import_module("negotiate.mail.models").Message
    with process("manage.py", "worker", EMAIL_URL=url):
        wait_for_workers(1)
        fill(count, spread=timedelta(seconds=SECONDS))
        wait_until_sent(count)
    late = Message.objects.filter(state="sent", kind="nudges").values_list("due_at", "sent_at")
    return [(sent - due).total_seconds() for due, sent in late]


def sample() -> bytes:
    """A reminder as it is sent, so that the bare loop carries the same."""
    return import_module("negotiate.mail.models").Message.objects.filter(state="sent").last().bytes


def measure(count: int) -> None:
    with sink(PAUSE) as url, sink(0) as plain:
        one = workers_pace(url, 1, count)
        content = sample()
        bare = bare_pace(url, content, count)
        show("a bare smtplib loop, a sink without a pause", bare_pace(plain, content, count))
        show("a bare smtplib loop, 10 ms per DATA", bare)
        show("one worker", one, f"{one / bare:.0%} of the loop; aim: 60 %")
        show("one worker, a sink without a pause", workers_pace(plain, 1, count))
        two = workers_pace(url, 2, count)
        show("two workers", two, f"{two / one:.2f} times one; aim: 1.7")
        late = lateness(url)
    middle, worst = quantiles(late, n=100)[49], quantiles(late, n=100)[98]
    print(f"{len(late)} mails, {RATE} due a second: p50 {middle:.1f} s late, p99 {worst:.1f} s; aim: 5 s")  # noqa: T201


def show(what: str, pace: float, remark: str = "") -> None:
    print(f"{what}: {pace:.0f} mails/s{f' ({remark})' if remark else ''}", flush=True)  # noqa: T201


if __name__ == "__main__":
    with temporary_folder() as folder:
        cluster = Cluster(folder / "pg", say=lambda line: None)
        cluster.start()
        try:
            start_django(cluster.url, folder)
            measure(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
        finally:
            cluster.stop()
