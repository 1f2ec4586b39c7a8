"""Gathers the rows of a proposal, its negotiation's assumptions and the rates of a day for offers.valuation."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cached_property

from negotiate.money.models import Rate
from negotiate.money.rates import Exchange
from negotiate.money.rates import Rates as KnownRates
from offers.models import Term
from offers.term_words import term_words
from offers.valuation import Assumptions, Line, Valuation, assumptions, value
from offers.valuation.bonuses import PnlOutline, outlines
from offers.valuation.given import deferral_from, parts_from, pnl_from, repayment_from
from offers.valuation.moments import since

SAME = (
    "component",
    "kind",
    "unit",
    "amount",
    "percent",
    "units",
    "currency",
    "price",
    "strike",
    "period",
    "certainty",
    "cliff_months",
    "limit",
)


def valuation_of(proposal, *, currency=None, day=None, given=None, earliest=None) -> Valuation:
    """What the proposal is worth, in its negotiation's currency unless another is named.

    `day` is that of the rates (the latest in the table unless given); `given` are assumptions other than those that the negotiation keeps.
    `earliest` is the day to which all is discounted, where packages that start on different days are compared.
    """
    return valuation_in(proposal.negotiation, proposal, currency=currency, day=day, given=given, earliest=earliest)


def valuation_in(negotiation, proposal=None, *, currency=None, day=None, given=None, earliest=None, rates=None, without=()) -> Valuation:
    """As `valuation_of`, with the negotiation at hand; without a proposal nothing is stated. Reads `proposal.terms` as related rows.

    `rates` are `Rates` that several valuations share: they are asked for once, and only where a term is in another currency.
    `without` are components that are left aside.
    """
    currency = currency or negotiation.currency
    lines = [line_of(term) for term in proposal.terms.all() if term.component not in without] if proposal else []
    return value(
        lines,
        currency=currency,
        given=given or assumptions_of(negotiation),
        start_on=negotiation.start_on,
        exchange=(rates or Rates(day)).into(currency),
        lead=lead(negotiation, earliest),
    )


def present_value_of(proposal, *, currency=None, day=None, given=None) -> Decimal | None:
    """The expected five-year present value, to the cent; None where nothing of the proposal can be counted."""
    found = valuation_of(proposal, currency=currency, day=day, given=given).present_value
    return found.expected if found else None


def outlines_in(valuation: Valuation) -> list[PnlOutline]:
    """The valuation's PnL shares taken apart, each in its own currency."""
    return outlines(valuation.lines, valuation.ground)


def assumptions_of(negotiation) -> Assumptions:
    """Ours, with what the candidate has changed for this negotiation."""
    return assumptions(negotiation.assumptions)


def lead(negotiation, earliest: date | None) -> Decimal:
    """How many years before this negotiation's first day of work the day is to which all is discounted."""
    return since(earliest, negotiation.start_on).years if earliest and negotiation.start_on else Decimal(0)


class Rates:
    """The rates of a day, or the latest there are, asked for once and only where a term is in another currency."""

    def __init__(self, day: date | None = None):
        self.day = day

    @cached_property
    def known(self) -> tuple[KnownRates, date | None]:
        known = Rate.objects.known_on(self.day) if self.day else Rate.objects.known_latest()
        return known, self.day or known.latest_day

    def between(self, source: str, target: str) -> Exchange | None:
        return self.into(target)(source)

    def into(self, currency: str) -> Callable[[str], Exchange | None]:
        """Gives the exchange of a currency into this one; None where there is no rate."""

        def exchange(source: str) -> Exchange | None:
            rates, on = self.known
            return rates.exchange(source, currency, on) if on else None

        return exchange


def line_of(term: Term) -> Line:
    """A term as the valuation reads it."""
    return Line(
        **{name: getattr(term, name) for name in SAME},
        words=term_words(term),
        years=tuple(term.years_of_service),
        parts=parts_from(term.schedule),
        deferral=deferral_from(term.deferral),
        repayment=repayment_from(term.repayment),
        pnl=pnl_from(term.pnl),
    )
