"""Deadlines, and each step of their history."""

import uuid
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.timezone import now as current_time

from offers.models.nudges import Nudge
from offers.models.outcomes import Outcome
from offers.models.owned import OwnedQuerySet


class DeadlineQuerySet(OwnedQuerySet):
    def running(self):
        return self.filter(status__in=Deadline.RUNNING)

    def for_feed(self, user_id):
        """The person's running deadlines of open negotiations with their nudges, in order; each with `changed_at`, the time of the last
        step, and `invited`, the number of invitations to it, None for none."""
        invitations = Nudge.objects.filter(kind=Nudge.Kind.INVITATION, about=models.OuterRef("pk")).order_by().values("about")
        decided = models.Exists(Outcome.objects.standing().filter(negotiation=models.OuterRef("negotiation")))
        return (
            self.running()
            .owned_by(user_id)
            .filter(~decided)
            .select_related("negotiation")
            .prefetch_related("nudges")
            .annotate(changed_at=models.Max("changes__changed_at"))
            .annotate(invited=models.Subquery(invitations.annotate(number=models.Count("pk")).values("number")))
            .order_by("at", "pk")
        )


class Deadline(models.Model):
    """When something must be decided: wall time in a zone. `at` is derived from them."""

    class Kind(models.TextChoices):
        EMPLOYER = "employer", "Their decision deadline"
        OWN = "own", "My own deadline"
        OTHER_PROCESS = "other_process", "Answer from another process"

    class Precision(models.TextChoices):
        TIME = "time", "Day and time"
        DATE = "date", "Day only"

    class Source(models.TextChoices):
        VERBAL = "verbal", "Said"
        WRITTEN = "written", "In writing"

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        EXTENDED = "extended", "Extended"
        WITHDRAWN = "withdrawn", "Withdrawn"

    RUNNING = (Status.OPEN, Status.EXTENDED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    negotiation = models.ForeignKey("Negotiation", models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=13, choices=Kind, default=Kind.EMPLOYER)
    wall_on = models.DateField()
    wall_time = models.TimeField()
    zone = models.CharField(max_length=64)
    precision = models.CharField(max_length=4, choices=Precision, default=Precision.TIME)
    source = models.CharField(max_length=7, choices=Source, default=Source.VERBAL)
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN)
    at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    leads = ArrayField(models.CharField(max_length=8), default=list, blank=True, help_text="Empty: the person's own.")
    note = models.CharField(max_length=300, blank=True)
    set_by = models.CharField(max_length=100, blank=True, help_text="Who named it.")
    asked_until = models.DateTimeField(null=True, blank=True, help_text="More time was asked for until then, and there is no answer yet.")
    handled_at = models.DateTimeField(null=True, blank=True, help_text="Nothing more is to be said about it.")
    snoozed_until = models.DateTimeField(null=True, blank=True, help_text="Nothing is said about it until then.")
    zone_data = models.CharField(max_length=32, blank=True, help_text="The release of the zone data that `at` was derived with.")
    created_at = models.DateTimeField(default=current_time)
    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["at"], name="deadline_running", condition=models.Q(status__in=("open", "extended")))]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.wall:%Y-%m-%d %H:%M} {self.zone}"

    @property
    def wall(self) -> datetime:
        """The time on the clock there, without a zone."""
        return datetime.combine(self.wall_on, self.wall_time)


class DeadlineChange(models.Model):
    """One step of a deadline's history. The time is the deadline's, or the one that was asked for."""

    class What(models.TextChoices):
        SET = "set", "Deadline set"
        MOVED = "moved", "Deadline moved"
        EXTENDED = "extended", "Deadline extended"
        ASKED = "asked", "More time asked for"
        GRANTED = "granted", "More time granted"
        REFUSED = "refused", "More time refused"
        WITHDRAWN = "withdrawn", "Deadline withdrawn"
        HANDLED = "handled", "Deadline handled"
        UNHANDLED = "unhandled", "Deadline taken up again"
        SNOOZED = "snoozed", "Reminders put off"
        RESTORED = "restored", "Taken back"
        REDERIVED = "rederived", "The clock rules there changed"

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="changes")
    what = models.CharField(max_length=16, choices=What)
    note = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField()
    wall_on = models.DateField()
    wall_time = models.TimeField()
    zone = models.CharField(max_length=64)
    at = models.DateTimeField()
    changed_at = models.DateTimeField(default=current_time)

    class Meta:
        ordering = ["changed_at", "pk"]

    def __str__(self):
        return f"{self.what} {self.at}"
