"""`manage.py backup FILE`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from negotiate.local.backups import back_up
from negotiate.local.places import LocalProblem


class Command(BaseCommand):
    help = "Write the database, the letters and this machine's secrets into one file (a tar archive, readable by you alone)."
    requires_system_checks = []  # they read the code of every page, which takes longer than the command

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            words = back_up(file.absolute(), now=timezone.now())
        except (LocalProblem, OSError) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Written to {file}: {', '.join(words)}. Whoever has this file has everything: keep it safe.")
        self.stdout.write("A SECRET_KEY set in the environment is not in the file: keep it too.")
