#!/usr/bin/env python
"""Every command of the project starts here."""

import sys

from negotiate.local.commands import main

if __name__ == "__main__":
    main(sys.argv)
