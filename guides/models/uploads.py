"""What staff have sent to the desk and not decided about yet."""

from django.conf import settings
from django.db import models
from django.utils.timezone import now as current_time


class Upload(models.Model):
    """A file of guides that somebody sent to the desk, until they have seen what it would change."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField(default=current_time)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name
