"""The lines of a proposal as a form: five usual ones first, others on demand, amounts as people type them."""

from dataclasses import dataclass

from django import forms

from negotiate.money.formatting import PERCENT_OF
from negotiate.money.typed import Typed, read, read_percent
from offers import term_details, term_groups
from offers.fields import CurrencyField
from offers.models import Term
from offers.negotiating import MOST_TERMS
from offers.term_details import ATTRIBUTES, DetailsForm, TypedField, currency_named, read_shares
from offers.term_groups import FIRST, MAIN_LABELS
from offers.term_values import VALUES, plain, value_of
from offers.terms import PERCENTS, complete, usual
from offers.unsaid import says_the_same

__all__ = ["FIRST", "TermForm", "TermFormSet", "initial_lines", "plain", "typed_lines"]

MOST_SENT = 200
NO_PERCENT = ("base", "sign_on", "relocation", "make_whole")
NO_VALUE = "Give the amount itself too, or words; or leave this line empty."
MONEY = ("amount", *term_details.MONEY)
WHOLES = {unit: whole or "Not stated" for unit, whole in PERCENT_OF.items()}
ASKED_WITH = {"deferral": ("deferral_percent", "deferral_months"), "repayment": ("repayment_months",)}
ASKS = {
    "deferral_percent": "How much of it is deferred?",
    "deferral_months": "When is the deferred part paid?",
    "repayment_months": "For how long is it to be paid back?",
}


@dataclass(frozen=True)
class Group:
    """Fields on demand under one heading. It is open where there is something to see."""

    name: str
    fields: list
    is_open: bool


def choice_field(label, choices):
    return forms.ChoiceField(label=label, required=False, choices=[("", "As usual"), *choices])


