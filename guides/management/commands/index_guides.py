"""Writes the entries of the search index that are missing or were made by older rules."""

from django.core.management.base import BaseCommand

from guides.indexing import index_what_is_missing


class Command(BaseCommand):
    help = "Brings the search index up to date after a new version; publishing keeps it so."

    def handle(self, **options):
        self.stdout.write(f"{index_what_is_missing():,} guides were indexed.")
