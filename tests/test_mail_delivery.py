"""Mail from a row to a real SMTP server, and what becomes of it when something is in the way."""

from datetime import timedelta

import pytest
from django.core.mail import send_mail
from django.core.management import call_command
from django.db.models.functions import Now

from negotiate.mail import kinds
from negotiate.mail.delivery import Postman
from negotiate.mail.kinds import Letter
from negotiate.mail.models import Message
from tests.running import free_port
from tests.smtp import smtp_server

KIND = "test"


@pytest.fixture
def server(settings):
    with smtp_server() as server:
        settings.EMAIL_URL = server.url
        yield server


@pytest.fixture
def kind(monkeypatch):
    """A kind of mail that says one sentence, and writes down what became of it."""
    became = []
    made = kinds.Kind(
        render=lambda message, now: Letter(subject="Hello", text=f"To {message.address}.\n", html="<p>Hello</p>"),
        sent=lambda message, now: became.append("sent"),
        given_up=lambda message, reason, again, now: became.append((reason, again)),
    )
    monkeypatch.setitem(kinds.KINDS, KIND, made)
    return became


def create_message(**fields):
    return Message.objects.create(**{"kind": KIND, "address": "ada@example.com", **fields})


def deliver():
    call_command("worker", once=True)


def make_due():
    Message.objects.update(due_at=Now())


def run_out_leases():
    Message.objects.update(lease_until=Now() - timedelta(seconds=1))


def only_message():
    return Message.objects.get()


def test_a_message_is_sent_once(server, kind, db):
    create_message()
    deliver()
    deliver()
    (mail,) = server.parsed
    message = only_message()
    assert (message.state, message.via, message.attempts) == ("sent", "smtp", 1)
    assert mail["Message-ID"] == message.message_id and mail["To"] == "ada@example.com"
    assert mail.get_body(("plain",)).get_content() == "To ada@example.com.\r\n"
    assert kind == ["sent"]


def test_account_mail_is_sealed_until_it_is_sent_and_blanked_then(server, owner):
    send_mail("Your code", "The code is ABC-123.", None, [owner.email])
    message = only_message()
    assert message.user == owner and b"ABC" not in bytes(message.content) and b"ABC-123" in message.bytes
    deliver()
    message = only_message()
    assert (message.state, message.content) == ("sent", None)
    assert "ABC-123" in server.parsed[0].get_content() and server.parsed[0]["Message-ID"] == message.message_id
    assert server.parsed[0]["Auto-Submitted"] == "auto-generated" and server.parsed[0]["Date"]


def test_account_mail_is_dead_after_fifteen_minutes(server, db):
    send_mail("Your code", "ABC-123", None, ["ada@example.com"])
    Message.objects.update(expires_at=Now())
    deliver()
    assert (only_message().state, only_message().content, server.mails) == ("skipped", None, [])


def test_account_mail_goes_first(server, kind, db):
    create_message(due_at="2026-01-01T00:00Z")
    send_mail("Your code", "ABC-123", None, ["bea@example.com"])
    deliver()
    assert [address for address, _ in server.mails] == ["bea@example.com", "ada@example.com"]


def test_not_yet_is_tried_again_later_and_then_sent(server, kind, db):
    server.rcpt_answers = ["451 try again later"]
    create_message()
    deliver()
    message = only_message()
    assert (message.state, message.attempts, message.answer, message.content) == ("retrying", 1, "451 try again later", None)
    assert timedelta(seconds=50) < message.due_at - message.created_at < timedelta(seconds=80)
    deliver()
    assert not server.mails
    make_due()
    deliver()
    assert only_message().state == "sent" and len(server.mails) == 1


def test_after_the_first_handing_over_the_bytes_stay(server, kind, db):
    server.data_answers = ["452 disk full"]
    create_message()
    deliver()
    first = only_message()
    kinds.KINDS[KIND] = kinds.Kind(render=lambda message, now: Letter(subject="Changed", text="Changed"), sent=kinds.KINDS[KIND].sent)
    make_due()
    deliver()
    assert server.parsed[0]["Subject"] == "Hello" and server.parsed[0]["Message-ID"] == first.message_id
    assert not only_message().maybe_twice


def test_an_unknown_address_fails_visibly(server, kind, db):
    server.rcpt_answers = ["550 no such user here"]
    create_message()
    create_message(address="bea@example.com", priority=20)
    deliver()
    assert list(Message.objects.values_list("state", flat=True).order_by("priority")) == ["failed", "sent"]
    assert Message.objects.get(state="failed").reason == "550 no such user here"
    assert kind == [("550 no such user here", False), "sent"]