class TermForm(DetailsForm):
    """One line. What is left empty is not stated; nothing given at all leaves the line out.

    `sources` are terms, by key, of which the line may be a copy: what was not touched, or not sent, stays as it is in them.
    """

    component = forms.ChoiceField(label="What is it", required=False, choices=[("", "Choose…"), *Term.Component.choices])
    amount = TypedField(read, "Amount, or percent", money=True)
    percent = TypedField(read_percent, "Percent")
    percent_of = choice_field("Percent of what", [(unit, WHOLES[unit]) for unit in PERCENTS])
    certainty = choice_field("How certain", Term.Certainty.choices)
    currency = CurrencyField(label="Currency", required=False, max_length=10)
    period = choice_field("How often", Term.Period.choices)
    units = TypedField(read_shares, "Number of shares")
    text = forms.CharField(label="Or in words", required=False, max_length=2000)
    source = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, currency="USD", sources=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.sources = sources or {}
        for name in MONEY:
            self.fields[name].context = currency
        self.fields["amount"].label = MAIN_LABELS.get(self.component_named, "Amount, or percent")
        if self.component_named == "pnl":
            self.fields["percent"].label, self.fields["amount"].label = MAIN_LABELS["pnl"], "Or an amount"
        if self.component_named == "equity":
            self.fields["schedule"].label = "Vesting"

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
        return [self[name] for name in term_groups.main_fields(self.component_named)]

    @property
    def more(self) -> list[Group]:
        """The fields that are seen on demand, with all those that hold something."""
        chosen = str(self["component"].value() or "")
        asked = term_groups.groups(self.component_named, "" if self.component_named else chosen)
        known = {name for _, names in asked for name in names} | {*term_groups.main_fields(self.component_named), "component", "source"}
        also = [name for name in self.fields if name not in known and (self[name].errors or self.holds(name))]
        return [self.group(heading, names) for heading, names in [*asked, ("Also", also)] if names]

    def group(self, heading, names) -> Group:
        return Group(heading, [self[name] for name in names], any(self[name].errors or self.holds(name) for name in names))

    def holds(self, name) -> bool:
        """Whether the field says more than what is usual."""
        value = self[name].value()
        component = self.component_named or str(self["component"].value() or "")
        unsaid = ("", getattr(usual(component), name, None), self.fields["amount"].context if name == "currency" else None)
        return value is not None and value not in unsaid

    @property
    def more_is_open(self) -> bool:
        return any(group.is_open for group in self.more)

    @property
    def copied(self) -> Term | None:
        """The term that this line began as, where it still is about the same."""
        source = self.sources.get(self.cleaned_data.get("source"))
        return source if source and source.component == self.cleaned_data.get("component") else None

    @property
    def was_carried(self) -> bool:
        """Whether the line is a copy of one that the employer has not mentioned again."""
        named = str(self["source"].value() or "")
        return bool(named.isdecimal() and (source := self.sources.get(int(named))) and source.carried)

    def is_untouched(self, attribute) -> bool:
        """Whether the fields of a finer point stand as the copied term has them, or were not sent at all."""
        if not self.copied:
            return False
        own = term_details.shown(self.copied)
        sent = [(name, self.data.get(self.add_prefix(name))) for name in ATTRIBUTES[attribute]]
        return all(value is None or value.strip() == own[name].strip() for name, value in sent)

    def clean(self):
        """One value, in the field where it belongs: a percent typed as an amount is a percent."""
        given = super().clean()
        for attribute, names in ATTRIBUTES.items():
            if self.is_untouched(attribute):
                for name in names:
                    self.errors.pop(name, None)
        typed = given.get("amount")
        if typed and typed.percent is not None:
            given["amount"], given["percent"] = None, typed.percent if given.get("percent") is None else given["percent"]
        self.check_one_value(given, [name for name in VALUES if given.get(name) not in (None, "")])
        self.check_percent(given)
        self.check_currencies(given)
        self.check_details(given)
        return given

    def check_one_value(self, given, stated):
        if len(stated) > 1:
            self.add_error(stated[-1], "Give one of amount, percent, number of shares and words.")
        if stated and not given.get("component") and not self.has_error("component"):
            self.add_error("component", "Say what this is.")
        first = term_groups.main_fields(self.component_named)
        value = next(name for name in first if name in VALUES)
        if not stated and not any(self.has_error(name) for name in VALUES) and self.says_details(given):
            self.add_error(value, NO_VALUE)

    def says_details(self, given) -> bool:
        """Whether finer points were typed here that no copied term has."""
        said = [key for key, names in ATTRIBUTES.items() if any(given.get(name) not in (None, "") for name in names)]
        return any(not self.is_untouched(key) for key in said)

    def check_percent(self, given):
        if given.get("component") in NO_PERCENT and given.get("percent") is not None and not self.has_error("amount"):
            self.add_error("amount", "This is an amount of money, not a percent.")

    def check_currencies(self, given):
        """All amounts of a line are in one currency."""
        own = given.get("currency")
        for name in MONEY:
            named = currency_named(given.get(name))
            if named and own and named != own:
                whose = "its currency field" if given.get("currency") else "another amount of this line"
                says = "The amount says" if name == "amount" else "This says"
                self.add_error(name, f"{says} {named}, {whose} {own}.")
            own = own or named

    def check_details(self, given):
        for attribute, asked in ASKED_WITH.items():
            names = ATTRIBUTES[attribute]
            if any(given.get(name) not in (None, "") for name in names) and not self.is_untouched(attribute):
                for name in asked:
                    if given.get(name) is None and not self.has_error(name):
                        self.add_error(name, ASKS[name])
        if given.get("component") not in ("", None, Term.Component.PNL):
            for name in ATTRIBUTES["pnl"]:
                if given.get(name) not in (None, ""):
                    self.add_error(name, "Only a PnL share has this.")
        self.check_guarantee(given)
        self.check_parts(given)

    def check_guarantee(self, given):
        """A role and years are those of an amount; chances of deferred parts are one for all, or one for each."""
        said = given.get("guarantee_role") or given.get("guarantee_years")
        if said and not given.get("guarantee") and not self.has_error("guarantee") and not self.is_untouched("pnl"):
            self.add_error("guarantee", "How much is guaranteed?")
        chances, parts = given.get("deferral_chance") or (), given.get("deferral_months") or ()
        if len(chances) > 1 and parts and len(chances) != len(parts) and not self.is_untouched("deferral"):
            self.add_error("deferral_chance", f"Write one chance for all, or one for each of the {len(parts)} parts.")

    def check_parts(self, given):
        """Parts given as amounts come to the whole amount."""
        parts, typed = given.get("schedule"), given.get("amount")
        if parts and typed and typed.amount is not None and "amount" in parts[0][0] and not self.is_untouched("schedule"):
            total = sum(read(part["amount"]).amount for part in parts[0])
            if total != typed.amount:
                self.add_error("schedule", f"These parts come to {plain(total)}, the amount is {plain(typed.amount)}.")

    @property
    def is_given(self) -> bool:
        return any(self.cleaned_data.get(name) not in (None, "") for name in VALUES)

    def term(self, *, currency: str) -> Term:
        """The unsaved row."""
        given, common = self.cleaned_data, usual(self.cleaned_data["component"])
        typed = given.get("amount")
        term = Term(
            component=given["component"],
            amount=typed.amount if typed else None,
            currency=self.currency_meant(),
            percent=given.get("percent"),
            unit=given.get("percent_of") or "",
            units=given.get("units"),
            text=given.get("text", ""),
            certainty=given.get("certainty") or common.certainty,
            period=given.get("period") or common.period,
            original=next((text for name in VALUES if (text := self[name].value())), "")[:300],
            **term_details.attributes(given),
        )
        for attribute in ATTRIBUTES:
            if self.is_untouched(attribute):
                setattr(term, attribute, getattr(self.copied, attribute))
        self.keep_unshown(term)
        complete(term, currency=currency)
        term.carried = bool(self.copied and self.copied.carried and says_the_same(term, self.copied))
        return term

    def keep_unshown(self, term):
        """What of a copied term no field shows: what its percent is of, and the share that a PnL share was written with."""
        if self.copied and term.percent is not None and self.copied.percent is not None:
            term.unit = term.unit or self.copied.unit
            if term.percent == self.copied.percent and (share := (self.copied.pnl or {}).get("share")):
                term.pnl = (term.pnl or {}) | {"share": share}

    def currency_meant(self) -> str | None:
        """The currency that an amount or a finer point names, else that of the field where there is money at all."""
        given = self.cleaned_data
        named = next((found for name in MONEY if (found := currency_named(given.get(name)))), None)
        money = isinstance(given.get("amount"), Typed) or any(given.get(name) for name in term_details.MONEY)
        return named or (given.get("currency") or None if money else None)


class BaseTermFormSet(forms.BaseFormSet):
    default_error_messages = {"too_many_forms": f"At most {MOST_TERMS} lines fit in one proposal: leave some out, or sum them up."}

    def given(self) -> list[TermForm]:
        return [form for form in self.forms if form.is_given]

    def terms(self, *, currency: str) -> list[Term]:
        """The unsaved rows of the lines that were filled in."""
        return [form.term(currency=currency) for form in self.given()]


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
    own |= {"percent_of": term.unit} if term.percent is not None else {}
    return {**own, **term_details.shown(term), **shown, "source": term.pk}


def typed_lines(data, prefix="terms", more=0) -> list[dict]:
    """What stands in a sent form's lines, to show it again as it was; with `more` empty lines at the end."""
    sent = data.get(f"{prefix}-TOTAL_FORMS", "")
    count = min(int(sent), MOST_SENT) if sent.isascii() and sent.isdigit() and len(sent) < 5 else 0
    names = TermForm.base_fields
    lines = [{name: data.get(f"{prefix}-{place}-{name}", "") for name in names} for place in range(count)]
    return lines + [{} for _ in range(max(0, min(more, MOST_TERMS - count)))]
