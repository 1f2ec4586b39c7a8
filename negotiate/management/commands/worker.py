"""The worker: gathers what is due and delivers it, at each tick, until it is stopped."""

import logging
import os
import signal
import threading
import warnings

from celery.beat import EmbeddedService, Scheduler
from celery.exceptions import SecurityWarning
from django.core.management.base import BaseCommand, CommandError

from negotiate.celery import app
from negotiate.mail.records import RecordsBeside
from negotiate.mail.rounds import ROUNDS, of_cron

logger = logging.getLogger(__name__)
GRACE = 4.0  # seconds for the mail in hand; `up` waits a little longer
WORKER = {
    "pool": "threads",
    "concurrency": 2,
    "loglevel": "WARNING",
    "quiet": True,
    "without_gossip": True,
    "without_mingle": True,
    "without_heartbeat": True,
}


class Command(BaseCommand):
    requires_system_checks = []  # they read every page's code, which a worker does not need: a timer starts it each minute
    help = "Sends reminders and other mail when they are due. With --once: one round of all that is due, then it ends (for cron)."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="One round of all that is due now.")

    def handle(self, *, once, **options):
        if once:
            run_once()
        else:
            run_until_stopped()


def run_once() -> None:
    """One round. SIGTERM ends it after the mail in hand, or after a while."""
    rounds = of_cron()
    before = signal.signal(signal.SIGTERM, lambda *received: rounds.stopping.set())
    threading.Thread(target=end_in_time, args=(rounds,), daemon=True).start()
    try:
        rounds.make()
    finally:
        rounds.stopping.set()
        signal.signal(signal.SIGTERM, before)


def run_until_stopped() -> None:
    """Rounds at Celery's ticks, and a watch that makes them where nobody ticks. SIGTERM and Ctrl-C end it as `run_once`.

    Raises CommandError where Celery ends by itself, so that whoever watches this process starts it again.
    """
    asked = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *received: (asked.set(), ROUNDS.stopping.set()))
    ROUNDS.postman.records = RecordsBeside()
    for task in (ROUNDS.watch, be_ticked):
        threading.Thread(target=task, daemon=True).start()
    ROUNDS.stopping.wait()
    end_in_time(ROUNDS)
    if not asked.is_set():
        raise CommandError("Celery's worker ended by itself.")


def be_ticked() -> None:
    """Celery's worker with a beat beside it. It stands in a thread, as its loop takes seconds to notice that it should end."""
    warnings.simplefilter("ignore", SecurityWarning)  # about root and pickle; our messages are JSON
    beat = EmbeddedService(app, thread=True, scheduler_cls=Scheduler)
    beat.start()
    try:
        app.Worker(**WORKER).start()
    finally:
        ROUNDS.stopping.set()
        beat.service.stop()


def end_in_time(rounds) -> None:
    """Once it is to stop, wait for the mail in hand, but not longer than GRACE: where something hangs, such as a mail server, it is as
    after a crash, and the mail in hand stays taken until its lease runs out."""
    rounds.stopping.wait()
    if not rounds.running.acquire(timeout=GRACE):
        logger.warning("Something did not end in time. What mail was in hand is taken up again when its lease runs out.")
        os._exit(0)
