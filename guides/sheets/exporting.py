"""Numbers of any selection of revisions as a sheet."""

from collections.abc import Iterator

from django.db.models import Case, Value, When

from guides.models import Revision
from guides.sheets.files import header, written
from guides.storing import figures_of

AT_ONCE = 200
BEFORE = [(Revision.State.DRAFT, 1), (Revision.State.IN_REVIEW, 2), (Revision.State.PUBLISHED, 3)]


def sheet_of(revisions) -> Iterator[str]:
    """The sheet in parts: its header, then the numbers of each revision."""
    yield header()
    chosen = revisions.select_related("guide__company", "guide__role").prefetch_related("bands", "targets", "sources")
    for revision in chosen.order_by("guide__company__name", "guide__role__name", "number").iterator(chunk_size=AT_ONCE):
        guide = revision.guide
        yield written(figures_of(revision), company=guide.company.slug, role=guide.role.slug, revision=revision.number)


def revisions_to_edit(guides):
    """Of each guide its open draft, or else the one in review, or else what readers see: what a sheet that comes back is compared with."""
    found = Revision.objects.filter(guide__in=guides.values("pk"), state__in=[state for state, _ in BEFORE])
    place = Case(*(When(state=state, then=Value(place)) for state, place in BEFORE))
    newest = found.annotate(place=place).order_by("guide", "place", "-number").distinct("guide")
    return Revision.objects.filter(pk__in=newest.values("pk"))
