"""Nudges from the deadline to the mail, and how they end with it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from negotiate.mail.models import Message
from negotiate.mail.queue import database_now
from negotiate.mail.rounds import Rounds
from offers import nudges, scheduling
from offers.closing import NegotiationClosed
from offers.emails import render
from offers.models import DeadlineChange, Nudge, Outcome
from offers.scheduling import DeadlineWithdrawn
from tests import factories
from tests.smtp import smtp_server

NEW_YORK = "America/New_York"
wall = datetime.fromisoformat


def at(text):
    return scheduling.moment(wall(text), NEW_YORK)


NOW = at("2026-11-10T12:00")


@pytest.fixture
def negotiation(owner):
    return factories.create_negotiation(owner)


@pytest.fixture
def deadline(negotiation):
    return set_deadline(negotiation)


def set_deadline(negotiation, clock="2026-11-27T17:00", now=NOW, **fields):
    return scheduling.set_deadline(negotiation, **{"kind": "employer", "wall": wall(clock), "zone": NEW_YORK, **fields}, now=now)


def planned(deadline):
    return list(deadline.nudges.planned().order_by("due_at").values_list("lead", flat=True))


def states(**which):
    return set(Nudge.objects.filter(**which).values_list("state", flat=True))


def make_due(deadline, lead="2h"):
    """As if it were that late: this nudge is due now, by the database's clock."""
    deadline.nudges.filter(lead=lead).update(due_at=database_now())


def soon(negotiation, **length):
    """A deadline that far from now, by the database's clock."""
    now = database_now()
    clock = (now + timedelta(**length)).replace(tzinfo=None, microsecond=0)
    return set_deadline(negotiation, clock.isoformat(), zone="UTC", now=now)


def test_a_deadline_comes_with_its_nudges_and_its_history(deadline):
    assert planned(deadline) == ["7d", "3d", "1d", "6h", "2h"]
    assert deadline.at == at("2026-11-27T17:00")
    assert list(deadline.changes.values_list("what", "revision")) == [("set", 1)]


def test_a_deadline_may_have_leads_of_its_own(negotiation):
    assert planned(set_deadline(negotiation, leads=["4d", "5h"])) == ["4d", "5h"]


def test_only_a_day_means_the_close_of_business_there(negotiation):
    assert set_deadline(negotiation, "2026-11-27", precision="date").at == at("2026-11-27T17:00")


def test_planning_twice_changes_nothing(deadline):
    before = list(Nudge.objects.order_by("pk").values())
    nudges.plan(deadline, now=NOW)
    assert list(Nudge.objects.order_by("pk").values()) == before


def test_moving_plans_anew_and_withdraws_what_was_planned(deadline):
    scheduling.move_deadline(deadline, wall=wall("2026-11-30T17:00"), now=NOW)
    assert (deadline.revision, deadline.status, deadline.at) == (2, "extended", at("2026-11-30T17:00"))
    assert states(revision=1) == {"withdrawn"} and states(revision=2) == {"planned"}
    assert list(DeadlineChange.objects.values_list("what", flat=True)) == ["set", "extended"]


def test_moving_to_an_earlier_time_is_no_extension(deadline):
    scheduling.move_deadline(deadline, wall=wall("2026-11-20T17:00"), now=NOW)
    assert deadline.status == "open" and deadline.changes.last().what == "moved"


def test_moving_to_where_it_stands_changes_nothing(deadline):
    scheduling.move_deadline(deadline, wall=deadline.wall, now=NOW)
    assert (deadline.revision, deadline.changes.count(), states()) == (1, 1, {"planned"})


def test_a_withdrawn_deadline_has_no_nudges_and_is_not_moved(deadline):
    scheduling.withdraw_deadline(deadline, now=NOW)
    assert (deadline.status, states()) == ("withdrawn", {"withdrawn"})
    with pytest.raises(DeadlineWithdrawn):
        scheduling.move_deadline(deadline, wall=wall("2026-11-30T17:00"), now=NOW)


def test_a_closed_negotiation_takes_no_deadline(deadline, negotiation):
    Outcome.objects.create(negotiation=negotiation, kind="declined")
    for act in (
        lambda: set_deadline(negotiation),
        lambda: scheduling.move_deadline(deadline, wall=wall("2026-11-30T17:00"), now=NOW),
        lambda: scheduling.withdraw_deadline(deadline, now=NOW),
    ):
        with pytest.raises(NegotiationClosed):
            act()


def test_after_withdrawing_all_they_can_be_planned_again(deadline, negotiation):
    nudges.withdraw_for(negotiation, reason="outcome: declined", now=NOW)
    assert states() == {"withdrawn"}
    scheduling.plan_again(negotiation, now=NOW)
    assert planned(deadline) == ["7d", "3d", "1d", "6h", "2h"]


def test_new_preferences_change_what_is_planned_and_never_repeat_what_was_mailed(deadline, negotiation, owner):
    deadline.nudges.filter(lead="7d").update(state="mailed")
    owner.leads = ["7d", "2d", "2h"]
    owner.save()
    scheduling.plan_again(negotiation, now=NOW)
    assert planned(deadline) == ["2d", "2h"] and states(lead="7d") == {"mailed"}


def test_what_is_due_becomes_one_message_to_the_person(deadline, negotiation, owner):
    other = set_deadline(negotiation, "2026-11-27T17:10", kind="own")
    assert nudges.gather(at("2026-11-27T14:40")) == 8
    Message.objects.update(state="sent")
    assert nudges.gather(at("2026-11-27T15:00")) == 2
    assert nudges.gather(at("2026-11-27T15:00")) == 0
    message = Message.objects.latest("pk")
    assert (message.address, message.due_at, message.expires_at) == (owner.email, at("2026-11-27T15:00"), deadline.at)
    assert set(message.nudges.values_list("deadline", flat=True)) == {deadline.pk, other.pk}


