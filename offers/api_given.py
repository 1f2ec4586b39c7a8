"""What requests of the API bring: checked here for shape, and by the verbs for sense."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Discriminator, Field, StrictBool, Tag, WithJsonSchema, model_validator

from negotiate.api_types import KEPT, Amount, Chance, Currency, Given, Line, NotBlank, Percent, Words, written_out
from offers.models import Entry, Outcome, Proposal, Term
from offers.saying import fields_of, understood
from offers.terms import PERCENTS, unit_of, usual
from offers.valuation.exact import fraction

VALUES = ("amount", "percent", "units", "text")
PNL = ("of", "payout", "share", "netting", "loss_carry", "guarantee", "cut_offs", "scenarios")
WHOLE = Decimal(100)
UNITS_OF = {
    "amount": (Term.Unit.CURRENCY,),
    "percent": PERCENTS,
    "units": (Term.Unit.SHARES,),
    "text": (Term.Unit.TEXT,),
}
YEARS = range(1970, 2201)


def plausible(day):
    """A day or moment that calendars and clocks can handle."""
    if day.year not in YEARS:
        raise ValueError(f"The year must be from {YEARS[0]} to {YEARS[-1]}.")
    return day


Day = Annotated[date, BeforeValidator(written_out), AfterValidator(plausible)]
Moment = Annotated[AwareDatetime, BeforeValidator(written_out), AfterValidator(plausible)]
Months = Annotated[int, Field(ge=0, le=600)]
PartOf = Annotated[Decimal, Field(ge=0, le=100, max_digits=11, decimal_places=8, allow_inf_nan=False)]
Reason = Annotated[str, Field(max_length=2000), *KEPT]


def one_of(choices):
    """Described where it stands: by reference the three enumerations named Kind would be one."""
    return Annotated[choices, WithJsonSchema({"type": "string", "enum": list(choices.values)})]


EntryKind, OutcomeKind, TermComponent = one_of(Entry.Kind), one_of(Outcome.Kind), one_of(Term.Component)


class PartGiven(Given):
    """One part of a schedule: when (a day, or months from the start) and how much (percent or amount)."""

    on: Day | None = None
    months: Months | None = None
    percent: PartOf | None = None
    amount: Amount | None = None

    @model_validator(mode="after")
    def one_when_and_one_value(self):
        if (self.on is None) == (self.months is None):
            raise ValueError("Give either on or months.")
        if (self.percent is None) == (self.amount is None):
            raise ValueError("Give either percent or amount.")
        return self


class DeferralGiven(Given):
    """What of it is paid later, in equal parts. `chance` is that of each part, `chances` one for each of the `months`."""

    percent: Annotated[Percent, Field(le=100)]
    months: list[Months] = Field(min_length=1, max_length=60)
    chance: Chance | None = None
    chances: list[Chance] | None = Field(default=None, min_length=1, max_length=60)

    @model_validator(mode="after")
    def one_chance_for_all_or_one_for_each(self):
        if self.chance is not None and self.chances is not None:
            raise ValueError("Give chance for all parts, or chances for each.")
        if self.chances is not None and len(self.chances) != len(self.months):
            raise ValueError("Give as many chances as months.")
        return self


class RepaymentGiven(Given):
    months: Months
    method: Literal["linear", "stepped", "cliff"] = "linear"
    basis: Literal["gross", "net"] = "gross"
    triggers: list[Line] = Field(default=[], max_length=20)


class GuaranteeGiven(Given):
    """A guarantee beside a PnL share: its floor (taken where no role is given), or on top of it; in all years unless some are named."""

    amount: Amount
    currency: Currency | None = None
    role: Literal["floor", "on_top"] | None = None
    years: list[Annotated[int, Field(ge=1, le=50)]] = Field(default=[], max_length=50)


Guaranteed = Annotated[
    Annotated[Amount, Tag("(amount)")] | Annotated[GuaranteeGiven, Tag("(terms)")],
    Discriminator(lambda given: "(terms)" if isinstance(given, dict | GuaranteeGiven) else "(amount)"),
]


class ScenarioGiven(Given):
    pnl: Annotated[Decimal, Field(max_digits=19, decimal_places=4, allow_inf_nan=False)]
    chance: Chance


class TermGiven(Given):
    """One line of a proposal: exactly one of amount, percent, units and text. What is left out is what the component usually is.

    A percent without a unit is of base for a bonus, what is paid once, a retirement match, a notice period and a non-compete, of PnL for
    a PnL share, of the fund for carry, and of the company for equity; of anything else it is of what is not stated, and counts as no money.

    Only a pnl term has the fields from `of` on. `payout` is a share of one or, above 1, a percent number: 0.15 and 15 are the same, 1 is
    the whole. `share` is either the percent said again, which may then be left out, or the part of the pod's PnL that counts. `netting` is
    true, false or the part that is left (0.75); `loss_carry` is true, false or a loss that is carried in.
    """

    component: Term.Component
    kind: Annotated[Line, Field(max_length=32)] = ""
    amount: Amount | None = None
    currency: Currency | None = None
    percent: Percent | None = None
    unit: Term.Unit | None = None
    units: Amount | None = None
    price: Amount | None = None
    strike: Amount | None = None
    period: Term.Period | None = None
    certainty: Term.Certainty | None = None
    years_of_service: list[Annotated[int, Field(ge=1, le=50)]] = Field(default=[], max_length=50)
    schedule: list[PartGiven] = Field(default=[], max_length=120)
    cliff_months: Months | None = None
    deferral: DeferralGiven | None = None
    repayment: RepaymentGiven | None = None
    limit: Amount | None = None
    months: Months | None = None
    text: Words = ""
    note: Reason = ""
    original: Annotated[str, Field(max_length=300), *KEPT] = ""
    of: Line | None = None
    payout: Percent | None = None
    share: Percent | None = None
    netting: StrictBool | Chance | None = None
    loss_carry: StrictBool | Amount | None = None
    guarantee: Guaranteed | None = None
    cut_offs: Reason | None = None
    scenarios: list[ScenarioGiven] | None = Field(default=None, max_length=50)

    @model_validator(mode="after")
    def a_share_alone_is_the_percent(self):
        if self.component == Term.Component.PNL and self.share is not None and not any(getattr(self, name) for name in VALUES):
            self.percent = fraction(self.share) * WHOLE
        return self

    def errors(self):
        """(field, words) for what does not go together."""
        stated = [name for name in VALUES if getattr(self, name) not in (None, "")]
        if len(stated) != 1:
            yield (stated or ["amount"])[-1], f"Give exactly one of {', '.join(VALUES)}: {', '.join(stated) or 'none'} is given."
        elif self.unit and self.unit not in UNITS_OF[stated[0]]:
            yield "unit", f"With {stated[0]} the unit is {' or '.join(UNITS_OF[stated[0]])}."
        yield from self.errors_of_parts()
        named = getattr(self.guarantee, "currency", None)
        if named and self.currency and named != self.currency:
            yield "guarantee.currency", f"The term is in {self.currency}: all its amounts are in one currency."
        for name in PNL if self.component != Term.Component.PNL else ():
            if getattr(self, name) is not None:
                yield name, "Only a pnl term has this."

    def errors_of_parts(self):
        """Parts are never more than their whole."""
        if sum(part.percent or 0 for part in self.schedule) > WHOLE:
            yield "schedule", "The percents add up to more than 100."
        if self.amount is not None and sum(part.amount or 0 for part in self.schedule) > self.amount:
            yield "schedule", "The parts add up to more than the amount."
        if sum(case.chance for case in self.scenarios or ()) > 1:
            yield "scenarios", "The chances add up to more than 1."

    def row(self) -> Term:
        """The unsaved row, with what the component usually is where nothing was said."""
        common = usual(self.component)
        guaranteed = self.guarantee if isinstance(self.guarantee, GuaranteeGiven) else None
        term = Term(**self.dict(exclude={"unit", "period", "certainty", "schedule", "deferral", "repayment", *PNL}))
        term.unit = self.unit or Term.Unit.CURRENCY
        term.unit = unit_of(term)
        term.period, term.certainty = self.period or common.period, self.certainty or common.certainty
        kept = self.model_dump(mode="json", include={"schedule", "deferral", "repayment", *PNL}, exclude_none=True)
        term.schedule, term.deferral, term.repayment = kept.pop("schedule"), kept.pop("deferral", None), kept.pop("repayment", None)
        if guaranteed:
            term.currency = term.currency or guaranteed.currency
            kept["guarantee"] = {name: value for name, value in kept["guarantee"].items() if value and name != "currency"}
        term.pnl = kept or None
        return term


class ProposalGiven(Given):
    """What an offer leaves out of the one before it is carried over and marked, unless `withdrawn` names its component."""

    side: Proposal.Side
    terms: list[TermGiven]
    made_at: Moment | None = None
    status: Proposal.Status = Proposal.Status.VERBAL
    note: Words = ""
    withdrawn: list[TermComponent] = Field(default=[], max_length=len(Term.Component.values))

    def errors(self):
        stated = {term.component for term in self.terms}
        if self.withdrawn and self.side != Proposal.Side.EMPLOYER:
            yield "withdrawn", "Only an offer takes something back."
        elif both := [component for component in self.withdrawn if component in stated]:
            yield "withdrawn", f"The terms state it: {', '.join(both)}."
        for number, term in enumerate(self.terms):
            for field, words in term.errors():
                yield f"terms.{number}.{field}", words


class NegotiationGiven(Given):
    """With `company` and `role` (slugs) the guide's published revision is pinned; without them the employer and role are named."""

    company: Line | None = None
    role: Line | None = None
    employer: NotBlank | None = None
    role_name: NotBlank | None = None
    region: Line | None = None
    level: Line | None = None
    currency: Currency = "USD"
    start_on: Day | None = None

    def errors(self):
        if bool(self.company) != bool(self.role):
            yield ("role" if self.company else "company"), "Company and role name a guide together."
        if not self.company:
            yield from (
                (name, "Name it, or name a guide by company and role.") for name in ("employer", "role_name") if not getattr(self, name)
            )


