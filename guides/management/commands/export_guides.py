"""Export published guides as canonical Markdown."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from guides.canonical import write
from guides.files import Unreadable
from guides.incoming import check_can_come_back
from guides.models import Company, Revision
from guides.storing import rows_of
from negotiate.counting import counted


class Command(BaseCommand):
    help = "Writes each guide that readers see to DIR/company/role.md; importing the files gives the same rows."
    requires_system_checks = []  # they read the code of every page, which takes longer than the command

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--company", metavar="SLUG", help="only this company's guides")

    def handle(self, *, folder, company, **options):
        revisions = Revision.objects.filter(state=Revision.State.PUBLISHED, guide__retired_at=None)
        if company:
            if not Company.objects.filter(slug=company).exists():
                raise CommandError(f"There is no company {company}.")
            revisions = revisions.filter(guide__company__slug=company)
        revisions = revisions.select_related("guide__company", "guide__role").order_by("guide__company__slug", "guide__role__slug")
        count = 0
        for revision in revisions.iterator(chunk_size=100):
            self.export(revision, folder)
            count += 1
        self.stdout.write(f"{counted(count, 'guide')} written to {folder}")

    def export(self, revision, folder: Path):
        file = folder / revision.guide.company.slug / f"{revision.guide.role.slug}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        guide = rows_of(revision)
        text = write(guide)
        file.write_text(text, encoding="utf-8", newline="\n")
        try:
            check_can_come_back(guide, text)
        except Unreadable as error:
            self.stderr.write(f"{file} is more than an import takes, so it could not come back: {error}")
