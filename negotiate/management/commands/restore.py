"""`manage.py restore FILE`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from negotiate.local.backups import only_one, restore
from negotiate.local.places import LocalProblem


class Command(BaseCommand):
    help = "Bring back what `backup` wrote, here or on another PostgreSQL (DATABASE_URL). Stop `up`, web servers and workers first."
    requires_system_checks = []  # they read the code of every page, which takes longer than the command

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="overwrite what is there")

    def handle(self, *, file, replace, **options):
        try:
            with only_one():
                words = restore(file.absolute(), replace=replace)
        except (LocalProblem, OSError) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Brought back from {file}: {', '.join(words)}.")
        self.stdout.write("If this is a newer version than the one it was made with, run `manage.py migrate` now (`up` does it by itself).")
