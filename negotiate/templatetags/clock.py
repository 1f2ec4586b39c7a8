"""Moments in templates, by the clock of the person who reads; by UTC for whoever has not told us where they are."""

from zoneinfo import ZoneInfo

from django import template
from django.template.defaultfilters import date as in_words

register = template.Library()


def clock_of(person) -> str:
    return getattr(person, "clock", "UTC")


@register.filter
def day_for(at, person) -> str:
    """`27 November 2026`; nothing where there is no moment."""
    return in_words(at.astimezone(ZoneInfo(clock_of(person))), "j F Y") if at else ""


@register.filter
def time_for(at, person) -> str:
    """`17:00 in New York`, or `22:00 UTC`."""
    zone = clock_of(person)
    place = "UTC" if zone == "UTC" else f"in {zone.rsplit('/', 1)[-1].replace('_', ' ')}"
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M} {place}"