def test_two_people_get_a_message_each(negotiation, stranger):
    set_deadline(negotiation)
    set_deadline(factories.create_negotiation(stranger))
    nudges.gather(at("2026-11-27T15:00"))
    assert set(Message.objects.values_list("address", flat=True)) == {"owner@example.com", "stranger@example.com"}


def test_a_closed_account_is_told_nothing(deadline, owner):
    type(owner).objects.update(is_active=False)
    assert nudges.gather(at("2026-11-27T15:00")) == 0
    assert states() == {"dropped"} and not Message.objects.exists()


def test_moving_stops_the_message_on_its_way_and_the_rest_of_it_is_gathered_anew(deadline, negotiation):
    other = set_deadline(negotiation, "2026-11-27T17:00", kind="own")
    nudges.gather(at("2026-11-20T17:00"))
    Message.objects.update(state="claimed")
    scheduling.move_deadline(deadline, wall=wall("2026-11-30T17:00"), now=at("2026-11-20T17:01"))
    assert Message.objects.get().state == "skipped"
    assert nudges.gather(at("2026-11-20T17:02")) == 1
    assert Message.objects.latest("pk").nudges.get().deadline == other


def test_what_is_being_handed_over_while_it_is_moved_is_never_tried_again(deadline):
    nudges.gather(at("2026-11-20T17:00"))
    moved_at = at("2026-11-20T17:01")
    Message.objects.update(state="handing_over")
    scheduling.move_deadline(deadline, wall=wall("2026-11-30T17:00"), now=moved_at)
    assert (Message.objects.get().state, Message.objects.get().expires_at) == ("handing_over", moved_at)


def test_the_mail_says_when_it_is_there_and_here_and_neither_employer_nor_amount(negotiation, owner, settings):
    settings.SITE_URL = "https://n.example.com"
    owner.zone = "Europe/London"
    owner.save()
    factories.create_proposal(negotiation)
    message = message_about(set_deadline(negotiation, note="Acme Capital wants 300,000"))
    letter = render(message, at("2026-11-27T15:00"))
    assert letter.subject == "2 hours left: your decision deadline, Friday 27 November 2026, 22:00 London time"
    assert "17:00 in New York" in letter.text and "22:00 in London, where you are" in letter.text
    assert letter.expires_at == at("2026-11-27T17:00")
    for body in (letter.subject, letter.text, letter.html):
        assert "Acme" not in body and "300" not in body.replace(str(negotiation.pk), "")
    assert f"https://n.example.com/negotiations/{negotiation.pk}/" in letter.text


def message_about(deadline):
    nudges.gather(deadline.at - timedelta(hours=2))
    return Message.objects.get()


def test_after_the_deadline_it_asks_what_happened_and_after_a_day_nothing(deadline):
    message = message_about(deadline)
    letter = render(message, at("2026-11-27T17:01"))
    assert letter.subject == "Your deadline has passed: what happened?" and "left" not in letter.text
    assert render(message, at("2026-11-28T17:01")) is None


def test_a_due_nudge_reaches_the_inbox_in_one_round(negotiation, settings):
    settings.EMAIL_URL, settings.DEBUG = "", True
    deadline = soon(negotiation, hours=2, seconds=30)
    call_command("worker", once=True)
    assert not Message.objects.exists()
    make_due(deadline)
    call_command("worker", once=True)
    message = Message.objects.get()
    assert (message.state, message.via) == ("sent", "inbox") and b"2 hours" in message.bytes
    assert states() == {"mailed"} and deadline.nudges.get().mailed_at


def test_a_deadline_moved_while_its_mail_is_being_sent_is_not_spoken_of(transactional_db, settings):
    deadline = soon(factories.create_negotiation(factories.create_user("owner@example.com")), hours=3)
    make_due(deadline)
    with smtp_server() as server:
        settings.EMAIL_URL = server.url
        server.on_rcpt = lambda address: elsewhere(lambda: move_by_a_day(deadline))
        call_command("worker", once=True)
        assert server.mails == []
    assert Message.objects.get().state == "skipped"
    assert states(revision=1) == {"withdrawn"}


def move_by_a_day(deadline):
    scheduling.move_deadline(deadline, wall=deadline.wall + timedelta(days=1), now=database_now())


def test_an_address_that_is_refused_is_said_on_the_page(negotiation, settings):
    deadline = soon(negotiation, hours=3)
    make_due(deadline)
    with smtp_server() as server:
        settings.EMAIL_URL = server.url
        server.rcpt_answers = ["550 no such user"]
        call_command("worker", once=True)
    assert list(deadline.nudges.values_list("state", "reason")) == [("dropped", "550 no such user")]


def test_two_rounds_at_once_send_one_mail(transactional_db, settings):
    for number in range(5):
        make_due(soon(factories.create_negotiation(factories.create_user(f"person{number}@example.com")), hours=3))
    with smtp_server() as server:
        settings.EMAIL_URL = server.url
        elsewhere(*[lambda: Rounds().make()] * 3)
        assert sorted(address for address, _ in server.mails) == [f"person{number}@example.com" for number in range(5)]
    assert states(lead="2h") == {"mailed"}


def elsewhere(*acts):
    """Do these at the same time, each with a database connection of its own."""

    def alone(act):
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(alone, acts))
