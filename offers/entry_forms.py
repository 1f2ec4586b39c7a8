"""What was said, by whom, and the number in it."""

from django import forms

from offers.claim_reading import read_claim
from offers.fields import MomentField
from offers.forms import place_moment
from offers.models import Entry
from offers.saying import fields_of, understood


class EntryForm(forms.Form):
    """A note, promise or statement. A number in a promise or statement is a claim: typed by itself, or read from the words."""

    kind = forms.ChoiceField(label="What is it", choices=Entry.Kind.choices)
    who = forms.ChoiceField(label="Who said it", choices=Entry.Who.choices, initial=Entry.Who.CANDIDATE)
    channel = forms.CharField(label="How", required=False, max_length=100, help_text="Phone, mail, in person.")
    happened_at = MomentField(label="When")
    text = forms.CharField(label="What", max_length=10_000, widget=forms.Textarea(attrs={"rows": 4}))
    claim = forms.CharField(
        label="The number in it",
        required=False,
        max_length=120,
        help_text="50k sign-on, 20 % bonus. A promise with a number stays an open point until it is in writing.",
    )
    meaning = forms.ChoiceField(
        label="If it is a number of your own", required=False, choices=[("", "As the words say"), *Entry.Meaning.choices]
    )

    def __init__(self, *args, zone, now, currency, **kwargs):
        """`currency`: the negotiation's, meant where none is named."""
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.currency = currency
        place_moment(self, "happened_at", zone, now)

    def clean(self):
        given = super().clean()
        typed = given.get("claim", "")
        if typed and given.get("kind") == Entry.Kind.NOTE:
            self.add_error("claim", "A note makes no claim: choose promise or statement.")
        elif typed:
            self.read(typed)
        return given

    def read(self, typed):
        try:
            read_claim(typed, context=self.currency)
        except ValueError as error:
            self.add_error("claim", str(error))

    def answers(self) -> dict:
        """What `add_entry` takes."""
        given = self.cleaned_data
        said = {name: given[name] for name in ("kind", "who", "channel", "text", "happened_at")}
        return said | self.claimed(given)

    def claimed(self, given) -> dict:
        about = {"who": given["who"], "text": given["text"], "currency": self.currency}
        if given.get("claim"):
            fields = fields_of(read_claim(given["claim"], context=self.currency), **about)
        else:
            fields = understood(kind=given["kind"], **about)
        if fields and given.get("meaning") and given["who"] == Entry.Who.CANDIDATE:
            fields["meaning"] = given["meaning"]
        return fields


class SettleForm(forms.Form):
    reason = forms.CharField(
        label="Settled, because…", max_length=500, widget=forms.Textarea(attrs={"rows": 2}), help_text="For yourself, later."
    )
