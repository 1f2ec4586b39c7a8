"""One round of delivery: open the road, claim what is due, hand each mail over, record it at once."""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings

from negotiate.mail import failing, queue
from negotiate.mail.kinds import KINDS
from negotiate.mail.letters import ascii_address, compose, new_message_id, sender_address
from negotiate.mail.models import ACCOUNT, Message
from negotiate.mail.records import Accepted, Records
from negotiate.mail.relay import TIMEOUT, Answer, Ending, NoConnection, Relay, Session
from negotiate.sealing import NotSealed

logger = logging.getLogger(__name__)
BATCH = 20
State = Message.State


class Inbox:
    """The road without a mail server, on one person's machine: standing in the inbox page is being delivered."""

    via = "inbox"

    def address(self, sender, recipient, *, eight_bit=False) -> Answer:
        return Answer(Ending.ACCEPTED)

    def send(self, content) -> None:
        """Its bytes stand in its row already."""

    def reply(self) -> Answer:
        return Answer(Ending.ACCEPTED, "Stands in the inbox page.")

    def reset(self) -> None:
        """Nothing was begun."""

    def close(self) -> None:
        """Nothing is open."""


def has_road() -> bool:
    """Whether mail can go anywhere. Without a mail server in production it waits."""
    return bool(settings.EMAIL_URL) or settings.DEBUG


def open_road(*, timeout: float = TIMEOUT) -> Session | Inbox:
    """Raises NoConnection. `timeout` in seconds, for each step of the conversation."""
    if not settings.EMAIL_URL:
        return Inbox()
    return Session(Relay.from_url(settings.EMAIL_URL), name=urlsplit(settings.SITE_URL).hostname or "localhost", timeout=timeout)


class Clock:
    """The database's clock, asked once: a question for each mail would cost more than it tells."""

    def __init__(self, now: datetime):
        self.asked, self.since = now, time.monotonic()

    def now(self) -> datetime:
        return self.asked + timedelta(seconds=time.monotonic() - self.since)


