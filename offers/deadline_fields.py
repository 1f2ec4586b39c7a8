"""Fields of the forms about deadlines: the time on a clock there, whose clock it is, and how long before to speak of it."""

from datetime import datetime

from django import forms
from django.utils.html import format_html, format_html_join

from negotiate.leads import MOST_LEADS, UnknownLead, leads_typed
from offers.zones import SeveralZones, listed, zone_typed

YEARS = range(2000, 2101)


class WallInput(forms.DateTimeInput):
    """A day and a time; seconds are shown where there are some."""

    def __init__(self):
        super().__init__({"type": "datetime-local"})

    def format_value(self, value):
        if not isinstance(value, datetime):
            return value
        return value.isoformat(timespec="seconds" if value.second else "minutes")


class WallField(forms.Field):
    """A time on the clock there, without an offset: `2026-11-27T17:00`, seconds if wanted, or a day alone. Other words stay words."""

    widget = WallInput
    default_error_messages = {
        "required": "Say when it is.",
        "year": "Is the year right?",
        "offset": "Write the time as the clock there shows it, without an offset; the zone has its own field.",
    }

    def to_python(self, value):
        """The naive time, or the text where it is none."""
        if value in self.empty_values:
            return None
        try:
            wall = datetime.fromisoformat(value.strip())
        except ValueError:
            return value.strip()
        if wall.tzinfo is not None:
            raise forms.ValidationError(self.error_messages["offset"], code="offset")
        if wall.year not in YEARS:
            raise forms.ValidationError(self.error_messages["year"], code="year")
        return wall.replace(microsecond=0)


class ZoneInput(forms.TextInput):
    """A field to type a city or a zone's name into, with all names to choose from."""

    def render(self, name, value, attrs=None, renderer=None):
        list_id = f"{(attrs or {}).get('id', name)}_list"
        typed = super().render(name, value, {**(attrs or {}), "list": list_id}, renderer)
        options = format_html_join("", '<option value="{}">', ((zone,) for zone in listed()))
        return typed + format_html('<datalist id="{}">{}</datalist>', list_id, options)


class ZoneField(forms.CharField):
    """A zone as people type it. A country of several zones is asked about."""

    widget = ZoneInput(attrs={"autocomplete": "off", "spellcheck": "false"})

    def clean(self, value):
        text = super().clean(value)
        try:
            zone = zone_typed(text) if text else ""
        except SeveralZones as several:
            raise forms.ValidationError(str(several)) from None
        if zone is None:
            raise forms.ValidationError("We do not know this place. Choose a time zone from the list, such as Europe/London.")
        return zone


class LeadsField(forms.CharField):
    """Lead times in words or short, `3 days, 6h`, as a list of short ones; empty: none of its own."""

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=200, **kwargs)

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value):
        try:
            leads = leads_typed(super().clean(value))
        except UnknownLead as problem:
            raise forms.ValidationError(str(problem)) from None
        if len(leads) > MOST_LEADS:
            raise forms.ValidationError(f"That makes more than {MOST_LEADS} reminders for one deadline.")
        return leads


class UsualChoiceField(forms.ChoiceField):
    """A choice that begins with the usual one, and is that one where nothing is sent."""

    def clean(self, value):
        return super().clean(value or self.initial)


class MeantField(forms.ChoiceField):
    """Which of several meanings: the choices follow from the words, so the form itself compares them."""

    widget = forms.RadioSelect

    def valid_value(self, value):
        return True
