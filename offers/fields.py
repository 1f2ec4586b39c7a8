"""Form fields that candidates' forms share: currencies as typed, and moments on the person's clock."""

from datetime import UTC, datetime

from django import forms

from negotiate.money.currencies import currency_of
from offers.deadlines import zone_named, zone_names
from offers.letter_files import LARGEST, TOO_LARGE, LetterFile, read_letter
from offers.typed_schedules import YEARS

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
MINUTE = "%Y-%m-%dT%H:%M"


class CurrencyInput(forms.TextInput):
    """Three letters or a sign, with the common ones to choose from: the page carries the list `currencies`."""

    def __init__(self):
        super().__init__({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "list": "currencies"})


class CurrencyField(forms.CharField):
    widget = CurrencyInput

    def clean(self, value):
        text = super().clean(value)
        try:
            return currency_of(text) if text else ""
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class DayField(forms.DateField):
    """A day in the years that a calendar of our time knows: from 1970 to 2200, as in the API."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def to_python(self, value):
        day = super().to_python(value)
        if day and day.year not in YEARS:
            raise forms.ValidationError(f"The year must be from {YEARS[0]} to {YEARS[-1]}.")
        return day


class MomentField(forms.Field):
    """A moment as the person's clock shows it; empty where nothing is typed. Not before 2000, and not after `now`."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE)

    def __init__(self, *args, zone="", now=None, **kwargs):
        super().__init__(*args, required=False, **kwargs)
        self.place(zone, now)

    def place(self, zone: str, now: datetime | None):
        """Whose clock it is, and what time it is."""
        self.zone, self.now = zone if zone in zone_names() else "UTC", now

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            moment = datetime.fromisoformat(value.strip())
            moment = (moment if moment.tzinfo else moment.replace(tzinfo=zone_named(self.zone))).astimezone(UTC)
        except (ValueError, OverflowError):
            raise forms.ValidationError("Write a day and a time, such as 2026-11-27 17:00.") from None
        if moment < EARLIEST:
            raise forms.ValidationError("That is before the year 2000.")
        if self.now and moment > self.now:
            raise forms.ValidationError("That is still to come.")
        return moment


class LetterField(forms.FileField):
    """A PDF or an image, told by its content."""

    widget = forms.FileInput(attrs={"accept": "application/pdf,image/*"})

    def to_python(self, data) -> LetterFile | None:
        if data in self.empty_values:
            return None
        if data.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        try:
            return read_letter(data.name, data.read())
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
