"""Puts mails into the database of DATABASE_URL, due now: `python -m tests.faults.fill COUNT FIRST`. The first has the number FIRST."""

import os
import sys
from importlib import import_module

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "negotiate.settings"
    import_module("django").setup()
    count, first = map(int, sys.argv[1:])
    import_module("tests.faults.acting").create_mails(count, first=first)
