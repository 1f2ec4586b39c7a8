"""What is not money, weighed: how much each criterion matters, and how well each option does in it, both 0 to 5."""

from dataclasses import dataclass

from django import forms

from negotiate.money.formatting import number
from offers.compared import Compared
from offers.comparing import Scores, Weights, scores
from offers.comparing.options import NOT_MONEY
from offers.comparing.weights import MOST
from offers.models import Term

OWN = {
    "work": "The work itself",
    "people": "The people",
    "growth": "What I would learn",
    "security": "How safe the job is",
    "place": "The place and the way there",
}
CHOICES = [("", "–"), *((number, str(number)) for number in range(MOST + 1))]


@dataclass(frozen=True)
class Criterion:
    """One line of the form: what it is, how much it matters, and for each option its words and its score."""

    name: str
    importance: object
    cells: list[tuple[str, object]]


def criteria_of(found: Compared) -> dict[str, str]:
    """What the options say beside money, and what no offer says."""
    said = {name for option in found.options for name in option.conditions}
    stated = {name: Term.Component(name).label for name in (*NOT_MONEY, "other") if name in said}
    return stated | OWN


class WeighForm(forms.Form):
    """A table of small numbers. What is left empty is not weighed."""

    def __init__(self, data=None, *, found: Compared, kept: dict | None = None):
        self.found, self.criteria = found, criteria_of(found)
        super().__init__(data, initial=initial_of(kept or {}))
        for criterion, label in self.criteria.items():
            self.add(f"importance-{criterion}", f"How much it matters: {label}")
            for option in found.options:
                self.add(f"score-{criterion}-{option.key}", f"{label}: {option.name}")

    def add(self, name: str, label: str):
        self.fields[name] = forms.TypedChoiceField(label=label, choices=CHOICES, coerce=int, empty_value=None, required=False)

    @property
    def rows(self) -> list[Criterion]:
        return [
            Criterion(
                label,
                self[f"importance-{criterion}"],
                [(option.conditions.get(criterion, ""), self[f"score-{criterion}-{option.key}"]) for option in self.found.options],
            )
            for criterion, label in self.criteria.items()
        ]

    @property
    def says(self) -> dict:
        """What was weighed, as it is kept; of a form that holds nothing wrong."""
        given = {name: value for name, value in self.cleaned_data.items() if value is not None}
        importance = {name: given[f"importance-{name}"] for name in self.criteria if f"importance-{name}" in given}
        return {"importance": importance, "scores": {name: found for name in self.criteria if (found := self.scored(given, name))}}

    def scored(self, given: dict, criterion: str) -> dict[str, int]:
        named = {option.key: f"score-{criterion}-{option.key}" for option in self.found.options}
        return {key: given[name] for key, name in named.items() if name in given}


def initial_of(kept: dict) -> dict[str, int]:
    found = {f"importance-{name}": weight for name, weight in kept.get("importance", {}).items()}
    return found | {f"score-{name}-{key}": score for name, by_key in kept.get("scores", {}).items() for key, score in by_key.items()}


def weighed(kept: dict, found: Compared) -> Scores:
    """The scores of what was kept, for the options of the comparison."""
    weights = Weights(importance=kept.get("importance", {}), scores=kept.get("scores", {}))
    return scores(weights, [option.key for option in found.options])


def weighing(kept: dict, found: Compared) -> dict:
    """For the page: each option's name and score where anything could be weighed, and the criteria that could not."""
    scored, labels = weighed(kept, found), criteria_of(found)
    named = [(option.name, number(scored.by_option[option.key])) for option in found.options if scored.by_option]
    return {"score_rows": named, "incomplete": [labels[name] for name in scored.incomplete if name in labels]}
