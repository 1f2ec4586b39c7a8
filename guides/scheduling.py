"""Publishing at a set time: a revision in review goes out at the first round of the worker after it."""

import logging
from datetime import timedelta

from django.db import transaction

from guides import publishing
from guides.models import Problem, Revision
from guides.publishing import PublishingError, WrongState
from negotiate.dates import moment_words

logger = logging.getLogger(__name__)
LATE = timedelta(minutes=1)  # the worker looks every few seconds


def is_overdue(revision, now) -> bool:
    """Whether it should have gone out by itself and did not: no worker runs."""
    return bool(revision.publish_at) and revision.publish_at + LATE < now


@transaction.atomic
def schedule(revision, *, at, by, now):
    """Set the time at which a revision in review is published, or set it anew. Who sets it has read it and answers for it."""
    publishing.lock_guide_of(revision)
    revision.refresh_from_db()
    if revision.state != Revision.State.IN_REVIEW:
        raise WrongState("Only a revision in review can be set to go out.")
    publishing.check_may_publish(revision, by=by)
    if at <= now:
        raise WrongState("That time is past. Publish it now instead.")
    revision.publish_at, revision.scheduled_by, revision.scheduled_at = at, by, now
    revision.save(update_fields=Revision.SCHEDULE)


@transaction.atomic
def unschedule(revision, *, by, now):
    """It stays in review and goes out when somebody publishes it."""
    publishing.lock_guide_of(revision)
    revision.refresh_from_db()
    if not revision.publish_at:
        raise WrongState("It is not set to go out.")
    revision.forget_schedule()
    revision.save(update_fields=Revision.SCHEDULE)


def publish_due(now) -> int:
    """Publish what is due. Returns how many went out. One that cannot go out is held back, and the others go."""
    return sum(_go_out(revision, now) for revision in Revision.objects.due_to_go_out().filter(publish_at__lte=now))


@transaction.atomic
def _go_out(revision, now) -> bool:
    revision = publishing.lock_revision(revision)
    if not revision.publish_at or revision.publish_at > now:
        return False  # somebody was quicker, or has just set another time
    try:
        _publish(revision, now)
    except PublishingError as error:
        _hold_back(revision, str(error))
        return False
    return True


def _publish(revision, now):
    if revision.scheduled_by is None:
        raise PublishingError("Who set the time has no account any more.")
    if revision.guide.retired_at:
        raise PublishingError("The guide was retired.")
    publishing.publish(revision, by=revision.scheduled_by, now=now)


def _hold_back(revision, reason):
    logger.warning("%s was due and did not go out: %s", revision, reason)
    clock = revision.scheduled_by.clock if revision.scheduled_by else "UTC"
    message = f"It was set to go out on {moment_words(revision.publish_at, clock)} and did not. {reason}"
    Problem.objects.create(revision=revision, code="did_not_go_out", message=message, severity="error")
    revision.forget_schedule()
    revision.save(update_fields=Revision.SCHEDULE)
