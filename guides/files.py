"""Guides as files: single ones, folders and zip archives. What cannot be read raises Unreadable when it is read, and stops nothing else."""

import stat
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile

# The largest real guide has 21 kB; one of five thousand rows, which may be made at the desk and exported, has one megabyte.
MOST_BYTES = 2_000_000
MOST_DOSSIER_BYTES = 5_000_000
MOST_MEMBERS = 20_000
MOST_ARCHIVE_BYTES = 200_000_000
DOSSIER = "-research-dossier.md"
TOO_MUCH = f"The archive's files up to this one are larger than {MOST_ARCHIVE_BYTES // 1_000_000} MB together. Send the rest apart."


class Unreadable(Exception):
    """A file that is no guide at all. Its text says why, `line` where."""

    def __init__(self, message: str, line: int | None = None):
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class File:
    """`name` is what it goes by: company folder and file. `read` gives its bytes or raises Unreadable."""

    name: str
    read: Callable[[], bytes]


@contextmanager
def opened(paths: Iterable[Path]) -> Iterator[list[File]]:
    """Every guide's file below the paths, in order, each once. Archives stay open as long as the context does."""
    archives: list[ZipFile] = []
    try:
        found: dict[object, File] = {}
        for path in map(Path, paths):
            found |= files_at(path, archives)
        yield list(found.values())
    finally:
        for archive in archives:
            archive.close()


def files_at(path: Path, archives: list[ZipFile]) -> dict[object, File]:
    if path.is_dir():
        folder = path.resolve()
        return {file: File(name_of(file), partial(read_below, folder, file)) for file in sorted(path.absolute().rglob("*.md"))}
    if path.is_file() and (path.suffix.lower() == ".zip" or is_zipfile(path)):
        return {(path.absolute(), number): file for number, file in enumerate(archived(path, archives))}
    return {path.absolute(): File(name_of(path), partial(read_file, path))}


def archived(path: Path, archives: list[ZipFile]) -> list[File]:
    """The Markdown files of an archive, or one file that says why there are none."""
    try:
        archives.append(ZipFile(path))
        return members(archives[-1])
    except (BadZipFile, NotImplementedError, OSError, ValueError) as error:
        reason = f"This is not a zip archive that can be read: {error}"
    return [File(path.name, partial(refuse, reason))]


def name_of(path: Path) -> str:
    return "/".join(path.absolute().parts[-2:])


def most_bytes(name: str) -> int:
    return MOST_DOSSIER_BYTES if name.endswith(DOSSIER) else MOST_BYTES


def too_large(name: str) -> Unreadable:
    return Unreadable(f"The file is larger than {most_bytes(name) // 1_000:,} kB.")


def read_below(folder: Path, file: Path) -> bytes:
    """`folder` is free of links."""
    if not file.resolve().is_relative_to(folder):
        raise Unreadable("The file is a link that leads out of its folder.")
    return read_file(file)


def read_file(path: Path) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable("This is not an ordinary file.")
        if found.st_size > most_bytes(path.name):
            raise too_large(path.name)
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"The file cannot be read: {error.strerror}.") from None


def members(archive: ZipFile) -> list[File]:
    """The Markdown files of an archive, in order, as far as its limits go; its folders may stand anywhere in it."""
    wanted = sorted((info for info in archive.infolist() if is_markdown(info)), key=lambda info: info.filename)
    found, unpacked = [], 0
    for info in wanted[:MOST_MEMBERS]:
        fits = info.file_size <= most_bytes(info.filename)  # what does not is refused unread and takes no room
        unpacked += info.file_size if fits else 0
        over = fits and unpacked > MOST_ARCHIVE_BYTES
        found.append(File(member_name(info), partial(refuse, TOO_MUCH) if over else partial(read_member, archive, info)))
    if left := len(wanted) - len(found):
        reason = f"The archive holds more than {MOST_MEMBERS:,} files; the last {left:,} of them {'was' if left == 1 else 'were'} not read."
        found.append(File(PurePosixPath(archive.filename or "archive").name, partial(refuse, reason)))
    return found


def is_markdown(info: ZipInfo) -> bool:
    parts = PurePosixPath(info.filename).parts
    return info.filename.lower().endswith(".md") and "__MACOSX" not in parts


def member_name(info: ZipInfo) -> str:
    return "/".join(PurePosixPath(info.filename).parts[-2:])[-500:]


def refuse(reason: str) -> bytes:
    raise Unreadable(reason)


def read_member(archive: ZipFile, info: ZipInfo) -> bytes:
    """The bytes of a member; never more than it says itself, which is what the archive was judged by."""
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise Unreadable(f"Its path climbs out of the archive: {info.filename[:200]}")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Unreadable("It is a link, not a file.")
    most = most_bytes(info.filename)
    if info.file_size > most:
        raise too_large(info.filename)
    try:
        with archive.open(info) as member:
            content = member.read(most + 1)
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error) as error:
        raise Unreadable(f"The archive does not give this file: {error}") from None
    if len(content) > most:
        raise too_large(info.filename)
    return content
