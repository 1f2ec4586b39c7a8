"""Guides sent to the desk by a browser: kept until their sender has seen what they would change, then imported as drafts."""

from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from guides.history import Since, changes_of
from guides.importing import Report, import_paths
from guides.models import Upload

MOST_MEGABYTES = 100  # a zip archive of every guide there is
MOST_COMPARED = 200  # guides of one upload whose changes are worked out
KEPT = timedelta(days=1)


@transaction.atomic
def keep(*, name: str, content: bytes, by, now) -> Upload:
    """Keep a file; `name` is company/role.md or that of an archive. One for each person, none for longer than a day."""
    Upload.objects.filter(user=by).delete()
    Upload.objects.filter(uploaded_at__lt=now - KEPT).delete()
    return Upload.objects.create(user=by, name=name, content=content, uploaded_at=now)


def preview(upload: Upload, *, now) -> tuple[Report, dict[int, Since]]:
    """What importing would do, and what the drafts of it would change for readers: it is done, and undone at once."""
    with transaction.atomic():
        report = import_upload(upload, now=now)
        changed = [result.revision for result in report.results if result.outcome == "draft" and not result.is_new]
        differences = changes_of(changed[:MOST_COMPARED])
        transaction.set_rollback(True)
    return report, differences


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
