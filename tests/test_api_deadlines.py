"""Deadlines over the API: set, moved, extended and withdrawn, and refused at their field."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.test_api import api, fields_of, path, wall_in

__all__ = ["api", "path"]


def test_a_deadline_is_set_with_its_reminders(api, path):
    wall = wall_in(days=4)
    answer = api("post", f"{path}/deadlines", {"kind": "employer", "wall": wall, "zone": "America/New_York"})
    deadline = answer.json()
    assert answer.status_code == 201
    assert (deadline["wall"], deadline["zone"], deadline["precision"], deadline["status"]) == (wall, "America/New_York", "time", "open")
    assert {nudge["state"] for nudge in deadline["nudges"]} == {"planned"}
    assert deadline["revision"] == 1 and deadline["at"].endswith("Z")


def test_a_deadline_without_a_zone_is_in_that_of_the_last_one_else_the_regions_else_the_accounts(api, owner):
    london, nowhere = (f"/negotiations/{factories.create_negotiation(owner, region=region).pk}/deadlines" for region in ("London", "Mars"))
    given = {"wall": wall_in(days=4)}
    assert api("post", london, given).json()["zone"] == "Europe/London"
    api("post", london, given | {"zone": "Asia/Tokyo"})
    assert api("post", london, given).json()["zone"] == "Asia/Tokyo"
    type(owner).objects.update(zone="")
    assert fields_of(api("post", nowhere, given)) == ["zone"]
    type(owner).objects.update(zone="America/New_York")
    assert api("post", nowhere, given).json()["zone"] == "America/New_York"


def test_a_deadline_keeps_who_named_it_and_its_own_reminders(api, path):
    given = {"wall": wall_in(days=4), "zone": "UTC", "set_by": "Dana, recruiter", "note": "On the phone", "leads": ["2d", "5h", "15m"]}
    answer = api("post", f"{path}/deadlines", given).json()
    assert all(answer[name] == given[name] for name in ("set_by", "note", "leads"))


def test_a_reminder_fifteen_minutes_before_is_planned_beside_the_one_two_hours_before(api, path):
    wall = f"{timezone.now().date() + timedelta(days=4)}T12:00:00"
    deadline = api("post", f"{path}/deadlines", {"wall": wall, "zone": "America/New_York", "leads": ["2h", "15m"]}).json()
    assert [nudge["lead"] for nudge in deadline["nudges"]] == ["2h", "15m"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"wall": "2026-11-27T17:00:00", "zone": "Mars/Olympus"}, "zone"),
        ({"wall": "2026-11-27T17:00:00Z", "zone": "UTC"}, "wall"),
        ({"wall": "0001-01-01T00:00:00", "zone": "Asia/Tokyo"}, "wall"),
        ({"wall": "soon", "zone": "UTC"}, "wall"),
        ({"wall": "2026-02-30", "zone": "UTC"}, "wall"),
        ({"wall": "2020-11-27T17:00:00", "zone": "UTC"}, "wall"),
        ({"wall": "2026-11-27T17:00:00", "zone": "UTC", "leads": ["soon"]}, "leads.0"),
    ],
)
def test_a_bad_deadline_names_its_field(api, path, given, field):
    assert fields_of(api("post", f"{path}/deadlines", given)) == [field]


def test_a_day_alone_is_its_close_of_business_and_not_its_first_minute(api, path):
    today = timezone.now().date()
    deadline = api("post", f"{path}/deadlines", {"wall": f"{today + timedelta(days=4)}", "zone": "UTC", "note": "n" * 300}).json()
    assert (deadline["wall"], deadline["precision"]) == (f"{today + timedelta(days=4)}T17:00:00", "date")
    one = f"{path}/deadlines/{deadline['id']}"
    assert api("patch", one, {"wall": wall_in(days=3), "precision": "time"}).json()["precision"] == "time"
    moved = api("patch", one, {"wall": f"{today + timedelta(days=9)}"}).json()
    assert (moved["wall"], moved["precision"]) == (f"{today + timedelta(days=9)}T17:00:00", "date")
    assert api("patch", one, {"wall": f"{today + timedelta(days=8)}", "precision": "time"}).status_code == 422


def test_a_time_is_kept_to_the_second_as_it_is_shown(api, path):
    wall = wall_in(days=4)
    deadline = api("post", f"{path}/deadlines", {"wall": f"{wall}.25", "zone": "UTC"}).json()
    assert (deadline["wall"], deadline["at"]) == (wall, f"{wall}Z")
    assert api("patch", f"{path}/deadlines/{deadline['id']}", {"wall": wall}).json()["revision"] == 1


def test_a_deadline_is_moved_extended_and_withdrawn(api, path):
    deadline = api("post", f"{path}/deadlines", {"wall": wall_in(days=4), "zone": "UTC"}).json()
    one = f"{path}/deadlines/{deadline['id']}"
    assert api("patch", one, {"wall": wall_in(days=3)}).json()["status"] == "open"
    assert fields_of(api("patch", one, {"wall": wall_in(days=2), "status": "extended"})) == ["wall"]
    assert fields_of(api("patch", one, {"wall": wall_in(days=-2)})) == ["wall"]
    extended = api("patch", one, {"wall": wall_in(days=9), "status": "extended"}).json()
    assert (extended["status"], extended["revision"]) == ("extended", 3)
    withdrawn = api("patch", one, {"status": "withdrawn"})
    assert withdrawn.json()["status"] == "withdrawn"
    assert "planned" not in {nudge["state"] for nudge in withdrawn.json()["nudges"]}
    assert api("patch", one, {"status": "withdrawn"}).status_code == 200
    assert api("patch", one, {"wall": wall_in(days=9)}).status_code == 409


@pytest.mark.parametrize("given", [{}, {"status": "open"}, {"at": "2026-11-27T17:00:00Z"}, {"revision": 7}, {"status": "extended"}])
def test_a_deadline_changes_only_as_it_may(api, path, given):
    deadline = api("post", f"{path}/deadlines", {"wall": wall_in(days=4), "zone": "UTC"}).json()
    assert api("patch", f"{path}/deadlines/{deadline['id']}", given).status_code == 422
