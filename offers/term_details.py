"""The finer points of a term as fields of a form: what each reads, how a term's own are shown, how they become the term's again."""

from decimal import Decimal

from django import forms

from negotiate.money.typed import LONGEST, Typed, read, read_amount, read_percent
from offers.models import Term
from offers.term_values import plain
from offers.typed_details import (
    chance_words,
    chances_words,
    lines_of,
    rate_words,
    read_chances,
    read_delays,
    read_loss_carry,
    read_netting,
    read_rate,
    read_scenarios,
    read_years,
    said_words,
    scenarios_words,
    years_words,
)
from offers.typed_schedules import PRESETS, read_months, read_schedule, schedule_words
from offers.valuation.given import guarantee_from

KINDS = ("RSU", "Options", "Private units", "Phantom units", "Deferred stock", "Refresher")
METHODS = [("", "Not stated"), ("linear", "Month by month"), ("stepped", "In yearly steps"), ("cliff", "All of it until the end")]
BASES = [("", "Not stated"), ("gross", "Before tax"), ("net", "After tax")]
ROLES = [
    ("", "Not said: as floor"),
    ("floor", "Its floor"),
    ("on_top", "On top of it"),
]
AS_FLOOR = "As the floor the higher of the two is paid, on top both. Not said: we count it as the floor."
WHOLE = 100

# Which fields make up which attribute of a term.
ATTRIBUTES = {
    "kind": ("kind",),
    "price": ("price",),
    "strike": ("strike",),
    "limit": ("limit",),
    "months": ("months",),
    "note": ("note",),
    "years_of_service": ("years_of_service",),
    "schedule": ("schedule",),
    "cliff_months": ("cliff_months",),
    "deferral": ("deferral_percent", "deferral_months", "deferral_chance"),
    "repayment": ("repayment_months", "repayment_method", "repayment_basis", "repayment_triggers"),
    "pnl": ("of", "payout", "guarantee", "guarantee_role", "guarantee_years", "scenarios", "netting", "loss_carry", "cut_offs"),
}
MONEY = ("price", "strike", "limit", "guarantee", "schedule", "scenarios")


class TypedField(forms.CharField):
    """A text that a reader understands; the reader's ValueError is the error at the field. Empty is None.

    `context` is the currency talked about, for readers of money.
    """

    def __init__(self, reader, label, *, money=False, max_length=LONGEST, example="", listed="", help_text=""):
        hints = {"autocomplete": "off", "placeholder": example, "list": listed}
        widget = forms.TextInput({name: value for name, value in hints.items() if value})
        super().__init__(label=label, required=False, max_length=max_length, widget=widget, help_text=help_text)
        self.reader, self.money, self.context = reader, money, None

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return self.reader(text, context=self.context) if self.money else self.reader(text)
        except (ValueError, ArithmeticError) as error:
            raise forms.ValidationError(str(error) if isinstance(error, ValueError) else "This cannot be read.") from None


def read_shares(text) -> Decimal:
    typed = read(text)
    if typed.amount is None or typed.currency:
        raise ValueError("Write a number of shares, such as 1,200.")
    return typed.amount


def read_part(text) -> Decimal:
    """A percent of a whole: at most 100."""
    percent = read_percent(text)
    if percent > WHOLE:
        raise ValueError("This is a part of the whole: at most 100 %.")
    return percent


def words_field(label, max_length, **hints):
    return forms.CharField(label=label, required=False, max_length=max_length, widget=forms.TextInput({"autocomplete": "off", **hints}))


def choice(label, choices, help_text=""):
    return forms.ChoiceField(label=label, required=False, choices=choices, help_text=help_text)


class DetailsForm(forms.Form):
    """The fields of all finer points."""

    kind = words_field("What sort", 32, list="kinds", placeholder="RSU")
    price = TypedField(read_amount, "Price of a share", money=True, example="$85")
    strike = TypedField(read_amount, "Strike price", money=True, example="$12")
    schedule = TypedField(read_schedule, "When", money=True, max_length=4000, listed="schedules", example="4×25")
    cliff_months = TypedField(read_months, "Nothing before", example="12 months")
    years_of_service = TypedField(read_years, "Which years", example="1, or 1-3, or every year")
    deferral_percent = TypedField(read_part, "Part that is deferred", example="30 %")
    deferral_months = TypedField(read_delays, "Paid how long after", max_length=300, example="3 years, or 12, 24, 36")
    deferral_chance = TypedField(
        read_chances,
        "Chance that it is still paid",
        max_length=300,
        example="90 %, or 95 %, 90 %, 80 %",
        help_text="One for all parts, or one for each. Empty: 90 % a year.",
    )
    repayment_months = TypedField(read_months, "For how long", example="24 months")
    repayment_method = choice("How it shrinks", METHODS)
    repayment_basis = choice("How much you pay back", BASES)
    repayment_triggers = words_field("In which cases", 1000, placeholder="Resignation, dismissal for cause")
    of = words_field("Of which pod or model set", 200, placeholder="All pods that run my models")
    payout = TypedField(read_rate, "Payout rate of the pod", example="15 %", help_text="Empty: the percent is of the PnL itself.")
    guarantee = TypedField(read_amount, "Guarantee beside the share", money=True, example="150k")
    guarantee_role = choice(
        "The guarantee is", ROLES, "As the floor the higher of the two is paid, on top both. Not said: we count it as the floor."
    )
    guarantee_years = TypedField(read_years, "Guaranteed for which years", example="1, or every year", help_text="Empty: every year.")
    scenarios = TypedField(read_scenarios, "PnL that you expect", money=True, max_length=2000, example="25m, or 10m 30 %; 25m 70 %")
    netting = TypedField(
        read_netting,
        "Netted against others' losses",
        listed="yes-no",
        example="no, yes or 75 %",
        help_text="A percent is the part that is left.",
    )
    loss_carry = TypedField(
        read_loss_carry,
        "Losses carried forward",
        money=True,
        listed="yes-no",
        example="no, yes or 10m",
        help_text="An amount is a loss so far.",
    )
    cut_offs = words_field("Cut-offs", 2000, placeholder="Half the capital at −5 %, the end at −7.5 %")
    limit = TypedField(read_amount, "At most a year", money=True, example="23k")
    months = TypedField(read_months, "How long", example="12 months")
    note = words_field("Condition or remark", 2000)


