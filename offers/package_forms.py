"""A whole package as one page of forms: what it is, its lines, and "Add a line" without JavaScript."""

from django.db import transaction

from guides.models import Guide
from negotiate.money.currencies import COMMON
from offers.forms import NegotiationForm, ProposalForm
from offers.models import Proposal, Term
from offers.negotiating import add_proposal, start_negotiation
from offers.term_details import LISTS
from offers.term_forms import TermFormSet, initial_lines, typed_lines

ADD_LINE = "add_line"
NOTHING_GIVEN = "Fill in at least one line: an amount, a percent or words."
MORE_LINES = 1


class PackageForms:
    """A proposal's form and its lines. `data` is what was sent, or None. Where a line was asked for, all is shown again as it was typed."""

    currencies, lists = COMMON, tuple(LISTS.items())

    def __init__(self, data, *, user, now, currency, terms=(), optional=False):
        self.now, self.optional = now, optional
        self.adds_line = bool(data) and ADD_LINE in data
        self.is_sent = data is not None and not self.adds_line
        sent, typed = (data, None) if self.is_sent else (None, data.dict() if data else None)
        lines = typed_lines(data, more=MORE_LINES) if self.adds_line else initial_lines(terms)
        self.proposal = ProposalForm(sent, initial=typed, zone=user.zone, now=now)
        known = {"currency": currency, "sources": {term.pk: term for term in terms}}
        self.lines = TermFormSet(sent, initial=None if self.is_sent else lines, prefix="terms", form_kwargs=known)

    def is_valid(self) -> bool:
        """Whether all that was sent can be taken. A package that is not optional has at least one line."""
        valid = all([self.proposal.is_valid(), self.lines.is_valid()])
        if valid and not self.optional and not self.lines.given():
            self.proposal.add_error(None, NOTHING_GIVEN)
            return False
        return valid

    def save(self, negotiation, *, side) -> Proposal | None:
        """Put the package on the table; nothing where no line is filled in. Raises NegotiationClosed."""
        terms = self.lines.terms(currency=negotiation.currency)
        if not terms:
            return None
        return add_proposal(negotiation, side=side, terms=terms, now=self.now, **self.proposal.answers())


class StartForms:
    """A negotiation's form and, on the same page, the first offer if there is one already."""

    def __init__(self, data, *, user, now, guide: Guide | None):
        self.user, self.now, self.guide = user, now, guide
        adds_line = bool(data) and ADD_LINE in data
        self.negotiation = NegotiationForm(None if adds_line else data, initial=data.dict() if adds_line else None, guide=guide)
        self.package = PackageForms(data, user=user, now=now, currency=self.negotiation.currency_meant, optional=True)

    @property
    def is_sent(self) -> bool:
        return self.package.is_sent

    def is_valid(self) -> bool:
        return all([self.negotiation.is_valid(), self.package.is_valid()])

    @transaction.atomic
    def save(self):
        """The negotiation, with the offer where one was filled in."""
        negotiation = start_negotiation(user=self.user, now=self.now, guide=self.guide, **self.negotiation.answers())
        self.package.save(negotiation, side=Proposal.Side.EMPLOYER)
        return negotiation


def counter_sources(negotiation) -> list[Term]:
    """The terms of the negotiation's newest offer: a counter begins as a copy of them."""
    offer = negotiation.proposals.filter(side=Proposal.Side.EMPLOYER).last()
    return list(offer.terms.all()) if offer else []
