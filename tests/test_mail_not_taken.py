"""What the mail server did not take for sure: it is not counted as handed over, and tried until it is too late."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db.models.functions import Now
from django.utils import timezone

from negotiate.mail import kinds
from negotiate.mail.delivery import Postman
from negotiate.mail.kinds import Letter
from negotiate.mail.models import Message
from negotiate.mail.relay import Ending, Relay, Session
from tests.test_mail_delivery import KIND, create_message, deliver, kind, make_due, only_message, server

__all__ = ["kind", "server"]
LARGE = b"A line of words that fills the mail.\r\n" * 500_000  # more than the buffers between us hold


@pytest.fixture
def later(monkeypatch, kind):
    """The mail says what is true until an hour from now."""
    letter = Letter(subject="Hello", text="Hello", expires_at=timezone.now() + timedelta(hours=1))
    monkeypatch.setitem(kinds.KINDS, KIND, kinds.Kind(render=lambda message, now: letter, sent=kinds.KINDS[KIND].sent))


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_a_connection_that_breaks_before_the_mail_is_sent_is_no_handing_over(server, kind, db, step):
    server.hang_up_at = [step]
    create_message()
    deliver()
    message = only_message()
    assert (message.state, message.maybe_twice, message.handed_over_at) == ("retrying", False, None)
    assert message.due_at - timezone.now() < timedelta(seconds=6) and "closed" in message.answer
    make_due()
    deliver()
    assert (only_message().state, only_message().maybe_twice, len(server.mails)) == ("sent", False, 1)


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_however_often_it_breaks_there_it_does_not_fail(server, later, db, step):
    server.hang_up_at = [step] * 6
    create_message()
    for _ in range(6):
        deliver()
        assert (only_message().state, only_message().maybe_twice) == ("retrying", False)
        make_due()
    deliver()
    assert only_message().state == "sent" and len(server.mails) == 1


def test_a_mail_that_breaks_the_connection_again_waits_longer_and_holds_up_no_other(server, kind, db):
    server.hang_up_at = ["RCPT", "RCPT"]
    create_message()
    deliver()
    make_due()
    create_message(address="bea@example.com", priority=20)
    deliver()
    first = Message.objects.get(address="ada@example.com")
    assert timedelta(minutes=4) < first.due_at - timezone.now() < timedelta(minutes=6)
    assert [address for address, _ in server.mails] == ["bea@example.com"]


@pytest.mark.parametrize("answers", ["rcpt_answers", "data_answers"])
def test_not_yet_is_tried_until_it_is_too_late(server, later, db, answers):
    setattr(server, answers, ["451 not yet"] * 5)
    create_message()
    for _ in range(5):
        deliver()
        message = only_message()
        assert (message.state, message.maybe_twice) == ("retrying", False) and message.due_at < message_end(message)
        make_due()
    deliver()
    assert only_message().state == "sent" and len(server.mails) == 1


def message_end(message):
    return message.expires_at or timezone.now() + timedelta(hours=2)


def test_after_one_unknown_ending_a_break_before_the_mail_is_sent_is_not_the_second(server, kind, db):
    server.data_answers = ["drop"]
    create_message()
    deliver()
    server.hang_up_at = ["RCPT", "DATA"]
    for _ in range(3):
        make_due()
        deliver()
    assert (only_message().state, only_message().maybe_twice, len(server.mails)) == ("sent", True, 2)


def test_a_connection_that_breaks_before_the_last_dot_is_no_handing_over(server):
    server.hang_up_at = ["BODY"]
    session = Session(Relay.from_url(server.url))
    assert session.address("a@example.com", "b@example.com").ending is Ending.ACCEPTED
    answer = session.data(LARGE)
    assert (answer.ending, answer.hung_up) == (Ending.LOST, True)
    assert not server.mails


def test_a_mail_cut_off_in_its_midst_is_sent_again_and_not_marked(server, kind, db, monkeypatch):
    letter = Letter(subject="Long", text=LARGE.decode()[:16_000_000])
    monkeypatch.setitem(kinds.KINDS, KIND, kinds.Kind(render=lambda message, now: letter))
    server.hang_up_at = ["BODY"]
    create_message()
    Postman().round()
    assert (only_message().state, only_message().maybe_twice, server.mails) == ("retrying", False, [])


def test_too_late_it_is_not_tried_any_more(server, later, db):
    server.hang_up_at = ["DATA"]
    create_message()
    deliver()
    Message.objects.update(due_at=Now(), expires_at=Now())
    call_command("worker", once=True)
    assert (only_message().state, server.mails) == ("skipped", [])


@pytest.mark.parametrize(
    "fields", [{"created_at": timezone.now() - timedelta(days=4)}, {"expires_at": timezone.now() - timedelta(hours=1)}]
)
def test_what_cannot_be_written_is_not_tried_for_ever(server, kind, db, monkeypatch, fields):
    monkeypatch.setitem(kinds.KINDS, "broken", kinds.Kind(render=lambda message, now: 1 / 0))
    create_message(kind="broken", **fields)
    deliver()
    assert (only_message().state, only_message().reason) == ("failed", "Could not be written: ZeroDivisionError")


def test_without_an_end_of_its_own_a_mail_is_tried_for_three_days(server, kind, db):
    server.rcpt_answers = ["451 not yet", "451 not yet"]
    create_message(created_at=timezone.now() - timedelta(days=2, hours=23))
    deliver()
    assert only_message().state == "retrying"
    Message.objects.update(due_at=Now(), created_at=timezone.now() - timedelta(days=3))
    deliver()
    assert only_message().state == "failed"
