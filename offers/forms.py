"""Forms of a negotiation: beginning it, a package put on the table, the outcome, reopening."""

from hashlib import sha256

from django import forms

from offers.fields import CurrencyField, DayField, LetterField, MomentField
from offers.models import Outcome, Proposal

ELSEWHERE = "elsewhere"
OFFER, COUNTER = "offer", "counter"
LETTER_HELP = "A PDF or an image, at most 10 MB. Nobody but you can open it."
USUALLY = {"status": Proposal.Status.VERBAL}


def figures_of(guide) -> list:
    """The bands of a guide's published revision, in its order."""
    return list(guide.published.bands.all()) if guide and guide.published else []


def distinct(values) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def choices_from(names, question) -> forms.ChoiceField:
    none = [(ELSEWHERE, "None of these: nothing to compare with")]
    chosen = {"initial": names[0]} if len(names) == 1 else {}
    return forms.ChoiceField(label=question, choices=[("", "Choose…"), *((name, name) for name in names), *none], **chosen)


class NegotiationForm(forms.Form):
    """Begins a negotiation. With a guide its company and role are fixed, and region and level are chosen from it."""

    employer = forms.CharField(label="Employer", max_length=200)
    role_name = forms.CharField(label="Role", max_length=200)
    region = forms.CharField(label="Region", max_length=200, required=False, help_text="Where you would be paid.")
    level = forms.CharField(label="Level", max_length=200, required=False)
    currency = CurrencyField(label="Currency", max_length=10, initial="USD")
    start_on = DayField(label="Start date", required=False)

    def __init__(self, *args, guide=None, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.guide, self.bands = guide, figures_of(guide)
        if guide:
            self.fix("employer", guide.company.name)
            self.fix("role_name", guide.role.name)
            self.choose("region", "Region")
            self.choose("level", "Level")
        if any(band.currency for band in self.bands):
            self.fields["currency"].required, self.fields["currency"].initial = False, ""
            self.fields["currency"].help_text = "Empty: the currency that the guide uses for the region."

    def fix(self, name, value):
        """Show the guide's own value; what is sent does not change it."""
        self.fields[name].disabled, self.fields[name].initial = True, value
        self.initial[name] = value

    def choose(self, name, label):
        """Choose from the guide's names; where its figures have none, there is nothing to choose."""
        names = distinct(getattr(band, name) for band in self.bands)
        if names:
            self.fields[name] = choices_from(names, label)
        elif self.bands:
            del self.fields[name]

    def clean_region(self):
        return self.named("region")

    def clean_level(self):
        return self.named("level")

    def named(self, name) -> str:
        value = self.cleaned_data.get(name, "")
        return "" if value == ELSEWHERE and self.guide else value

    def clean_currency(self):
        return self.cleaned_data["currency"] or self.usual_currency

    @property
    def usual_currency(self) -> str:
        """The currency of the guide's first figure for the region that was chosen."""
        region = self.data.get("region", "")
        usual = distinct(band.currency for band in self.bands if band.region == region or not region)
        return (usual or distinct(band.currency for band in self.bands) or ["USD"])[0]

    @property
    def currency_meant(self) -> str:
        """The currency that amounts on the same page are in, before anything is checked."""
        try:
            return self.fields["currency"].clean(self.data.get("currency", "")) or self.usual_currency
        except forms.ValidationError:
            return self.usual_currency

    def answers(self) -> dict:
        """What `start_negotiation` takes."""
        return {name: self.cleaned_data.get(name) for name in ("employer", "role_name", "region", "level", "currency", "start_on")}


def details_digest(negotiation) -> str:
    """Stands for a negotiation's details: another as soon as one of them changes."""
    said = [str(getattr(negotiation, name)) for name in ("employer", "role_name", "region", "level", "currency", "start_on", "revision_id")]
    return sha256("\0".join(said).encode()).hexdigest()


class DetailsForm(NegotiationForm):
    """Corrects a negotiation. With a pinned guide, region and level are chosen from its revision, or stay what they are.

    `begun` names the details as the page was opened on them: where they are others by now, the second of two tabs is told.
    """

    begun = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, negotiation, **kwargs):
        self.now = details_digest(negotiation)
        own = {name: getattr(negotiation, name) or "" for name in ("employer", "role_name", "region", "level", "currency")}
        super().__init__(*args, initial={**own, "start_on": negotiation.start_on}, **kwargs)
        if negotiation.revision:
            self.guide, self.bands = negotiation.revision.guide, list(negotiation.revision.bands.all())
            for name in ("employer", "role_name"):
                self.fix(name, own[name])
            for name, label in (("region", "Region"), ("level", "Level")):
                self.choose(name, label)
                self.offer_own(name, own[name])

    def clean(self):
        given = super().clean()
        if given.get("begun") and given["begun"] != self.now:
            raise forms.ValidationError(
                "These details were changed elsewhere since you opened this page, perhaps in another tab. Nothing is saved yet:"
                " what you typed stands below, and saving again puts it in their place."
            )
        return given

    def offer_own(self, name, value):
        """What it is now can stay, though the guide does not know it."""
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField) and value and value not in dict(field.choices):
            field.choices = [*field.choices, (value, f"{value} (not in the guide)")]

    def answers(self) -> dict:
        """What `change_negotiation` takes: what the form asks for."""
        fixed = ["begun", *(name for name, field in self.fields.items() if field.disabled)]
        return {name: self.cleaned_data[name] for name in self.fields if name not in fixed}


