"""`manage.py` for a worker under test: `python -m tests.faults.entry LEASE CLOCK ARGUMENTS…`.

LEASE in seconds in place of two minutes, so that a dead worker's mail is taken up within the test. CLOCK in seconds is how wrong this
process's own clock is.
"""

import sys
import time
from datetime import timedelta
from importlib import import_module

import time_machine

from negotiate.local.commands import main


def shorten(lease: float) -> None:
    import_module("django").setup()
    import_module("negotiate.mail.queue").LEASE = timedelta(seconds=lease)


if __name__ == "__main__":
    lease, clock, *arguments = sys.argv[1:]
    if float(clock):
        time_machine.travel(time.time() + float(clock), tick=True).start()
    import_module("os").environ["DJANGO_SETTINGS_MODULE"] = "negotiate.settings"
    shorten(float(lease))
    main(["manage.py", *arguments])
