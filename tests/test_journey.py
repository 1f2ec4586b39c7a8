"""The main path over HTTP alone, with the real product and a real SMTP server."""

import email.policy
import re
import time
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller

from tests.running import free_port, running
from tests.visitor import Visitor

NEW_YORK = ZoneInfo("America/New_York")
GUIDE = "/guides/millennium-management/ml-ai-engineer/"


class Mailbox:
    """What an SMTP server was handed."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=email.policy.default)))
        return "250 kept"

    def wait_for(self, address, words, seconds=60):
        """The text of the first mail to the address that holds these words."""
        give_up = time.monotonic() + seconds
        while time.monotonic() < give_up:
            for recipients, mail in self.mails:
                text = f"{mail['subject']}\n{mail.get_body(('plain',)).get_content()}"
                if address in recipients and words in text:
                    return text
            time.sleep(0.2)
        raise AssertionError(f"no mail to {address} with {words!r}: {[mail['subject'] for _, mail in self.mails]}")


@pytest.fixture
def mailbox():
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    box.url = f"smtp://127.0.0.1:{controller.port}"
    yield box
    controller.stop()


def sign_up(visitor, mailbox, address):
    visitor.open("/account/signup/").submit("password1", email=address, password1="a-long-enough-phrase-7")
    code = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mailbox.wait_for(address, "code"), re.M)[1]
    visitor.submit("code", code=code)
    assert visitor.open("/negotiations/").status == 200


def log_offer(visitor):
    visitor.open(GUIDE).follow("negotiations/new")
    visitor.submit("region", region="New York (HQ)", terms__0__amount="$300K", terms__1__amount="$200K")
    assert "inside the band, above accept" in visitor.words.lower()


def set_deadline_and_move_it(visitor, page):
    tomorrow = datetime.now(NEW_YORK) + timedelta(days=1)
    visitor.follow("deadlines/new").submit("wall", wall=tomorrow.strftime("%Y-%m-%dT17:00:00"), zone="America/New_York")
    assert "17:00" in visitor.open(page).words
    soon = datetime.now(UTC) + timedelta(hours=2, seconds=8)  # by a clock that no change of it makes ambiguous
    visitor.follow("/move/").submit("wall", wall=soon.strftime("%Y-%m-%dT%H:%M:%S"), zone="UTC")


def test_a_newcomer_signs_up_logs_an_offer_is_reminded_counters_and_accepts(tmp_path, mailbox):
    address = "ada@example.com"
    with running(tmp_path, "--no-demo", EMAIL_URL=mailbox.url, EMAIL_FROM="Negotiate <negotiate@example.com>") as product:
        visitor = Visitor(product.site)
        sign_up(visitor, mailbox, address)
        log_offer(visitor)
        page = visitor.url
        set_deadline_and_move_it(visitor, page)
        assert "Millennium" not in mailbox.wait_for(address, "hours")
        visitor.open(page).follow("side=candidate").submit("terms-0-amount", terms__0__amount="330K", terms__1__amount="220K")
        visitor.open(page).follow("outcome").submit("kind", kind="accepted", proposal="counter")
        words = visitor.open(page).words
        assert "30,000" in words and "20,000" in words
        stranger = Visitor(product.site)
        stranger.open(page)
        assert "/account/login/" in stranger.url
