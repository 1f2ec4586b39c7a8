"""Guides sent to the desk by a browser: kept until their sender has seen what they would change, then imported as drafts."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from guides.differences import FigureChange, difference, figures_beside
from guides.history import Since, beside_earlier
from guides.importing import Report, import_paths
from guides.models import Upload
from guides.storing import rows_of

MOST_MEGABYTES = 100  # a zip archive of every guide there is
MOST_COMPARED = 200  # guides of one upload whose changes are worked out
KEPT = timedelta(days=1)


@transaction.atomic
def keep(*, name: str, content: bytes, by, now) -> Upload:
    """Keep a file; `name` is company/role.md or that of an archive. One for each person, none for longer than a day."""
    Upload.objects.filter(user=by).delete()
    Upload.objects.filter(uploaded_at__lt=now - KEPT).delete()
    return Upload.objects.create(user=by, name=name, content=content, uploaded_at=now)


@dataclass(frozen=True)
class Seen:
    """What a draft of an import holds: every number that was read, beside what it was, and what readers would find changed."""

    figures: list[FigureChange]
    change: Since | None = None


def preview(upload: Upload, *, now) -> tuple[Report, dict[int, Seen]]:
    """What importing would do, and what its drafts would hold, by revision: it is done, and undone at once."""
    with transaction.atomic():
        report = import_upload(upload, now=now)
        drafts = [result.revision for result in report.results if result.outcome == "draft"]
        seen = {draft.pk: _seen(draft, earlier) for draft, earlier in beside_earlier(drafts[:MOST_COMPARED])}
        transaction.set_rollback(True)
    return report, seen


def _seen(draft, earlier) -> Seen:
    after, before = rows_of(draft), rows_of(earlier) if earlier else None
    change = Since(earlier=earlier, difference=difference(before, after)) if before else None
    return Seen(figures=figures_beside(before, after), change=change)


@transaction.atomic
def apply(upload: Upload, *, now) -> Report:
    """Import as drafts, for somebody else to read and publish."""
    report = import_upload(upload, now=now)
    upload.delete()
    return report


def import_upload(upload: Upload, *, now) -> Report:
    with as_file(upload) as path:
        return import_paths([path], publish=False, by=upload.user, now=now)


@contextmanager
def as_file(upload: Upload):
    """The upload as a file in a private folder that goes when it is read."""
    with TemporaryDirectory() as folder:
        path = Path(folder, *Path(upload.name).parts[-2:])
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(bytes(upload.content))
        yield path
