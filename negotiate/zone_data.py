"""Which release of the zone data is used: the newer one of the system's and of the `tzdata` package. Knows no Django.

Python itself looks to the system first, whose data may be years old. Processes run for months, and data change beneath them.
"""

import os
import time
import zoneinfo
from collections.abc import Callable
from functools import cache
from pathlib import Path

import tzdata

SYSTEM = zoneinfo.TZPATH
PACKAGE = str(Path(tzdata.__file__).with_name("zoneinfo"))
RELEASE_FILE = "tzdata.zi"
LOOK_EVERY = 60.0

_forget: list[Callable[[], None]] = []


def until_new(function):
    """As functools.cache, until the zone data are read anew."""
    kept = cache(function)
    _forget.append(kept.cache_clear)
    return kept


@until_new
def zone_names() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones() - {"localtime"})  # where this machine stands is no place, and not every machine has it


def release_in(folder: str) -> str:
    """The release that lies in a folder of zones, such as `2026a`; empty where it does not say."""
    try:
        with Path(folder, RELEASE_FILE).open(encoding="ascii", errors="replace") as file:
            return file.readline().removeprefix("# version ").strip()
    except OSError:
        return ""


def system_folder() -> str:
    """The first folder that Python looks into by itself; empty where there is none."""
    return next((folder for folder in SYSTEM if Path(folder, "UTC").exists()), "")


def system_release() -> str:
    return release_in(system_folder()) if system_folder() else ""


def package_release() -> str:
    """That of the package as it lies there now: the one that was imported may have been replaced since."""
    return release_in(PACKAGE) or tzdata.IANA_VERSION


def release() -> str:
    """The release in use."""
    return (system_release() if zoneinfo.TZPATH else "") or package_release()


def use_newest() -> str:
    """Let the package's data count where they are newer than the system's, and read data anew that changed since. Returns the release.

    A path that the operator set (PYTHONTZPATH) is left as it is.
    """
    if "PYTHONTZPATH" not in os.environ:
        path = () if system_release() < package_release() else SYSTEM
        if path != zoneinfo.TZPATH:
            zoneinfo.reset_tzpath(to=path)
    zoneinfo.ZoneInfo.clear_cache()
    for forget in _forget:
        forget()
    return release()


class Watch:
    """Notices that other data were laid beneath a running process, and has them read. It looks at two files, once a minute."""

    def __init__(self):
        self.looked_at, self.seen = time.monotonic(), signs()

    def look(self) -> bool:
        """Whether there are other data than at the last look."""
        if time.monotonic() - self.looked_at < LOOK_EVERY:
            return False
        self.looked_at, before = time.monotonic(), self.seen
        self.seen = signs()
        if self.seen == before:
            return False
        use_newest()
        return True


def signs() -> tuple[int, ...]:
    """What changes with the data: when each release was written. Installers write that file after nearly all zones."""
    return tuple(written_at(Path(folder, RELEASE_FILE)) for folder in (system_folder(), PACKAGE) if folder)


def written_at(file: Path) -> int:
    """In nanoseconds; 0 where it is not there, as while it is being replaced."""
    try:
        status = file.stat()
    except OSError:
        return 0
    return status.st_ctime_ns


WATCH = Watch()
