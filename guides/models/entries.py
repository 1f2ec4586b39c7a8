"""What search knows of each published guide."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from guides.models.catalogue import Guide


class Entry(models.Model):
    """A guide in the search index: its words, folded, and its regions and tags as folded lines. Kept by the verb that publishes."""

    guide = models.OneToOneField(Guide, models.CASCADE, primary_key=True, related_name="entry")
    vector = SearchVectorField()
    regions = models.TextField(blank=True)
    tags = models.TextField(blank=True)
    rules = models.PositiveSmallIntegerField(help_text="By which rules of indexing the entry was made.")

    class Meta:
        verbose_name_plural = "entries"
        indexes = [GinIndex(fields=["vector"], name="entry_words", fastupdate=False)]

    def __str__(self):
        return str(self.guide)