@pytest.mark.parametrize(
    ("address", "state", "reached"), [("ada@bücher.example", "sent", "ada@xn--bcher-kva.example"), ("ädä@example.com", "failed", None)]
)
def test_letters_beyond_ascii_in_an_address_stop_no_other_mail(server, kind, db, address, state, reached):
    create_message(address=address, priority=1)
    create_message()
    deliver()
    assert Message.objects.get(priority=1).state == state
    assert [address for address, _ in server.mails] == [reached, "ada@example.com"][reached is None :]


def test_a_confused_server_gets_a_new_session_and_the_third_time_it_fails(server, kind, db):
    server.data_answers = ["503 bad sequence"] * 3
    create_message()
    deliver()
    assert (only_message().state, only_message().reason) == ("failed", "503 bad sequence")
    assert not server.mails and not server.data_answers


def test_without_a_connection_nothing_is_charged(settings, kind, db):
    settings.EMAIL_URL = f"smtp://127.0.0.1:{free_port()}"
    create_message()
    postman = Postman()
    postman.round()
    message = only_message()
    assert (message.state, message.attempts, message.answer) == ("planned", 0, "")
    assert "refused" in postman.trouble


def test_a_connection_that_breaks_after_data_marks_the_message_and_the_copy_is_the_same(server, kind, db):
    server.data_answers = ["drop"]
    create_message()
    deliver()
    assert (only_message().state, only_message().maybe_twice) == ("retrying", True)
    make_due()
    deliver()
    assert only_message().state == "sent"
    assert len(server.mails) == 2 and len(set(server.mails)) == 1


def test_nobody_gets_a_third_copy(server, kind, db):
    server.data_answers = ["drop", "drop"]
    create_message()
    for _ in range(3):
        deliver()
        make_due()
    assert (only_message().state, len(server.mails)) == ("failed", 2)
    assert "probably arrived" in only_message().reason


def test_a_message_withdrawn_while_it_is_claimed_is_not_sent(server, kind, db):
    create_message()
    server.on_rcpt = lambda address: None
    kinds.KINDS[KIND] = kinds.Kind(render=withdrawing_render)
    deliver()
    assert (only_message().state, server.mails) == ("skipped", [])


def withdrawing_render(message, now):
    Message.objects.filter(pk=message.pk).withdraw(reason="moved", now=now)
    return Letter(subject="Too late", text="")


def test_a_worker_stalled_beyond_its_lease_does_not_send(server, kind, db):
    create_message()

    def stall(message, now):
        run_out_leases()
        return Letter(subject="Late", text="")

    kinds.KINDS[KIND] = kinds.Kind(render=stall)
    deliver()
    assert (only_message().state, server.mails) == ("claimed", [])


def test_what_a_dead_worker_had_claimed_is_sent_by_the_next(server, kind, db):
    create_message(state="claimed", lease_until="2026-01-01T00:00Z")
    deliver()
    assert (only_message().state, only_message().maybe_twice) == ("sent", False)


def test_what_a_dead_worker_was_handing_over_is_sent_again_and_marked(server, kind, db):
    create_message(state="handing_over", lease_until="2026-01-01T00:00Z", attempts=1)
    deliver()
    assert (only_message().state, only_message().maybe_twice) == ("sent", True)


def test_a_mail_that_cannot_be_written_does_not_hold_up_the_others(server, kind, db, monkeypatch):
    monkeypatch.setitem(kinds.KINDS, "broken", kinds.Kind(render=lambda message, now: 1 / 0))
    create_message(kind="broken", priority=1)
    create_message()
    deliver()
    assert list(Message.objects.order_by("priority").values_list("state", flat=True)) == ["retrying", "sent"]
    assert Message.objects.get(kind="broken").answer == "Could not be written: ZeroDivisionError"


def test_what_has_nothing_left_to_say_is_skipped(server, kind, db):
    kinds.KINDS[KIND] = kinds.Kind(render=lambda message, now: None)
    create_message()
    deliver()
    assert (only_message().state, only_message().reason, server.mails) == ("skipped", "Nothing was left to say.", [])


def test_without_a_mail_server_in_production_mail_waits(settings, kind, db):
    settings.EMAIL_URL, settings.DEBUG = "", False
    create_message()
    deliver()
    assert only_message().state == "planned"


def test_on_ones_own_machine_the_inbox_is_delivery(settings, kind, db):
    settings.EMAIL_URL, settings.DEBUG = "", True
    create_message()
    send_mail("Your code", "The code is ABC-123.", None, ["bea@example.com"])
    deliver()
    assert set(Message.objects.values_list("state", "via")) == {("sent", "inbox")}
    assert b"ABC-123" in Message.objects.get(kind="account").bytes
