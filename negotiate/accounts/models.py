"""Who uses the product: people who sign in by email, and the keys of their programs."""

import hashlib
import secrets
from datetime import time, timedelta

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.timezone import now as current_time

from negotiate.accounts.mail_kinds import wanted_at_first
from negotiate.zone_data import zone_names

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
DEFAULT_LEADS = ["7d", "3d", "1d", "6h", "2h"]


def default_leads() -> list[str]:
    return list(DEFAULT_LEADS)


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractUser):
    """Signs in with an email address. `zone` is an IANA name, empty until it is known."""

    username = None
    email = models.EmailField("email address", unique=True)
    zone = models.CharField("time zone", max_length=64, blank=True)
    leads = ArrayField(
        models.CharField(max_length=8), default=default_leads, blank=True, help_text="How long before a deadline a reminder goes out."
    )
    waking_from = models.TimeField(default=time(8))
    waking_until = models.TimeField(default=time(21))
    mail_kinds = ArrayField(
        models.CharField(max_length=13), default=wanted_at_first, blank=True, help_text="What the person wants to be mailed about."
    )
    answer_days = models.PositiveSmallIntegerField(
        default=3, validators=[MinValueValidator(1), MaxValueValidator(60)], help_text="Working days until no answer to a counter is said."
    )
    mail_names_employer = models.BooleanField(default=False, help_text="Mails may name the employer and the role.")
    mail_shows_amounts = models.BooleanField(default=False, help_text="Mails may say what is on the table.")
    failing_address = models.EmailField(blank=True, help_text="The address that did not take mail for good, or whose owner complained.")
    failing_since = models.DateTimeField(null=True, blank=True)
    failing_reason = models.TextField(blank=True, help_text="What the mail server or the provider said.")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique_whatever_its_case")]

    def __str__(self):
        return self.email

    @property
    def clock(self) -> str:
        """The zone by which days and times are shown: the person's, UTC while that is not known."""
        return self.zone if self.zone in zone_names() else "UTC"

    @property
    def address_fails(self) -> bool:
        """Whether mail to the present address fails: reminders wait until it is confirmed. Another address has not failed yet."""
        return bool(self.failing_address) and self.failing_address == self.email


class ApiKeyQuerySet(models.QuerySet):
    def owned_by(self, user):
        return self.filter(user=user)

    def usable(self):
        return self.filter(revoked_at=None, user__is_active=True)

    def matching(self, key: str):
        return self.usable().filter(digest=digest_of(key))


class ApiKey(models.Model):
    """A bearer key of one person's program. Only its digest is kept."""

    class Scope(models.TextChoices):
        READ = "read", "Read"
        WRITE = "write", "Read and write"

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=100, blank=True)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=5, choices=Scope, default=Scope.READ)
    created_at = models.DateTimeField(default=current_time)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    objects = ApiKeyQuerySet.as_manager()

    def __str__(self):
        return f"{self.prefix}… ({self.scope})"

    @classmethod
    def create(cls, *, user, scope, name="") -> tuple["ApiKey", str]:
        """A new key's row and the key itself, which is shown this once."""
        key = f"neg_{secrets.token_urlsafe(32)}"
        row = cls.objects.create(user=user, scope=scope, name=name, prefix=key[:10], digest=digest_of(key))
        return row, key

    def may(self, method: str) -> bool:
        """Whether a request by this HTTP method is within the key's scope."""
        return self.scope == self.Scope.WRITE or method in SAFE_METHODS

    def note_use(self, *, now) -> None:
        """Remember when it was last used, to the minute: a busy key costs no write per request."""
        if self.last_used_at is None or now - self.last_used_at >= timedelta(minutes=1):
            type(self).objects.filter(pk=self.pk).update(last_used_at=now)

    def revoke(self, *, now) -> None:
        """It never works again. The row stays, so that its owner sees when it ended."""
        type(self).objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=now)


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
