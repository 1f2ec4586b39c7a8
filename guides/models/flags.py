"""Readers' doubts about single numbers."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.timezone import now as current_time

from guides.models.catalogue import Guide
from guides.models.revisions import Revision

QUESTIONED = 2  # so many open flags, each of another reader


class FlagQuerySet(models.QuerySet):
    def owned_by(self, user):
        return self.filter(user=user)

    def open(self):
        return self.filter(state=Flag.State.OPEN)

    def questioned(self):
        """The identities of numbers that more than one reader doubts."""
        return self.open().values("identity").annotate(doubts=Count("pk")).filter(doubts__gte=QUESTIONED).values_list("identity", flat=True)


class Flag(models.Model):
    """One reader's doubt about one number. The number is named by what it is about, so that the flag outlives revisions."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    guide = models.ForeignKey(Guide, models.CASCADE, related_name="flags")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+", help_text="The revision that the reader saw.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    identity = models.TextField()
    about = models.TextField(help_text="The number in words, as the reader saw it.")
    reason = models.TextField(max_length=1000)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    answer = models.CharField("answer to the reader", max_length=500, blank=True)
    mended_by = models.ForeignKey(Revision, models.PROTECT, null=True, blank=True, related_name="mends")
    created_at = models.DateTimeField(default=current_time)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "guide", "identity"], condition=Q(state="open"), name="one_open_flag_per_reader_and_number"
            ),
            models.CheckConstraint(
                name="flag_is_accepted_with_its_mending",
                condition=Q(state="accepted", mended_by__isnull=False) | ~Q(state="accepted") & Q(mended_by=None),
            ),
            models.CheckConstraint(name="flag_is_declined_with_an_answer", condition=~Q(state="declined") | ~Q(answer="")),
        ]

    def __str__(self):
        return self.about
