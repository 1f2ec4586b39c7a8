"""What mail can be about. Apps register here what their messages say and what follows from sending them, in a module named `emails`,
so that mail knows nothing of offers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from negotiate.mail.models import Message


@dataclass(frozen=True, kw_only=True)
class Attachment:
    name: str
    content: bytes
    maintype: str = "text"
    subtype: str = "plain"


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """What a calendar is told, as iCalendar; `method` is the one it carries: REQUEST or CANCEL (RFC 5546)."""

    content: bytes
    method: str


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a message says now. After `expires_at` it would no longer be true. `headers` are further ones, each once."""

    subject: str
    text: str
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    expires_at: datetime | None = None


def nothing_to_load(messages: Sequence[Message]) -> None:
    """Most mail has little to read."""


def nothing_follows(message: Message, **details) -> None:
    """Most mail has nothing to record when it is sent, or is not."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One sort of message.

    `render(message, now)` gives the letter, or None where nothing is left to say. `sent(message, now=…)` runs in the transaction that
    records the sending. `given_up(message, reason=…, again=…, now=…)` runs where it will not be sent: `again` asks that what it
    carried be planned anew in a fresh message. `revived(message, now=…)` runs where a message that failed is tried again after all.
    All lock their own rows first, the message comes after. `load(messages)` reads at once what many of them will be rendered from.
    """

    render: Callable[[Message, datetime], Letter | None]
    load: Callable[[Sequence[Message]], None] = nothing_to_load
    sent: Callable[..., None] = nothing_follows
    given_up: Callable[..., None] = nothing_follows
    revived: Callable[..., None] = nothing_follows


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where messages come from: `gather(now)` makes those that are due, `due(now)` are the rows, with a `due_at`, that wait for it."""

    gather: Callable[[datetime], int]
    due: Callable[[datetime], QuerySet]


KINDS: dict[str, Kind] = {}
SOURCES: dict[str, Source] = {}
TIDYING: dict[str, Callable[[datetime], object]] = {}


def register(name: str, render, **hooks) -> None:
    """`hooks` are the others of Kind."""
    KINDS[name] = Kind(render=render, **hooks)


def register_source(name: str, *, gather, due) -> None:
    SOURCES[name] = Source(gather=gather, due=due)


def register_tidying(name: str, tidy: Callable[[datetime], object]) -> None:
    """`tidy(now)` is called every hour or so, by each worker: it removes what an app kept for a while only."""
    TIDYING[name] = tidy
