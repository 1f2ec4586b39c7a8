"""Zone data that are replaced beneath running processes: the web and the workers take them up without being started again."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from negotiate import zone_data
from negotiate.accounts.forms import zone_choices
from negotiate.chores import do_all
from offers import rederiving, scheduling
from offers.deadlines import UnknownZone, moment, zone_named
from offers.models import Deadline
from tests import factories

NEW_YORK = "America/New_York"
NOON, BEFORE = datetime.fromisoformat("2026-11-27T12:00"), datetime.fromisoformat("2026-11-10T12:00")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The system's zones, in a folder of the test's own."""
    monkeypatch.delenv("PYTHONTZPATH", raising=False)
    zones = tmp_path / "zoneinfo"
    shutil.copytree(zone_data.PACKAGE, zones)
    monkeypatch.setattr(zone_data, "SYSTEM", (str(zones),))
    monkeypatch.setattr(zone_data, "WATCH", zone_data.Watch())
    zone_data.use_newest()
    yield zones
    monkeypatch.undo()
    zone_data.use_newest()


@pytest.fixture
def watch(folder, monkeypatch):
    """The watch that requests and rounds ask; its last look is long ago."""
    watch = zone_data.Watch()
    watch.looked_at -= 2 * zone_data.LOOK_EVERY
    for place in ("negotiate.middleware", "offers.rederiving"):
        monkeypatch.setattr(f"{place}.WATCH", watch)
    return watch


def renew(folder: Path, release="2099a") -> None:
    """Another release is laid there: New York moved to London's clock, and there is a new city."""
    shutil.copy(folder / "Europe/London", folder / "America/New_York")
    shutil.copy(folder / "Europe/London", folder / "Europe/Atlantis")
    (folder / "tzdata.zi").unlink(missing_ok=True)
    (folder / "tzdata.zi").write_text(f"# version {release}\n")


def test_a_web_process_takes_up_new_data_at_its_next_request(client, folder, watch):
    assert moment(NOON, NEW_YORK).hour == 17 and "Europe/Atlantis" not in str(zone_choices())
    renew(folder)
    assert client.get("/healthz").status_code == 200
    assert moment(NOON, NEW_YORK).hour == 12 and zone_data.release() == "2099a"
    assert zone_named("Europe/Atlantis") and "Atlantis" in str(zone_choices())


def test_it_looks_once_a_minute_at_most(folder, watch):
    assert watch.look() is False and moment(NOON, NEW_YORK).hour == 17
    renew(folder)
    assert watch.look() is False and moment(NOON, NEW_YORK).hour == 17
    with pytest.raises(UnknownZone):
        zone_named("Europe/Atlantis")


def test_data_that_are_just_being_replaced_are_read_again_once_they_are_there(folder, watch):
    (folder / "tzdata.zi").unlink()
    assert watch.look()
    watch.looked_at -= 2 * zone_data.LOOK_EVERY
    renew(folder)
    assert watch.look() and moment(NOON, NEW_YORK).hour == 12


@pytest.fixture
def deadline(folder, owner):
    now = moment(BEFORE, NEW_YORK)
    return scheduling.set_deadline(factories.create_negotiation(owner), kind="employer", wall=NOON, zone=NEW_YORK, now=now)


def test_a_worker_derives_deadlines_again_at_its_next_round(deadline, folder, watch):
    renew(folder)
    do_all(moment(BEFORE, NEW_YORK))
    deadline.refresh_from_db()
    assert (deadline.wall, deadline.at.hour, deadline.revision, deadline.zone_data) == (NOON, 12, 2, "2099a")


def test_a_machine_with_older_data_leaves_what_newer_ones_placed(deadline):
    """Else two machines would move it to and fro at each round, with an invitation each time."""
    there = moment(NOON.replace(hour=11), NEW_YORK)
    Deadline.objects.update(at=there, zone_data="2099a")
    assert rederiving.derive_again(moment(BEFORE, NEW_YORK)) == 0
    deadline.refresh_from_db()
    assert (deadline.at, deadline.revision, deadline.zone_data) == (there, 1, "2099a")
