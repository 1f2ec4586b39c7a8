"""Somebody looked at a guide's numbers again and found nothing changed: the same content, dated today."""

from django.db import transaction

from guides import publishing
from guides.models import Revision

SUMMARY = "Checked, unchanged."


@transaction.atomic
def confirm_unchanged(guide, *, by, now) -> Revision:
    """Publish a copy of the published revision with today's date on every number. Nothing in it is new, so it needs no review."""
    publishing.lock_guide(guide)
    guide.refresh_from_db()
    published = guide.published
    if published is None or guide.retired_at:
        raise publishing.WrongState(f"{guide} is not on the site, so there is nothing to confirm.")
    check = publishing.draft_from(guide, by=by, now=now, source=published, summary=SUMMARY)
    check.is_check, check.as_of = True, now.date()
    check.save(update_fields=["is_check", "as_of"])
    for figures in (check.bands, check.targets):
        figures.update(as_of=now.date(), review_by=None)
    publishing.make_public(check, by=by, now=now)
    return check