class ProposalForm(forms.Form):
    """What is said of a package beside its lines."""

    status = forms.ChoiceField(label="How was it made", choices=Proposal.Status.choices, required=False, initial=Proposal.Status.VERBAL)
    made_at = MomentField(label="When")
    letter = LetterField(label="The letter", required=False, help_text=LETTER_HELP)
    note = forms.CharField(label="Note", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, zone, now, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        place_moment(self, "made_at", zone, now)

    @property
    def says_more(self) -> bool:
        """Whether there is something to see in these fields: an error, or what is not as usual."""
        return any(field.errors or field.value() not in (None, "", USUALLY.get(field.name)) for field in self)

    @property
    def letter_sent(self):
        """The letter that was sent, if any."""
        return self.cleaned_data["letter"]

    def answers(self) -> dict:
        """What `add_proposal` takes."""
        given = self.cleaned_data
        return {"status": given["status"] or Proposal.Status.VERBAL, "made_at": given["made_at"], "note": given["note"]}


class AdvanceForm(forms.Form):
    """It came in writing, or is signed; with the letter, if there is one to keep."""

    status = forms.ChoiceField(label="It is now", widget=forms.RadioSelect)
    letter = LetterField(label="The letter", required=False, help_text=LETTER_HELP)

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, use_required_attribute=False, initial={"status": proposal.status}, **kwargs)
        ahead = Proposal.Status.choices[Proposal.Status.values.index(proposal.status) :]
        self.fields["status"].choices = ahead


class OutcomeForm(forms.Form):
    """How it ended. Accepted: on their newest offer, or on the candidate's newest counter, to which they agreed."""

    kind = forms.ChoiceField(label="How did it end", choices=Outcome.Kind.choices, widget=forms.RadioSelect)
    proposal = forms.ChoiceField(label="If accepted: what was agreed", required=False, widget=forms.RadioSelect)
    decided_at = MomentField(label="When")
    note = forms.CharField(label="Note to yourself", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, agreeable: dict, zone, now, **kwargs):
        """`agreeable`: the proposals that may have been agreed on, as choice to (words, proposal)."""
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.agreeable = agreeable
        self.fields["proposal"].choices = [(choice, words) for choice, (words, _) in agreeable.items()]
        self.fields["proposal"].initial = next(iter(agreeable), None)
        if not agreeable:
            del self.fields["proposal"]
        place_moment(self, "decided_at", zone, now)

    def clean(self):
        given = super().clean()
        if given.get("kind") == Outcome.Kind.ACCEPTED and not self.agreeable:
            self.add_error("kind", "There is no offer to accept yet: log it first.")
        return given

    def answers(self) -> dict:
        """What `record_outcome` takes."""
        given = self.cleaned_data
        accepted = given["kind"] == Outcome.Kind.ACCEPTED
        _, proposal = self.agreeable.get(given.get("proposal"), ("", None)) if accepted else ("", None)
        return {"kind": given["kind"], "proposal": proposal, "note": given["note"], "decided_at": given["decided_at"]}


class ReopenForm(forms.Form):
    reason = forms.CharField(label="Why do you take it up again", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


def place_moment(form, name, zone, now):
    """Tell a moment's field whose clock it is on, and the person too."""
    field = form.fields[name]
    field.place(zone, now)
    field.help_text = f"By the clock in {field.zone.rpartition('/')[2].replace('_', ' ')}. Empty: now."
