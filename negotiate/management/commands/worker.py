"""The worker: gathers what is due and delivers it, at each tick, until it is stopped."""

import logging
import os
import signal
import threading
import time
import warnings

from celery import signals
from celery.beat import EmbeddedService, Scheduler
from celery.exceptions import SecurityWarning
from django.core.management.base import BaseCommand

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
    before = signal.signal(signal.SIGTERM, lambda *received: stop(rounds))
    try:
        rounds.make()
    finally:
        signal.signal(signal.SIGTERM, before)


def run_until_stopped() -> None:
    """Celery's worker with a beat beside it as a thread, and a watch over both. SIGTERM and Ctrl-C end it as `run_once`."""
    warnings.simplefilter("ignore", SecurityWarning)  # about root and pickle; our messages are JSON
    signals.worker_shutting_down.connect(stop_ours)
    ROUNDS.postman.records = RecordsBeside()
    threading.Thread(target=ROUNDS.watch, name="Watch", daemon=True).start()
    beat = EmbeddedService(app, thread=True, scheduler_cls=Scheduler)
    beat.start()
    try:
        app.Worker(**WORKER).start()
    finally:
        ROUNDS.stopping.set()
        beat.service.stop()


def stop_ours(**details) -> None:
    stop(ROUNDS)


def stop(rounds) -> None:
    """Begin nothing more, and end for sure within GRACE seconds."""
    rounds.stopping.set()
    threading.Thread(target=leave, name="Leave", daemon=True).start()


def leave() -> None:
    """The end where something hangs, such as a mail server: as after a crash, the mail in hand stays taken until its lease runs out."""
    time.sleep(GRACE)
    logger.warning("Something did not end in time. What mail was in hand is taken up again when its lease runs out.")
    os._exit(0)
