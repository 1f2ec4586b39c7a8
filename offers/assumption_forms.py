"""What a value rests on, as a form: rates and chances in per cent, prices and PnL as people type amounts."""

import re
from decimal import Decimal
from functools import partial

from django import forms

from negotiate.money.formatting import number, percent
from negotiate.money.typed import LONGEST, MINUS, read_money, read_percent, read_share
from offers.assuming import LIMITS, NoSuchAssumption, checked
from offers.valuation import Assumptions
from offers.valuation.assumptions import CHANGEABLE, DEFAULTS, LABELS, OPEN, YOURS, Assumption

HUNDRED = Decimal(100)
RANGE = "_range"
BETWEEN = re.compile(r"\s*[–—]\s*|\s+-\s+|\s+to\s+|(?<=[\d%])\s*-\s*")
HELP = {
    "discount_rate": "What money a year later is worth less.",
    "still_there": "For what is deferred without a chance of its own.",
    "illiquid": "Options, private or phantom units.",
    "share_price": "In place of the price in the terms.",
    "company_value": "For a percent of the company: its last valuation, say.",
    "pnl_expectation": "For a PnL share without scenarios.",
}


def read_rate(text: str) -> Decimal:
    """A rate a year in per cent: "5" and "5 %" are 0.05. A bare number below one could be meant either way and is refused."""
    words = text.strip()
    found = read_percent(words)
    if 0 < found < 1 and "%" not in words:
        raise ValueError(f"{words} can be read in two ways: write {number(found * HUNDRED)} %, or {words} %.")
    return found / HUNDRED


def read_gain(text: str, *, currency: str | None) -> Decimal:
    """An amount in the currency, or in none that is named; a loss has a minus before it."""
    words = text.strip()
    is_loss = words[:1] in MINUS
    amount = read_money(words[1:] if is_loss else words, currency=currency)
    return -amount if is_loss else amount


def said(name: str, value: Decimal) -> str:
    """A value as one would type it."""
    return number(value) if name in OPEN else percent(value * HUNDRED).replace("\u00a0", " ")


def range_said(one: Assumption) -> str:
    return " – ".join(said(one.name, end) for end in (one.low, one.high) if end is not None)


class AssumptionsForm(forms.Form):
    """All that may be changed, with a range for each where the candidate is not sure. What is left empty is ours."""

    def __init__(self, data=None, *, assumptions: Assumptions, currency: str, share_currency: str, asked=()):
        """`asked`: those of OPEN that the package needs."""
        self.assumptions = assumptions
        self.currencies = {"share_price": share_currency, "pnl_expectation": currency, "company_value": currency}
        self.names = [*CHANGEABLE, *asked]
        super().__init__(data, initial=self.as_they_stand())
        for name in self.names:
            self.fields[name] = text_field(LABELS[name], help_text=HELP.get(name, ""))
            self.fields[name + RANGE] = text_field(f"{LABELS[name]}: from, to")

    def as_they_stand(self) -> dict[str, str]:
        stand = [one for one in self.assumptions if one.name in self.names]
        return {one.name: said(one.name, one.value) for one in stand} | {one.name + RANGE: range_said(one) for one in stand}

    @property
    def rows(self) -> list[dict]:
        """Each assumption: its field, its range's field, whose it is (nobody's where nothing is assumed)."""
        whose = {one.name: one.whose for one in self.assumptions}
        return [{"field": self[name], "range": self[name + RANGE], "whose": whose.get(name, "")} for name in self.names]

    @property
    def has_yours(self) -> bool:
        return any(one.whose == YOURS for one in self.assumptions)

    def clean(self):
        given = super().clean()
        self.changes = {name: self.change_of(name, given) for name in self.names}
        for name, change in self.changes.items():
            if not self.has_error(name) and not self.has_error(name + RANGE):
                self.check(name, change)
        return given

    def check(self, name, change):
        try:
            checked(name, change)
        except NoSuchAssumption as refusal:
            shown = said_limits(name) if name in CHANGEABLE and "goes from" in str(refusal) else str(refusal)
            self.add_error(name, shown)

    def change_of(self, name, given) -> dict | None:
        reader = self.reader_of(name)
        value = self.read(name, given.get(name), reader)
        ends = self.read(name + RANGE, given.get(name + RANGE), lambda text: range_of(text, reader))
        if value is None and ends is None:
            return None
        value = DEFAULTS.get(name) if value is None else value
        if value is None:
            self.add_error(name, "Give a value beside its range.") if not self.has_error(name) else None
            return None
        return {"value": value} | dict(zip(("low", "high"), ends or (), strict=False))

    def reader_of(self, name: str):
        if name in OPEN:
            return partial(read_gain, currency=self.currencies[name])
        return read_rate if name == "discount_rate" else read_share

    def read(self, field, text, reader):
        try:
            return reader(text) if text else None
        except ValueError as error:
            self.add_error(field, str(error))
            return None


def text_field(label, help_text=""):
    widget = forms.TextInput(attrs={"autocomplete": "off", "size": 14})
    return forms.CharField(label=label, required=False, max_length=LONGEST, help_text=help_text, widget=widget)


def range_of(text: str, reader) -> tuple[Decimal, Decimal]:
    """Two ends, "70 – 90 %" or "10m to 40m"."""
    ends = [end for end in BETWEEN.split(text.strip()) if end]
    if len(ends) != 2:
        raise ValueError("Write a range such as 70 % – 90 %.")
    after = "%" if "%" in ends[1] and "%" not in ends[0] else ""
    return reader(ends[0] + after), reader(ends[1])


def said_limits(name: str) -> str:
    low, high = LIMITS[name]
    return f"This goes from {said(name, low)} to {said(name, high)}."
