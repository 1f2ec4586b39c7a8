"""What the mail server took, until the database has it in writing."""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime

from django.db import Error, connections

from negotiate.mail import queue
from negotiate.mail.models import Message


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """What a mail server took."""

    message: Message
    via: str
    words: str
    at: datetime


class Records:
    """Writes each down at once. What the database could not take is kept, and written with the next."""

    def __init__(self):
        self.accepted: list[Accepted] = []

    def take(self, accepted: Accepted) -> None:
        """Raises the database's error where it is away."""
        self.accepted.append(accepted)
        self.finish()

    def finish(self) -> None:
        """After this all is in writing. Raises the database's error where it is away."""
        while self.accepted:
            first = self.accepted[0]
            queue.record_sent(first.message, via=first.via, words=first.words, now=first.at)
            del self.accepted[0]

    def rest(self) -> None:
        """As `finish`; then nothing comes for a while."""
        self.finish()


class RecordsBeside(Records):
    """Writes in a thread and over a connection of its own, so that the next mail is with the server already; never more than one behind."""

    def __init__(self):
        super().__init__()
        self.hand = ThreadPoolExecutor(1, thread_name_prefix="Records")
        self.writing: Future | None = None

    def take(self, accepted: Accepted) -> None:
        before = self.writing
        self.accepted.append(accepted)
        self.writing = self.hand.submit(self.write)
        if before:
            before.result()

    def write(self) -> None:
        try:
            super().finish()
        except Error:
            connections.close_all()
            raise

    def finish(self) -> None:
        if self.writing:
            wait([self.writing])
            self.writing = None
        super().finish()

    def rest(self) -> None:
        super().rest()
        self.hand.submit(connections.close_all)
