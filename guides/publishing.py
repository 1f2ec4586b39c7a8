"""The way of a guide's content to its readers: draft, in review, published, archived. Each step is taken under a lock of the guide."""

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max

from guides.flags import reopen_unkept
from guides.indexing import index_guides
from guides.models import Band, Guide, LevelRow, Lever, Problem, Revision, Section, Source, Tag, Target
from guides.storing import HEAD, rows_of, store_rows

ROWS = (Tag, Section, Band, Target, Lever, LevelRow, Problem)


class PublishingError(Exception):
    """A step that cannot be taken. Its text is for staff to read."""


class WrongState(PublishingError):
    pass


class NotReviewed(PublishingError):
    pass


@transaction.atomic
def draft_from(guide, *, by, now, source=None, summary="") -> Revision:
    """A new draft holding every row of `source`: unless given, the guide's published revision, or else its newest one."""
    lock_guide(guide)
    source = source or guide.published or guide.revisions.order_by("-number").first()
    if source is None:
        raise WrongState(f"{guide} has no revision to copy.")
    return drafts_holding([(source, rows_of(source))], by=by, now=now, summary=summary)[0]


def drafts_holding(pairs, *, by, now, summary="") -> list[Revision]:
    """New drafts of different guides, which the caller has locked: each based on a revision, with the content that stands beside it."""
    guides = [source.guide_id for source, _ in pairs]
    numbers = dict(Revision.objects.filter(guide__in=guides).order_by().values_list("guide").annotate(Max("number")))
    drafts = Revision.objects.bulk_create(
        Revision(
            guide=source.guide,
            number=numbers[source.guide_id] + 1,
            document_id=source.document_id,
            based_on=source,
            summary=summary,
            created_by=by,
            created_at=now,
            **{name: getattr(content, name) for name in HEAD},
        )
        for source, content in pairs
    )
    store_rows([(draft, content) for draft, (_, content) in zip(drafts, pairs, strict=True)])
    _copy_writers(zip(drafts, pairs, strict=True), by)
    return drafts


@transaction.atomic
def first_draft(guide, *, by, now) -> Revision:
    """An empty draft, where a guide begins."""
    draft = Revision.objects.create(guide=guide, number=1, title=f"{guide.role} | {guide.company}", created_by=by, created_at=now)
    draft.writers.add(by)
    return draft


@transaction.atomic
def edited(revision, *, by, now):
    """Write down that somebody saved changes of a draft."""
    all_edited([revision], by=by, now=now)
    revision.refresh_from_db(fields=["version", "edited_by", "edited_at", *Revision.SCHEDULE])


def all_edited(revisions, *, by, now):
    """Write down that somebody saved changes of drafts. What was set to go out is not any more: who set it has not read this."""
    drafts = Revision.objects.filter(pk__in=[revision.pk for revision in revisions])
    drafts.update(version=F("version") + 1, edited_by=by, edited_at=now, **dict.fromkeys(Revision.SCHEDULE))
    _add_writers((revision.pk, by.pk) for revision in revisions)


def rewrite(pairs, *, by, now):
    """Put contents in the place of all that drafts hold. The caller has locked their guides. The drafts' heads stay as they are."""
    drafts = [draft for draft, _ in pairs]
    for model in (*ROWS, Source):
        model.objects.filter(revision__in=drafts).delete()
    store_rows(pairs)
    all_edited(drafts, by=by, now=now)


@transaction.atomic
def submit(revision, *, by, now):
    """Send a draft to review."""
    _lock_revision(revision)
    if revision.state != Revision.State.DRAFT:
        raise WrongState(f"Only a draft can be sent to review; this revision is {_state_in_words(revision)}.")
    revision.state = Revision.State.IN_REVIEW
    revision.submitted_by, revision.submitted_at = by, now
    revision.save(update_fields=["state", "submitted_by", "submitted_at"])


@transaction.atomic
def send_back(revision, *, by, now):
    """Make a revision in review a draft again."""
    _lock_revision(revision)
    if revision.state != Revision.State.IN_REVIEW:
        raise WrongState(f"Only a revision in review can be sent back; this one is {_state_in_words(revision)}.")
    revision.state = Revision.State.DRAFT
    revision.submitted_by = revision.submitted_at = None
    revision.forget_schedule()
    revision.save(update_fields=["state", "submitted_by", "submitted_at", *Revision.SCHEDULE])


@transaction.atomic
def publish(revision, *, by, now):
    """Make a draft the guide's published revision and archive the earlier one.

    `by` is a person, or None where an import or the starter set publishes itself. Raises NotReviewed where settings.REVIEW_REQUIRED
    and no one but its writers has read it; superusers are no exception.
    """
    _lock_revision(revision)
    check_may_publish(revision, by=by)
    make_public(revision, by=by, now=now)


