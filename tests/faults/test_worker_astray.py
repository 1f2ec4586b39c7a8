"""Workers that were stopped for longer than their lease, or whose clock is wrong by a day."""

import signal
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from negotiate.mail.models import Heartbeat, Message
from negotiate.mail.queue import database_now
from tests.faults.acting import all_done, copies_of, create_mails, crew, wait_until
from tests.smtp import smtp_server

DAY = 24 * 3600


def stands_still(pid: int) -> bool:
    """Whether each of its threads is stopped."""
    return all(path.read_text().rpartition(") ")[2].startswith("T") for path in Path(f"/proc/{pid}/task").glob("*/stat"))


@pytest.mark.parametrize(("step", "copies", "marked"), [("on_rcpt", 1, False), ("on_data", 2, True)])
def test_a_worker_stalled_beyond_its_lease(transactional_db, step, copies, marked):
    """Before DATA it finds that the mail is another's by now; in DATA nobody can know, so the copy is marked, and there is no third."""
    create_mails(1)
    with smtp_server() as server, crew(EMAIL_URL=server.url) as team:
        stalled, reached = team.start(lease=2), threading.Event()

        def stall(given):
            if not reached.is_set():
                stalled.send_signal(signal.SIGSTOP)
                wait_until(lambda: stands_still(stalled.pid), "it stands still: else the server's answer overtakes the signal")
                reached.set()

        setattr(server, step, stall)
        wait_until(reached.is_set, "the worker is met on its way")
        threading.Event().wait(3)
        team.start(lease=2)
        wait_until(all_done, "another worker sends it")
        stalled.send_signal(signal.SIGCONT)
        threading.Event().wait(4)
    message = Message.objects.get()
    assert (message.state, message.maybe_twice, len(server.mails)) == ("sent", marked, copies)
    assert len({mail["Message-ID"] for mail in server.parsed}) == 1


@pytest.mark.parametrize("wrong", [-DAY, DAY])
def test_a_worker_whose_clock_is_wrong_by_a_day_sends_neither_early_nor_late(transactional_db, wrong):
    """The clock that counts is the database's: what is due goes, what is due in an hour stays, and leases hold."""
    create_mails(5)
    later = database_now() + timedelta(hours=1)
    create_mails(3, first=5, due_at=later)
    with smtp_server() as server, crew(EMAIL_URL=server.url) as team:
        server.pause_at_data = lambda: 0.1
        team.start(lease=120, clock=wrong)
        team.start(lease=120)
        wait_until(lambda: Heartbeat.objects.count() == 2 and len(server.mails) >= 5, "what is due is sent")
        threading.Event().wait(3)
    copies = copies_of(server)
    assert set(copies) == {f"person{number}@example.com" for number in range(5)} and set(copies.values()) == {1}
    sent = Message.objects.filter(state="sent").values_list("sent_at", flat=True)
    assert all(abs(at - database_now()) < timedelta(minutes=5) for at in sent)
    assert set(Message.objects.filter(due_at=later).values_list("state", "attempts")) == {("planned", 0)}
