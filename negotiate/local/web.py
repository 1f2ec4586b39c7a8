"""What the web server of `up` serves: the application, in a process that dies with the server's own."""

import os
import signal

from negotiate.local.launcher import LAUNCHED, die_with
from negotiate.wsgi import application

__all__ = ["application"]

die_with(int(os.environ[LAUNCHED]), signal.SIGKILL)