def publish_imports(revisions, *, now):
    """Publish drafts that imports made, of different guides, which the caller has locked. An import writes itself down as the publisher."""
    published = Revision.objects.filter(guide__in=[revision.guide_id for revision in revisions], state=Revision.State.PUBLISHED)
    published.update(state=Revision.State.ARCHIVED, archived_at=now)
    for revision in revisions:
        revision.state, revision.published_by, revision.published_at = Revision.State.PUBLISHED, None, now
    drafts = Revision.objects.filter(pk__in=[revision.pk for revision in revisions])
    drafts.update(state=Revision.State.PUBLISHED, published_by=None, published_at=now)
    reopen_unkept(revisions)
    index_guides(revision.guide_id for revision in revisions)


def check_may_publish(revision, *, by):
    """Raises WrongState or NotReviewed, with the reason in words, where `by` may not publish the revision as it stands."""
    if not revision.is_editable:
        raise WrongState(f"Only a draft or a revision in review can be published; this one is {_state_in_words(revision)}.")
    if by is None or not settings.REVIEW_REQUIRED:
        return
    if revision.was_written_by(by):
        raise NotReviewed("You wrote in this draft, so somebody else has to publish it.")
    if revision.state != Revision.State.IN_REVIEW:
        raise NotReviewed("This draft has not been sent to review yet.")


@transaction.atomic
def roll_back(guide, *, to, by, now) -> Revision:
    """Publish a copy of an archived revision. It has been through review before, so it needs none again."""
    lock_guide(guide)
    to.refresh_from_db()
    if to.guide_id != guide.pk or to.state != Revision.State.ARCHIVED:
        raise WrongState(f"Only an archived revision of this guide can be brought back; this one is {_state_in_words(to)}.")
    copy = draft_from(guide, by=by, now=now, source=to, summary=f"Back to revision {to.number}.")
    make_public(copy, by=by, now=now)
    return copy


@transaction.atomic
def retire(guide, *, by, now):
    """Take a guide off the site. Its revisions stay; negotiations that pin one keep it."""
    lock_guide(guide)
    guide.refresh_from_db()
    if guide.retired_at:
        raise WrongState(f"{guide} is retired already.")
    guide.retired_at, guide.retired_by = now, by
    guide.save(update_fields=["retired_at", "retired_by"])
    index_guides([guide.pk])


@transaction.atomic
def bring_back(guide, *, by, now):
    """Undo a retirement."""
    lock_guide(guide)
    guide.refresh_from_db()
    if not guide.retired_at:
        raise WrongState(f"{guide} is not retired.")
    guide.retired_at = guide.retired_by = None
    guide.save(update_fields=["retired_at", "retired_by"])
    index_guides([guide.pk])


def lock_guide_of(revision):
    """Nobody else takes a step with the revision's guide until the transaction ends."""
    Guide.objects.select_for_update(no_key=True).get(pk=revision.guide_id)


def lock_revision(revision) -> Revision:
    """The revision as it is now, locked."""
    lock_guide_of(revision)
    return Revision.objects.select_related("guide__company", "guide__role").get(pk=revision.pk)


def lock_guide(guide):
    """Nobody else takes a step with the guide until the transaction ends."""
    Guide.objects.select_for_update(no_key=True).get(pk=guide.pk)


def lock_guides(guides):
    """Nobody else takes a step with these guides until the transaction ends. `guides` are keys, or a query for them."""
    list(Guide.objects.filter(pk__in=guides).select_for_update(no_key=True, of=["self"]).order_by("pk").values_list("pk"))


def _lock_revision(revision):
    lock_guide_of(revision)
    revision.refresh_from_db()


def _state_in_words(revision) -> str:
    return revision.get_state_display().lower()


def make_public(revision, *, by, now):
    """What publishing does, for those who have locked the guide and asked whether it may be."""
    published = Revision.objects.filter(guide=revision.guide_id, state=Revision.State.PUBLISHED)
    published.update(state=Revision.State.ARCHIVED, archived_at=now)
    revision.state = Revision.State.PUBLISHED
    revision.published_by, revision.published_at = by, now
    revision.forget_schedule()
    revision.save(update_fields=["state", "published_by", "published_at", *Revision.SCHEDULE])
    reopen_unkept([revision])
    index_guides([revision.guide_id])


def _copy_writers(made, by):
    """Who makes a copy has written it; of a copy of a draft, so has whoever wrote that draft."""
    writers = set()
    for draft, (source, _) in made:
        copied = {source.created_by_id, *source.writers.values_list("pk", flat=True)} if source.is_editable else set()
        writers |= {(draft.pk, user) for user in copied | {by and by.pk} if user}
    _add_writers(writers)


def _add_writers(pairs):
    through = Revision.writers.through
    through.objects.bulk_create((through(revision_id=revision, user_id=user) for revision, user in pairs), ignore_conflicts=True)
