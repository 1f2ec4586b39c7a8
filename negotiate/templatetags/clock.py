"""Moments in templates, by the clock of the person who reads; by UTC for whoever has not told us where they are."""

from zoneinfo import ZoneInfo

from django import template

from negotiate import dates

register = template.Library()


def clock_of(person) -> str:
    return getattr(person, "clock", "UTC")


register.filter("place", dates.place)


@register.filter
def day_for(at, person) -> str:
    """`27 November 2026`; nothing where there is no moment."""
    return dates.day_words(at.astimezone(ZoneInfo(clock_of(person)))) if at else ""


@register.filter
def time_for(at, person) -> str:
    """`17:00 in New York`, or `22:00 UTC`."""
    return dates.time_words(at, clock_of(person))


@register.filter
def moment_for(at, person) -> str:
    """`27 November 2026, 17:00 in New York`; nothing where there is no moment."""
    return dates.moment_words(at, clock_of(person)) if at else ""
