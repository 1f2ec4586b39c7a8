"""Brings in rates of exchange from the European Central Bank's history."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from negotiate.counting import counted
from negotiate.dates import day_words
from negotiate.money.european import NotRates
from negotiate.money.importing import SHIPPED, import_rates


class Command(BaseCommand):
    help = "Brings in the European Central Bank's rates: from FILE (eurofxref-hist.zip or .csv), or from the copy that is installed."
    requires_system_checks = []  # they read the code of every page, which takes longer than the command

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path)

    def handle(self, *, file, **options):
        try:
            imported = import_rates((file or SHIPPED).read_bytes())
        except (NotRates, OSError) as error:
            raise CommandError(f"No rate was changed. {error}") from None
        if not imported.rates:
            raise CommandError("The file holds no rate.")
        days = f"{day_words(imported.first)} to {day_words(imported.last)}"
        self.stdout.write(f"{counted(imported.rates, 'rate')} from {days}: {imported.changed:,} new or other than before.")
