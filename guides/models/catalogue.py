"""What there is a guide for: companies, roles, and the guide of each pair."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.timezone import now as current_time

from guides.models.states import State


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
        return self.filter(retired_at=None, revisions__state=State.PUBLISHED)


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
        return self.revisions.filter(state=State.PUBLISHED).first()
