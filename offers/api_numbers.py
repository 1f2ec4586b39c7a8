"""The candidate's own numbers and ticks in JSON."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from negotiate.api_types import Amount, Currency, DecimalOut, Given, Line
from offers import own_numbers
from offers.api_given import Day
from offers.api_problems import checked, conflicts_are_problems
from offers.conditions import keep_ticks, key_of
from offers.models import Negotiation, OwnNumber
from offers.standing import position_in

router = Router(tags=["readings"])


class OwnNumberOut(Schema):
    component: str
    kind: str
    unit: str
    low: DecimalOut | None
    high: DecimalOut | None
    currency: str | None
    period: str | None
    source: str
    as_of: date | None
    reason: str
    changed_at: datetime


class OwnNumbersOut(Schema):
    items: list[OwnNumberOut]


class OwnNumberGiven(Given):
    """A range by low and high, or a mark by low alone. Left out are the unit and the period that the component usually has."""

    kind: OwnNumber.Kind
    low: Amount | None = None
    high: Amount | None = None
    unit: OwnNumber.Unit | None = None
    currency: Currency | None = None
    period: OwnNumber.Period | None = None
    source: Annotated[Line, Field(max_length=300)] = ""
    as_of: Day | None = None
    reason: Annotated[Line, Field(max_length=500)] = ""

    def errors(self):
        if self.low is None and self.high is None:
            yield "low", "Give a number."
        elif self.kind != OwnNumber.Kind.BAND and self.high not in (None, self.low):
            yield "high", "Only a range has two ends."
        elif self.low is not None and self.high is not None and self.low > self.high:
            yield "high", "The range ends below where it begins."

    def kept(self, component: str, currency: str) -> own_numbers.Given:
        unit = self.unit or OwnNumber.Unit.CURRENCY
        mark = {} if self.kind == OwnNumber.Kind.BAND else {"low": self.low, "high": self.low}
        in_money = unit == OwnNumber.Unit.CURRENCY
        period = self.period or own_numbers.usual_period(component, unit)
        said = {"low": self.low, "high": self.high, "source": self.source, "as_of": self.as_of, "reason": self.reason}
        return own_numbers.Given(
            **said | mark, unit=unit, currency=(self.currency or currency) if in_money else None, period=period if in_money else None
        )


class OwnNumbersGiven(Given):
    numbers: list[OwnNumberGiven] = Field(max_length=4)

    def errors(self):
        for place, number in enumerate(self.numbers):
            yield from ((f"numbers.{place}.{field}", words) for field, words in number.errors())
        kinds = [number.kind for number in self.numbers]
        if len(kinds) != len(set(kinds)):
            yield "numbers", "One number of each kind."


class TicksGiven(Given):
    met: list[str] = Field(max_length=500)


def opened(request, id: UUID) -> Negotiation:
    return get_object_or_404(Negotiation.objects.owned_by(request.auth).for_page(), pk=id).seated()


@router.get("/negotiations/{uuid:id}/numbers", response=OwnNumbersOut, summary="Your own numbers")
def read(request, id: UUID):
    return {"items": opened(request, id).own_numbers.all()}


@router.put("/negotiations/{uuid:id}/numbers/{component}", response=OwnNumbersOut, summary="Set your own numbers of a component")
@conflicts_are_problems
def keep(request, id: UUID, component: str, given: OwnNumbersGiven):
    """Keeps exactly these. What departs from the guide's number takes a reason."""
    negotiation = opened(request, id)
    checked(given)
    numbers = {number.kind.value: number.kept(component, negotiation.currency) for number in given.numbers}
    own_numbers.keep_own_numbers(negotiation, component, numbers, now=timezone.now())
    return {"items": opened(request, id).own_numbers.filter(component=component)}


@router.put("/negotiations/{uuid:id}/conditions", summary="Which conditions are met")
@conflicts_are_problems
def tick(request, id: UUID, given: TicksGiven):
    """`met` are the conditions' words, as the position gives them."""
    negotiation = opened(request, id)
    conditions = position_in(negotiation).conditions
    keys = {key_of(condition) for condition in conditions if condition.text in given.met}
    keep_ticks(negotiation, conditions, keys, now=timezone.now())
    return {"met": [condition.text for condition in conditions if key_of(condition) in keys]}
