"""What `up` does to the database before it serves it: a copy first, then the tables, and the demo only where nobody is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from negotiate.accounts.models import User
from negotiate.local import prepare
from negotiate.local.places import LocalProblem
from negotiate.local.secrets import local_secrets
from offers.models import Negotiation

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "backups"


@pytest.fixture
def migrations(monkeypatch):
    made = []
    monkeypatch.setattr(prepare, "call_command", lambda *arguments, **options: made.append(arguments))
    return made


@pytest.mark.django_db
def test_tables_that_are_up_to_date_are_left_alone(folder, migrations):
    prepare.migrate(NOW)
    assert migrations == [] and not folder.exists()


@pytest.mark.django_db
def test_a_copy_is_kept_before_tables_change(folder, migrations):
    MigrationRecorder(connection).record_unapplied("money", "0002_rates_by_day")
    prepare.migrate(NOW)
    [copy] = folder.iterdir()
    assert copy.name == "before-migrating-2026-03-02-093000.dump"
    assert copy.read_bytes().startswith(b"PGDMP")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert migrations == [("migrate",)]


@pytest.mark.django_db
def test_the_last_five_copies_stay_and_other_files_too(folder):
    folder.mkdir()
    (folder / "mine.dump").touch()
    for hours in range(6):
        prepare.keep_a_copy(NOW + timedelta(hours=hours))
    assert sorted(file.name[17:] for file in folder.glob("before-*")) == [f"2026-03-02-{9 + hours:02}3000.dump" for hours in range(1, 6)]
    assert (folder / "mine.dump").exists()


@pytest.mark.django_db
def test_the_demo_is_made_once_and_its_logins_are_known_at_each_start(settings):
    settings.DEBUG = True
    expected = {"candidate": "candidate@example.com", "curator": "curator@example.com"}
    assert prepare.demo_logins(True, NOW) == expected
    assert prepare.demo_logins(True, NOW) == expected
    assert User.objects.count() == 2


@pytest.mark.django_db
def test_no_demo_where_somebody_is_already(settings, owner):
    settings.DEBUG = True
    assert prepare.demo_logins(True, NOW) == {}
    assert not Negotiation.objects.exists()


@pytest.mark.django_db
def test_no_demo_unless_wanted(settings):
    settings.DEBUG = True
    assert prepare.demo_logins(False, NOW) == {}
    assert not User.objects.exists()


@pytest.mark.django_db
def test_demo_logins_are_not_told_with_debug_off(settings):
    settings.DEBUG = True
    prepare.demo_logins(True, NOW)
    settings.DEBUG = False
    assert prepare.demo_logins(True, NOW) == {}


def sign_in(client, settings) -> bool:
    password = local_secrets(settings.VAR_DIR)["candidate_password"]
    return client.login(email="candidate@example.com", password=password)


@pytest.mark.django_db
def test_the_demo_cannot_sign_in_with_debug_off_and_can_again_with_it_on(settings, client):
    settings.DEBUG = True
    prepare.demo_logins(True, NOW)
    assert sign_in(client, settings)
    settings.DEBUG = False
    prepare.demo_logins(True, NOW)
    assert client.get("/negotiations/").status_code == 302
    assert not sign_in(client, settings)
    settings.DEBUG = True
    assert len(prepare.demo_logins(True, NOW)) == 2
    assert sign_in(client, settings)


@pytest.mark.django_db
def test_who_of_the_demo_was_switched_off_stays_so(settings, client):
    settings.DEBUG = True
    prepare.demo_logins(True, NOW)
    User.objects.filter(email="candidate@example.com").update(is_active=False)
    assert list(prepare.demo_logins(True, NOW)) == ["curator"]
    assert not sign_in(client, settings)


def test_damaged_secrets_are_never_replaced(tmp_path):
    (tmp_path / "secrets.json").write_text('{"secret_k')
    with pytest.raises(LocalProblem, match="damaged"):
        local_secrets(tmp_path)
    assert (tmp_path / "secrets.json").read_text() == '{"secret_k'
