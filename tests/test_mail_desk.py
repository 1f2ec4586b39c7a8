"""The queue at the desk: how mail stands at one look, and trying again what failed."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from negotiate.mail import failing
from negotiate.mail.models import Heartbeat, Message
from offers.models import Negotiation, Nudge
from offers.scheduling import move_deadline, set_deadline
from tests import factories
from tests.test_mail_delivery import create_message, deliver, kind, server

__all__ = ["kind", "server"]
QUEUE = "admin:mail_message_changelist"


@pytest.fixture
def desk(client, db):
    client.force_login(factories.create_user("root@example.com", is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def deadline(owner):
    wall = timezone.now().replace(tzinfo=None, microsecond=0) + timedelta(hours=20)
    return set_deadline(factories.create_negotiation(owner), kind="employer", wall=wall, zone="UTC", now=timezone.now(), leads=["1d"])


@pytest.fixture
def failed(server, deadline):
    """A reminder that the server refused for good, for another reason than its address."""
    server.rcpt_answers = ["554 5.7.1 no mail from you"]
    deliver()
    return Message.objects.get(state="failed")


def retry(client, *rows):
    return client.post(reverse(QUEUE), {"action": "retry", "_selected_action": [row.pk for row in rows]}, follow=True)


def test_the_queue_says_how_mail_stands(desk):
    now = timezone.now()
    create_message(kind="account", due_at=now - timedelta(minutes=5), maybe_twice=True)
    create_message(kind="account", state="failed")
    Heartbeat.objects.create(beat_at=now, trouble="Nobody answers at mail:25")
    words = " ".join(desk.get(reverse(QUEUE)).content.decode().split())
    (oldest,) = Message.objects.filter(state="planned")
    assert f'<a href="{reverse("admin:mail_message_change", args=[oldest.pk])}">account to ' in words
    assert "(5 minutes)" in words and "1 worker made a round" in words and "Nobody answers at mail:25" in words
    assert "Planned: 1" in words and "Failed: 1" in words and "may have arrived twice: 1" in words


def test_what_failed_is_tried_again_with_what_it_carried_and_that_is_logged(desk, server, failed):
    assert Nudge.objects.get().state == "dropped"
    assert "1 of 1 will be tried at once" in retry(desk, failed).content.decode()
    deliver()
    assert (Message.objects.get().state, Nudge.objects.get().state, len(server.mails)) == ("sent", "mailed", 1)
    assert LogEntry.objects.get().change_message == "Retried."


def test_what_failed_is_not_tried_again_for_a_deadline_that_has_moved(desk, server, failed, deadline):
    move_deadline(deadline, wall=deadline.wall + timedelta(days=9), now=timezone.now())
    retry(desk, failed)
    deliver()
    assert not server.mails
    assert Nudge.objects.filter(revision=1).exclude(state="planned").count() == 1


def test_nor_for_a_negotiation_that_is_closed(desk, server, failed, deadline):
    Negotiation.objects.update(deleted_at=timezone.now())
    retry(desk, failed)
    deliver()
    assert not server.mails


@pytest.mark.parametrize(
    "fields", [{"kind": "account"}, {"maybe_twice": True}, {"state": "sent"}, {"state": "skipped"}, {"state": "handing_over"}]
)
def test_codes_and_what_may_have_arrived_are_not_tried_again(desk, kind, fields):
    message = create_message(**{"state": "failed", **fields})
    retry(desk, message)
    message.refresh_from_db()
    assert message.state == fields.get("state", "failed")


def test_retried_to_an_address_that_fails_it_waits_until_that_is_confirmed(desk, server, failed, owner):
    failing.mark(owner.email, reason="550 no such user", now=timezone.now())
    retry(desk, failed)
    deliver()
    assert not server.mails
    failing.clear(owner, now=timezone.now())
    deliver()
    assert len(server.mails) == 1
