"""Numbers of any selection of revisions as a sheet."""

from collections.abc import Iterator

from django.db.models import BigIntegerField, Case, Count, F, Func, Max, Sum, Value, When
from django.db.models.functions import Greatest

from guides.models import Band, Revision, Target
from guides.sheets.files import MOST_MEGABYTES, MOST_ROWS, header, written
from guides.storing import figures_of
from negotiate.counting import counted

AT_ONCE = 200
MOST_LETTERS = 100_000  # of a cell: the module csv refuses a little more
BESIDE_TEXTS = 400  # bytes of a row beside its long texts, which may double, as each quotation mark of theirs does
TEXTS = ((Band, ("original", "note")), (Target, ("original", "condition")))
BEFORE = [(Revision.State.DRAFT, 1), (Revision.State.IN_REVIEW, 2), (Revision.State.PUBLISHED, 3)]


class TooLarge(Exception):
    """More than a file may hold that is to come back. Its text says so."""


def check_size(revisions) -> None:
    """Raises TooLarge before anything is written."""
    found = [_sizes(model.objects.filter(revision__in=revisions.values("pk")), names) for model, names in TEXTS]
    rows, letters, longest = (fold(one[name] or 0 for one in found) for name, fold in (("rows", sum), ("letters", sum), ("longest", max)))
    if rows > MOST_ROWS or 2 * letters + rows * BESIDE_TEXTS > MOST_MEGABYTES * 1_000_000:
        raise TooLarge(
            f"These hold {counted(rows, 'number')}, and a file that can come back holds up to {MOST_ROWS:,} and {MOST_MEGABYTES} MB. "
            "Choose fewer, such as one company at a time."
        )
    if longest > MOST_LETTERS:
        raise TooLarge(f"The words of one number are longer than a cell of a file can be ({MOST_LETTERS:,} letters): shorten them first.")


def _sizes(figures, names) -> dict:
    """How many rows there are, the bytes of their long texts, and of the longest of these."""
    sizes = [Func(F(name), function="octet_length", output_field=BigIntegerField()) for name in names]
    return figures.aggregate(rows=Count("pk"), letters=Sum(sum(sizes, Value(0))), longest=Max(Greatest(*sizes)))


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
