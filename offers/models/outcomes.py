"""How negotiations end."""

from django.db import models
from django.db.models import Q
from django.utils.timezone import now as current_time

from offers.models.owned import OwnedQuerySet


class OutcomeQuerySet(OwnedQuerySet):
    def standing(self):
        return self.filter(reopened_at=None)


class Outcome(models.Model):
    """How a negotiation ended. The final proposal is always the employer's."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"
        LAPSED = "lapsed", "Lapsed"
        RESCINDED = "rescinded", "Rescinded"

    negotiation = models.ForeignKey("Negotiation", models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=9, choices=Kind)
    proposal = models.ForeignKey("Proposal", models.CASCADE, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(default=current_time)
    note = models.TextField(blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopen_reason = models.TextField(blank=True)
    objects = OutcomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["negotiation"], condition=Q(reopened_at=None), name="one_standing_outcome_per_negotiation"),
            models.CheckConstraint(name="accepted_outcome_has_a_proposal", condition=~Q(kind="accepted") | Q(proposal__isnull=False)),
        ]

    def __str__(self):
        return self.get_kind_display()
