"""Somebody looked at a guide's numbers again and found nothing changed: the same content, dated today."""

from django.db import transaction

from guides import publishing
from guides.models import Revision

SUMMARY = "Checked, unchanged."


def hindrance_to_confirming(guide) -> str:
    """Why nobody can say of the guide as it stands that every number was looked at and is right; empty where they can."""
    if guide.published is None or guide.retired_at:
        return f"{guide} is not on the site, so there is nothing to confirm."
    if doubted := [flag.about for flag in guide.flags.open().order_by("pk")]:
        return (
            f"{guide}: readers doubt numbers of it and wait for an answer. Answer their flags first: {'; '.join(dict.fromkeys(doubted))}."
        )
    return ""


@transaction.atomic
def confirm_unchanged(guide, *, by, now, seen=None) -> Revision:
    """Publish a copy of the published revision with today's date on every number. Nothing in it is new, so it needs no review.

    `seen` is the number of the revision that was looked at. Raises PublishingError where that is not the one on the site any more.
    """
    publishing.lock_guide(guide)
    guide.refresh_from_db()
    if hindrance := hindrance_to_confirming(guide):
        raise publishing.WrongState(hindrance)
    published = guide.published
    if seen is not None and str(published.number) != str(seen):
        raise publishing.WrongState(f"{guide}: revision {published.number} came out since you looked. Check it and say so again.")
    check = publishing.draft_from(guide, by=by, now=now, source=published, summary=SUMMARY)
    check.is_check, check.as_of = True, now.date()
    check.save(update_fields=["is_check", "as_of"])
    for figures in (check.bands, check.targets):
        figures.update(as_of=now.date(), review_by=None)
    publishing.make_public(check, by=by, now=now)
    return check
