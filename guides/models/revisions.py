"""A guide's content, revision by revision, and the files it was read from."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now as current_time

from guides.models.catalogue import Company, Guide
from guides.models.states import State
from guides.parsing import rows


class Document(models.Model):
    """An imported file, byte for byte."""

    class Kind(models.TextChoices):
        GUIDE = "guide", "Guide"
        DOSSIER = "dossier", "Company dossier"

    company = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="documents")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.GUIDE)
    path = models.CharField(max_length=500)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    parser_version = models.PositiveIntegerField()
    imported_at = models.DateTimeField(default=current_time)

    def __str__(self):
        return self.path


class RevisionQuerySet(models.QuerySet):
    def untouched_imports(self):
        """Revisions that hold what their document says: no person made or changed them."""
        return self.filter(imported=True, edited_at=None)

    def live(self):
        """What readers see."""
        return self.filter(state=State.PUBLISHED, guide__retired_at=None)

    def due_to_go_out(self):
        """Those with a set time, the next one first."""
        return self.filter(publish_at__isnull=False).order_by("publish_at", "pk")


class Revision(models.Model):
    """A guide's content at one time: draft, in review, published, archived. A published one is never edited, only superseded."""

    State = State
    SCHEDULE = ("publish_at", "scheduled_by", "scheduled_at")
    EDITABLE = (State.DRAFT, State.IN_REVIEW)

    guide = models.ForeignKey(Guide, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField(max_length=300)
    notice = models.TextField(blank=True, help_text="Stands on top of the page: what readers must know before they trust a number.")
    as_of = models.DateField(null=True, blank=True, help_text="The day for which the numbers hold. Empty: date unknown.")
    equity_reading = models.CharField(
        max_length=16, blank=True, choices=[(value, value.replace("_", " ")) for value in rows.EQUITY_READINGS]
    )
    summary = models.CharField(max_length=300, blank=True, help_text="What changed, in a sentence.")
    based_on = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="revisions")
    imported = models.BooleanField(default=False, help_text="Made from its document alone.")
    created_at = models.DateTimeField(default=current_time)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    archived_at = models.DateTimeField(null=True, blank=True)
    is_check = models.BooleanField(default=False, help_text="Somebody looked at every number again and found nothing changed.")
    publish_at = models.DateTimeField(null=True, blank=True, help_text="When it goes out by itself.")
    scheduled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    scheduled_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, help_text="Counts the savings of a draft, so that nobody overwrites another's unseen.")
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+", help_text="Who made or saved this draft.")
    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["guide", "-number"]
        permissions = [("publish_revision", "Can publish revisions")]
        constraints = [
            models.UniqueConstraint(fields=["guide", "number"], name="revision_number_unique_in_guide"),
            models.CheckConstraint(
                name="revision_goes_out_from_review",
                condition=Q(publish_at=None, scheduled_at=None)
                | Q(state="in_review", publish_at__isnull=False, scheduled_at__isnull=False),
            ),
            models.UniqueConstraint(fields=["guide"], condition=Q(state="published"), name="one_published_revision_per_guide"),
        ]

    def __str__(self):
        return f"{self.guide}, revision {self.number}"

    def get_absolute_url(self):
        return self.guide.get_absolute_url()

    @property
    def is_editable(self) -> bool:
        return self.state in self.EDITABLE

    @property
    def is_untouched_import(self) -> bool:
        """Whether it holds what its document says: no person made or changed it."""
        return self.imported and self.edited_at is None

    def forget_schedule(self):
        self.publish_at = self.scheduled_by = self.scheduled_at = None

    def was_written_by(self, user) -> bool:
        """Whether the user made this revision or saved changes of it."""
        return user.pk == self.created_by_id or self.writers.filter(pk=user.pk).exists()
