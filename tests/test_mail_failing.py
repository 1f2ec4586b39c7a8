"""An address that fails for good: marked, shown to its owner, and sent no reminders until it is confirmed or another one."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone

from negotiate.mail import failing
from negotiate.mail.confirming import SALT
from negotiate.mail.models import Message
from offers.models import Nudge
from offers.scheduling import set_deadline
from tests import factories
from tests.test_mail_delivery import create_message, deliver, kind, server

__all__ = ["kind", "server"]
NO_SUCH = "550 5.1.1 no such user"
BANNER = "Your reminders do not reach you."


def mark(owner):
    failing.mark(owner.email, reason=NO_SUCH, now=timezone.now())
    owner.refresh_from_db()


def create_due_nudge(owner, lead="1d"):
    negotiation = factories.create_negotiation(owner)
    wall = timezone.now().replace(tzinfo=None, microsecond=0) + timedelta(hours=23)
    deadline = set_deadline(negotiation, kind="employer", wall=wall, zone="UTC", now=timezone.now(), leads=[lead])
    return Nudge.objects.get(deadline=deadline)


@pytest.mark.parametrize(
    ("words", "bad"),
    [
        (NO_SUCH, True),
        ("550 no such user here", True),
        ("553 mailbox name not allowed", True),
        ("554 5.2.1 mailbox disabled", True),
        ("550 5.7.1 message refused as spam", False),
        ("554 5.7.1 relay access denied", False),
        ("550 relaying denied", False),
        ("552 5.2.2 mailbox full", False),
        ("552 too large", False),
        ("554 transaction failed", False),
        ("550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found", True),
        ("550 5.0.0 <owner@example.com>... User unknown", True),
        ("550 Requested action not taken: mailbox unavailable", True),
        ("550 5.1.8 sender's domain does not exist", False),
        ("550 SPF check failed", False),
        ("550 rejected due to DMARC", False),
        ("550 Message rejected", False),
        ("550 Access denied", False),
        ("550 authentication required", False),
        ("550 too many recipients this hour", False),
        ("550 your IP is listed at an RBL", False),
    ],
)
def test_only_a_refusal_of_the_address_itself_counts(words, bad):
    assert failing.says_address_is_bad(words) is bad


@pytest.mark.parametrize(("words", "bad"), [(NO_SUCH, True), ("550 no such user here", False), ("550 5.7.1 spam", False)])
def test_a_refusal_of_the_whole_mail_marks_its_address_only_where_the_status_says_so(server, kind, owner, words, bad):
    server.data_answers = [words]
    create_message(user=owner, address=owner.email)
    deliver()
    owner.refresh_from_db()
    assert owner.address_fails is bad


def test_an_address_that_is_refused_for_good_is_marked(server, kind, owner):
    server.rcpt_answers = [NO_SUCH]
    create_message(user=owner, address=owner.email)
    deliver()
    owner.refresh_from_db()
    assert owner.address_fails and owner.failing_reason == NO_SUCH and owner.failing_since


def test_a_sender_that_is_refused_marks_nobody(server, kind, owner, settings):
    server.mail_answers = ["550 5.1.8 no such sender"]
    create_message(user=owner, address=owner.email)
    deliver()
    owner.refresh_from_db()
    assert Message.objects.get().state == "failed" and not owner.address_fails


def test_nothing_more_goes_there_not_even_what_was_claimed_with_it(server, kind, owner):
    server.rcpt_answers = [NO_SUCH]
    for priority in (1, 2):
        create_message(user=owner, address=owner.email, priority=priority)
    create_message(address="bea@example.com", priority=3)
    deliver()
    deliver()
    assert [address for address, _ in server.mails] == ["bea@example.com"]
    assert list(Message.objects.order_by("priority").values_list("state", flat=True)) == ["failed", "planned", "sent"]


def test_account_mail_still_goes(server, owner):
    mark(owner)
    send_mail("Your code", "ABC-123", None, [owner.email])
    deliver()
    assert len(server.mails) == 1


def test_its_owner_sees_it_on_every_page_and_nobody_else(client, owner, stranger):
    mark(owner)
    client.force_login(owner)
    for page in ("guides", "account"):
        assert BANNER in client.get(reverse(page)).content.decode()
    assert NO_SUCH in client.get(reverse("account")).content.decode()
    client.force_login(stranger)
    assert BANNER not in client.get(reverse("guides")).content.decode()


def test_reminders_wait_are_not_called_late_and_go_out_in_one_mail_once_it_is_confirmed(server, client, owner, settings):
    mark(owner)
    settings.EMAIL_URL = server.url
    nudges = [create_due_nudge(owner), create_due_nudge(owner)]
    deliver()
    assert not server.mails and Message.objects.held().exists()
    Message.objects.update(due_at=timezone.now() - timedelta(hours=1))
    assert client.get(reverse("readyz") + "?mail").status_code == 200
    failing.clear(owner, now=timezone.now())
    deliver()
    assert len(server.mails) == 1
    assert set(Nudge.objects.filter(pk__in=[nudge.pk for nudge in nudges]).values_list("state", flat=True)) == {"mailed"}


def test_another_address_has_not_failed(owner):
    mark(owner)
    owner.email = "other@example.com"
    assert not owner.address_fails


def test_what_waited_goes_to_the_new_address(server, owner):
    mark(owner)
    create_due_nudge(owner)
    deliver()
    owner.email = "other@example.com"
    owner.save()
    failing.address_is_proved(owner.pk, "other@example.com", now=timezone.now())
    deliver()
    assert [address for address, _ in server.mails] == ["other@example.com"]


def asked_link(client, server, owner):
    client.force_login(owner)
    client.post(reverse("ask_to_confirm"))
    deliver()
    return re.search(r"http://\S+(/account/address/\S+)", server.parsed[-1].get_content())[1]


def test_the_link_that_was_asked_for_opens_a_page_and_its_button_confirms(server, client, owner):
    mark(owner)
    link = asked_link(client, server, owner)
    client.logout()
    assert "Send my reminders again" in client.get(link).content.decode()
    owner.refresh_from_db()
    assert owner.address_fails
    client.post(link)
    owner.refresh_from_db()
    assert (owner.address_fails, owner.failing_reason, owner.failing_since) == (False, "", None)
    assert client.post(link).status_code == 404


def test_the_link_is_mailed_once_a_minute_at_most(client, owner):
    mark(owner)
    client.force_login(owner)
    for _ in range(3):
        page = client.post(reverse("ask_to_confirm"), follow=True)
    assert Message.objects.count() == 1 and "within the last minute" in page.content.decode()


def test_who_has_no_trouble_is_sent_no_link(client, owner):
    client.force_login(owner)
    client.post(reverse("ask_to_confirm"))
    assert not Message.objects.exists()


def test_a_made_up_link_confirms_nothing(client, owner):
    mark(owner)
    others = {"person": owner.pk, "address": "other@example.com", "since": str(owner.failing_since)}
    for token in ("x", signing.dumps(others, salt=SALT), signing.dumps(others | {"address": owner.email}, salt="other")):
        assert client.post(reverse("confirm_address", args=[token])).status_code == 404
    owner.refresh_from_db()
    assert owner.address_fails