FIELDS = tuple(DetailsForm.base_fields)
LISTS = {"schedules": PRESETS, "kinds": KINDS, "yes-no": ("yes", "no")}


def shown(term: Term) -> dict[str, str]:
    """A term's finer points as one would type them, by field."""
    deferral, repayment, pnl = term.deferral or {}, term.repayment or {}, term.pnl or {}
    return {
        **{name: plain(getattr(term, name)) if getattr(term, name) is not None else "" for name in ("price", "strike", "limit")},
        **{name: str(getattr(term, name)) if getattr(term, name) is not None else "" for name in ("months", "cliff_months")},
        "kind": term.kind,
        "note": term.note,
        "years_of_service": years_words(term.years_of_service) if term.years_of_service else "",
        "schedule": schedule_words(term.schedule, term.currency),
        "deferral_percent": f"{deferral['percent']} %" if deferral else "",
        "deferral_months": ", ".join(map(str, deferral.get("months", ()))),
        "deferral_chance": chances_words(deferral),
        "repayment_months": str(repayment.get("months", "")),
        "repayment_method": repayment.get("method", ""),
        "repayment_basis": repayment.get("basis", ""),
        "repayment_triggers": ", ".join(repayment.get("triggers", ())),
        **shown_pnl(pnl),
    }


def shown_pnl(pnl: dict) -> dict[str, str]:
    return {
        "of": pnl.get("of", ""),
        "cut_offs": pnl.get("cut_offs", ""),
        "payout": rate_words(pnl["payout"]) if pnl.get("payout") is not None else "",
        **shown_guarantee(guarantee_from(pnl.get("guarantee"))),
        "scenarios": scenarios_words(pnl["scenarios"]) if pnl.get("scenarios") else "",
        "netting": netting_words(pnl.get("netting")),
        "loss_carry": said_words(pnl.get("loss_carry")),
    }


def shown_guarantee(said: dict) -> dict[str, str]:
    return {
        "guarantee": plain(said["guarantee"]) if said["guarantee"] is not None else "",
        "guarantee_role": said["guarantee_role"],
        "guarantee_years": years_words(list(said["guarantee_years"])) if said["guarantee_years"] else "",
    }


def netting_words(netting) -> str:
    return said_words(netting) if netting is None or isinstance(netting, bool) else chance_words(netting)


def attributes(given: dict) -> dict:
    """What `DetailsForm`'s cleaned fields say, as the attributes of a term."""

    def amount(name):
        return given[name].amount if given.get(name) else None

    return {
        **{name: amount(name) for name in ("price", "strike", "limit")},
        **{name: given.get(name) for name in ("months", "cliff_months")},
        **{name: given.get(name) or "" for name in ("kind", "note")},
        "years_of_service": given.get("years_of_service") or [],
        "schedule": given["schedule"][0] if given.get("schedule") else [],
        "deferral": deferral_of(given),
        "repayment": repayment_of(given),
        "pnl": pnl_of(given),
    }


def deferral_of(given) -> dict | None:
    if given.get("deferral_percent") is None:
        return None
    chances = given.get("deferral_chance") or []
    kept = {"percent": json_number(given["deferral_percent"]), "months": given["deferral_months"]}
    return kept | ({"chances": chances} if len(chances) > 1 else {"chance": chances[0]} if chances else {})


def repayment_of(given) -> dict | None:
    if given.get("repayment_months") is None:
        return None
    return {
        "months": given["repayment_months"],
        "method": given.get("repayment_method") or "linear",
        "basis": given.get("repayment_basis") or "gross",
        "triggers": lines_of(given.get("repayment_triggers") or ""),
    }


def pnl_of(given) -> dict | None:
    said = {name: given.get(name) for name in ("of", "payout", "netting", "loss_carry", "cut_offs")}
    said["guarantee"] = guarantee_of(given)
    said["scenarios"] = given["scenarios"][0] if given.get("scenarios") else None
    return {name: value for name, value in said.items() if value not in (None, "")} or None


def guarantee_of(given) -> str | dict | None:
    """An amount alone, or with its role and years where they are said."""
    if not given.get("guarantee"):
        return None
    amount = json_number(given["guarantee"].amount)
    said = {"role": given.get("guarantee_role"), "years": given.get("guarantee_years")}
    return {"amount": amount} | {name: value for name, value in said.items() if value} if any(said.values()) else amount


def json_number(number: Decimal) -> str:
    return plain(number).replace(",", "")


def currency_named(value) -> str | None:
    """The currency that a cleaned field of money names, if any."""
    if isinstance(value, Typed):
        return value.currency
    return value[1] if isinstance(value, tuple) else None
