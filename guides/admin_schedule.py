"""The time at which a revision goes out, as staff type it: in their own zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils.timezone import now as current_time


class ScheduleForm(forms.Form):
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def __init__(self, *args, user, at=None, **options):
        """`at` is the time that is set already, if one is."""
        super().__init__(*args, **options)
        self.zone = ZoneInfo(user.clock)
        self.fields["time"].help_text = f"In {self.zone.key}."
        if at:
            self.initial |= {"day": at.astimezone(self.zone).date(), "time": at.astimezone(self.zone).time()}

    def clean(self):
        given = super().clean()
        if not self.errors and self.moment <= current_time():
            self.add_error("day", "That time is past.")
        return given

    @property
    def moment(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], self.zone)

    @property
    def given(self) -> dict:
        return {"at": self.moment}
