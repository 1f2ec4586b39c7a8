"""A deadline typed in words on its form: understood, asked about, refused at the field, and shown while it is typed."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from offers.extending import ask_for_time
from offers.models import Deadline
from offers.scheduling import set_deadline
from tests import factories

NEW_YORK = "America/New_York"
TUESDAY = datetime(2026, 11, 24, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_tuesday():
    with time_machine.travel(TUESDAY, tick=False):
        yield


@pytest.fixture
def negotiation(owner):
    return factories.create_negotiation(owner, region="London (GBP)")


@pytest.fixture
def signed_in(client, owner):
    client.force_login(owner)
    return client


@pytest.fixture
def send(signed_in, negotiation):
    def send(**given):
        return signed_in.post(reverse("deadline_add", args=[negotiation.pk]), {"zone": "London", "note": "on the phone", **given})

    return send


def told(answer) -> str:
    return " ".join(str(message) for message in answer.wsgi_request._messages)


def test_words_set_the_deadline_and_the_next_page_says_when_it_is_there_and_here(send):
    answer = send(said="Friday 17:00")
    deadline = Deadline.objects.get()
    assert (answer.status_code, deadline.at, deadline.precision) == (302, datetime(2026, 11, 27, 17, tzinfo=UTC), "time")
    assert "Friday 27 November 2026, 17:00 in London, 12:00 for you" in told(answer)


def test_a_day_in_words_is_its_close_of_business(send):
    send(said="EOD Friday")
    assert (Deadline.objects.get().precision, Deadline.objects.get().wall.hour) == ("date", 17)


def test_a_zone_said_with_the_time_counts_before_the_field(send):
    send(said="Friday 5pm ET")
    assert Deadline.objects.get().zone == NEW_YORK


def test_my_time_is_the_persons_clock_whatever_the_field_says(send):
    send(said="Friday 17:00 my time")
    deadline = Deadline.objects.get()
    assert (deadline.zone, deadline.at) == (NEW_YORK, datetime(2026, 11, 27, 22, tzinfo=UTC))


def test_what_may_mean_several_times_is_shown_in_words_and_set_once_one_is_ticked(send):
    answer = send(said="next Friday")
    form = answer.context["form"]
    assert answer.status_code == 200 and form["said"].value() == "next Friday" and form["note"].value() == "on the phone"
    choices = dict(form.fields["meant"].choices)
    assert list(choices.values()) == ["Friday 27 November 2026, 17:00 in London", "Friday 4 December 2026, 17:00 in London"]
    assert not Deadline.objects.exists()
    send(said="next Friday", meant=list(choices)[1])
    assert Deadline.objects.get().wall == datetime.fromisoformat("2026-12-04T17:00")


def test_a_tick_for_other_words_does_not_count(send):
    assert send(said="Friday at 5", meant="2026-12-04T17:00 date").status_code == 200
    assert not Deadline.objects.exists()


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"said": "banana"}, "said", "could not read a time in “banana”"),
        ({"said": "1 Dec 2025"}, "said", "This time has passed there."),
        ({"said": "Friday", "zone": ""}, "zone", "required"),
        ({"said": "Friday", "zone": "Remote (US)"}, "zone", "has several clocks"),
        ({"said": "Friday", "wall": "2026-11-27T17:00"}, "said", "two answers"),
        ({"said": "in 9999 hours", "zone": "London", "leads": "often"}, "leads", "is not a time before"),
        ({"said": "1 Jan 2199"}, "said", "Is the year right?"),
        ({}, "wall", "Say when it is."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(send, given, field, words):
    form = send(**given).context["form"]
    assert words in str(form.errors[field]) and all(form[name].value() == value for name, value in given.items())
    assert not Deadline.objects.exists()


def test_no_date_given_sets_nothing_is_noted_and_suggests_to_ask(send, negotiation):
    answer = send(said="no date given")
    entry = negotiation.entries.get()
    assert not Deadline.objects.exists() and (entry.kind, entry.who) == ("statement", "employer")
    assert entry.text == "No date was given for the decision. on the phone." and "By when do you need my answer?" in told(answer)


def test_a_deadline_has_reminders_of_its_own_where_they_are_named(send):
    send(said="4 December noon", leads="2 days, 5h, 2d")
    deadline = Deadline.objects.get()
    assert deadline.leads == ["2d", "5h"] and deadline.nudges.count() == 2


def test_who_named_it_is_kept(send):
    send(said="Friday", set_by="Dana, recruiter", source="written")
    assert (Deadline.objects.get().set_by, Deadline.objects.get().source) == ("Dana, recruiter", "written")


def test_shown_without_a_script_it_is_in_words_and_nothing_is_set(send):
    page = send(said="Friday 17:00", check="1").content.decode()
    assert "Friday 27 November 2026, 17:00 in London, 12:00 for you. That is in 3 days 2 hours." in page
    assert not Deadline.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"said": "Friday 17:00", "zone": "Tokyo"}, "17:00 in Tokyo, 03:00 for you"),
        ({"said": "Friday 23:00", "zone": "London"}, "23:00 in London, 18:00 for you"),
        ({"said": "Friday 1:00 am", "zone": "London"}, "01:00 in London, Thursday 26 November 2026, 20:00 for you"),
        ({"wall": "2026-11-27T17:00", "zone": NEW_YORK}, "17:00 in New York. That is in"),
        ({"wall": "2026-11-27", "zone": NEW_YORK}, "Only the day was given: 17:00 there counts."),
        ({"said": "next Friday", "zone": "London"}, "You will be asked which."),
        ({"said": "no date", "zone": "London"}, "nothing is guessed"),
        ({"said": "bananas", "zone": "London"}, "could not read"),
    ],
)
def test_while_it_is_typed_it_stands_beside_the_field_in_words(signed_in, negotiation, typed, words):
    assert words in signed_in.get(reverse("deadline_words", args=[negotiation.pk]), typed).content.decode()


def test_words_are_asked_for_by_the_owner_alone(client, stranger, negotiation):
    client.force_login(stranger)
    assert client.get(reverse("deadline_words", args=[negotiation.pk]), {"said": "Friday"}).status_code == 404


def test_today_is_today_where_the_clock_stands(send):
    with time_machine.travel(datetime(2026, 11, 24, 23, tzinfo=UTC), tick=False):
        send(said="tomorrow", zone="Tokyo")
    assert Deadline.objects.get().wall.day == 26


def test_moved_in_words_the_time_that_stood_there_gives_way(signed_in, negotiation):
    deadline = set_deadline(
        negotiation, kind="employer", wall=datetime.fromisoformat("2026-11-27T17:00"), zone="Europe/London", now=TUESDAY
    )
    address = reverse("deadline_move", args=[negotiation.pk, deadline.pk])
    signed_in.post(address, {"said": "Monday noon", "wall": "2026-11-27T17:00", "zone": "London", "leads": "3h"})
    deadline.refresh_from_db()
    assert (deadline.wall, deadline.leads) == (datetime.fromisoformat("2026-11-30T12:00"), ["3h"])
    assert signed_in.post(address, {"said": "no date", "zone": "London"}).context["form"].errors["said"]


def test_a_move_and_a_withdrawal_are_undone_from_the_next_page(signed_in, negotiation):
    deadline = set_deadline(
        negotiation, kind="employer", wall=datetime.fromisoformat("2026-11-27T17:00"), zone="Europe/London", now=TUESDAY
    )
    for name, given in (("deadline_move", {"said": "Monday noon", "zone": "London"}), ("deadline_withdraw", {})):
        page = signed_in.post(reverse(name, args=[negotiation.pk, deadline.pk]), given, follow=True).content.decode()
        sealed = page.split('name="offer" value="')[1].split('"')[0]
        signed_in.post(reverse("negotiation_undo", args=[negotiation.pk]), {"offer": sealed})
        deadline.refresh_from_db()
        assert (deadline.wall, deadline.status) == (datetime.fromisoformat("2026-11-27T17:00"), "open")
        assert deadline.nudges.planned().exists()


def test_undone_more_time_that_was_given_is_asked_for_again(signed_in, negotiation):
    """With the reminders of its own that it had."""
    wall = datetime.fromisoformat("2026-11-27T17:00")
    deadline = set_deadline(negotiation, kind="employer", wall=wall, zone="Europe/London", leads=["1d"], now=TUESDAY)
    ask_for_time(deadline, until=datetime(2026, 12, 1, 17, tzinfo=UTC), now=TUESDAY)
    page = signed_in.post(reverse("deadline_granted", args=[negotiation.pk, deadline.pk]), {"as_asked": "1"}, follow=True)
    sealed = page.content.decode().split('name="offer" value="')[1].split('"')[0]
    page = signed_in.post(reverse("negotiation_undo", args=[negotiation.pk]), {"offer": sealed}, follow=True).content.decode()
    deadline.refresh_from_db()
    assert (deadline.wall, deadline.leads) == (wall, ["1d"])
    assert "Asked for time until Tuesday 1 December 2026, 17:00 in London. What did they say?" in page
