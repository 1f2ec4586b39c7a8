"""What is said of the message broker while it is away: one plain line a minute, where Celery says a page at each tick."""

import logging
import re
import time

EVERY = 60.0
SPEAKERS = ("celery.beat", "celery.worker.consumer.consumer")
AWAY = re.compile(r"Cannot connect to|Connection error|Connection to broker lost|Couldn't apply scheduled task")
WORDS = "The broker of CELERY_BROKER_URL is away: rounds are made without it, every ten seconds, and it is looked for. %s"


class AwayFilter(logging.Filter):
    """Lets one record of a broker that is away pass each minute, in our words, with the reason and without the traceback."""

    def __init__(self, name=""):
        super().__init__(name)
        self.silent_until = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name not in SPEAKERS or not AWAY.search(record.getMessage()):
            return True
        if time.monotonic() < self.silent_until:
            return False
        self.silent_until = time.monotonic() + EVERY
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.msg, record.args = WORDS, (reason_of(record.getMessage()),)
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def reason_of(message: str) -> str:
    """`Error 111 connecting to 127.0.0.1:6379. Connection refused.`: what Celery's first line says after its own words."""
    first = message.partition("\n")[0].partition(" Trying again")[0].strip()
    return re.sub(r"^(beat|consumer): |^Message Error: |\.(?=\.$)", "", first)
