"""The lines of a proposal as a form: five usual ones first, others on demand, amounts as people type them."""

from django import forms

from negotiate.money.typed import LONGEST, Typed, read, read_percent
from offers.fields import CurrencyField
from offers.models import Term
from offers.negotiating import MOST_TERMS
from offers.term_words import value_of
from offers.terms import complete, usual

MOST_SENT = 500
VALUES = ("amount", "percent", "units", "text")
CARRIED = ("kind", "price", "strike", "years_of_service", "schedule", "cliff_months", "deferral", "repayment", "pnl")
NO_PERCENT = ("base", "sign_on", "relocation", "make_whole")
FIRST = ("base", "bonus", "sign_on", "equity", "pnl")
MAIN = {"pnl": ("percent",), "bonus": ("amount", "certainty"), "": ("component", "amount", "text")}
MORE = {
    "base": ("currency", "period", "certainty", "text"),
    "bonus": ("percent", "currency", "period", "text"),
    "sign_on": ("currency", "certainty", "text"),
    "equity": ("currency", "units", "certainty", "period", "text"),
    "pnl": ("amount", "currency", "certainty", "text"),
    "": ("percent", "currency", "certainty", "period", "units"),
}
MAIN_LABELS = {
    "base": "Base salary",
    "bonus": "Bonus",
    "sign_on": "Sign-on",
    "equity": "Equity grant, whole amount over four years",
    "pnl": "PnL share, %",
}


def number_field(label, **attrs):
    widget = forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off", **attrs})
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=widget)


def choice_field(label, choices):
    return forms.ChoiceField(label=label, required=False, choices=[("", "As usual"), *choices])


class TermForm(forms.Form):
    """One line. What is left empty is not stated; nothing given at all leaves the line out."""

    component = forms.ChoiceField(label="What is it", required=False, choices=[("", "Choose…"), *Term.Component.choices])
    amount = number_field("Amount, or percent")
    percent = number_field("Percent")
    certainty = choice_field("How certain", Term.Certainty.choices)
    currency = CurrencyField(label="Currency", required=False, max_length=10)
    period = choice_field("How often", Term.Period.choices)
    units = number_field("Number of shares")
    text = forms.CharField(label="Or in words", required=False, max_length=2000)
    source = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, currency="USD", **kwargs):
        super().__init__(*args, **kwargs)
        self.context_currency = currency
        self.fields["amount"].label = MAIN_LABELS.get(self.component_named, "Amount, or percent")
        if self.component_named == "pnl":
            self.fields["percent"].label, self.fields["amount"].label = MAIN_LABELS["pnl"], "Or an amount"

    @property
    def component_named(self) -> str:
        """The component of a line whose component is fixed; empty in a line that may be anything."""
        place = int(self.prefix.rpartition("-")[2]) if self.prefix and self.prefix[-1:].isdigit() else len(FIRST)
        named = FIRST[place] if place < len(FIRST) else ""
        return named if (self.data.get(self.add_prefix("component")) if self.is_bound else named) == named else ""

    @property
    def name(self) -> str:
        return Term.Component(self.component_named).label if self.component_named else "Another line"

    @property
    def main(self) -> list:
        """The fields that are seen at once."""
        return [self[name] for name in MAIN.get(self.component_named, ("amount",))]

    @property
    def more(self) -> list:
        """The fields that are seen on demand."""
        return [self[name] for name in MORE[self.component_named]]

    @property
    def more_is_open(self) -> bool:
        """Whether the fields on demand hold something to see: an error, or what was typed."""
        return any(field.errors or field.name in ("percent", "units", "text") and field.value() for field in self.more)

    def clean_amount(self) -> Typed | None:
        return self.read("amount", lambda text: read(text, context=self.context_currency))

    def clean_percent(self):
        return self.read("percent", read_percent)

    def clean_units(self):
        typed = self.read("units", read)
        if typed and (typed.amount is None or typed.currency):
            raise forms.ValidationError("Write a number of shares, such as 1,200.")
        return typed.amount if typed else None

    def read(self, name, reader):
        text = self.cleaned_data.get(name)
        try:
            return reader(text) if text else None
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self):
        """One value, in the field where it belongs: a percent typed as an amount is a percent."""
        given = super().clean()
        typed = given.get("amount")
        if typed and typed.percent is not None:
            given["amount"], given["percent"] = None, typed.percent if given.get("percent") is None else given["percent"]
        stated = [name for name in VALUES if given.get(name) not in (None, "")]
        if len(stated) > 1:
            self.add_error(stated[-1], "Give one of amount, percent, number of shares and words.")
        if stated and not given.get("component") and not self.has_error("component"):
            self.add_error("component", "Say what this is.")
        self.check_money(given, typed)
        return given

    def check_money(self, given, typed):
        component = given.get("component")
        if component in NO_PERCENT and given.get("percent") is not None and not self.has_error("amount"):
            self.add_error("amount", "This is an amount of money, not a percent.")
        if typed and typed.currency and given.get("currency") and typed.currency != given["currency"]:
            self.add_error("amount", f"The amount says {typed.currency}, its currency field {given['currency']}.")

    @property
    def is_given(self) -> bool:
        return any(self.cleaned_data.get(name) not in (None, "") for name in VALUES)

    def term(self, *, currency: str, sources: dict) -> Term:
        """The unsaved row. `sources` are terms, by key, of which this may be a copy: what the form does not show is theirs."""
        given, common = self.cleaned_data, usual(self.cleaned_data["component"])
        typed = given.get("amount")
        term = Term(
            component=given["component"],
            amount=typed.amount if typed else None,
            currency=(typed.currency or given.get("currency") or currency) if typed else None,
            percent=given.get("percent"),
            units=given.get("units"),
            text=given.get("text", ""),
            certainty=given.get("certainty") or common.certainty,
            period=given.get("period") or common.period,
            original=next((text for name in VALUES if (text := self[name].value())), "")[:300],
        )
        copied = sources.get(given.get("source"))
        if copied and copied.component == term.component:
            for name in CARRIED:
                setattr(term, name, getattr(copied, name))
        return complete(term, currency=currency)


