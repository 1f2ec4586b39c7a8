"""Guides: what one company pays for one role, revision by revision, each number with its origin."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import now as current_time

from guides.parsing import rows


class Company(models.Model):
    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    sector = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "companies"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("company", args=[self.slug])


class Role(models.Model):
    slug = models.SlugField(max_length=150, unique=True)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class GuideQuerySet(models.QuerySet):
    def readable(self):
        """Guides that the public sees: published and not retired."""
        return self.filter(retired_at=None, revisions__state=Revision.State.PUBLISHED)


class Guide(models.Model):
    """The page for one company and role. Its content is the published revision's."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="guides")
    role = models.ForeignKey(Role, models.PROTECT, related_name="guides")
    created_at = models.DateTimeField(default=current_time)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    objects = GuideQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "role"], name="one_guide_per_company_and_role")]

    def __str__(self):
        return f"{self.role} at {self.company}"

    def get_absolute_url(self):
        return reverse("guide", args=[self.company.slug, self.role.slug])

    @property
    def published(self):
        """The published revision, or None."""
        return self.revisions.filter(state=Revision.State.PUBLISHED).first()


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


class Revision(models.Model):
    """A guide's content at one time: draft, in review, published, archived. A published one is never edited, only superseded."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "In review"
        PUBLISHED = "published", "Published"
        ARCHIVED = "archived", "Archived"

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
    created_at = models.DateTimeField(default=current_time)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, help_text="Counts the savings of a draft, so that nobody overwrites another's unseen.")
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+", help_text="Who made or saved this draft.")

    class Meta:
        ordering = ["guide", "-number"]
        permissions = [("publish_revision", "Can publish revisions")]
        constraints = [
            models.UniqueConstraint(fields=["guide", "number"], name="revision_number_unique_in_guide"),
            models.UniqueConstraint(fields=["guide"], condition=Q(state="published"), name="one_published_revision_per_guide"),
        ]

    def __str__(self):
        return f"{self.guide}, revision {self.number}"

    def get_absolute_url(self):
        return self.guide.get_absolute_url()

    @property
    def is_editable(self) -> bool:
        return self.state in self.EDITABLE

    def was_written_by(self, user) -> bool:
        """Whether the user made this revision or saved changes of it."""
        return user.pk == self.created_by_id or self.writers.filter(pk=user.pk).exists()


class RevisionRow(models.Model):
    """A row of a revision, in the order of the guide."""

    position = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Tag(RevisionRow):
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="tags")
    name = models.CharField(max_length=200)

    def __str__(self):
        return self.name


class Section(RevisionRow):
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=16, choices=[(kind, kind.replace("_", " ")) for kind in rows.SECTION_KINDS])
    heading = models.CharField(max_length=500, blank=True)
    depth = models.PositiveSmallIntegerField(default=2)
    markdown = models.TextField(blank=True)

    def __str__(self):
        return self.heading or self.kind


class Source(RevisionRow):
    """Where numbers come from. Its position is its number in the guide's list. A link is what an author wrote, never verified."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="sources")
    title = models.CharField(max_length=500)
    url = models.URLField(max_length=500, blank=True)
    as_of = models.DateField(null=True, blank=True)

    def __str__(self):
        return self.title


class Figure(RevisionRow):
    """What bands and targets have in common: one amount or range with its unit and its origin."""

    component = models.CharField(max_length=24, choices=[(name, name.replace("_", " ")) for name in rows.COMPONENTS])
    unit = models.CharField(max_length=16, choices=[(unit, unit.replace("_", " ")) for unit in rows.UNITS], default="currency")
    low = models.DecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    open_ended = models.BooleanField(default=False)
    currency = models.CharField(max_length=3, null=True, blank=True)
    period = models.CharField(max_length=10, null=True, blank=True, choices=[(period, period) for period in rows.PERIODS])
    original = models.TextField(blank=True)
    as_of = models.DateField(null=True, blank=True)
    review_by = models.DateField(null=True, blank=True)
    source = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(RevisionRow.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_currency_exactly_where_unit_is_currency",
                condition=Q(unit="currency", currency__isnull=False) | (~Q(unit="currency") & Q(currency=None)),
            ),
            models.CheckConstraint(
                name="%(class)s_no_amount_where_unit_is_words", condition=~Q(unit__in=("none", "text")) | Q(low=None, high=None)
            ),
        ]


class Band(Figure):
    """One pay range: region, level, component. A flag says why it is suspect."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="bands")
    region = models.CharField(max_length=200, null=True, blank=True)
    level = models.CharField(max_length=200, null=True, blank=True)
    value_role = models.CharField(max_length=16, choices=[(role, role) for role in rows.VALUE_ROLES], default="primary")
    note = models.TextField(blank=True)
    flag = models.CharField(max_length=300, blank=True)

    class Meta(Figure.Meta):
        constraints = [
            *Figure.Meta.constraints,
            models.CheckConstraint(
                name="band_low_not_above_high", condition=Q(low=None) | Q(high=None) | Q(low__lte=F("high")) | ~Q(flag="")
            ),
        ]

    def __str__(self):
        return f"{self.region or ''} {self.component} {self.original}".strip()


class Target(Figure):
    """A number to say (anchor), to take (accept), to refuse below (walk away); or a condition in words."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="targets")
    kind = models.CharField(max_length=10, choices=[(kind, kind.replace("_", " ")) for kind in rows.TARGET_KINDS])
    scope = models.CharField(max_length=200, blank=True)
    condition = models.TextField(blank=True)
    confidence = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    implies_walk_away = models.BooleanField(default=False)

    def __str__(self):
        return f"{self.kind} {self.component} {self.original}"


class Lever(RevisionRow):
    """A negotiable theme with a script to say; scripts may hold `[placeholders]`."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="levers")
    name = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    script = models.TextField(blank=True)

    def __str__(self):
        return self.name


class LevelRow(RevisionRow):
    """One of the company's levels and what it equals elsewhere; or an attribute of levels (scope, years)."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="levels")
    own_level = models.CharField(max_length=300)
    is_attribute = models.BooleanField(default=False)

    def __str__(self):
        return self.own_level


class LevelPeer(RevisionRow):
    row = models.ForeignKey(LevelRow, models.CASCADE, related_name="peers")
    company = models.CharField(max_length=200)
    level = models.CharField(max_length=500, blank=True)

    def __str__(self):
        return f"{self.company}: {self.level}"


class Problem(models.Model):
    """A doubt about a revision, found while reading or checking it."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField(null=True, blank=True)
    code = models.CharField(max_length=40)
    message = models.TextField()
    severity = models.CharField(max_length=8, choices=[(severity, severity) for severity in rows.SEVERITIES])

    def __str__(self):
        return f"{self.code}: {self.message}"
