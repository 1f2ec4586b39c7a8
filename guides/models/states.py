"""The states of a revision."""

from django.db import models


class State(models.TextChoices):
    """Where a revision stands on its way to readers."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    PUBLISHED = "published", "Published"
    ARCHIVED = "archived", "Archived"
