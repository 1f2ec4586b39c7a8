"""Each deadline of a negotiation in words: how long is left, when it is there and here, and whether its next reminder arrives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Prefetch

from negotiate.mail.condition import Condition, condition, trouble
from negotiate.mail.inbox import has_inbox
from negotiate.mail.models import masked
from offers.closing import standing_outcome
from offers.models import Deadline, Negotiation, Nudge
from offers.nudges import persons_zone
from offers.wording import clock, day, duration_words, given_words, soon_words

NO_SERVER = "No mail server is set: reminders stay on this page"
STATES = {
    Nudge.State.PLANNED: "planned",
    Nudge.State.MAILED: "sent",
    Nudge.State.WITHDRAWN: "withdrawn",
    Nudge.State.DROPPED: "not sent",
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One deadline as the page shows it."""

    deadline: Deadline
    running: bool
    closed: bool
    passed: bool
    by_day: bool
    left: str
    there: str
    here: str
    next: str
    warning: str
    inbox: bool
    failed: list[str]
    nudges: list[str]
    asked: str = ""
    snoozed: str = ""

    @property
    def handled(self) -> bool:
        """Whether the person has dealt with it: nothing more is said about it."""
        return self.deadline.handled_at is not None

    @property
    def what_happened(self) -> bool:
        """Whether it passed while the negotiation runs, and nobody has said what came of it."""
        return self.running and self.passed and not self.closed and not self.handled


class Deadlines(list):
    """The deadlines of one page; `open` says whether another one may be set."""

    def __init__(self, shown: Iterable[Shown], *, open: bool):
        super().__init__(shown)
        self.open = open


def deadlines_for_page(negotiation: Negotiation, user, now: datetime, known: Condition | None = None) -> Deadlines:
    """The negotiation's deadlines: those still ahead first, in order, then the passed and the withdrawn ones."""
    closed = standing_outcome(negotiation) is not None
    rows = negotiation.deadlines.prefetch_related(Prefetch("nudges", Nudge.objects.order_by("due_at")))
    warning = why_not(known, now)
    shown = [show(deadline, user, now, closed=closed, warning=warning) for deadline in rows]
    return Deadlines(sorted(shown, key=lambda each: (not each.running, each.passed, each.deadline.at)), open=not closed)


def why_not(known: Condition | None, now: datetime) -> str:
    """Why reminders would not reach the person by mail now; empty where they would."""
    if not settings.EMAIL_URL:
        return NO_SERVER
    words = trouble(known or condition(now), now)
    return f"Mail waits at the moment, and is tried again every few seconds. {words}" if words else ""


def show(deadline: Deadline, user, now: datetime, *, closed: bool, warning: str) -> Shown:
    zone = persons_zone(user, deadline)
    running = deadline.status in Deadline.RUNNING
    current = [nudge for nudge in deadline.nudges.all() if nudge.revision == deadline.revision or nudge.kind == Nudge.Kind.SNOOZED]
    planned = [nudge for nudge in current if nudge.state == Nudge.State.PLANNED]
    speaking = bool(running and planned)
    return Shown(
        deadline=deadline,
        running=running,
        closed=closed,
        passed=deadline.at <= now,
        by_day=deadline.precision == Deadline.Precision.DATE,
        left=duration_words(abs(deadline.at - now)),
        there=given_words(deadline.at, deadline.zone),
        here="" if zone == deadline.zone else given_words(deadline.at, zone),
        next=next_words(planned[0], user, zone, now) if speaking else "",
        warning=warning if speaking else "",
        inbox=speaking and has_inbox(),
        failed=failures(current, user),
        asked=given_words(deadline.asked_until, deadline.zone) if running and deadline.asked_until else "",
        snoozed=given_words(deadline.snoozed_until, zone) if speaking and put_off(deadline, now) else "",
        nudges=[f"{day(nudge.due_at, zone)}, {clock(nudge.due_at, zone)}: {STATES[nudge.state]}" for nudge in current],
    )


def put_off(deadline: Deadline, now: datetime) -> bool:
    return bool(deadline.snoozed_until and deadline.snoozed_until > now)


def next_words(nudge: Nudge, user, zone: str, now: datetime) -> str:
    when = "now" if nudge.due_at <= now else soon_words(nudge.due_at, zone, now)
    where = f"to {masked(user.email)}" if settings.EMAIL_URL else "on this page"
    return f"Next: {when} {where}"


def failures(nudges: Iterable[Nudge], user) -> list[str]:
    dropped = [nudge for nudge in nudges if nudge.state == Nudge.State.DROPPED]
    return [f"A reminder could not be sent to {masked(user.email)}: {nudge.reason}" for nudge in dropped]