class Postman:
    """Delivers for one worker."""

    def __init__(self, *, stopping: Callable[[], bool] = lambda: False, between: Callable[[], None] = lambda: None):
        self.stopping, self.between = stopping, between
        self.road: Session | Inbox | None = None
        self.records = Records()
        self.not_before = 0.0
        self.trouble = ""
        self.failing: set[str] = set()  # addresses found to fail while other mail to them was claimed already
        self.prepared: dict[int, bytes | None] = {}  # what was written while the mail before it was on its way

    def round(self, now: datetime | None = None) -> None:
        """Deliver all that is due: at `now`, or by the database's clock."""
        self.records.finish()
        queue.take_back()
        if not has_road() or time.monotonic() < self.not_before or not Message.objects.due(now or queue.database_now()).exists():
            return
        try:
            self.road = open_road()
            self.trouble = ""
            while not self.stopping() and self.deliver_batch(now):
                self.between()
        except NoConnection as problem:
            self.trouble, self.not_before = str(problem), time.monotonic() + queue.SOON.total_seconds()
            logger.warning("Mail waits. %s", problem)
        finally:
            try:
                self.records.rest()
            finally:
                self.hang_up()

    def deliver_batch(self, now: datetime | None) -> int:
        self.failing.clear()
        self.prepared.clear()
        clock = Clock(now or queue.database_now())
        batch = queue.claim(limit=BATCH, now=clock.now())
        load(batch)
        for number, message in enumerate(batch):
            try:
                if self.stopping():
                    queue.put_back(batch[number:])
                    break
                self.road = self.road or open_road()
                self.deliver(message, clock, following=batch[number + 1 : number + 2])
            except NoConnection:
                queue.put_back(batch[number:])
                raise
        return len(batch)

    def deliver(self, message: Message, clock: Clock, following: Sequence[Message]) -> None:
        """Hand one over; while the server thinks about it, the following one is written."""
        if message.address in self.failing and message.kind != ACCOUNT:
            queue.put_back([message])
            return
        now = clock.now()
        content = self.prepared.pop(message.pk) if message.pk in self.prepared else self.written(message, now)
        if content is None:
            return
        answer = self.road.address(sender_address(), ascii_address(message.address), eight_bit=not content.isascii())
        if answer.ending is not Ending.ACCEPTED:
            message.attempts += answer.ending in (Ending.LATER, Ending.LOST)
            self.not_taken(message, answer, now)
        elif queue.begin_handing_over(message, content):
            not_sent = self.road.send(content)
            try:
                self.prepared.update((one.pk, self.written(one, now)) for one in following if one.address not in self.failing)
            finally:
                self.handed_over(message, not_sent or self.road.reply(), clock.now())
        else:
            self.road.reset()

    def handed_over(self, message: Message, answer: Answer, now: datetime) -> None:
        if answer.ending is Ending.ACCEPTED:
            self.records.take(Accepted(message=message, via=self.road.via, words=answer.words, at=now))
        else:
            self.not_taken(message, answer, now)

    def not_taken(self, message: Message, answer: Answer, now: datetime) -> None:
        """What the server's answer means for this message, and whether the conversation can go on."""
        if answer.ending is Ending.LOGGED_OUT:
            raise NoConnection(f"The mail server asks for a login: {answer.words}")
        if answer.hung_up or answer.ending is Ending.CONFUSED:
            self.hang_up()
        else:
            self.road.reset()
        self.record_not_taken(message, answer, now)

    def record_not_taken(self, message: Message, answer: Answer, now: datetime) -> None:
        match answer.ending:
            case Ending.LATER:
                queue.later_or_never(message, answer, now=now)
            case Ending.REFUSED:
                self.refused(message, answer, now)
            case Ending.CONFUSED:
                queue.confused(message, answer)
            case Ending.LOST:
                queue.not_handed_over(message, answer, now=now)
            case Ending.UNKNOWN:
                queue.ending_unknown(message, answer, now=now)

    def refused(self, message: Message, answer: Answer, now: datetime) -> None:
        queue.give_up(message, state=State.FAILED, reason=answer.words)
        if failing.note_refusal(message, answer, now=now):
            self.failing.add(message.address)

    def written(self, message: Message, now: datetime) -> bytes | None:
        """The bytes to hand over; None where this message says nothing any more, or cannot be written now."""
        try:
            return bytes_of(message, now) if message.content is not None else rendered(message, now)
        except Withdrawn as reason:
            queue.give_up(message, state=State.SKIPPED, reason=str(reason), again=reason.again)
        except Exception as problem:  # one mail that cannot be written must not hold up the others
            logger.exception("Message %s cannot be written", message.pk)
            message.attempts += 1
            queue.later_or_never(message, Answer(Ending.LATER, f"Could not be written: {type(problem).__name__}"), now=now)
        return None

    def hang_up(self) -> None:
        if self.road is not None:
            self.road.close()
        self.road = None


def load(batch: Sequence[Message]) -> None:
    """Read at once what is to be written. Where that fails each message reads for itself, so that one cannot hold up the others."""
    unwritten = [message for message in batch if message.content is None]
    for kind in {message.kind for message in unwritten}:
        try:
            KINDS[kind].load([message for message in unwritten if message.kind == kind])
        except Exception:
            logger.exception("What messages of the kind %s carry cannot be read at once", kind)


class Withdrawn(Exception):
    """This message is not to be sent. `again`: what it carried may be said afresh."""

    def __init__(self, reason: str, *, again: bool):
        super().__init__(reason)
        self.again = again


def bytes_of(message: Message, now: datetime) -> bytes:
    """The bytes of an earlier handing over, or of account mail. Raises Withdrawn where they are no longer true."""
    if message.expires_at and message.expires_at <= now:
        raise Withdrawn("It was too late for what it said.", again=True)
    try:
        return message.bytes
    except NotSealed:
        raise Withdrawn("Its content was sealed with a key that is gone.", again=True) from None


def rendered(message: Message, now: datetime) -> bytes:
    """What the message says now. Raises Withdrawn where that is nothing."""
    letter = KINDS[message.kind].render(message, now)
    if letter is None:
        raise Withdrawn("Nothing was left to say.", again=False)
    message.message_id = message.message_id or new_message_id()
    message.expires_at = letter.expires_at
    return compose(letter, address=message.address, message_id=message.message_id, now=now)
