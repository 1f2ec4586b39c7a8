"""The form for one component of the candidate's own numbers: amounts as people type them, each with its source, day and reason."""

from django import forms

from negotiate.money.currencies import currency_of
from negotiate.money.formatting import amount_of
from negotiate.money.typed import read
from offers.fields import CurrencyField
from offers.models import OwnNumber
from offers.own_numbers import Given, ReasonMissing, departs, usual_period, value_of
from offers.terms import usual

KINDS = {"band": "Your range", "anchor": "Ask for", "accept": "Accept", "walk_away": "Walk away"}
VALUES = {"band": ("low", "high"), "anchor": ("anchor",), "accept": ("accept",), "walk_away": ("walk_away",)}
LABELS = {"low": "From", "high": "To", "anchor": "I ask for (anchor)", "accept": "I accept from", "walk_away": "I walk away below"}
DAY = {"type": "date"}


class OwnNumbersForm(forms.Form):
    """A range and three marks of one component. They begin as the guide's, or as what the candidate has changed."""

    currency = CurrencyField(label="Currency", max_length=10, required=False)
    period = forms.ChoiceField(label="Per", required=False, choices=[("", "As usual"), *OwnNumber.Period.choices])

    def __init__(self, *args, component, currency, own, guides, **kwargs):
        """`own` and `guides`: the figures by kind."""
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.component, self.usual_currency, self.own, self.guides = component, currency, own, guides
        begun = {**guides, **own}
        first = next(iter(own.values()), None) or next(iter(guides.values()), None)
        self.initial.setdefault("currency", (first.currency if first else "") or currency)
        self.initial.setdefault("period", (own and first.period) or "")
        for kind, names in VALUES.items():
            self.add_kind(kind, names, begun.get(kind), own.get(kind))

    def add_kind(self, kind, names, figure, own):
        for name in names:
            value = figure and (figure.high if name == "high" else figure.low if name == "low" else value_of(figure))
            typed = {"autocomplete": "off", "inputmode": "text"}
            self.fields[name] = forms.CharField(label=LABELS[name], max_length=60, required=False, widget=forms.TextInput(typed))
            self.initial.setdefault(name, amount_of(value, figure) if value is not None else "")
        self.fields[f"{kind}_source"] = forms.CharField(label="Where from", max_length=300, required=False)
        self.fields[f"{kind}_as_of"] = forms.DateField(label="Of which day", required=False, widget=forms.DateInput(DAY, format="%Y-%m-%d"))
        self.initial |= {f"{kind}_source": own.source if own else "", f"{kind}_as_of": own.as_of if own else None}
        if kind in self.guides:
            self.fields[f"{kind}_reason"] = forms.CharField(label="Why not the guide's number", max_length=500, required=False)
            self.initial[f"{kind}_reason"] = own.reason if own else ""

    def groups(self) -> list[dict]:
        """The fields by kind, for the page."""
        return [
            {
                "kind": kind,
                "name": KINDS[kind],
                "guide": self.guides.get(kind),
                "values": [self[name] for name in names],
                "more": [self[f"{kind}_{part}"] for part in ("source", "as_of", "reason") if f"{kind}_{part}" in self.fields],
            }
            for kind, names in VALUES.items()
        ]

    def clean(self):
        given = super().clean()
        self.numbers = {}
        for kind, names in VALUES.items():
            typed = {name: self.read(name, given.get(name, "")) for name in names}
            if any(typed.values()) and not any(name in self.errors for name in names):
                self.check(kind, names, typed, given)
        return given

    def read(self, name, text):
        """What was typed in a field, or None; what cannot be read is an error there."""
        if not text:
            return None
        try:
            return read(text, context=self.cleaned_data.get("currency") or self.usual_currency)
        except ValueError as error:
            self.add_error(name, str(error))
            return None

    def check(self, kind, names, typed, given):
        try:
            number = self.number(kind, names, typed, given)
        except ValueError as error:
            self.add_error(names[-1], str(error))
            return
        self.numbers[kind] = number
        if departs(number, kind, self.guides.get(kind)) and not number.reason.strip():
            self.add_error(f"{kind}_reason", str(ReasonMissing(kind)))

    def number(self, kind, names, typed, given) -> Given:
        """The figure that was typed. Raises ValueError where its parts do not go together."""
        there = [one for one in typed.values() if one]
        money = {one.amount is not None for one in there}
        if len(money) > 1:
            raise ValueError("Give both ends as money, or both as a percent.")
        low, high = (self.value(typed[name]) for name in (names[0], names[-1]))
        if low is not None and high is not None and low > high:
            raise ValueError("The range ends below where it begins.")
        unit = "currency" if money.pop() else self.percent_of()
        return Given(
            low=low,
            high=high,
            unit=unit,
            currency=self.currency_meant(there, given) if unit == "currency" else None,
            period=(given.get("period") or self.period_of(kind, unit)) if unit == "currency" else None,
            original=" – ".join(given[name] for name in names if given[name])[:120],
            source=given.get(f"{kind}_source", ""),
            as_of=given.get(f"{kind}_as_of"),
            reason=given.get(f"{kind}_reason", ""),
        )

    def value(self, typed):
        return None if typed is None else typed.percent if typed.amount is None else typed.amount

    def percent_of(self) -> str:
        """What a percent of this component is of: as the guide has it, else as usual."""
        percents = (figure.unit for figure in self.guides.values() if figure.unit.startswith("percent"))
        return next((unit for unit in percents if unit in OwnNumber.Unit), usual(self.component).percent_of)

    def period_of(self, kind, unit):
        guides = self.guides.get(kind) or next(iter(self.guides.values()), None)
        return guides.period if guides and guides.unit == unit else usual_period(self.component, unit)

    def currency_meant(self, typed, given) -> str:
        named = {one.currency for one in typed if one.currency}
        if len(named) > 1:
            raise ValueError(f"Two currencies are named, {' and '.join(sorted(named))}: give one.")
        return named.pop() if named else currency_of(given.get("currency") or self.usual_currency)
