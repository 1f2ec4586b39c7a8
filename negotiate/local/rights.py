"""PostgreSQL refuses to run as root. There it runs as a system user, which must be able to reach its files."""

import os
import pwd
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from negotiate.local.places import LocalProblem, binaries


def server_user(data: Path) -> str | None:
    """Who runs the server of this data folder. None: whoever we are."""
    if os.getuid() != 0:
        return None
    owner = data.stat().st_uid if data.exists() else 0
    known = {entry.pw_uid: entry.pw_name for entry in pwd.getpwall()}
    if owner in known and owner != 0:
        return known[owner]
    for name in ("postgres", "nobody"):
        if name in known.values():
            return name
    raise LocalProblem(
        "PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody: run this as an ordinary user."
    )


def open_the_way(user: str, target: Path, say: Callable[[str], None]) -> None:
    """Let the server's user pass through the folders above the target, and no more than pass."""
    uid = pwd.getpwnam(user).pw_uid
    for folder in reversed(target.absolute().parents):
        found = folder.stat()
        if found.st_uid != uid and not found.st_mode & stat.S_IXOTH:
            say(f"The database runs as the user {user}: letting it pass through {folder} (chmod o+x).")
            folder.chmod(stat.S_IMODE(found.st_mode) | stat.S_IXOTH)


def open_the_programs(user: str, say: Callable[[str], None]) -> None:
    """Under a strict umask the wheel's files are root's alone; they are PostgreSQL's programs, and no secret."""
    package = binaries().parent.parent
    for top in (package / "pginstall", package.with_name(f"{package.name}.libs")):
        open_the_way(user, top, say)
        closed = [path for path in (top, *top.rglob("*")) if not path.is_symlink() and not path.stat().st_mode & stat.S_IROTH]
        if closed:
            say(f"The database runs as the user {user}: letting it read {top} (chmod -R o+rX).")
        for path in closed:
            mode = stat.S_IMODE(path.stat().st_mode)
            path.chmod(mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0))


def give(path: Path, user: str) -> None:
    """The path and all below it become the user's."""
    entry = pwd.getpwnam(user)
    for each in _walk(path):
        os.chown(each, entry.pw_uid, entry.pw_gid, follow_symlinks=False)


def make_private(folder: Path, user: str | None) -> bool:
    """The folder stands, ours (or the server user's) alone. False where it is a link, another's, or no folder."""
    owner = pwd.getpwnam(user) if user else None
    try:
        folder.mkdir(mode=0o700)
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
    except FileExistsError:
        pass
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != (owner.pw_uid if owner else os.getuid()):
        return False
    folder.chmod(0o700)
    return True


def _walk(path: Path) -> Iterator[Path]:
    yield path
    for folder, folders, files in os.walk(path):
        yield from (Path(folder) / name for name in (*folders, *files))
