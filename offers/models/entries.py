"""What was said."""

import uuid

from django.db import models
from django.utils.timezone import now as current_time

from offers.models.owned import OwnedQuerySet


class Entry(models.Model):
    """A note, promise or statement on the timeline: who, by which channel, when, what."""

    class Kind(models.TextChoices):
        NOTE = "note", "Note"
        PROMISE = "promise", "Promise"
        STATEMENT = "statement", "Statement"

    class Who(models.TextChoices):
        EMPLOYER = "employer", "They"
        CANDIDATE = "candidate", "I"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    negotiation = models.ForeignKey("Negotiation", models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.NOTE)
    who = models.CharField(max_length=9, choices=Who, default=Who.CANDIDATE)
    channel = models.CharField(max_length=100, blank=True, help_text="Phone, mail, in person…")
    happened_at = models.DateTimeField(default=current_time)
    text = models.TextField()
    created_at = models.DateTimeField(default=current_time)
    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["happened_at", "created_at"]
        verbose_name_plural = "entries"

    def __str__(self):
        return self.text[:80]
