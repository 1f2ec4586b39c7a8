"""The candidate's own numbers for a negotiation, and which of the conditions in words are met."""

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now as current_time

from offers.models.owned import OwnedQuerySet
from offers.models.proposals import Term

TOTAL = ("total", "Total a year")


class OwnNumber(models.Model):
    """One number of the candidate's own for a component: a range, or a mark, whose low and high are the same.

    It has the fields of a guide's figure, so that the same rules compare with it. Amounts in whole currency units, 6 is 6 %.
    """

    class Kind(models.TextChoices):
        BAND = "band", "Range"
        ANCHOR = "anchor", "Anchor"
        ACCEPT = "accept", "Accept"
        WALK_AWAY = "walk_away", "Walk away"

    class Unit(models.TextChoices):
        CURRENCY = "currency", "Money"
        PERCENT_OF_BASE = "percent_of_base", "Per cent of base"
        PERCENT_OF_PNL = "percent_of_pnl", "Per cent of PnL"
        PERCENT_OF_COMPANY = "percent_of_company", "Per cent of the company"
        PERCENT_OF_FUND = "percent_of_fund", "Per cent of the fund"
        PERCENT = "percent", "Per cent, of what is not stated"

    class Period(models.TextChoices):
        YEAR = "year", "a year"
        MONTH = "month", "a month"
        ONE_TIME = "one_time", "once"
        FOUR_YEARS = "4yr", "whole grant, four years"

    COMPONENTS = (*Term.Component.choices, TOTAL)

    negotiation = models.ForeignKey("Negotiation", models.CASCADE, related_name="own_numbers")
    component = models.CharField(max_length=16, choices=COMPONENTS)
    kind = models.CharField(max_length=9, choices=Kind)
    unit = models.CharField(max_length=18, choices=Unit, default=Unit.CURRENCY)
    low = models.DecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, null=True, blank=True)
    period = models.CharField(max_length=8, choices=Period, null=True, blank=True)
    original = models.CharField(max_length=120, blank=True, help_text="As it was typed.")
    source = models.CharField(max_length=300, blank=True, help_text="Where the number comes from, in words.")
    as_of = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it departs from the guide's number.")
    changed_at = models.DateTimeField(default=current_time)
    objects = OwnedQuerySet.as_manager()

    open_ended = False
    value_role = "primary"

    class Meta:
        ordering = ["component", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["negotiation", "component", "kind"], name="one_own_number_per_kind"),
            models.CheckConstraint(name="own_number_has_a_value", condition=Q(low__isnull=False) | Q(high__isnull=False)),
            models.CheckConstraint(name="own_low_not_above_high", condition=Q(low=None) | Q(high=None) | Q(low__lte=F("high"))),
            models.CheckConstraint(
                name="own_currency_exactly_where_unit_is_currency",
                condition=Q(unit="currency", currency__isnull=False) | (~Q(unit="currency") & Q(currency=None)),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.component} {self.original}"


class Tick(models.Model):
    """A condition in words that the candidate has seen met. It is known again by its words, so a newer guide keeps it."""

    negotiation = models.ForeignKey("Negotiation", models.CASCADE, related_name="ticks")
    key = models.CharField(max_length=64)
    text = models.TextField()
    ticked_at = models.DateTimeField(default=current_time)
    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["ticked_at"]
        constraints = [models.UniqueConstraint(fields=["negotiation", "key"], name="one_tick_per_condition")]

    def __str__(self):
        return self.text[:80]
