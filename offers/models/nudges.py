"""What is to be told, to whom and when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now as current_time


class NudgeQuerySet(models.QuerySet):
    def planned(self):
        return self.filter(state=Nudge.State.PLANNED)

    def reminders(self):
        """Planned, and said to the person themselves: an invitation is said to their calendar."""
        return self.planned().exclude(kind=Nudge.Kind.INVITATION)

    def due(self, now):
        return self.planned().filter(due_at__lte=now, message=None)


class Nudge(models.Model):
    """One thing to tell one person at one time. `about` is the key of the deadline, proposal or negotiation that it speaks of."""

    class Kind(models.TextChoices):
        DEADLINE = "deadline", "Deadline ahead"
        PASSED = "passed", "Deadline passed"
        NO_ANSWER = "no_answer", "No answer yet"
        GUIDE_CHANGED = "guide_changed", "Guide changed"
        DIGEST = "digest", "Weekly digest"
        SNOOZED = "snoozed", "Snoozed"
        INVITATION = "invitation", "Invitation"

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        MAILED = "mailed", "Mailed"
        WITHDRAWN = "withdrawn", "Withdrawn"
        DROPPED = "dropped", "Dropped"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="nudges")
    negotiation = models.ForeignKey("Negotiation", models.CASCADE, null=True, blank=True, related_name="nudges")
    deadline = models.ForeignKey("Deadline", models.CASCADE, null=True, blank=True, related_name="nudges")
    kind = models.CharField(max_length=13, choices=Kind)
    about = models.UUIDField()
    lead = models.CharField(max_length=8, blank=True)
    revision = models.PositiveIntegerField(default=1)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    reason = models.CharField(max_length=200, blank=True)
    message = models.ForeignKey("mail.Message", models.SET_NULL, null=True, blank=True, related_name="nudges")
    created_at = models.DateTimeField(default=current_time)
    mailed_at = models.DateTimeField(null=True, blank=True)
    objects = NudgeQuerySet.as_manager()

    class Meta:
        ordering = ["due_at"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "about", "lead", "revision"], name="nudge_once_per_lead_and_revision"),
            models.UniqueConstraint(fields=["kind", "about", "lead"], condition=Q(state="planned"), name="one_planned_nudge_per_lead"),
        ]
        indexes = [models.Index(fields=["due_at"], name="nudge_planned", condition=Q(state="planned"))]

    def __str__(self):
        return f"{self.kind} {self.lead} at {self.due_at}"
