"""Brings the search index to where the guides are."""

from django.core.management.base import BaseCommand

from guides.indexing import index_what_is_missing
from negotiate.counting import counted


class Command(BaseCommand):
    help = "Writes what is missing in the search index and removes what readers do not see; publishing and retiring keep it so."
    requires_system_checks = []  # they read the code of every page, which takes longer than the command

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="make every entry anew, after names were changed past the desk")

    def handle(self, *, all, **options):
        self.stdout.write(f"{counted(index_what_is_missing(every=all), 'guide')} indexed.")
