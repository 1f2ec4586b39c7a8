"""Packages put on the table, and their lines."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import now as current_time

from offers.models.owned import OwnedQuerySet


class Proposal(models.Model):
    """A package put on the table: an offer where the employer made it, a counter where the candidate did."""

    class Side(models.TextChoices):
        EMPLOYER = "employer", "Their offer"
        CANDIDATE = "candidate", "My counter"

    class Status(models.TextChoices):
        VERBAL = "verbal", "Said"
        WRITTEN = "written", "In writing"
        SIGNED = "signed", "Signed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    negotiation = models.ForeignKey("Negotiation", models.CASCADE, related_name="proposals")
    side = models.CharField(max_length=9, choices=Side)
    made_at = models.DateTimeField(default=current_time)
    status = models.CharField(max_length=7, choices=Status, default=Status.VERBAL)
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(default=current_time)
    version = models.PositiveIntegerField(default=1, help_text="One more with each correction.")
    withdrawn = ArrayField(
        models.CharField(max_length=16),
        default=list,
        blank=True,
        help_text="Components that an earlier offer stated and that the employer has taken back.",
    )
    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "created_at"]

    def __str__(self):
        return f"{self.get_side_display()} of {self.made_at:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("proposal", args=[self.negotiation_id, self.pk])


ONE_VALUE = (
    Q(amount__isnull=False, percent=None, units=None, text="")
    | Q(amount=None, percent__isnull=False, units=None, text="")
    | Q(amount=None, percent=None, units__isnull=False, text="")
    | Q(amount=None, percent=None, units=None) & ~Q(text="")
)


class Term(models.Model):
    """One line of a proposal. Exactly one of amount, percent, units and text is given. Amounts in whole currency units, 6 is 6 %."""

    class Component(models.TextChoices):
        BASE = "base", "Base salary"
        BONUS = "bonus", "Bonus"
        SIGN_ON = "sign_on", "Sign-on"
        EQUITY = "equity", "Equity"
        PNL = "pnl", "PnL share"
        PROFIT_SHARING = "profit_sharing", "Profit share"
        CARRY_BONUS = "carry_bonus", "Carry"
        RELOCATION = "relocation", "Relocation"
        MAKE_WHOLE = "make_whole", "Make-whole"
        RETIREMENT = "retirement", "Retirement match"
        NON_COMPETE = "non_compete", "Non-compete"
        NOTICE = "notice", "Notice period"
        DAYS_OFF = "days_off", "Days off"
        REMOTE = "remote", "Remote work"
        TITLE = "title", "Title and level"
        START = "start", "Start date"
        BUDGET = "budget", "Budget"
        OTHER = "other", "Anything else"

    class Certainty(models.TextChoices):
        CONTRACTUAL = "contractual", "Contractual"
        GUARANTEED = "guaranteed", "Guaranteed"
        TARGET = "target", "Target"
        DISCRETIONARY = "discretionary", "Discretionary"
        MARKET = "market", "Market (listed equity)"
        ILLIQUID = "illiquid", "Illiquid"

    class Period(models.TextChoices):
        YEAR = "year", "a year"
        MONTH = "month", "a month"
        ONE_TIME = "one_time", "once"
        GRANT = "grant", "whole grant"

    class Unit(models.TextChoices):
        CURRENCY = "currency", "Money"
        PERCENT_OF_BASE = "percent_of_base", "Per cent of base"
        PERCENT_OF_PNL = "percent_of_pnl", "Per cent of PnL"
        PERCENT_OF_COMPANY = "percent_of_company", "Per cent of the company"
        PERCENT_OF_FUND = "percent_of_fund", "Per cent of the fund"
        PERCENT = "percent", "Per cent, of what is not stated"
        SHARES = "shares", "Shares"
        TEXT = "text", "Words"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="terms")
    position = models.PositiveIntegerField(default=0)
    component = models.CharField(max_length=16, choices=Component)
    kind = models.CharField(max_length=32, blank=True, help_text="What sort: RSU, Options, Phantom units, Refresher…")
    unit = models.CharField(max_length=18, choices=Unit, default=Unit.CURRENCY)
    amount = models.DecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, null=True, blank=True)
    percent = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    units = models.DecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    text = models.TextField(blank=True)
    price = models.DecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    strike = models.DecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    period = models.CharField(max_length=8, choices=Period, default=Period.YEAR)
    certainty = models.CharField(max_length=13, choices=Certainty, default=Certainty.CONTRACTUAL)
    years_of_service = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True, help_text="Empty: every year.")
    schedule = models.JSONField(default=list, blank=True, help_text="[{on | months, percent | amount}]: when parts of it are paid or vest.")
    cliff_months = models.PositiveSmallIntegerField(null=True, blank=True)
    deferral = models.JSONField(null=True, blank=True, help_text="{percent, months[], chance? | chances[]?}: what is paid later.")
    repayment = models.JSONField(null=True, blank=True, help_text="{months, method, basis, triggers[]}")
    pnl = models.JSONField(
        null=True,
        blank=True,
        help_text="{of, payout, share, netting, loss_carry, guarantee | {amount, role?, years[]?}, cut_offs, scenarios[]}",
    )
    limit = models.DecimalField(max_digits=19, decimal_places=4, null=True, blank=True, help_text="The most that is paid in a year.")
    months = models.PositiveSmallIntegerField(null=True, blank=True, help_text="How long it lasts: a notice period, a non-compete.")
    note = models.TextField(blank=True, help_text="A remark or condition beside the value.")
    original = models.CharField(max_length=300, blank=True, help_text="As it was typed.")
    carried = models.BooleanField(default=False, help_text="Carried over from the offer before: the employer did not mention it again.")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="term_has_exactly_one_value", condition=ONE_VALUE),
            models.CheckConstraint(name="term_amount_has_currency", condition=Q(amount=None) | Q(currency__isnull=False)),
        ]

    def __str__(self):
        return f"{self.component} {self.original}"

    @property
    def is_promised(self) -> bool:
        """Refreshers are hoped for: they are shown, and promised by nobody."""
        return not (self.component == Term.Component.EQUITY and "refresh" in self.kind.lower())
