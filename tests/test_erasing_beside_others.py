"""An account is erased while others are at its rows: nobody waits for the other for ever, and it is gone whole."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from negotiate.accounts.belongings import erase
from negotiate.accounts.models import User
from negotiate.mail.models import Message
from negotiate.mail.queue import database_now
from offers import nudges
from offers.closing import lock
from offers.models import Nudge
from offers.rederiving import derive_one
from tests import factories
from tests.test_nudges import make_due, soon

BLOCKED = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@pytest.fixture
def owner(transactional_db):
    return factories.create_user()


@pytest.fixture
def deadline(owner):
    return soon(factories.create_negotiation(owner), hours=30)


def alone(act):
    """Over a database connection of its own."""
    try:
        return act()
    finally:
        connection.close()


def erased_meanwhile(owner, hold, go_on):
    """Do `hold`, let the account's erasing come to wait for it, then `go_on` in the same transaction. Gives what the erasing gave."""
    with ThreadPoolExecutor(1) as beside:
        with transaction.atomic():
            hold()
            erasing = beside.submit(alone, lambda: erase(owner, now=database_now()))
            wait_until_blocked()
            go_on()
        return erasing.result(30)


def wait_until_blocked():
    give_up = time.monotonic() + 20
    with connection.cursor() as cursor:
        while not cursor.execute(BLOCKED).fetchone()[0]:
            assert time.monotonic() < give_up, "the erasing does not come to wait"
            time.sleep(0.02)


def nothing_is_left():
    return not User.objects.exists() and not Nudge.objects.exists() and not Message.objects.exists()


def test_reminders_that_are_planned_meanwhile_do_not_stop_it(owner, deadline):
    deadline.nudges.all().delete()
    erased_meanwhile(owner, lambda: lock(deadline.negotiation), lambda: nudges.plan(deadline, now=database_now()))
    assert nothing_is_left()


def test_preferences_that_are_saved_meanwhile_do_not_stop_it(owner, deadline):
    """They lock the person first and their negotiations after: one of the two is told to begin again, and that is the erasing."""
    erased_meanwhile(owner, owner.save, lambda: lock(deadline.negotiation))
    assert nothing_is_left()


def test_a_mail_that_is_recorded_meanwhile_does_not_stop_it(owner, deadline):
    make_due(deadline, "1d")
    nudges.gather(database_now())
    message = Message.objects.get()
    sending = lambda: nudges.sent(message, now=database_now())  # noqa: E731
    erased_meanwhile(owner, sending, lambda: Message.objects.filter(pk=message.pk).update(state="sent"))
    assert nothing_is_left()


def test_what_is_due_is_gathered_without_waiting_for_who_is_being_erased(owner, deadline):
    make_due(deadline, "1d")
    other = soon(factories.create_negotiation(factories.create_user("other@example.com")), hours=30)
    make_due(other, "1d")
    with ThreadPoolExecutor(1) as beside, transaction.atomic():
        erase(owner, now=database_now())
        assert beside.submit(alone, lambda: nudges.gather(database_now())).result(10) == 1
    assert list(Message.objects.values_list("address", flat=True)) == ["other@example.com"]


def test_a_deadline_whose_account_is_gone_is_not_derived_again(owner, deadline):
    erase(owner, now=database_now())
    assert derive_one(deadline.pk, deadline.negotiation_id, database_now() + timedelta(minutes=1)) == 0
