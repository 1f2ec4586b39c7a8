"""What was said, and what it claims."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.timezone import now as current_time

from offers.models.owned import OwnedQuerySet
from offers.models.proposals import Term


class EntryQuerySet(OwnedQuerySet):
    def with_numbers(self):
        """Promises and statements that name an amount or a percent."""
        return self.exclude(kind=Entry.Kind.NOTE).exclude(amount=None, percent=None)

    def open_claims(self):
        """Those not settled by hand, the newest first. Whether a letter keeps them is not asked here."""
        return self.with_numbers().filter(settled_at=None).order_by("-happened_at", "-created_at")


class Entry(models.Model):
    """A note, promise or statement on the timeline: who, by which channel, when, what.

    A promise or statement may name a number: then it is a claim, open until it is in writing or settled by hand. Of the candidate's own
    `meaning` says how it is meant.
    """

    class Kind(models.TextChoices):
        NOTE = "note", "Note"
        PROMISE = "promise", "Promise"
        STATEMENT = "statement", "Statement"

    class Who(models.TextChoices):
        EMPLOYER = "employer", "They"
        CANDIDATE = "candidate", "I"

    class Meaning(models.TextChoices):
        NEED = "need", "I need at least this"
        ACCEPT = "accept", "I would accept this"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    negotiation = models.ForeignKey("Negotiation", models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.NOTE)
    who = models.CharField(max_length=9, choices=Who, default=Who.CANDIDATE)
    channel = models.CharField(max_length=100, blank=True, help_text="Phone, mail, in person…")
    happened_at = models.DateTimeField(default=current_time)
    text = models.TextField()
    component = models.CharField(max_length=16, choices=Term.Component, blank=True)
    amount = models.DecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    percent = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, null=True, blank=True)
    meaning = models.CharField(max_length=6, choices=Meaning, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_reason = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=current_time)
    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["happened_at", "created_at"]
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(name="entry_has_one_number", condition=Q(amount=None) | Q(percent=None)),
            models.CheckConstraint(
                name="entry_number_has_a_component", condition=Q(amount=None, percent=None) | ~Q(component="") & ~Q(kind="note")
            ),
            models.CheckConstraint(name="entry_amount_has_currency", condition=Q(amount=None) | Q(currency__isnull=False)),
        ]

    def __str__(self):
        return self.text[:80]
