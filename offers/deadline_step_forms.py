"""The forms of a deadline's further steps: more time asked for, reminders put off."""

from datetime import datetime

from django import forms

from offers.asking import REASON, proposed
from offers.deadline_fields import WallField
from offers.deadlines import moment, zone_named, zone_names
from offers.models import Deadline
from offers.nudges import persons_zone
from offers.snoozing import choices
from offers.spoken_times import NotUnderstood, hear
from offers.wording import given_words


class AskForm(forms.Form):
    """One date and one reason; by the clock of the deadline."""

    until = WallField(label="Until when, by their clock", help_text="One date. Three working days are often given.")
    reason = forms.CharField(
        label="The one reason",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="True, short, and about you.",
    )

    def __init__(self, *args, deadline: Deadline, now: datetime, **kwargs):
        self.deadline, self.now = deadline, now
        kwargs["initial"] = {"until": proposed(deadline.wall, deadline.zone, now), "reason": REASON}
        super().__init__(*args, **kwargs)

    @property
    def own_zone(self) -> str:
        zone = self.deadline.negotiation.user.zone
        return zone if zone in zone_names() else ""

    def clean_until(self) -> datetime:
        until = self.cleaned_data["until"]
        wall = until if isinstance(until, datetime) else heard_wall(until, self.deadline.zone, self.now, own=self.own_zone)
        if moment(wall, self.deadline.zone) <= max(self.deadline.at, self.now):
            raise forms.ValidationError(f"It must be later than the deadline, {given_words(self.deadline.at, self.deadline.zone)}.")
        return wall


class SnoozeForm(forms.Form):
    """Until tomorrow, until six hours before, or until a time by the person's clock."""

    choice = forms.ChoiceField(label="Remind me again", widget=forms.RadioSelect)
    until = WallField(label="At this time", required=False, help_text="By your clock.")

    def __init__(self, *args, deadline: Deadline, user, now: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.deadline, self.now, self.zone = deadline, now, persons_zone(user, deadline)
        known = choices(at=deadline.at, zone=self.zone, waking_from=user.waking_from, now=now)
        self.known = {choice.name: choice.until for choice in known}
        named = {"tomorrow": "Tomorrow", "before": "6 hours before"}
        words = [(name, f"{named[name]}: {given_words(until, self.zone)}") for name, until in self.known.items()]
        self.fields["choice"].choices = [*words, ("time", "At a time of my own")]
        self.fields["choice"].initial = next(iter(self.known), "time")

    def clean(self):
        """`at`: the moment chosen."""
        given = super().clean()
        if given.get("choice") == "time" and "until" not in self.errors:
            self.take_own(given.get("until"))
        elif given.get("choice") in self.known:
            given["at"] = self.known[given["choice"]]
        return given

    def take_own(self, until) -> None:
        try:
            wall = until if isinstance(until, datetime) or not until else heard_wall(until, self.zone, self.now, own=self.zone)
        except forms.ValidationError as problem:
            self.add_error("until", problem)
            return
        if not wall:
            self.add_error("until", "Say when.")
        elif not self.now < (at := moment(wall, self.zone)) < self.deadline.at:
            self.add_error("until", "Choose a time that is ahead and before the deadline.")
        else:
            self.cleaned_data["at"] = at


def heard_wall(said: str, zone: str, now: datetime, *, own: str = "") -> datetime:
    """The one time that the words mean, on the clock of `zone`, whichever they name. Raises ValidationError."""
    try:
        heard = hear(said, now=now, zone=zone, own=own)
    except NotUnderstood as problem:
        raise forms.ValidationError(str(problem)) from None
    if not heard.sure:
        raise forms.ValidationError("This may mean several times. Name the day and the time, by the clock here.")
    wall = heard.meanings[0].wall
    return moment(wall, heard.zone).astimezone(zone_named(zone)).replace(tzinfo=None) if heard.zone else wall