class NegotiationChanged(Given):
    """What may change. The currency only as long as nothing is on the table."""

    employer: NotBlank = Field(default_factory=str)
    role_name: NotBlank = Field(default_factory=str)
    region: Line | None = None
    level: Line | None = None
    currency: Currency = Field(default_factory=str)
    start_on: Day | None = None


class EntryGiven(Given):
    """A promise or statement may name a number: then it is a claim. Without one the words are read for it."""

    kind: EntryKind = Entry.Kind.NOTE
    who: Entry.Who = Entry.Who.CANDIDATE
    channel: Annotated[Line, Field(max_length=100)] = ""
    text: Annotated[Words, Field(min_length=1, pattern=r"\S")]
    happened_at: Moment | None = None
    component: Term.Component | None = None
    amount: Amount | None = None
    percent: Percent | None = None
    currency: Currency | None = None
    meaning: Entry.Meaning | None = None

    def errors(self):
        numbers = [name for name in ("amount", "percent") if getattr(self, name) is not None]
        if len(numbers) > 1:
            yield "percent", "Give an amount or a percent."
        elif numbers and not self.component:
            yield "component", "What is the number for?"
        elif numbers and self.kind == Entry.Kind.NOTE:
            yield numbers[0], "A note makes no claim: it is a promise or a statement."
        elif not numbers and (self.component or self.currency or self.meaning):
            yield "amount", "Which number?"

    def claim(self, currency: str) -> dict:
        """The number as `add_entry` takes it: the one given, or the one that the words name."""
        if self.amount is None and self.percent is None:
            return understood(kind=self.kind, who=self.who, text=self.text, currency=currency)
        fields = fields_of(self, who=self.who, text=self.text, currency=currency)
        return fields | ({"meaning": self.meaning} if self.meaning and self.who == Entry.Who.CANDIDATE else {})


class OutcomeGiven(Given):
    """`proposal` is the one agreed on: theirs, or a counter that they agreed to (its id, or `counter` for the newest)."""

    kind: OutcomeKind
    proposal: UUID | Literal["counter"] | None = None
    decided_at: Moment | None = None
    note: Words = ""
