"""The embedded PostgreSQL starts after whatever an earlier run left behind, and never touches what is another's."""

import os
import shutil
from pathlib import Path

import psycopg
import pytest

from negotiate.local import making, rights
from negotiate.local.cluster import FORGETFUL, Cluster, answers
from negotiate.local.places import LocalProblem, socket_folder, usual_socket_folder
from tests.clusters import remove, temporary_folder


@pytest.fixture(scope="module")
def home():
    """A folder with a long path and spaces in it, and a cluster made there, stopped."""
    with temporary_folder() as folder:
        var = folder / "a long way down" / ("and further " * 15).strip() / "var"
        cluster = Cluster(var / "pg", say=lambda line: None, settings=FORGETFUL)
        cluster.start()
        cluster.stop()
        yield var
        shutil.rmtree(socket_folder(var / "pg"), ignore_errors=True)
        remove(var)


@pytest.fixture
def said():
    return []


@pytest.fixture
def cluster(home, said):
    cluster = Cluster(home / "pg", say=said.append, settings=FORGETFUL)
    yield cluster
    cluster.stop()


def test_it_answers_in_a_long_path_with_spaces(cluster):
    cluster.start()
    with psycopg.connect(cluster.url) as connection:
        assert connection.execute("SELECT upper('é')").fetchone() == ("É",)


def test_nothing_listens_on_the_network(cluster):
    cluster.start()
    with psycopg.connect(cluster.url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_a_pid_file_that_names_a_stranger_is_not_believed(cluster):
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n0\n5432\n/tmp\n\n  0  0\nready\n")
    assert not answers(cluster.data)
    cluster.start()
    assert answers(cluster.data)


def test_a_server_left_over_from_a_dead_run_is_ended(cluster, home, said):
    left = Cluster(home / "pg", say=lambda line: None, settings=FORGETFUL)
    left.start()
    cluster.start()
    assert left.process.wait(5) is not None
    assert said == [f"Ended a database server left over from an earlier run (process {left.process.pid})."]


def test_a_newer_version_is_named_and_left_alone(cluster):
    version = cluster.data / "PG_VERSION"
    ours = version.read_text()
    version.write_text("99\n")
    try:
        with pytest.raises(LocalProblem, match="was made by PostgreSQL 99, and the one installed here is"):
            cluster.start()
    finally:
        version.write_text(ours)


def test_a_link_in_the_place_of_the_socket_folder_is_not_followed(cluster, tmp_path, said):
    usual = usual_socket_folder(cluster.data)
    shutil.rmtree(usual, ignore_errors=True)
    usual.symlink_to(tmp_path)
    try:
        cluster.start()
        assert said == [f"{usual} is not ours, so it is not used."]
        assert answers(cluster.data)
        assert list(tmp_path.iterdir()) == []
    finally:
        usual.unlink()
        shutil.rmtree(socket_folder(cluster.data))


def test_a_copied_folder_does_not_take_the_first_ones_server_for_its_own(cluster, tmp_path):
    cluster.start()
    copied = tmp_path / "pg"
    shutil.copytree(cluster.data, copied, ignore=shutil.ignore_patterns("pg_wal", "base"))
    assert socket_folder(copied) == socket_folder(cluster.data)
    assert not answers(copied)


def test_the_server_stops_when_told(cluster):
    cluster.start()
    cluster.stop()
    assert not answers(cluster.data)


def test_what_a_killed_first_run_left_is_thrown_away():
    with temporary_folder() as folder:
        (folder / "pg.new" / "base").mkdir(parents=True)
        cluster = Cluster(folder / "pg", say=lambda line: None, settings=FORGETFUL)
        try:
            cluster.start()
            assert answers(folder / "pg")
            assert not (folder / "pg.new").exists()
        finally:
            cluster.stop()


def test_a_full_disk_is_said_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9, 2**20))
    with pytest.raises(LocalProblem, match="is full: 1 MB are free"):
        making.make(tmp_path / "pg", lambda line: None)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_later_is_said_in_words():
    output = "FATAL:  could not write to file: No space left on device"
    assert making.explanation(output, "The database did not start.").startswith("The disk is full")


@pytest.mark.skipif(os.getuid() != 0, reason="only root has folders to open")
def test_folders_above_are_opened_to_pass_and_no_more(tmp_path, said):
    closed = tmp_path / "closed"
    (closed / "var" / "pg").mkdir(parents=True)
    for folder in (closed, closed / "var"):
        folder.chmod(0o700)
    rights.open_the_way("nobody", closed / "var" / "pg", said.append)
    assert [folder.stat().st_mode & 0o777 for folder in (closed, closed / "var")] == [0o701, 0o701]
    assert f"The database runs as the user nobody: letting it pass through {closed} (chmod o+x)." in said


@pytest.mark.skipif(os.getuid() != 0, reason="only root must not run the server")
def test_root_runs_the_server_as_another_user(cluster):
    cluster.start()
    assert Path(f"/proc/{cluster.process.pid}").stat().st_uid == cluster.data.stat().st_uid != 0
