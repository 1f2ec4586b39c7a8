"""Which release of the zone data is used: the newer one of the system's and of the `tzdata` package. Knows no Django.

Python itself looks to the system first, whose data may be years old.
"""

import os
import zoneinfo
from pathlib import Path

import tzdata

SYSTEM = zoneinfo.TZPATH


def release_in(folder: str) -> str:
    """The release that lies in a folder of zones, such as `2026a`; empty where it does not say."""
    try:
        with (Path(folder) / "tzdata.zi").open(encoding="ascii", errors="replace") as file:
            return file.readline().removeprefix("# version ").strip()
    except OSError:
        return ""


def system_release() -> str:
    """That of the first folder that Python looks into by itself; empty where there is none."""
    folder = next((folder for folder in SYSTEM if Path(folder, "UTC").exists()), "")
    return release_in(folder) if folder else ""


def release() -> str:
    """The release in use."""
    return (system_release() if zoneinfo.TZPATH else "") or tzdata.IANA_VERSION


def use_newest() -> str:
    """Let the package's data count where they are newer than the system's, and read data anew that changed since. Returns the release.

    A path that the operator set (PYTHONTZPATH) is left as it is.
    """
    if "PYTHONTZPATH" not in os.environ:
        path = () if system_release() < tzdata.IANA_VERSION else SYSTEM
        if path != zoneinfo.TZPATH:
            zoneinfo.reset_tzpath(to=path)
    zoneinfo.ZoneInfo.clear_cache()
    return release()
