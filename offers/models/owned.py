"""What all rows that hang on a negotiation share."""

from django.db import models


class OwnedQuerySet(models.QuerySet):
    """Rows that hang on a negotiation. Every read and write starts here."""

    def owned_by(self, user):
        return self.filter(negotiation__user=user, negotiation__deleted_at=None)
