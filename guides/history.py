"""A guide's public past: what each published revision changed, and what changed since somebody read it."""

from dataclasses import dataclass, field

from django.db.models import Case, F, Q, When

from guides.differences import Difference, difference
from guides.models import GuideReading, Revision
from guides.storing import rows_of

State = Revision.State
MOST = 20  # revisions on a page of history
CONTENT = ("tags", "sections", "sources", "bands", "targets", "levers", "levels__peers", "problems")


@dataclass(kw_only=True)
class Entry:
    """One published revision and what it changed. `difference` is None for a guide's first; `checks` changed nothing after it."""

    revision: Revision
    difference: Difference | None = None
    checks: list[Revision] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Since:
    """What changed from the revision that somebody has read to the published one."""

    earlier: Revision
    difference: Difference


def public_revisions(guide):
    """What readers have seen, newest first: a revision is archived only once it was published."""
    shown = Revision.objects.filter(guide=guide, state__in=(State.PUBLISHED, State.ARCHIVED))
    return shown.order_by(F("published_at").desc(nulls_last=True), "-number")


def with_contents(revisions):
    """Revisions with all that `rows_of` reads, in a fixed number of queries."""
    return revisions.select_related("guide__company", "guide__role").prefetch_related(*CONTENT)


def history_of(guide, *, most=MOST) -> list[Entry]:
    """The guide's newest public revisions, newest first. Those that only checked the numbers stand with the one that they checked."""
    revisions = list(reversed(with_contents(public_revisions(guide))[: most + 1]))
    entries: list[Entry] = []
    contents = [rows_of(revision) for revision in revisions]
    for number, revision in enumerate(revisions):
        found = difference(contents[number - 1], contents[number]) if number else None
        if entries and not found:
            entries[-1].checks.append(revision)
        else:
            entries.append(Entry(revision=revision, difference=found))
    if len(revisions) > most:
        entries[0].difference = Difference()  # it is not the guide's first; what it changed is further back than this page goes
    return entries[::-1]


def difference_between(earlier: Revision, later: Revision) -> Difference:
    revisions = {revision.pk: revision for revision in with_contents(Revision.objects.filter(pk__in=[earlier.pk, later.pk]))}
    return difference(rows_of(revisions[earlier.pk]), rows_of(revisions[later.pk]))


def change_of(draft: Revision) -> Since | None:
    """What readers would find changed if the draft were published now. None for what is published, or where nothing is."""
    published = draft.guide.published
    if published is None or not draft.is_editable:
        return None
    return Since(earlier=published, difference=difference_between(published, draft))


def beside_earlier(drafts) -> list[tuple[Revision, Revision | None]]:
    """Each draft beside what readers see, or else the newest before it, with all they say."""
    made = with_contents(Revision.objects.filter(pk__in=drafts))
    others = Revision.objects.filter(guide__in=[draft.guide_id for draft in made]).exclude(pk__in=drafts)
    shown_last = Case(When(state=State.PUBLISHED, then=1), default=0)
    chosen = others.order_by("guide", shown_last.desc(), "-number").distinct("guide")
    earlier = {one.guide_id: one for one in with_contents(Revision.objects.filter(pk__in=chosen.values("pk")))}
    return [(draft, earlier.get(draft.guide_id)) for draft in made]


def since(guide, number) -> Since | None:
    """What changed from the public revision of that number to the published one."""
    earlier = public_revisions(guide).filter(number=number).first() if str(number).isascii() and str(number).isdigit() else None
    published = guide.published
    if earlier is None or published is None or earlier == published:
        return None
    return Since(earlier=earlier, difference=difference_between(earlier, published))


def note_reading(user, revision, *, now) -> Revision | None:
    """Write down that somebody reads this revision. Returns the one that they had read before, if it has changed since."""
    key = GuideReading.note(user, revision, now=now)
    earlier = Revision.objects.filter(pk=key).first() if key else None
    return earlier if earlier and _changed_since(earlier) else None


def _changed_since(earlier) -> bool:
    later = public_revisions(earlier.guide_id).exclude(pk=earlier.pk).filter(is_check=False)
    if not earlier.published_at:
        return later.exists()
    together = Q(published_at=earlier.published_at, number__gt=earlier.number)
    return later.filter(Q(published_at__gt=earlier.published_at) | together).exists()
