"""Everything of an installation in one file, and back: the database, the letters, and the secrets that its sealed rows need."""

import hmac
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from negotiate.counting import counted
from negotiate.local import dumps, locks
from negotiate.local.prepare import close_demo
from negotiate.local.secrets import local_secrets

ABOUT, DATABASE, SECRETS, LETTERS = "about.json", "database.dump", "secrets.json", "letters"


def back_up(file: Path, *, now: datetime) -> list[str]:
    """Write the backup, whole or not at all, readable by us alone. Gives what is in it, in words."""
    if not file.parent.is_dir():
        raise CommandError(f"There is no folder {file.parent}. Make it first, or write the backup elsewhere.")
    part = file.with_name(f"{file.name}.part")
    with _scratch_folder() as folder:
        dumps.dump(folder / DATABASE)
        about = {"made_at": now.isoformat(), "migrations": _applied(), "key": _mark_of(settings.SECRET_KEY)}
        (folder / ABOUT).write_text(json.dumps(about, indent=1))
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        try:
            with tarfile.open(part, "w") as archive:
                words = _fill(archive, folder)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
    return words


def restore(file: Path, *, replace: bool) -> list[str]:
    """Put the backup in the place of what is here. Raises CommandError where that would lose something and `replace` is not said.

    With DEBUG off the demo's logins are closed: this is no demo any more.
    """
    with _scratch_folder() as folder:
        _unpack(file, folder)
        about = _read_about(folder)
        _refuse_newer(about)
        here = what_is_here()
        if here and not replace:
            raise CommandError(f"There is something here already: {', '.join(here)}. To overwrite it, say --replace.")
        dumps.load(folder / DATABASE)
        if not settings.DEBUG:
            close_demo()
        words = ["the database", *_put_letters(folder), *_put_secrets(folder)]
        if about["key"] != _mark_of(_key_from_now_on()):
            words.append("but not the SECRET_KEY it was made with: set that one, or second factors and mail not yet sent stay sealed")
        return words


def what_is_here() -> list[str]:
    """The tables with rows that a restore would overwrite, largest first. Tables that migrations fill do not count."""
    filled_by_migrations = {"django_migrations", "django_content_type", "auth_permission", "auth_group", "auth_group_permissions", "cache"}
    counts = {table: rows for table, rows in count_rows().items() if rows and table not in filled_by_migrations}
    return [f"{counted(rows, 'row')} in {table}" for table, rows in sorted(counts.items(), key=lambda item: -item[1])]


def count_rows() -> dict[str, int]:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        counts = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a name the database itself gave
            counts[table] = cursor.fetchone()[0]
    return counts


@contextmanager
def only_one() -> Iterator[None]:
    """Holds `up` of this folder off while its database is being replaced."""
    try:
        with locks.lock(settings.VAR_DIR / "run" / "up.lock") as note:
            note.write_text(f"a restore (process {os.getpid()})")
            yield
    except locks.Taken as taken:
        raise CommandError(f"Negotiate is running in this folder: {taken}. Stop it first.") from None


@contextmanager
def _scratch_folder() -> Iterator[Path]:
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix="backup-") as folder:
        yield Path(folder)


def _fill(archive: tarfile.TarFile, folder: Path) -> list[str]:
    words = ["the database"]
    for name in (ABOUT, DATABASE):
        archive.add(folder / name, name)
    if (settings.VAR_DIR / LETTERS).is_dir():
        archive.add(settings.VAR_DIR / LETTERS, LETTERS)
        words.append("the letters")
    if (settings.VAR_DIR / SECRETS).exists():
        archive.add(settings.VAR_DIR / SECRETS, SECRETS)
        words.append("the secrets of this machine")
    return words


def _unpack(file: Path, folder: Path) -> None:
    try:
        with tarfile.open(file, "r:") as archive:
            for member in archive:
                if not _belongs(member):
                    raise CommandError(f"{file} is no backup of Negotiate: it holds {member.name}.")
                if member.isfile():
                    target = folder / member.name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with target.open("wb") as handle:
                        shutil.copyfileobj(archive.extractfile(member), handle)
    except (OSError, tarfile.TarError) as error:
        raise CommandError(f"{file} cannot be read: {error}") from error


def _belongs(member: tarfile.TarInfo) -> bool:
    """Only the names that a backup has, only plain files: whatever else an archive may hold is refused."""
    top, *below = PurePosixPath(member.name).parts or ("",)
    if top == LETTERS:
        return ".." not in below and (member.isfile() or member.isdir())
    return top in (ABOUT, DATABASE, SECRETS) and not below and member.isfile()


def _applied() -> list[list[str]]:
    return sorted([app, name] for app, name in MigrationLoader(connection).applied_migrations)


def _read_about(folder: Path) -> dict:
    try:
        about = json.loads((folder / ABOUT).read_text())
        complete = (folder / DATABASE).exists() and {"migrations", "key"} <= set(about)
    except (OSError, ValueError, TypeError):
        complete = False
    if not complete:
        raise CommandError("This is no backup of Negotiate, or only a part of one.")
    return about


def _mark_of(secret_key: str) -> str:
    """Tells whether two installations have the same secret key, and nothing else about it."""
    return hmac.new(secret_key.encode(), b"negotiate backup", "sha256").hexdigest()[:16]


def _key_from_now_on() -> str:
    """The environment's key where it gives one, else the one in the secrets of this machine, which may just have been replaced."""
    return os.environ.get("SECRET_KEY") or local_secrets(settings.VAR_DIR)["secret_key"]


def _refuse_newer(about: dict) -> None:
    known = set(MigrationLoader(None).disk_migrations)
    unknown = [f"{app}.{name}" for app, name in about["migrations"] if (app, name) not in known]
    if unknown:
        raise CommandError(
            f"The backup was made by a newer version of Negotiate ({unknown[0]} is not known here). Bring this one up to date first."
        )


def _put_letters(folder: Path) -> list[str]:
    if not (folder / LETTERS).is_dir():
        return []
    shutil.rmtree(settings.VAR_DIR / LETTERS, ignore_errors=True)
    shutil.move(folder / LETTERS, settings.VAR_DIR / LETTERS)
    (settings.VAR_DIR / LETTERS).chmod(0o700)
    for letter in filter(Path.is_file, (settings.VAR_DIR / LETTERS).iterdir()):
        letter.chmod(0o600)
    return ["the letters"]


def _put_secrets(folder: Path) -> list[str]:
    """What is sealed in the rows opens only with the secrets it was sealed with."""
    if not (folder / SECRETS).exists():
        return []
    (folder / SECRETS).chmod(0o600)
    os.replace(folder / SECRETS, settings.VAR_DIR / SECRETS)
    return ["the secrets of the machine it was made on"]
