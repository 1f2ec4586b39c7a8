"""A backup holds everything, and a restore brings back every row, on another PostgreSQL too; neither loses anything on the way."""

import io
import json
import secrets
import stat
import tarfile

import psycopg
import pytest
from django.core.management.base import CommandError

from negotiate.local.backups import restore
from tests.clusters import temporary_cluster
from tests.running import manage, run


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A machine with the starter guides and the demo, its letters and its backup."""
    var = tmp_path_factory.mktemp("home")
    with temporary_cluster() as url:
        told = {"DATABASE_URL": url, "REVIEW_REQUIRED": "off"}
        prepared = run("-m", "negotiate.local.prepare", var / "report.json", "--demo", var=var, **told)
        assert prepared.returncode == 0, prepared.stderr
        (var / "letters").mkdir()
        (var / "letters" / "offer.pdf").write_bytes(b"%PDF a letter")
        made = manage("backup", var / "backup.tar", var=var, DATABASE_URL=url)
        assert made.returncode == 0, made.stderr
        yield var, url


@pytest.fixture
def elsewhere(home):
    return another_database(home[1])


def another_database(url):
    """An empty one; in the same cluster, because that is quicker to make."""
    name = f"elsewhere_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    return url.replace("/negotiate?", f"/{name}?")


@pytest.fixture(scope="module")
def restored(home, tmp_path_factory):
    """Another machine with what is in the backup."""
    var, url = tmp_path_factory.mktemp("restored"), another_database(home[1])
    done = manage("restore", home[0] / "backup.tar", var=var, DATABASE_URL=url)
    assert done.returncode == 0, done.stderr
    return var, url


def rows_of(url) -> dict[str, list[str]]:
    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        return {table: [row for [row] in connection.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')] for [table] in tables}


def test_every_row_letter_and_secret_arrives_on_another_machine(home, restored):
    before, after = rows_of(home[1]), rows_of(restored[1])
    assert before["guides_band"] and before["offers_term"] and before["offers_deadline"]
    assert after == before
    letter = restored[0] / "letters" / "offer.pdf"
    assert letter.read_bytes() == b"%PDF a letter"
    assert (letter.stat().st_mode & 0o777, letter.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert (restored[0] / "secrets.json").read_text() == (home[0] / "secrets.json").read_text()


def test_restored_with_debug_off_the_demo_cannot_sign_in(home, elsewhere, tmp_path):
    told = {"DEBUG": "false", "SECRET_KEY": "k" * 50, "SITE_URL": "http://x", "ALLOWED_HOSTS": "x", "EMAIL_FROM": "a@x"}
    restored = manage("restore", home[0] / "backup.tar", var=tmp_path, DATABASE_URL=elsewhere, EMAIL_URL="smtp://x:25", **told)
    assert restored.returncode == 0, restored.stderr
    with psycopg.connect(elsewhere) as connection:
        found = connection.execute("SELECT is_active, left(password, 1) FROM accounts_user").fetchall()
    assert set(found) == {(False, "!")}


def test_a_backup_into_no_folder_says_so(home, tmp_path):
    refused = manage("backup", tmp_path / "nowhere" / "backup.tar", var=home[0], DATABASE_URL=home[1])
    assert f"There is no folder {tmp_path / 'nowhere'}. Make it first" in refused.stderr


def test_a_restored_database_takes_new_rows(restored):
    with psycopg.connect(restored[1]) as connection:
        connection.execute("INSERT INTO auth_group (name) VALUES ('readers')")  # its sequence came along
        connection.rollback()


def test_nothing_is_overwritten_unless_asked(home, tmp_path):
    var, url = home
    before = rows_of(url)
    refused = manage("restore", var / "backup.tar", var=tmp_path, DATABASE_URL=url)
    assert refused.returncode == 1
    assert "rows in guides_band" in refused.stderr and "--replace" in refused.stderr
    assert rows_of(url) == before


def test_asked_to_replace_it_brings_the_old_rows_back(home, restored, tmp_path):
    with psycopg.connect(restored[1]) as connection:
        connection.execute("DELETE FROM guides_source")
        connection.execute("CREATE TABLE of_a_later_version (id int)")
    replaced = manage("restore", home[0] / "backup.tar", "--replace", var=tmp_path, DATABASE_URL=restored[1])
    assert replaced.returncode == 0, replaced.stderr
    assert rows_of(restored[1]) == rows_of(home[1])


def test_only_its_owner_can_read_a_backup(home):
    assert stat.S_IMODE((home[0] / "backup.tar").stat().st_mode) == 0o600


def archive_of(file, **contents):
    with tarfile.open(file, "w") as archive:
        for name, content in contents.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return file


@pytest.mark.parametrize("name", ["../escaped", "/escaped", "letters/../../escaped", "elsewhere.txt", "database.dump/escaped"])
def test_an_archive_with_foreign_names_is_refused(tmp_path, name):
    with pytest.raises(CommandError, match="is no backup of Negotiate"):
        restore(archive_of(tmp_path / "bad.tar", **{name: b"abc"}), replace=True)
    assert not list(tmp_path.rglob("*escaped"))


def test_an_archive_with_a_link_is_refused(tmp_path):
    with tarfile.open(tmp_path / "bad.tar", "w") as archive:
        entry = tarfile.TarInfo("letters/link")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(entry)
    with pytest.raises(CommandError, match="is no backup of Negotiate"):
        restore(tmp_path / "bad.tar", replace=True)


def test_a_cut_off_backup_is_refused_before_anything_changes(home, tmp_path):
    whole = (home[0] / "backup.tar").read_bytes()
    (tmp_path / "half.tar").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CommandError, match="cannot be read|only a part"):
        restore(tmp_path / "half.tar", replace=True)


def test_a_backup_of_a_newer_version_is_refused(tmp_path):
    about = {"migrations": [["offers", "9999_from_the_future"]], "key": ""}
    newer = archive_of(tmp_path / "newer.tar", **{"about.json": json.dumps(about).encode(), "database.dump": b"PGDMP"})
    with pytest.raises(CommandError, match="newer version of Negotiate .offers.9999_from_the_future"):
        restore(newer, replace=True)
