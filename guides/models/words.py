"""What a revision says in words: tags, sections, sources, levers, levels; and the doubts about it."""

from django.db import models

from guides.models.revisions import Revision
from guides.parsing import rows


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
