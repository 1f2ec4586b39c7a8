"""A deadline as a calendar file with alarms at its nudges. Private by default: no amount, no employer."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Alarm, Calendar, Event

from offers.emails import NAMES
from offers.models import Deadline, Nudge
from offers.wording import given_words


def calendar_of(deadline: Deadline, *, now: datetime) -> bytes:
    """The deadline as one event. Its UID never changes; its SEQUENCE grows with each move, so that calendars take the newer one."""
    calendar = Calendar()
    calendar.add("prodid", "-//Negotiate//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event_of(deadline, now=now))
    return calendar.to_ical()


def event_of(deadline: Deadline, *, now: datetime) -> Event:
    withdrawn = deadline.status == Deadline.Status.WITHDRAWN
    event = Event()
    event.add("uid", f"{deadline.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", deadline.revision)
    event.add("dtstamp", now)
    event.add("dtstart", deadline.at)
    event.add("summary", NAMES[deadline.kind])
    event.add("description", f"{given_words(deadline.at, deadline.zone)}\n{link_to(deadline)}")
    event.add("url", link_to(deadline))
    event.add("status", "CANCELLED" if withdrawn else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    for length in [] if withdrawn else alarms_of(deadline):
        event.add_component(alarm(length, NAMES[deadline.kind]))
    return event


def alarms_of(deadline: Deadline) -> list[timedelta]:
    """How long before the deadline its nudges are, as they are planned or were sent."""
    speaking = deadline.nudges.filter(revision=deadline.revision, state__in=(Nudge.State.PLANNED, Nudge.State.MAILED))
    return sorted({deadline.at - nudge.due_at for nudge in speaking}, reverse=True)


def alarm(length: timedelta, words: str) -> Alarm:
    component = Alarm()
    component.add("action", "DISPLAY")
    component.add("description", words)
    component.add("trigger", -length)
    return component


def link_to(deadline: Deadline) -> str:
    return settings.SITE_URL + deadline.negotiation.get_absolute_url()
