"""The round that a worker makes at each tick: gather what is due, deliver it, and say that it was here."""

import logging
import math
import socket
import threading
import time
import uuid
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import Error, close_old_connections, connections

from negotiate.chores import do_all
from negotiate.mail.delivery import Postman
from negotiate.mail.emails import ACCOUNT
from negotiate.mail.kinds import SOURCES, TIDYING
from negotiate.mail.models import Heartbeat, Message
from negotiate.mail.queue import database_now

logger = logging.getLogger(__name__)
UNTICKED = 10.0
KEEP_BODIES = timedelta(days=30)
KEEP_HEARTBEATS = timedelta(hours=1)
BEAT_EVERY = 2.0
TIDY_EVERY = 3600.0


class Rounds:
    """One worker's rounds, never two at a time."""

    def __init__(self, worker: uuid.UUID | None = None):
        self.worker = worker or uuid.uuid4()
        self.stopping = threading.Event()
        self.postman = Postman(stopping=self.stopping.is_set, between=self.between)
        self.running = threading.Lock()
        self.last_round = -math.inf
        self.last_beat = self.last_tidy = 0.0

    def make(self, now: datetime | None = None) -> None:
        """One round: all that is due at `now`, or by the database's clock. Does nothing while another round is on."""
        if self.stopping.is_set() or not self.running.acquire(blocking=False):
            return
        try:
            self.beat()
            gather(now or database_now())
            do_all(now or database_now())
            self.postman.round(now)
            self.beat(always=True)
            self.tidy()
        finally:
            self.last_round = time.monotonic()
            self.running.release()

    def between(self) -> None:
        """Between two batches of a long round: say that we are here, and take in what has become due since."""
        if self.beat():
            gather(database_now())

    def beat(self, *, always=False) -> bool:
        """Says at most every two seconds that this worker is here. True: it was time to."""
        if not always and time.monotonic() - self.last_beat < BEAT_EVERY:
            return False
        now, trouble = database_now(), self.postman.trouble[:300]
        Heartbeat.objects.update_or_create(worker=self.worker, defaults={"beat_at": now, "trouble": trouble})
        self.last_beat = time.monotonic()
        return True

    def tidy(self) -> None:
        if self.last_tidy and time.monotonic() - self.last_tidy < TIDY_EVERY:
            return
        tidy(database_now())
        self.last_tidy = time.monotonic()

    def watch(self) -> None:
        """Until it is told to stop: a worker that was not ticked for ten seconds, or never yet, makes the round itself."""
        while not self.stopping.is_set():
            if time.monotonic() - self.last_round > UNTICKED:
                self.make_in_thread()
            self.stopping.wait(1)
        connections.close_all()

    def make_in_thread(self) -> None:
        """A round in a thread of its own connections. A database that is away is met again at the next one."""
        close_old_connections()
        try:
            self.make()
        except Error as problem:
            logger.warning("No round could be made: %s", problem)
        finally:
            close_old_connections()


def gather(now: datetime) -> None:
    """Each source makes its due messages. One that fails must not stop the mail of the others."""
    for name, source in SOURCES.items():
        with logged("Could not gather the due mail of %s", name):
            source.gather(now)


def tidy(now: datetime) -> None:
    """Blank what was sent long ago or is dead, forget workers that are gone, and let each app remove what it kept for a while only."""
    Message.objects.filter(sent_at__lt=now - KEEP_BODIES, content__isnull=False).update(content=None)
    dead = Message.objects.filter(kind=ACCOUNT, state__in=Message.WAITING, expires_at__lt=now)
    dead.update(state=Message.State.SKIPPED, reason="It was too late for what it said.", content=None)
    Heartbeat.objects.filter(beat_at__lt=now - KEEP_HEARTBEATS).delete()
    for name, tidy_app in TIDYING.items():
        with logged("Could not tidy up the %s", name):
            tidy_app(now)


@contextmanager
def logged(words: str, name: str):
    """What fails in here is logged, and goes no further."""
    try:
        yield
    except Exception:
        logger.exception(words, name)


def of_cron() -> Rounds:
    """Rounds that are made one at a time, by this machine's timer: all of them are one worker."""
    return Rounds(uuid.uuid5(uuid.NAMESPACE_DNS, f"{socket.gethostname()} once"))


ROUNDS = Rounds()
