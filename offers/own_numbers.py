"""The candidate's own numbers: which ones there are for a component, what the guide says beside them, and keeping what they changed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from offers.closing import NegotiationClosed, lock
from offers.matching import has_number, in_scope
from offers.models import OwnNumber, Term
from offers.position import Ground
from offers.terms import usual
from offers.verdicts import KINDS

PERIODS = {Term.Period.YEAR: "year", Term.Period.MONTH: "month", Term.Period.ONE_TIME: "one_time", Term.Period.GRANT: "4yr"}
IN_MONEY_WITHOUT_PERIOD = ("pnl", "profit_sharing", "carry_bonus")
MONEY = ("base", "bonus", "sign_on", "equity", "pnl", "total")
COMPONENTS = (*MONEY, "profit_sharing", "carry_bonus", "relocation", "make_whole", "retirement")


class ReasonMissing(ValueError):
    """A number departs from the guide's, and nobody said why."""

    def __init__(self, kind: str):
        super().__init__("This differs from the guide's number: say why in a few words.")
        self.kind = kind


@dataclass(frozen=True, kw_only=True)
class Given:
    """One number as it is to be kept: a range's ends, or a mark, whose ends are the same. Amounts in whole units, 6 is 6 %."""

    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = "currency"
    currency: str | None = None
    period: str | None = None
    original: str = ""
    source: str = ""
    as_of: date | None = None
    reason: str = ""

    @property
    def figure(self) -> tuple:
        return (self.low, self.high, self.unit, self.currency, self.period)


def usual_period(component: str, unit: str) -> str | None:
    """Per what a component's number is usually given; none for percents, and for shares of profits in money, as in guides."""
    if unit != "currency" or component in IN_MONEY_WITHOUT_PERIOD:
        return None
    return PERIODS[usual(component).period] if component != "total" else "year"


def guides_figures(negotiation, component: str) -> dict:
    """The guide's figures for the component here by kind: its band, and its marks with a number. Empty without a guide."""
    revision = negotiation.revision
    if revision is None:
        return {}
    place = {"region": negotiation.region or None, "level": negotiation.level or None}
    bands, targets = tuple(revision.bands.all()), tuple(revision.targets.all())
    ground = Ground(bands=bands, targets=targets, **place, currency=negotiation.currency, equity_reading="", base=None)
    marks = {kind: ground.guides_mark(component, kind, None) for kind in KINDS}
    found = {"band": ground.band(component, None), **{kind: mark.target for kind, mark in marks.items() if mark}}
    return {kind: figure for kind, figure in found.items() if figure is not None and has_number(figure) and figure.unit in OwnNumber.Unit}


def components_of(negotiation) -> list[str]:
    """What there may be numbers for: the usual ones, and whatever the guide or the candidate has one for."""
    revision = negotiation.revision
    here = [band.component for band in revision.bands.all() if band.region == negotiation.region] if revision else []
    here += [each.component for each in revision.targets.all() if has_number(each) and scoped(each, negotiation)] if revision else []
    known = dict(OwnNumber.COMPONENTS)
    own = [number.component for number in negotiation.own_numbers.all()]
    return [name for name in dict.fromkeys([*COMPONENTS, *here, *own]) if name in known]


def scoped(target, negotiation) -> bool:
    return in_scope(target, negotiation.region, negotiation.level)


def value_of(figure) -> Decimal | None:
    """A mark's one number."""
    return figure.low if figure.low is not None else figure.high


def departs(given: Given, kind: str, guides) -> bool:
    """Whether a number is another than the guide's."""
    if guides is None:
        return False
    if kind == "band":
        return given.figure != (guides.low, guides.high, guides.unit, guides.currency, guides.period)
    period = given.period if guides.period else None
    return (given.low, given.unit, given.currency, period) != (value_of(guides), guides.unit, guides.currency, guides.period)


@transaction.atomic
def keep_own_numbers(negotiation, component: str, numbers: dict[str, Given], *, now) -> None:
    """Keep exactly these numbers of the component, by kind. What equals the guide's and says no more is not kept: the guide's holds.

    Raises ReasonMissing where one departs from the guide's without a reason, ValueError for a component that has none, NegotiationClosed
    where the negotiation was deleted.
    """
    locked = lock(negotiation)
    if locked.deleted_at:
        raise NegotiationClosed
    if component not in dict(OwnNumber.COMPONENTS):
        raise ValueError("There is no such part of an offer.")
    guides = guides_figures(negotiation, component)
    own = {kind: given for kind, given in numbers.items() if says_more(given, kind, guides.get(kind))}
    rows = locked.own_numbers.filter(component=component)
    rows.exclude(kind__in=own).delete()
    for kind, given in own.items():
        rows.update_or_create(kind=kind, component=component, negotiation=locked, defaults={**vars(given), "changed_at": now})


def says_more(given: Given, kind: str, guides) -> bool:
    if guides is None:
        return True
    if departs(given, kind, guides):
        if not given.reason.strip():
            raise ReasonMissing(kind)
        return True
    return bool(given.source or given.as_of)
