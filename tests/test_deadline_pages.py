"""Deadlines on the negotiation's page: set, moved, withdrawn, and in words."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from negotiate.mail.models import Heartbeat
from offers import scheduling
from offers.deadline_page import NO_SERVER, deadlines_for_page
from offers.models import Deadline
from offers.negotiating import add_entry
from offers.scheduling import set_deadline
from tests import factories

NEW_YORK = "America/New_York"
NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def negotiation(owner):
    return factories.create_negotiation(owner, region="London (GBP)")


@pytest.fixture
def deadline(negotiation):
    return set_deadline(negotiation, kind="employer", wall=datetime.fromisoformat("2026-11-27T17:00"), zone="Europe/London", now=NOON)


@pytest.fixture
def signed_in(client, owner):
    client.force_login(owner)
    return client


def add_url(negotiation):
    return reverse("deadline_add", args=[negotiation.pk])


def url(name, deadline):
    return reverse(name, args=[deadline.negotiation.pk, deadline.pk])


def shown(deadline, user):
    return deadlines_for_page(deadline.negotiation, user, NOON)[0]


def test_a_deadline_is_set_with_seconds_and_stands_on_the_page(signed_in, negotiation):
    answer = signed_in.post(add_url(negotiation), {"wall": "2026-11-27T17:00:30", "zone": "London"})
    assert answer.status_code == 302
    deadline = Deadline.objects.get()
    assert (deadline.at, deadline.zone, deadline.kind) == (datetime(2026, 11, 27, 17, 0, 30, tzinfo=UTC), "Europe/London", "employer")
    page = signed_in.get(negotiation.get_absolute_url()).content.decode()
    assert "Friday 27 November 2026, 17:00:30 in London" in page and "12:00:30 in New York, for you" in page


def test_the_zone_begins_as_that_of_the_region_and_then_of_the_last_deadline(signed_in, negotiation):
    assert signed_in.get(add_url(negotiation)).context["form"]["zone"].value() == "Europe/London"
    set_deadline(negotiation, kind="own", wall=datetime.fromisoformat("2026-11-27T17:00"), zone="Asia/Tokyo", now=NOON)
    assert signed_in.get(add_url(negotiation)).context["form"]["zone"].value() == "Asia/Tokyo"


def test_a_region_of_no_one_zone_leaves_the_persons_own(signed_in, owner):
    negotiation = factories.create_negotiation(owner, region="Remote US")
    assert signed_in.get(add_url(negotiation)).context["form"]["zone"].value() == NEW_YORK


@pytest.mark.parametrize(
    ("field", "given", "error"),
    [
        ("wall", "", "Say when it is."),
        ("wall", "Fri or so", "could not read a time"),
        ("wall", "2026-11-27T17:00Z", "without an offset"),
        ("wall", "2026-11-23T16:59", "This time has passed there."),
        ("wall", "0226-11-27T17:00", "Is the year right?"),
        ("zone", "Atlantis", "We do not know this place."),
        ("zone", "", "required"),
        ("kind", "theirs", "Select a valid choice"),
    ],
)
def test_a_wrong_field_is_said_at_the_field_and_the_rest_is_kept(signed_in, negotiation, field, given, error):
    answer = signed_in.post(
        add_url(negotiation), {"wall": "2026-11-27T17:00", "zone": "Europe/London", "note": "on the phone", field: given}
    )
    form = answer.context["form"]
    assert error in str(form.errors[field]) and form["note"].value() == "on the phone"
    assert not Deadline.objects.exists()


def test_a_mistake_is_said_once_at_its_field(signed_in, negotiation):
    page = signed_in.post(add_url(negotiation), {"said": "when pigs fly", "zone": "Europe/London"}).content.decode()
    assert page.count("We could not read a time") == 1


def test_only_a_day_is_its_close_of_business(signed_in, negotiation):
    signed_in.post(add_url(negotiation), {"wall": "2026-11-27", "zone": "Europe/London"})
    assert (Deadline.objects.get().precision, Deadline.objects.get().at.hour) == ("date", 17)


def test_the_persons_zone_is_asked_once_with_the_first_deadline(client, negotiation, owner):
    owner.zone = ""
    owner.save()
    client.force_login(owner)
    assert "person_zone" in client.get(add_url(negotiation)).context["form"].fields
    client.post(add_url(negotiation), {"wall": "2026-11-27T17:00", "zone": "Europe/London", "person_zone": "Asia/Tokyo"})
    owner.refresh_from_db()
    assert owner.zone == "Asia/Tokyo"
    assert "person_zone" not in client.get(add_url(negotiation)).context["form"].fields


def test_without_it_the_deadlines_zone_is_the_persons(client, negotiation, owner):
    owner.zone = ""
    owner.save()
    client.force_login(owner)
    client.post(add_url(negotiation), {"wall": "2026-11-27T17:00", "zone": "Europe/London"})
    assert shown(Deadline.objects.get(), owner).here == ""


def test_moving_keeps_the_zone_and_what_was_not_changed(signed_in, deadline):
    form = signed_in.get(url("deadline_move", deadline)).context["form"]
    assert (form["zone"].value(), list(form.fields)) == ("Europe/London", ["said", "zone", "wall", "precision", "leads"])
    assert 'value="2026-11-27T17:00"' in str(form["wall"])
    answer = signed_in.post(url("deadline_move", deadline), {"wall": "2026-11-30T12:00", "zone": "Europe/London"})
    deadline.refresh_from_db()
    assert answer.status_code == 302 and (deadline.revision, deadline.status) == (2, "extended")


def test_seconds_are_shown_where_a_person_gave_them_and_nowhere_else(signed_in, negotiation):
    signed_in.post(add_url(negotiation), {"wall": "2026-11-23T14:00:30", "zone": NEW_YORK})
    deadline = Deadline.objects.get()
    deadline.nudges.create(user=negotiation.user, kind="deadline", about=deadline.pk, lead="1h", due_at=NOON + timedelta(seconds=37))
    with time_machine.travel(NOON + timedelta(seconds=41), tick=False):
        add_entry(negotiation, kind="note", who="candidate", channel="", text="Called.", happened_at=timezone.now())
    page = signed_in.get(negotiation.get_absolute_url()).content.decode()
    assert set(re.findall(r"\d\d:\d\d:\d\d", re.sub(r"<[^>]+>", " ", page))) == {"14:00:30"}
    assert "12:00 in New York" in page
    assert 'value="2026-11-23T14:00:30"' in str(signed_in.get(url("deadline_move", deadline)).context["form"]["wall"])


def test_withdrawing_asks_first(signed_in, deadline):
    assert signed_in.get(url("deadline_withdraw", deadline)).status_code == 200
    deadline.refresh_from_db()
    assert deadline.status == "open"
    signed_in.post(url("deadline_withdraw", deadline))
    deadline.refresh_from_db()
    assert deadline.status == "withdrawn"


def test_a_closed_negotiation_says_so_and_keeps_what_was_typed(signed_in, negotiation):
    negotiation.outcomes.create(kind="declined")
    answer = signed_in.post(add_url(negotiation), {"wall": "2026-11-27T17:00", "zone": "Europe/London"})
    assert "closed" in str(answer.context["form"].non_field_errors())
    assert not deadlines_for_page(negotiation, negotiation.user, NOON).open


def test_strangers_get_404(client, stranger, deadline):
    client.force_login(stranger)
    for name in ("deadline_move", "deadline_withdraw", "deadline_ics"):
        assert client.get(url(name, deadline)).status_code == 404
        assert client.post(url(name, deadline)).status_code in (404, 405)
    assert client.get(add_url(deadline.negotiation)).status_code == 404
    assert client.post(add_url(deadline.negotiation)).status_code == 404


def test_another_negotiations_deadline_is_not_found_here(signed_in, deadline, owner):
    other = factories.create_negotiation(owner)
    assert signed_in.get(reverse("deadline_move", args=[other.pk, deadline.pk])).status_code == 404


def test_with_a_mail_server_the_page_says_when_and_to_whom(deadline, owner, settings):
    settings.EMAIL_URL = "smtp://localhost"
    assert (shown(deadline, owner).next, shown(deadline, owner).warning) == ("Next: tomorrow 12:00 to o…@example.com", "")


def test_without_one_it_warns_in_red_and_links_the_inbox_where_there_is_one(signed_in, deadline, owner, settings):
    settings.EMAIL_URL, settings.DEBUG = "", True
    page = signed_in.get(deadline.negotiation.get_absolute_url()).content.decode()
    assert NO_SERVER in page and reverse("inbox") in page and "Next: tomorrow 12:00 on this page" in page


def test_trouble_with_the_mail_server_is_said(deadline, owner, settings):
    settings.EMAIL_URL = "smtp://localhost"
    Heartbeat.objects.create(beat_at=NOON, trouble="Nobody answers at localhost:25")
    assert "Nobody answers at localhost:25" in shown(deadline, owner).warning


def test_a_reminder_that_was_refused_is_said(deadline, owner):
    deadline.nudges.filter(lead="2h").update(state="dropped", reason="550 no such user")
    assert shown(deadline, owner).failed == ["A reminder could not be sent to o…@example.com: 550 no such user"]


def test_a_passed_deadline_asks_what_happened(signed_in, deadline):
    Deadline.objects.update(at=NOON - timedelta(hours=3))
    assert "Passed 3 hours ago. What happened?" in signed_in.get(deadline.negotiation.get_absolute_url()).content.decode()


def test_the_calendar_file_has_alarms_and_neither_employer_nor_note(signed_in, deadline):
    deadline.note = "Acme said so"
    deadline.save()
    answer = signed_in.get(url("deadline_ics", deadline))
    assert answer["Content-Type"].startswith("text/calendar") and b"Acme" not in answer.content
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["UID"].startswith(str(deadline.pk)) and event["SEQUENCE"] == 1 and event.decoded("DTSTART") == deadline.at
    alarms = [event.decoded("DTSTART") + alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
    assert alarms == list(deadline.nudges.values_list("due_at", flat=True)) and len(alarms) == 4


def test_in_the_calendar_a_moved_deadline_is_the_same_event_later_in_sequence(signed_in, deadline):
    scheduling.move_deadline(deadline, wall=datetime.fromisoformat("2026-11-30T17:00"), now=NOON)
    (event,) = Calendar.from_ical(signed_in.get(url("deadline_ics", deadline)).content).walk("VEVENT")
    assert event["UID"].startswith(str(deadline.pk)) and event["SEQUENCE"] == 2


def test_a_withdrawn_deadline_is_cancelled_in_the_calendar(signed_in, deadline):
    scheduling.withdraw_deadline(deadline, now=NOON)
    (event,) = Calendar.from_ical(signed_in.get(url("deadline_ics", deadline)).content).walk("VEVENT")
    assert event["STATUS"] == "CANCELLED" and not event.walk("VALARM")


def test_deadlines_cost_the_page_a_fixed_number_of_questions(negotiation, owner, django_assert_num_queries):
    for hour in range(9, 17):
        set_deadline(negotiation, kind="own", wall=datetime(2026, 11, 27, hour), zone=NEW_YORK, now=NOON)  # noqa: DTZ001
    with django_assert_num_queries(3):
        deadlines_for_page(negotiation, owner, NOON.astimezone(ZoneInfo(NEW_YORK)))
