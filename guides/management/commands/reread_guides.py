"""Read again what an older version of this program has read."""

from django.utils.timezone import now

from guides.management.commands import import_guides
from guides.rereading import reread


class Command(import_guides.Command):
    help = "Reads again, from the files that are kept, the guides that an older parser read. What it now reads otherwise becomes a draft."
    requires_system_checks = []  # they read the code of every page, which takes longer than the command

    def add_arguments(self, parser):
        self.add_usual_arguments(parser)

    def handle(self, *, publish, report, **options):
        self.finish(reread(publish=publish, now=now(), say=self.progress), report)
