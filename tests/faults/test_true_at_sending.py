"""Deadlines moved, withdrawn or decided, and accounts deleted, while their mail is being sent: nothing goes out that is no longer true."""

import queue
import random
import threading
from datetime import timedelta

from django.db import connections

from negotiate.accounts import belongings
from negotiate.accounts.models import User
from negotiate.mail.models import Message
from negotiate.mail.queue import database_now
from offers.models import Deadline
from offers.negotiating import record_outcome
from offers.scheduling import move_deadline, set_deadline, withdraw_deadline
from tests import factories
from tests.faults.acting import all_done, close, crew, new_seed, wait_until
from tests.smtp import smtp_server


def create_due(number: int) -> list[str]:
    """People with a deadline tomorrow whose reminder is due at once. Gives their addresses."""
    now = database_now()
    addresses = [f"person{position}@example.com" for position in range(number)]
    for address in addresses:
        negotiation = factories.create_negotiation(factories.create_user(address, zone="UTC"))
        wall = (now + timedelta(hours=20)).replace(tzinfo=None, microsecond=0)
        set_deadline(negotiation, kind="employer", wall=wall, zone="UTC", now=now, leads=["1d"])
    return addresses


def moved(deadline, now):
    move_deadline(deadline, wall=deadline.wall + timedelta(days=30), now=now)


def withdrawn(deadline, now):
    withdraw_deadline(deadline, now=now)


def decided(deadline, now):
    record_outcome(deadline.negotiation, kind="declined", now=now)


def erased(deadline, now):
    belongings.erase(User.objects.get(pk=deadline.negotiation.user_id), now=now)


class Mover(threading.Thread):
    """Changes what mail is about: those it is asked for, at the moment when the mail server hears their address, and others at random."""

    def __init__(self, addresses, chance):
        super().__init__(daemon=True)
        self.asked, self.chance = queue.Queue(), chance
        self.left, self.changed_at, self.problems = list(addresses), {}, []

    def run(self):
        while True:
            address, done = self.asked.get()
            if address is None:
                connections.close_all()
                done.set()
                return
            try:
                self.change(address)
            except Exception as problem:
                self.problems.append(problem)
            finally:
                done.set()

    def change(self, address):
        """One change for each address; the moment is that of its being decided."""
        if address in self.changed_at or address not in self.left:
            return
        deadline = Deadline.objects.filter(negotiation__user__email=address).select_related("negotiation").first()
        verb = self.chance.choice([moved, withdrawn, decided, erased])
        verb(deadline, database_now())
        self.changed_at[address] = database_now()

    def ask(self, address) -> threading.Event:
        done = threading.Event()
        self.asked.put((address, done))
        return done


def test_no_mail_leaves_for_what_is_no_longer_true(transactional_db, full_size):
    people, moves, seed = (200, 95, new_seed()) if full_size else (50, 20, new_seed())
    chance = random.Random(seed)
    addresses = create_due(people)
    mover, log = Mover(addresses, chance), []
    chosen = chance.sample(addresses, moves)
    at_rcpt, at_random = set(chosen[: moves // 2]), chosen[moves // 2 :]
    mover.start()
    with smtp_server() as server, crew(EMAIL_URL=server.url) as team:
        server.on_rcpt = lambda address: mover.ask(address).wait(20) if address in at_rcpt else None
        server.on_data = lambda envelope: log.append(envelope.rcpt_tos[0])
        server.pause_at_data = lambda: 0.05
        for _ in range(2):
            team.start()
        for address in at_random:
            mover.ask(address).wait(20)
            threading.Event().wait(chance.uniform(0, 0.1))
        wait_until(all_gathered_and_done, "all that is left is sent", seconds=300)
    mover.ask(None).wait(20)
    assert not mover.problems
    begun = {message.address: message.handed_over_at for message in Message.objects.filter(handed_over_at__isnull=False)}
    untrue = [address for address in log if address in mover.changed_at and address in begun and begun[address] > mover.changed_at[address]]
    untrue += [address for address in log if address in at_rcpt and address not in begun]
    untouched = set(addresses) - set(mover.changed_at)
    close(
        "changed while sending", seed=seed, mails=people, changes=len(mover.changed_at), untrue=len(untrue), lost=len(untouched - set(log))
    )
    assert len(mover.changed_at) == moves and not untrue and not set(log) & at_rcpt
    assert untouched <= set(log) and len(log) == len(set(log))


def all_gathered_and_done() -> bool:
    due = Deadline.objects.filter(nudges__state="planned", nudges__message=None, nudges__due_at__lte=database_now())
    return all_done() and not due.exists()
