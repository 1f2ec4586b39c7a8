"""What the mail about nudges says. Private by default: no amount, no employer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string

from negotiate.mail import kinds
from negotiate.mail.kinds import Letter
from offers import nudges
from offers.deleting import purge_deleted
from offers.models import Deadline, Nudge
from offers.rederiving import derive_again
from offers.reviving import revived
from offers.wording import day, duration_words, given_clock, given_words, place

WORTH_ASKING = timedelta(days=1)
NAMES = {
    Deadline.Kind.EMPLOYER: "Your decision deadline",
    Deadline.Kind.OWN: "Your own deadline",
    Deadline.Kind.OTHER_PROCESS: "Another process promised its answer",
}


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """One deadline in a mail."""

    name: str
    at: datetime
    passed: bool
    left: str
    there: str
    here: str
    by_day: bool
    link: str


def reminder_of(deadline: Deadline, user, now: datetime) -> Reminder:
    zone = nudges.persons_zone(user, deadline)
    return Reminder(
        name=NAMES[deadline.kind],
        at=deadline.at,
        passed=deadline.at <= now,
        left=duration_words(abs(deadline.at - now)),
        there=given_words(deadline.at, deadline.zone),
        here="" if zone == deadline.zone else given_words(deadline.at, zone),
        by_day=deadline.precision == Deadline.Precision.DATE,
        link=settings.SITE_URL + deadline.negotiation.get_absolute_url(),
    )


def render(message, now: datetime) -> Letter | None:
    """The deadlines that this message's nudges speak of, as they stand now; the passed ones ask what happened, for a day."""
    carried = Nudge.objects.planned().filter(message=message).select_related("deadline__negotiation")
    deadlines = {nudge.deadline.pk: nudge.deadline for nudge in carried if nudge.deadline and nudge.deadline.at > now - WORTH_ASKING}
    if not deadlines:
        return None
    ordered = sorted(deadlines.values(), key=lambda deadline: deadline.at)
    reminders = [reminder_of(deadline, message.user, now) for deadline in ordered]
    ahead = [reminder for reminder in reminders if not reminder.passed]
    context = {"ahead": ahead, "passed": [reminder for reminder in reminders if reminder.passed], "site": settings.SITE_URL}
    return Letter(
        subject=subject_of(ordered, ahead, message.user),
        text=render_to_string("mail/nudges.txt", context),
        html=render_to_string("mail/nudges.html", context),
        expires_at=ahead[0].at if ahead else ordered[0].at + WORTH_ASKING,
    )


def subject_of(ordered: list[Deadline], ahead: list[Reminder], user) -> str:
    if not ahead:
        return "Your deadline has passed: what happened?"
    if len(ahead) > 1:
        return f"{len(ahead)} deadlines ahead, the next in {ahead[0].left}"
    deadline = next(deadline for deadline in ordered if deadline.at == ahead[0].at)
    zone = nudges.persons_zone(user, deadline)
    return f"{ahead[0].left} left: {ahead[0].name.lower()}, {day(deadline.at, zone)}, {given_clock(deadline.at, zone)} {place(zone)} time"


kinds.register(nudges.MESSAGE_KIND, render, sent=nudges.sent, given_up=nudges.given_up, revived=revived)
kinds.register_source("nudges", gather=nudges.gather, due=Nudge.objects.due)
kinds.register_tidying("deleted negotiations", purge_deleted)
kinds.register_tidying("moments of deadlines", derive_again)
