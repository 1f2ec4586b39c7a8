"""A whole package as one page of forms: what it is, its lines, and "Add a line" without JavaScript."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from guides.models import Guide
from negotiate.money.currencies import COMMON
from offers.correcting import correct_proposal
from offers.deadlines import zone_names
from offers.forms import NegotiationForm, ProposalForm
from offers.guide_names import guide_named
from offers.letter_files import FIELD
from offers.letters import attach_letter
from offers.models import Proposal, Term
from offers.negotiating import add_proposal, start_negotiation
from offers.term_details import LISTS
from offers.term_forms import TermFormSet, initial_lines, typed_lines
from offers.unsaid import last_offer, left_unsaid
from offers.unsaid_forms import UnsaidForm, asked_before

ADD_LINE = "add_line"
NOTHING_GIVEN = "Fill in at least one line: an amount, a percent or words."
MORE_LINES = 1
STAYS = "Empty: as it was."
MINUTE = timedelta(minutes=1)


class PackageForms:
    """A proposal's form and its lines. `data` and `files` are what was sent, or None.

    Where a line was asked for, all is shown again as it was typed. `terms` are those that the lines begin as a copy of,
    `older` those that an earlier page may have shown; `made` is the proposal that is corrected, if it is one. With `asks` what of
    `terms` is left unsaid is asked about before anything is saved.
    """

    currencies, lists = COMMON, tuple(LISTS.items())

    def __init__(self, data, files=None, *, user, now, currency, terms=(), older=(), made=None, optional=False, asks=False):
        self.now, self.optional, self.made = now, optional, made
        self.data, self.before = data, list(terms) if asks else []
        self.adds_line = bool(data) and ADD_LINE in data
        self.is_sent = data is not None and not self.adds_line
        sent, typed = (data, None) if self.is_sent else (None, data.dict() if data else None)
        lines = typed_lines(data, more=MORE_LINES) if self.adds_line else initial_lines(terms)
        first = typed or (made_as(made, user.zone) if made else None)
        self.proposal = ProposalForm(sent, files if self.is_sent else None, initial=first, zone=user.zone, now=now)
        self.sources = {term.pk: term for term in (*terms, *older)}
        known = {"currency": currency, "sources": self.sources}
        self.lines = TermFormSet(sent, initial=None if self.is_sent else lines, prefix="terms", form_kwargs=known)
        self.unsaid = UnsaidForm(terms=asked_before(data or {}, self.before), initial=data.dict() if data else None)
        self.had_letter = bool(files) and FIELD in files
        if made:
            self.proposal.fields["made_at"].help_text = STAYS
        self.add_focus()

    def add_focus(self):
        """The line that was asked for is the one to go on with."""
        if self.adds_line and len(self.lines.forms):
            self.lines.forms[-1].fields["component"].widget.attrs["autofocus"] = True

    def is_valid(self) -> bool:
        """Whether all that was sent can be taken. A package that is not optional has at least one line."""
        valid = all([self.proposal.is_valid(), self.lines.is_valid()])
        if valid and not self.lines.given() and (not self.optional or self.proposal.letter_sent):
            self.proposal.add_error(None, NOTHING_GIVEN)
            return False
        return valid and self.is_all_said()

    def is_all_said(self) -> bool:
        """Whether all that the offer before stated is said again, or answered for."""
        given = [form.cleaned_data for form in self.lines.given()]
        stated, taken = ([line[name] for line in given] for name in ("component", "source"))
        unsaid = left_unsaid(self.before, stated, taken=taken) if given else []
        self.unsaid = UnsaidForm(self.data, terms=unsaid)
        answered = self.unsaid.is_valid()
        if self.unsaid.is_new:
            self.unsaid = UnsaidForm(terms=unsaid)
        return answered

    @transaction.atomic
    def save(self, negotiation, *, side) -> Proposal | None:
        """Put the package on the table; nothing where no line is filled in. Raises NegotiationClosed, NoRoom."""
        terms = self.lines.terms(currency=negotiation.currency)
        if not terms:
            return None
        answers = {**self.proposal.answers(), "withdrawn": self.unsaid.withdrawn()}
        proposal = add_proposal(negotiation, side=side, terms=[*terms, *self.unsaid.carried()], now=self.now, **answers)
        self.keep_letter(proposal)
        return proposal

    @transaction.atomic
    def correct(self, *, version: int) -> Proposal:
        """Put the package in the place of what `made` said. Raises what `correct_proposal` does, and NoRoom."""
        answers = self.proposal.answers()
        made_at = None if is_same_minute(answers["made_at"], self.made.made_at) else answers["made_at"]
        terms = self.lines.terms(currency=self.made.negotiation.currency)
        proposal = correct_proposal(self.made, version=version, terms=terms, now=self.now, **answers | {"made_at": made_at})
        self.keep_letter(proposal)
        return proposal

    def keep_letter(self, proposal):
        if self.proposal.letter_sent:
            attach_letter(proposal, self.proposal.letter_sent, now=self.now)


def made_as(proposal: Proposal, zone: str) -> dict:
    """What is said of a proposal beside its lines, as the form shows it."""
    there = ZoneInfo(zone if zone in zone_names() else "UTC")
    return {"status": proposal.status, "note": proposal.note, "made_at": proposal.made_at.astimezone(there)}


def is_same_minute(typed, made_at) -> bool:
    """Whether the moment was left as it is shown: a page shows no seconds."""
    return typed is None or timedelta(0) <= made_at - typed < MINUTE


class StartForms:
    """A negotiation's form and, on the same page, the first offer if there is one already."""

    def __init__(self, data, files=None, *, user, now, guide: Guide | None):
        self.user, self.now, self.guide = user, now, guide
        adds_line = bool(data) and ADD_LINE in data
        self.negotiation = NegotiationForm(None if adds_line else data, initial=data.dict() if adds_line else None, guide=guide)
        self.package = PackageForms(data, files, user=user, now=now, currency=self.negotiation.currency_meant, optional=True)

    @property
    def is_sent(self) -> bool:
        return self.package.is_sent

    def is_valid(self) -> bool:
        return all([self.negotiation.is_valid(), self.package.is_valid()])

    @transaction.atomic
    def save(self):
        """The negotiation, with the offer where one was filled in. Raises NoRoom."""
        answers = self.negotiation.answers()
        guide = self.guide or guide_named(answers["employer"], answers["role_name"])
        negotiation = start_negotiation(user=self.user, now=self.now, guide=guide, **answers)
        self.package.save(negotiation, side=Proposal.Side.EMPLOYER)
        return negotiation


def on_the_table(negotiation) -> list[Term]:
    """The terms of the negotiation's newest offer: the next offer begins as a copy of them, and so does a counter."""
    offer = last_offer(negotiation)
    return list(offer.terms.all()) if offer else []
