"""What readers have read, so that they can be told what changed since."""

from django.conf import settings
from django.db import connection, models

from guides.models.catalogue import Guide
from guides.models.revisions import Revision

# One statement: two pages opened at once do not meet. `earlier` moves on only when the revision does.
NOTE = """
INSERT INTO guides_guidereading (user_id, guide_id, revision_id, read_at) VALUES (%s, %s, %s, %s)
ON CONFLICT (user_id, guide_id) DO UPDATE SET
    earlier_id = CASE
        WHEN guides_guidereading.revision_id = excluded.revision_id THEN guides_guidereading.earlier_id
        ELSE guides_guidereading.revision_id
    END,
    revision_id = excluded.revision_id,
    read_at = excluded.read_at
RETURNING earlier_id
"""


class GuideReading(models.Model):
    """The revision of a guide that somebody read last, and the one they had read before that."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    guide = models.ForeignKey(Guide, models.CASCADE, related_name="readings")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+")
    earlier = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "guide"], name="one_reading_per_person_and_guide")]

    def __str__(self):
        return f"{self.guide_id}: {self.revision_id}"

    @classmethod
    def note(cls, user, revision, *, now) -> int | None:
        """Write down that somebody reads this revision. Returns the key of the other revision that they read before it, if any."""
        with connection.cursor() as cursor:
            cursor.execute(NOTE, [user.pk, revision.guide_id, revision.pk, now])
            return cursor.fetchone()[0]
