"""What a person compares offers with and keeps of it: the present job, and comparisons by name."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import now as current_time


class KeptQuerySet(models.QuerySet):
    """Rows that hang on a person alone. Every read and write starts here."""

    def owned_by(self, user):
        return self.filter(user=user)


class PresentJob(models.Model):
    """What the person has now: a package like an offer's. Its terms are kept as a proposal's versions keep theirs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="present_job")
    employer = models.CharField(max_length=200, blank=True)
    role_name = models.CharField("role", max_length=200, blank=True)
    currency = models.CharField(max_length=3, default="USD")
    terms = models.JSONField(default=list)
    changed_at = models.DateTimeField(default=current_time)
    objects = KeptQuerySet.as_manager()

    def __str__(self):
        return " at ".join(filter(None, (self.role_name, self.employer))) or "Present job"


class Comparison(models.Model):
    """Options compared on one day: which ones, what each said and came to then, and how the person weighs what is not money.

    `kept` holds then; what the options come to now is worked out anew, at the rates of `rate_day`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="comparisons")
    name = models.CharField(max_length=200)
    asked = ArrayField(models.CharField(max_length=36), help_text="Keys of negotiations and proposals, or: present.")
    currency = models.CharField(max_length=3)
    rate_day = models.DateField(null=True, blank=True, help_text="Whose rates it is counted at, for good.")
    discount_rate = models.DecimalField(max_digits=9, decimal_places=8, null=True, blank=True, help_text="Empty: as the options have it.")
    kept = models.JSONField(default=dict)
    weights = models.JSONField(default=dict, blank=True, help_text="{importance: {criterion: 0–5}, scores: {criterion: {option: 0–5}}}")
    made_at = models.DateTimeField(default=current_time)
    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [models.CheckConstraint(name="comparison_has_a_name", condition=~Q(name=""))]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("comparison", args=[self.pk])
