"""What is to be compared, as a form; the options that there are to choose from; the name under which a comparison is kept."""

from dataclasses import dataclass

from django import forms

from negotiate.money.currencies import COMMON
from offers.assumption_forms import read_rate
from offers.fields import CurrencyField
from offers.models import Negotiation, Proposal
from offers.options import PRESENT, NotComparable, keys_in
from offers.proposal_page import zone_of
from offers.term_details import TypedField
from offers.wording import date_words

MOST_LISTED = 40
MOST_OTHERS = 200
NOT_A_RATE = "This goes from 0 % to 100 %."


@dataclass(frozen=True)
class Choice:
    """One box to tick; `others` are the negotiation's other proposals."""

    key: str
    name: str
    about: str
    is_chosen: bool
    others: tuple["Choice", ...] = ()

    @property
    def is_open(self) -> bool:
        return any(other.is_chosen for other in self.others)


class CompareForm(forms.Form):
    """The options come as `ids`, one by one or with commas between. What comes as `with` is ticked, and nothing is compared yet."""

    currencies = COMMON
    currency = CurrencyField(label="In which currency", required=False, max_length=10)
    discount_rate = TypedField(read_rate, "Discount rate, a year", example="5 %")

    def __init__(self, data):
        super().__init__(data)
        self.asked = [key.strip() for text in data.getlist("ids") for key in text.split(",")]
        self.ticked = [*self.asked, *data.getlist("with")]
        self.keys = []

    def clean(self):
        try:
            self.keys = keys_in(self.asked)
        except NotComparable as refusal:
            self.add_error(None, str(refusal))
        return self.cleaned_data

    def clean_discount_rate(self):
        rate = self.cleaned_data["discount_rate"]
        if rate is not None and not 0 <= rate <= 1:
            raise forms.ValidationError(NOT_A_RATE)
        return rate


class NameForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200)


def choices_for(user, asked) -> list[Choice]:
    """The person's negotiations that have something on the table, newest first, each with its other proposals. Two questions."""
    rows = list(Negotiation.objects.owned_by(user).filter(proposals__isnull=False).distinct()[:MOST_LISTED])
    named = [key for key in asked if len(key) == 36 and "\0" not in key]
    proposals = Proposal.objects.filter(negotiation__in=[row.pk for row in rows]).order_by("-side", "-made_at", "-created_at")[:MOST_OTHERS]
    by_negotiation = {}
    for proposal in proposals:
        by_negotiation.setdefault(proposal.negotiation_id, []).append(proposal)
    zone = zone_of(user)
    return [choice_of(row, by_negotiation.get(row.pk, []), named, zone) for row in rows]


def choice_of(negotiation: Negotiation, proposals: list[Proposal], asked: list[str], zone: str) -> Choice:
    """What stands for the negotiation first: the newest offer, or the newest counter."""
    standing, *others = proposals or [None]
    about = f"{standing.get_side_display().lower()} of {date_words(standing.made_at, zone)}" if standing else ""
    return Choice(
        key=str(negotiation.pk),
        name=str(negotiation),
        about=about,
        is_chosen=str(negotiation.pk) in asked,
        others=tuple(other_choice(proposal, asked, zone) for proposal in others),
    )


def other_choice(proposal: Proposal, asked: list[str], zone: str) -> Choice:
    about = f"{date_words(proposal.made_at, zone)}, {proposal.get_status_display().lower()}"
    return Choice(str(proposal.pk), proposal.get_side_display(), about, str(proposal.pk) in asked)


def left_over(choices: list[Choice], chosen) -> list[Choice]:
    """What was asked for and stands in no list: shown all the same, so that it can be taken out."""
    there = {choice.key for choice in choices} | {other.key for choice in choices for other in choice.others} | {PRESENT}
    return [Choice(one.key, one.name, "", True) for one in chosen if one.key not in there]
