"""Whatever a mail server answers, in one session with a real worker: each mail fares as its own answer says, and holds up no other."""

import threading

import pytest
from django.db.models.functions import Now

from negotiate.mail.models import Message
from tests.faults.acting import copies_of, create_mails, crew, wait_until
from tests.running import free_port
from tests.smtp import smtp_server

LATER = ("421 closing", "450 busy", "451 local error", "452 no room")
NEVER = ("550 5.1.1 no such user", "552 5.2.2 mailbox full", "554 5.7.1 no")
CONFUSED = ("500 what?", "501 what?", "502 what?", "503 not now", "504 what?")


def one_each(server, step, answers, times) -> dict[str, str]:
    """One mail for each answer, which the server gives that often, and one mail more. Gives the answers by address."""
    expected = {message.address: answer for message, answer in zip(create_mails(len(answers)), answers, strict=True)}
    server.answers_to = {(step, address): [answer] * times for address, answer in expected.items()}
    create_mails(1, address="last@example.com", priority=99)
    return expected


def states() -> dict[str, str]:
    return dict(Message.objects.values_list("address", "state"))


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_not_yet_is_tried_again_and_never_is_not(transactional_db, step):
    with smtp_server() as server, crew(EMAIL_URL=server.url) as team:
        expected = one_each(server, step, LATER + NEVER, 1)
        team.once()
        team.once()  # 421 ends a session, and the round goes on
        found = states()
        assert found.pop("last@example.com") == "sent"
        assert {expected[address] for address, state in found.items() if state == "failed"} == set(NEVER)
        assert {expected[address] for address, state in found.items() if state == "retrying"} == set(LATER)
        Message.objects.filter(state="retrying").update(due_at=Now())
        team.once()
    assert sum(state == "sent" for state in states().values()) == len(LATER) + 1
    assert set(copies_of(server).values()) == {1} and not Message.objects.filter(maybe_twice=True).exists()


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
@pytest.mark.parametrize(("times", "state"), [(2, "sent"), (3, "failed")])
def test_a_confused_server_gets_a_new_session_and_the_third_time_it_fails(transactional_db, step, times, state):
    with smtp_server() as server, crew(EMAIL_URL=server.url) as team:
        expected = one_each(server, step, CONFUSED, times)
        team.once()
    found = states()
    assert found.pop("last@example.com") == "sent" and set(found.values()) == {state}
    reasons = dict(Message.objects.filter(state="failed").values_list("address", "reason"))
    assert reasons == (expected if state == "failed" else {})


@pytest.mark.parametrize(("step", "copies"), [("MAIL", 1), ("RCPT", 1), ("DATA", 1), ("BODY", 1), ("after", 2)])
def test_a_server_that_hangs_up(transactional_db, step, copies):
    create_mails(1)
    with smtp_server() as server, crew(EMAIL_URL=server.url) as team:
        server.hang_up_at, server.data_answers = ([], ["drop"]) if step == "after" else ([step], [])
        team.once()
        message = Message.objects.get()
        # A small mail leaves in one piece with its last dot, so of what broke in its midst one cannot always tell.
        assert message.state == "retrying" and (step == "BODY" or message.maybe_twice == (step == "after"))
        Message.objects.update(due_at=Now())
        team.once()
    assert (Message.objects.get().state, len(server.mails)) == ("sent", copies)
    assert len({mail["Message-ID"] for mail in server.parsed}) == 1


def test_a_server_that_takes_its_time_gets_each_mail_once(transactional_db):
    create_mails(5)
    with smtp_server() as server, crew(EMAIL_URL=server.url) as team:
        server.pause_at_rcpt = server.pause_at_data = lambda: 1.0
        assert team.start("worker", "--once", lease=120).wait(120) == 0
    assert set(copies_of(server).values()) == {1} and set(states().values()) == {"sent"}


def test_a_server_that_refuses_connections_costs_nothing(transactional_db):
    create_mails(3)
    with crew(EMAIL_URL=f"smtp://127.0.0.1:{free_port()}") as team:
        team.once()
    assert set(Message.objects.values_list("state", "attempts", "maybe_twice")) == {("planned", 0, False)}


def test_one_mail_that_cannot_be_written_holds_up_no_other(transactional_db):
    create_mails(1, kind="no such kind", content=None, address="broken@example.com", priority=1)
    create_mails(2)
    with smtp_server() as server, crew(EMAIL_URL=server.url) as team:
        team.once()
    broken = Message.objects.get(address="broken@example.com")
    assert broken.state == "retrying" and broken.answer.startswith("Could not be written")
    assert len(server.mails) == 2


def test_account_mail_overtakes_a_long_queue(transactional_db):
    create_mails(60, priority=10)
    with smtp_server() as server, crew(EMAIL_URL=server.url) as team:
        server.pause_at_data = lambda: 0.05
        seen = threading.Event()
        server.on_data = lambda envelope: seen.set()
        process = team.start()
        wait_until(seen.is_set, "the queue is being sent")
        create_mails(1, address="code@example.com", priority=0)
        wait_until(lambda: copies_of(server)["code@example.com"], "the code is sent")
        process.kill()
    assert len(server.mails) < 50
