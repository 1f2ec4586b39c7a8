"""The form that sets or moves a deadline: wall time as a clock shows it, and the zone of that clock."""

import re
from datetime import datetime

from django import forms
from django.utils.html import format_html, format_html_join

from offers.deadlines import moment, wall_of, zone_names
from offers.models import Deadline, Negotiation
from offers.zones import listed, zone_of, zone_typed

YEARS = range(2000, 2101)
DAY_ALONE = re.compile(r"\d{4}-?\d{2}-?\d{2}")


class WallInput(forms.DateTimeInput):
    """A day and a time; seconds are shown where there are some."""

    def __init__(self):
        super().__init__({"type": "datetime-local"})

    def format_value(self, value):
        if not isinstance(value, datetime):
            return value
        return value.isoformat(timespec="seconds" if value.second else "minutes")


class WallField(forms.Field):
    """A time on the clock there, without an offset: `2026-11-27T17:00`, seconds if wanted, or a day alone."""

    widget = WallInput
    default_error_messages = {
        "required": "Say when it is.",
        "invalid": "Write a day and a time, such as 2026-11-27 17:00.",
        "year": "Is the year right?",
        "offset": "Write the time as the clock there shows it, without an offset; the zone has its own field.",
    }

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            wall = datetime.fromisoformat(value.strip())
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
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
    widget = ZoneInput(attrs={"autocomplete": "off", "spellcheck": "false"})

    def clean(self, value):
        text = super().clean(value)
        zone = zone_typed(text) if text else ""
        if zone is None:
            raise forms.ValidationError("We do not know this place. Choose a time zone from the list, such as Europe/London.")
        return zone


class UsualChoiceField(forms.ChoiceField):
    """A choice that begins with the usual one, and is that one where nothing is sent."""

    def clean(self, value):
        return super().clean(value or self.initial)


class DeadlineForm(forms.Form):
    """Sets a deadline. `person_zone` is asked only while the person's own zone is not known."""

    kind = UsualChoiceField(label="What is it", choices=Deadline.Kind.choices, initial=Deadline.Kind.EMPLOYER)
    wall = WallField(label="Day and time there", help_text="As the clock there shows it.")
    zone = ZoneField(label="Time zone of that clock", help_text="A city or a zone: New York, Europe/London.")
    precision = UsualChoiceField(
        label="How exact was it",
        choices=[("time", "A day and a time"), ("date", "Only a day: 17:00 there counts")],
        initial=Deadline.Precision.TIME,
    )
    source = UsualChoiceField(label="How do you know", choices=Deadline.Source.choices, initial=Deadline.Source.VERBAL)
    note = forms.CharField(label="Note", max_length=300, required=False)
    person_zone = ZoneField(
        label="Your own time zone", required=False, help_text="So that reminders come while you are awake, and say when it is for you."
    )

    def __init__(self, *args, negotiation: Negotiation, user, now: datetime, **kwargs):
        self.now = now
        kwargs["initial"] = {"zone": default_zone(negotiation, user), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        if user.zone in zone_names():
            self.fields.pop("person_zone", None)
        elif "person_zone" in self.fields:
            self.fields["person_zone"].widget.attrs["data-own-zone"] = "true"

    def clean(self):
        """A day typed alone means that day. A time that has passed cannot be kept."""
        given = super().clean()
        if DAY_ALONE.fullmatch(self.data.get("wall", "").strip()):
            given["precision"] = Deadline.Precision.DATE
        wall, zone = given.get("wall"), given.get("zone")
        if wall and zone and moment(wall_of(wall, given.get("precision")), zone) <= self.now:
            self.add_error("wall", "This time has passed there.")
        return given


class MoveForm(DeadlineForm):
    """Moves a deadline: another time, perhaps in another zone."""

    kind = source = note = person_zone = None

    def __init__(self, *args, deadline: Deadline, **kwargs):
        kwargs["initial"] = {"wall": deadline.wall, "zone": deadline.zone}
        super().__init__(*args, negotiation=deadline.negotiation, **kwargs)
        self.fields["precision"].initial = deadline.precision


def default_zone(negotiation: Negotiation, user) -> str:
    """The last deadline's zone in this negotiation, else that of the region, else the person's own, else nothing: it is asked."""
    last = negotiation.deadlines.order_by("-created_at").first()
    return last.zone if last else zone_of(negotiation.region) or user.zone
