"""What a proposal said before it was corrected."""

from django.db import models
from django.utils.timezone import now as current_time

from offers.models.proposals import Proposal


class ProposalVersionQuerySet(models.QuerySet):
    def owned_by(self, user):
        return self.filter(proposal__negotiation__user=user, proposal__negotiation__deleted_at=None)


class ProposalVersion(models.Model):
    """An earlier version of a proposal, kept whole. Written once and never changed."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    said = models.JSONField(help_text="Status, made_at, note and terms, field by field.")
    replaced_at = models.DateTimeField(default=current_time)
    objects = ProposalVersionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="one_version_per_number")]

    def __str__(self):
        return f"Version {self.number} of {self.proposal}"
