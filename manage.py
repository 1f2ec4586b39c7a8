#!/usr/bin/env python
"""Every command of the project starts here."""

import os
import sys

from django.core.management import execute_from_command_line

from negotiate.local.commands import database_for


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "negotiate.settings")
    with database_for(sys.argv):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