class BaseTermFormSet(forms.BaseFormSet):
    default_error_messages = {"too_many_forms": f"At most {MOST_TERMS} lines fit in one proposal: leave some out, or sum them up."}

    def given(self) -> list[TermForm]:
        return [form for form in self.forms if form.is_given]

    def terms(self, *, currency: str, sources=()) -> list[Term]:
        """The unsaved rows of the lines that were filled in."""
        by_key = {term.pk: term for term in sources}
        return [form.term(currency=currency, sources=by_key) for form in self.given()]


TermFormSet = forms.formset_factory(
    TermForm, formset=BaseTermFormSet, extra=0, max_num=MOST_TERMS, validate_max=True, absolute_max=MOST_SENT
)


def initial_lines(terms=()) -> list[dict]:
    """The five usual lines, filled from the terms where there are any, and the terms that are more than these."""
    left = list(terms)
    lines = []
    for component in FIRST:
        term = next((term for term in left if term.component == component), None)
        lines.append(line_of(term) if term else usual_line(component))
        left = [other for other in left if other is not term]
    return lines + [line_of(term) for term in left]


def usual_line(component) -> dict:
    return {"component": component, "certainty": usual(component).certainty, "period": usual(component).period}


def line_of(term: Term) -> dict:
    value = value_of(term)
    shown = {} if value is None else {next(name for name in VALUES if getattr(term, name) is not None): plain(value)}
    own = {name: getattr(term, name) for name in ("component", "certainty", "period", "text", "currency")}
    return {**own, **shown, "source": term.pk}


def plain(value) -> str:
    """A number as one would type it: 300,000 or 12.5."""
    whole = value == value.to_integral_value()
    return f"{value.to_integral_value() if whole else value.normalize():,f}"


def typed_lines(data, prefix="terms", more=0) -> list[dict]:
    """What stands in a sent form's lines, to show it again as it was; with `more` empty lines at the end."""
    sent = data.get(f"{prefix}-TOTAL_FORMS", "")
    count = min(int(sent), MOST_SENT) if sent.isascii() and sent.isdigit() and len(sent) < 5 else 0
    names = TermForm.base_fields
    lines = [{name: data.get(f"{prefix}-{place}-{name}", "") for name in names} for place in range(count)]
    return lines + [{} for _ in range(max(0, min(more, MOST_TERMS - count)))]
