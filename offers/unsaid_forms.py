"""What an offer leaves unsaid is asked about once: did they withdraw it, or just not mention it?"""

from django import forms

from offers.models import Term
from offers.term_words import own_words
from offers.unsaid import carried_over

PREFIX = "unsaid-"
WITHDRAWN, NOT_MENTIONED = "withdrawn", "not_mentioned"
ANSWERS = [(NOT_MENTIONED, "Not mentioned: it is carried over, and marked"), (WITHDRAWN, "Withdrawn: it is off the table")]
ASKED = "Say for each whether they withdrew it, or just did not mention it."


class UnsaidForm(forms.Form):
    """A question for each term of the offer before that has no counterpart in this one."""

    def __init__(self, data=None, *, terms, **kwargs):
        super().__init__(data, use_required_attribute=False, **kwargs)
        self.terms = list(terms)
        for term in self.terms:
            words = own_words(term)
            self.fields[name_of(term)] = forms.ChoiceField(
                label=words, choices=ANSWERS, widget=forms.RadioSelect, error_messages={"required": "Which of the two?"}
            )

    @property
    def is_new(self) -> bool:
        """Whether nothing was answered yet: the question has not been seen, so nothing is wrong with the answers."""
        return not any(name_of(term) in self.data for term in self.terms)

    def answered(self, answer: str) -> list[Term]:
        return [term for term in self.terms if self.cleaned_data.get(name_of(term)) == answer]

    def carried(self) -> list[Term]:
        """Unsaved copies of what was just not mentioned."""
        return carried_over(self.answered(NOT_MENTIONED))

    def withdrawn(self) -> list[str]:
        """The components that were taken back."""
        return list(dict.fromkeys(term.component for term in self.answered(WITHDRAWN)))


def name_of(term: Term) -> str:
    return f"{PREFIX}{term.pk}"


def asked_before(data, terms) -> list[Term]:
    """The terms that a sent page has asked about."""
    return [term for term in terms if name_of(term) in data]
