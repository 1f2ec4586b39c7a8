"""Outgoing mail as rows: durable from planning to delivery, whatever dies in between."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now as current_time

from negotiate.sealing import unseal

ACCOUNT = "account"
NOT_HELD = Q(kind=ACCOUNT) | Q(user=None) | ~Q(user__failing_address=F("address"))


class MessageQuerySet(models.QuerySet):
    def unsent(self):
        return self.filter(state__in=Message.UNSENT)

    def due(self, now):
        """What is to be tried now. Reminders to an address that fails wait until it is confirmed."""
        return self.filter(NOT_HELD, state__in=Message.WAITING, due_at__lte=now)

    def held(self):
        """What waits only because the person's address fails."""
        return self.filter(state__in=Message.WAITING).exclude(NOT_HELD)

    def abandoned(self, now):
        """Taken by a worker whose lease has run out."""
        return self.filter(state__in=Message.TAKEN, lease_until__lte=now)

    def withdraw(self, *, reason, now):
        """Stop what has not been handed over. What is just being handed over is never tried again. Gives the keys of what was stopped."""
        rows = list(self.unsent().select_for_update().order_by("pk"))
        flying = [row.pk for row in rows if row.state == Message.State.HANDING_OVER]
        stopped = [row.pk for row in rows if row.pk not in flying]
        Message.objects.filter(pk__in=flying).update(expires_at=now)
        Message.objects.filter(pk__in=stopped).update(state=Message.State.SKIPPED, reason=reason, token=None, content=None)
        return stopped


class Message(models.Model):
    """One mail to one address. What it says is rendered when it is claimed, by a function that the owning app registered for its kind."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        CLAIMED = "claimed", "Claimed"
        HANDING_OVER = "handing_over", "Being handed over"
        SENT = "sent", "Sent"
        RETRYING = "retrying", "Will be tried again"
        FAILED = "failed", "Failed"
        SKIPPED = "skipped", "Skipped"

    WAITING = (State.PLANNED, State.RETRYING)
    TAKEN = (State.CLAIMED, State.HANDING_OVER)
    UNSENT = WAITING + TAKEN

    kind = models.CharField(max_length=32)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="messages")
    address = models.EmailField()
    state = models.CharField(max_length=16, choices=State, default=State.PLANNED)
    priority = models.SmallIntegerField(default=10, help_text="Lower goes first.")
    due_at = models.DateTimeField(default=current_time, help_text="When it is tried next.")
    expires_at = models.DateTimeField(null=True, blank=True, help_text="After this it is no longer worth sending.")
    created_at = models.DateTimeField(default=current_time)
    token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    server_errors = models.PositiveSmallIntegerField(default=0)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    via = models.CharField(max_length=8, blank=True)
    answer = models.TextField(blank=True, help_text="What the mail server said last.")
    reason = models.TextField(blank=True, help_text="Why it was skipped or failed.")
    maybe_twice = models.BooleanField(default=False, help_text="The ending of an earlier handing over is unknown.")
    message_id = models.CharField(max_length=200, unique=True, default=None, null=True, blank=True)
    content = models.BinaryField(
        null=True, blank=True, help_text="The mail's bytes from the first handing over on, sealed; account mail's from the start."
    )
    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["priority", "due_at"], name="message_waiting", condition=Q(state__in=("planned", "retrying"))),
            models.Index(fields=["lease_until"], name="message_taken", condition=Q(state__in=("claimed", "handing_over"))),
        ]

    def __str__(self):
        return f"{self.kind} {self.state} {self.masked_address}"

    @property
    def masked_address(self) -> str:
        return masked(self.address)

    @property
    def bytes(self) -> bytes | None:
        """The mail as it is handed over, or None where it is not written yet or was blanked."""
        return unseal(self.content, purpose="mail") if self.content is not None else None


def masked(address: str) -> str:
    """`a…@example.com`: enough to recognise one's own, too little to copy."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}…@{domain}"


class Heartbeat(models.Model):
    """When a worker last made a round."""

    worker = models.UUIDField(primary_key=True, default=uuid.uuid4)
    beat_at = models.DateTimeField()
    trouble = models.CharField(max_length=300, blank=True, help_text="Why the mail server could not be used, in plain words.")

    def __str__(self):
        return f"{self.worker}: {self.beat_at}"
