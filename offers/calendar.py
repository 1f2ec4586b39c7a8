"""Deadlines as calendar files: one to take along, an invitation by mail, a feed of all. Private by default: no amount, no employer."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Alarm, Calendar, Event, vCalAddress

from offers.models import Deadline, Nudge
from offers.nudging.naming import NAMES, one_line
from offers.wording import given_words

REFRESH = timedelta(hours=1)
SPEAKING = (Nudge.State.PLANNED, Nudge.State.MAILED)


def calendar_of(deadline: Deadline, *, now: datetime) -> bytes:
    """The deadline as one event. Its UID never changes; its SEQUENCE grows with each move, so that calendars take the newer one."""
    number = Nudge.objects.filter(kind=Nudge.Kind.INVITATION, about=deadline.pk).count()
    calendar = empty("PUBLISH")
    calendar.add_component(event_of(deadline, stamped_at=now, number=number))
    return calendar.to_ical()


def invitation(deadline: Deadline, *, method: str, now: datetime, number: int = 1, names_employer: bool = False) -> bytes:
    """What goes with a mail: method REQUEST puts the deadline into the person's calendar or moves it there, CANCEL takes it out (RFC 5546).

    The same UID in all. `number` counts the deadline's invitations, so that SEQUENCE grows with each, and what is cancelled with an
    outcome can come back.
    """
    calendar = empty(method)
    event = event_of(deadline, stamped_at=now, number=number, names_employer=names_employer, cancelled=method == "CANCEL")
    event.add("organizer", address_of(parseaddr(settings.EMAIL_FROM)[1], name="Negotiate"))
    event.add("attendee", address_of(deadline.negotiation.user.email, partstat="ACCEPTED", role="REQ-PARTICIPANT", rsvp="FALSE"))
    calendar.add_component(event)
    return calendar.to_ical()


def feed_of(deadlines: Iterable[Deadline], *, names_employer: bool) -> bytes:
    """All these deadlines, each with `changed_at`, the time of its last step, and `invited`, the number of its invitations: the same rows
    give the same bytes."""
    calendar = empty("PUBLISH")
    calendar.add("x-wr-calname", "Decision deadlines")
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for deadline in deadlines:
        stamped_at = deadline.changed_at or deadline.created_at
        calendar.add_component(event_of(deadline, stamped_at=stamped_at, number=deadline.invited or 0, names_employer=names_employer))
    return calendar.to_ical()


def empty(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Negotiate//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def event_of(deadline: Deadline, *, stamped_at: datetime, number: int = 1, names_employer: bool = False, cancelled: bool = False) -> Event:
    cancelled = cancelled or deadline.status == Deadline.Status.WITHDRAWN
    summary = summary_of(deadline, names_employer=names_employer)
    event = Event()
    event.add("uid", f"{deadline.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", deadline.revision + max(number - 1, 0))
    event.add("dtstamp", stamped_at)
    event.add("dtstart", deadline.at)
    event.add("summary", summary)
    event.add("description", description_of(deadline))
    event.add("url", link_to(deadline))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    for length in [] if cancelled else alarms_of(deadline):
        event.add_component(alarm(length, summary))
    return event


def summary_of(deadline: Deadline, *, names_employer: bool) -> str:
    negotiation = deadline.negotiation
    return one_line(f"{NAMES[deadline.kind]}: {negotiation.role_name}, {negotiation.employer}") if names_employer else NAMES[deadline.kind]


def description_of(deadline: Deadline) -> str:
    by_day = "\nOnly the day was given: 17:00 there counts." if deadline.precision == Deadline.Precision.DATE else ""
    return f"{given_words(deadline.at, deadline.zone)}{by_day}\n{link_to(deadline)}"


def alarms_of(deadline: Deadline) -> list[timedelta]:
    """How long before the deadline its nudges are, as they are planned or were sent."""
    speaking = [nudge for nudge in deadline.nudges.all() if nudge.state in SPEAKING and nudge.due_at < deadline.at]
    current = [nudge for nudge in speaking if nudge.revision == deadline.revision or nudge.kind == Nudge.Kind.SNOOZED]
    return sorted({deadline.at - nudge.due_at for nudge in current}, reverse=True)


def alarm(length: timedelta, words: str) -> Alarm:
    component = Alarm()
    component.add("action", "DISPLAY")
    component.add("description", words)
    component.add("trigger", -length)
    return component


def address_of(mail: str, *, name: str = "", **parameters: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{mail}")
    if name:
        address.params["CN"] = name
    address.params.update({key.upper(): value for key, value in parameters.items()})
    return address


def link_to(deadline: Deadline) -> str:
    return settings.SITE_URL + deadline.negotiation.get_absolute_url()
