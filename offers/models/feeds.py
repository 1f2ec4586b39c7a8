"""Calendar feeds: an address that a person gives to their calendar program."""

import hashlib
import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.timezone import now as current_time


class CalendarFeedQuerySet(models.QuerySet):
    def owned_by(self, user):
        return self.filter(user=user)

    def usable(self):
        return self.filter(revoked_at=None, user__is_active=True)

    def matching(self, token: str):
        return self.usable().filter(digest=digest_of(token))


class CalendarFeed(models.Model):
    """The address of one person's deadlines. Only the digest of its secret part is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True)
    names_employer = models.BooleanField(default=False, help_text="Whether events name the employer.")
    created_at = models.DateTimeField(default=current_time)
    revoked_at = models.DateTimeField(null=True, blank=True)
    objects = CalendarFeedQuerySet.as_manager()

    def __str__(self):
        return f"made {self.created_at:%Y-%m-%d}"

    @classmethod
    def create(cls, *, user, names_employer: bool, now: datetime) -> tuple["CalendarFeed", str]:
        """A new feed's row and the secret part of its address (256 bits), which is shown this once."""
        token = secrets.token_urlsafe(32)
        return cls.objects.create(user=user, names_employer=names_employer, digest=digest_of(token), created_at=now), token

    def revoke(self, *, now: datetime) -> None:
        """The address never answers again. The row stays, so that its owner sees when it ended."""
        type(self).objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=now)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
