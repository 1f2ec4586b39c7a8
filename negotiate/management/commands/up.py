"""`manage.py up`, for `manage.py help`; manage.py itself goes there without Django, to be quick."""

import sys

from django.core.management.base import BaseCommand

from negotiate.local import up


class Command(BaseCommand):
    help = "Start the database, the web server and the worker on this machine; Ctrl-C stops them."
    requires_system_checks = []

    def add_arguments(self, parser):
        up.add_arguments(parser)

    def handle(self, *, host, port, demo, **options):
        sys.exit(up.up(host=host, port=port, demo=demo))
