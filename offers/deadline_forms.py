"""The forms that set and move a deadline: said as people say it, or picked; the zone of that clock; what it means, in words."""

import re
from datetime import datetime

from django import forms

from offers.deadline_fields import LeadsField, MeantField, UsualChoiceField, WallField, ZoneField
from offers.deadlines import moment, wall_of, zone_names
from offers.models import Deadline, Negotiation
from offers.spoken_times import EXAMPLES, Heard, Meaning, NotUnderstood, hear
from offers.wording import both_words, duration_words, given_words
from offers.zones import several_of, zone_of

DAY_ALONE = re.compile(r"\d{4}-?\d{2}-?\d{2}")
YEARS = range(2000, 2101)


def key_of(meaning: Meaning) -> str:
    return f"{meaning.wall.isoformat(timespec='minutes')} {meaning.precision}"


class DeadlineForm(forms.Form):
    """Sets a deadline. `person_zone` is asked only while the person's own zone is not known, `meant` only where words are open."""

    kind = UsualChoiceField(label="What is it", choices=Deadline.Kind.choices, initial=Deadline.Kind.EMPLOYER)
    said = forms.CharField(
        label="When, as they said it",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "Friday 17:00"}),
        help_text=f"{EXAMPLES}. Or: no date given.",
    )
    meant = MeantField(label="Which one is meant?", required=False)
    zone = ZoneField(label="Time zone of that clock", required=False, help_text="A city or a zone: New York, Europe/London.")
    wall = WallField(label="Or picked: day and time there", required=False, help_text="As the clock there shows it.")
    precision = UsualChoiceField(
        label="How exact was it",
        choices=[("time", "A day and a time"), ("date", "Only a day: 17:00 there counts")],
        initial=Deadline.Precision.TIME,
        help_text="For a time that is picked. Words speak for themselves.",
    )
    source = UsualChoiceField(label="How do you know", choices=Deadline.Source.choices, initial=Deadline.Source.VERBAL)
    set_by = forms.CharField(label="Who named it", max_length=100, required=False)
    note = forms.CharField(label="Note", max_length=300, required=False)
    leads = LeadsField(label="Remind me of this one")
    person_zone = ZoneField(
        label="Your own time zone", required=False, help_text="So that reminders come while you are awake, and say when it is for you."
    )

    def __init__(self, *args, negotiation: Negotiation, user, now: datetime, **kwargs):
        self.now, self.user, self.undated = now, user, False
        kwargs["initial"] = {"zone": default_zone(negotiation, user), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["leads"].help_text = f"Such as 2 days, 6h, 15 min. Empty: as for all, {', '.join(user.leads) or 'no reminders'}."
        if "zone" in self.fields and (several := several_of(negotiation.region)):
            self.fields["zone"].help_text = f"{negotiation.region} has several clocks: {', '.join(several)}… Which one counts?"
        if user.zone in zone_names():
            self.fields.pop("person_zone", None)
        elif "person_zone" in self.fields:
            self.fields["person_zone"].widget.attrs["data-own-zone"] = "true"
        self.choices = self.fields["meant"]
        if not self.is_bound:
            del self.fields["meant"]

    def clean(self):
        """Where the words or the time picked are one moment ahead, `wall`, `zone` and `precision` say it; `undated`: no date was given."""
        given = super().clean()
        picked = given.get("wall")
        said = given.get("said") or (picked if isinstance(picked, str) else "")
        if said and isinstance(picked, datetime) and "wall" in self.changed_data:
            self.add_error("said", "Words and a time picked are two answers. Empty one of them.")
        elif said:
            self.hear(said, "said" if given.get("said") else "wall")
        elif picked:
            self.take_picked(picked)
        elif "wall" not in self.errors and "said" not in self.errors:
            self.add_error("wall", "Say when it is.")
        if "meant" not in self.errors:
            self.fields.pop("meant", None)
        return given

    def take_picked(self, wall: datetime) -> None:
        """A day typed alone means that day."""
        if DAY_ALONE.fullmatch(self.data.get("wall", "").strip()):
            self.cleaned_data["precision"] = Deadline.Precision.DATE
        self.take(wall, self.cleaned_data.get("precision"), "wall")

    def hear(self, said: str, field: str) -> None:
        """Take the words at their one meaning, or ask which of several is meant."""
        given = self.cleaned_data
        try:
            heard = hear(said, now=self.now, zone=given.get("zone") or self.own_zone or "UTC", own=self.own_zone)
        except NotUnderstood as problem:
            self.add_error(field, str(problem))
            return
        self.undated = heard.undated
        given["zone"] = heard.zone or given.get("zone")
        if heard.undated:
            given["wall"] = None
        elif meaning := heard.meanings[0] if heard.sure else self.chosen(heard):
            self.take(meaning.wall, meaning.precision, field)

    def chosen(self, heard: Heard) -> Meaning | None:
        """The meaning that was ticked; where none of these was, all are shown in words and asked about."""
        meanings = {key_of(meaning): meaning for meaning in heard.meanings}
        if picked := meanings.get(self.data.get("meant")):
            return picked
        zone = self.cleaned_data.get("zone")
        if not zone:
            self.must_have_zone()
            return None
        self.fields["meant"] = self.choices
        words = {key: given_words(moment(meaning.wall, zone), zone) for key, meaning in meanings.items()}
        self.choices.choices = self.choices.widget.choices = list(words.items())
        asked = "This may mean several times. Which one is it?" if len(words) > 1 else "Is this the time that is meant?"
        self.add_error("meant", asked)
        return None

    def take(self, wall: datetime, precision: str, field: str) -> None:
        """A time that has passed cannot be kept."""
        given = self.cleaned_data
        zone, wall = given.get("zone"), wall_of(wall, precision)
        if not zone:
            self.must_have_zone()
        elif wall.year not in YEARS:
            self.add_error(field, "Is the year right?")
        elif moment(wall, zone) <= self.now:
            self.add_error(field, "This time has passed there.")
        else:
            given["wall"], given["precision"] = wall, precision

    def must_have_zone(self) -> None:
        if "zone" not in self.errors:
            self.add_error("zone", "Whose clock is it? A city or a time zone is required.")

    @property
    def own_zone(self) -> str:
        """The person's zone: known, or given here; empty where it is neither."""
        given = getattr(self, "cleaned_data", {}).get("person_zone") or ""
        return self.user.zone if self.user.zone in zone_names() else given

    @property
    def in_words(self) -> str:
        """What is understood so far, there and for the person; empty where it is nothing yet."""
        given = getattr(self, "cleaned_data", {})
        wall, zone = given.get("wall"), given.get("zone")
        if self.undated:
            return "No date: no deadline is set and nothing is guessed. It is noted on the timeline."
        if not isinstance(wall, datetime) or not zone or self.errors.keys() & {"said", "wall", "zone", "meant"}:
            return ""
        at = moment(wall, zone)
        by_day = " Only the day was given: 17:00 there counts." if given.get("precision") == Deadline.Precision.DATE else ""
        return f"{both_words(at, zone, self.own_zone)}.{by_day} That is in {duration_words(at - self.now)}."


class MoveForm(DeadlineForm):
    """Moves a deadline: another time, perhaps in another zone, perhaps other reminders."""

    kind = source = set_by = note = person_zone = None

    def __init__(self, *args, deadline: Deadline, **kwargs):
        kwargs["initial"] = {"wall": deadline.wall, "zone": deadline.zone, "leads": deadline.leads}
        super().__init__(*args, negotiation=deadline.negotiation, **kwargs)
        self.fields["precision"].initial = deadline.precision

    def clean(self):
        given = super().clean()
        if self.undated:
            self.add_error("said", "Say the new time. If the deadline no longer holds, withdraw it.")
        return given


def default_zone(negotiation: Negotiation, user) -> str:
    """The last deadline's zone in this negotiation, else that of the region, else the person's own, else nothing: it is asked."""
    last = negotiation.deadlines.order_by("-created_at").first()
    return last.zone if last else zone_of(negotiation.region) or user.zone
