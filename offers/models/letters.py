"""The letter in which a proposal came: a file of the candidate's."""

from django.db import models
from django.db.models import Q
from django.utils.timezone import now as current_time

from offers.models.proposals import Proposal


class LetterQuerySet(models.QuerySet):
    def owned_by(self, user):
        return self.filter(proposal__negotiation__user=user, proposal__negotiation__deleted_at=None)

    def kept_for(self, user):
        """All of the person's, also those of deleted negotiations that can still be brought back."""
        return self.filter(proposal__negotiation__user=user)


class Letter(models.Model):
    """A PDF or an image. The bytes stand in a file with a random name, `stored_as`; the name that the candidate gave is only shown."""

    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="letter")
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(help_text="Bytes.")
    stored_as = models.CharField(max_length=64, unique=True)
    added_at = models.DateTimeField(default=current_time)
    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="letter_has_a_plain_file_name", condition=Q(stored_as__regex=r"^[0-9a-f]{32}$"))]

    def __str__(self):
        return self.name
