"""What one mail says of each thing that it is about. Private by default: no amount, no employer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from negotiate.mail.kinds import Invitation
from offers.models import Deadline, Negotiation, Nudge, Proposal
from offers.nudging.links import deadline_link
from offers.nudging.naming import NAMES, one_line
from offers.nudging.people import persons_zone
from offers.on_table import on_table
from offers.position_words import whole_words
from offers.standing import position_in
from offers.term_words import proposal_words
from offers.wording import day, duration_words, given_clock, given_words, place

WORTH_ASKING = timedelta(days=1)
MOST_OF_NAME = 100
MOST_OF_OFFER = 600  # letters: the rest of a long letter stands on the site
Kind = Nudge.Kind
AHEAD = {
    Deadline.Kind.EMPLOYER: "Decide, or ask for more time",
    Deadline.Kind.OWN: "Decide, or move it",
    Deadline.Kind.OTHER_PROCESS: "Write down their answer, or ask for it",
}
PASSED = {
    Deadline.Kind.EMPLOYER: "Write down the outcome, or move the deadline",
    Deadline.Kind.OWN: "Write down what you decided, or move the deadline",
    Deadline.Kind.OTHER_PROCESS: "Write down their answer, or move the day",
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """A link, in the words of what it leads to."""

    words: str
    link: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """One row of a list within a section."""

    words: str
    details: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class Section:
    """One thing in a mail. After `until` it is no longer true; `rank` and `at` put sections in order."""

    kinds: frozenset[str]
    subject: str
    heading: str
    step: Step
    lead: str = ""
    strong: str = ""
    lines: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    more: tuple[Step, ...] = ()
    rank: int = 0
    at: datetime | None = None
    left: str = ""
    until: datetime | None = None
    invitation: Invitation | None = None


def link_to(negotiation: Negotiation) -> str:
    return settings.SITE_URL + negotiation.get_absolute_url()


def named(subject: str, negotiation: Negotiation, user) -> str:
    """The subject, with the employer where the person turned that on."""
    return f"{subject} ({one_line(negotiation.employer, MOST_OF_NAME)})" if user.mail_names_employer else subject


def private_lines(negotiation: Negotiation, user) -> tuple[str, ...]:
    """What the person allowed mails to say: the role and the employer, what is on the table and how it stands."""
    lines = [one_line(str(negotiation))] if user.mail_names_employer else []
    offer = on_table(negotiation).offer if user.mail_shows_amounts else None
    if offer:
        lines.append(table_words(negotiation, offer))
    return tuple(lines)


def table_words(negotiation: Negotiation, offer: Proposal) -> str:
    position = position_in(negotiation, offer)
    verdict = f" {whole_words(position)}" if negotiation.revision or position.judged else ""
    said = one_line(proposal_words(offer), MOST_OF_OFFER)
    return f"On the table: {said}{'' if said.endswith('…') else '.'}{verdict}"


def deadline_section(nudges: list[Nudge], deadline: Deadline, user, now: datetime) -> Section | None:
    """A deadline ahead; or, passed, what happened: a late reminder asks that for a day."""
    if deadline.at <= now:
        asks = any(nudge.kind == Kind.PASSED for nudge in nudges)
        late = "passed" in user.mail_kinds and deadline.at > now - WORTH_ASKING
        return passed_section(nudges, deadline, user, now) if asks or late else None
    left, zone = duration_words(deadline.at - now), persons_zone(user, deadline)
    when = f"{day(deadline.at, zone)}, {given_clock(deadline.at, zone)} {place(zone)} time"
    return Section(
        kinds=kinds_of(nudges),
        subject=named(f"{left} left: {NAMES[deadline.kind].lower()}, {when}", deadline.negotiation, user),
        heading=f"{left} left",
        lead=NAMES[deadline.kind],
        strong=there_words(deadline),
        lines=here_words(deadline, zone),
        private=private_lines(deadline.negotiation, user),
        step=Step(words=AHEAD[deadline.kind], link=link_to(deadline.negotiation)),
        more=steps_beside(nudges[0], deadline),
        at=deadline.at,
        left=left,
        until=deadline.at,
    )


def passed_section(nudges: list[Nudge], deadline: Deadline, user, now: datetime) -> Section:
    return Section(
        kinds=kinds_of(nudges) | {Kind.PASSED},
        subject=named("Your deadline has passed: what happened?", deadline.negotiation, user),
        heading="What happened?",
        lead=f"{NAMES[deadline.kind]} passed {duration_words(now - deadline.at)} ago, and nothing is written down yet.",
        strong=there_words(deadline),
        lines=here_words(deadline, persons_zone(user, deadline)),
        private=private_lines(deadline.negotiation, user),
        step=Step(words=PASSED[deadline.kind], link=link_to(deadline.negotiation)),
        more=(Step(words="I have handled it", link=deadline_link("mail_handled", nudges[0], deadline)),),
        rank=2,
        at=deadline.at,
        until=max(deadline.at + WORTH_ASKING, now + timedelta(hours=1)),
    )


def steps_beside(nudge: Nudge, deadline: Deadline, *, off: str = "Put this reminder off", handled: str = "I have handled it"):
    """What can be done about a deadline ahead from the mail itself."""
    return (
        Step(words=off, link=deadline_link("mail_snooze", nudge, deadline)),
        Step(words=handled, link=deadline_link("mail_handled", nudge, deadline)),
    )


def there_words(deadline: Deadline) -> str:
    by_day = " (only the day was given: the close of business counts)" if deadline.precision == Deadline.Precision.DATE else ""
    return given_words(deadline.at, deadline.zone) + by_day


def here_words(deadline: Deadline, zone: str) -> tuple[str, ...]:
    return () if zone == deadline.zone else (f"{given_words(deadline.at, zone)}, where you are",)


def kinds_of(nudges: list[Nudge]) -> frozenset[str]:
    return frozenset(nudge.kind for nudge in nudges)
