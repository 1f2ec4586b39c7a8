"""Starts a program that dies with whoever started it: `launcher.py SIGNAL PARENT USER PROGRAM ARGUMENT…`.

Run by its path, before anything else of ours is imported. As root it becomes USER first (empty: stays who it is),
because a change of user clears the death signal.
"""

import ctypes
import os
import pwd
import sys

PR_SET_PDEATHSIG = 1
LAUNCHED = "NEGOTIATE_LAUNCHED"  # the pid of the launched program, for the children it has of its own


def die_with(parent: int, death_signal: int) -> None:
    """From now on the kernel sends this process the signal when its parent is gone. Where it is gone already: exits."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, death_signal)
    if os.getppid() != parent:
        os._exit(1)


def become(user: str) -> None:
    entry = pwd.getpwnam(user)
    os.initgroups(user, entry.pw_gid)
    os.setgid(entry.pw_gid)
    os.setuid(entry.pw_uid)


def main() -> None:
    death_signal, parent, user, *command = sys.argv[1:]
    if user:
        become(user)
    die_with(int(parent), int(death_signal))
    os.environ[LAUNCHED] = str(os.getpid())
    os.execv(command[0], command)  # noqa: S606 - a shell would be one more process to die


if __name__ == "__main__":
    main()
