"""What search and lists know of each readable guide."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from guides.models.catalogue import Guide
from guides.models.revisions import Revision


class Entry(models.Model):
    """A readable guide in the search index: there is one exactly while readers see the guide, kept by the verbs that publish and retire.

    `vector` has its words, folded; `regions` and `tags` are folded lines to filter by; `place` sorts by company and role; `line` is what a
    list shows of it: `company` and `role` (each name and slug), `regions`, `bands` (the fields of the headlines) and `as_of`.
    """

    guide = models.OneToOneField(Guide, models.CASCADE, primary_key=True, related_name="entry")
    revision = models.OneToOneField(Revision, models.CASCADE, related_name="+", help_text="The published one that it was made from.")
    vector = SearchVectorField()
    regions = models.TextField(blank=True)
    tags = models.TextField(blank=True)
    place = models.TextField()
    line = models.JSONField()
    digest = models.BigIntegerField(help_text="Of its words, so that their change is seen by a sum over all entries.")
    rules = models.PositiveSmallIntegerField(help_text="By which rules of indexing the entry was made.")

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            GinIndex(fields=["vector"], name="entry_words", fastupdate=False),
            models.Index(fields=["digest"], name="entry_digests"),
        ]

    def __str__(self):
        return str(self.guide)
