"""Days and times are those of the clock of the person who reads: in Auckland it is tomorrow already."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from negotiate.accounts.models import ApiKey
from offers.models import CalendarFeed
from offers.negotiating import delete_negotiation
from tests import factories

NOW = datetime(2026, 11, 27, 12, 30, tzinfo=UTC)
THERE, BY_UTC = "28 November 2026", "27 November 2026"
A_MOMENT_BY_UTC = re.compile(r"\w+_(?:at|since|until)\|date:\"(?![^}]*}} UTC)")
LABELLED_UTC = ("admin/", "mail/inbox")


@pytest.fixture
def owner(db):
    return factories.create_user(zone="Pacific/Auckland")


@pytest.fixture
def page(client, owner):
    def read(name, *args):
        with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
            client.force_login(owner)
            return client.get(reverse(name, args=args)).content.decode()

    return read


def test_the_day_of_a_calendar_address(page, owner):
    CalendarFeed.create(user=owner, names_employer=False, now=NOW)
    assert f"Made {THERE}" in page("calendar_feeds") and BY_UTC not in page("calendar_feeds")


def test_since_when_an_address_fails(page, owner):
    owner.failing_address, owner.failing_since = owner.email, NOW
    owner.save()
    assert f"has failed since {THERE}" in page("negotiations")


def test_the_proposals_whose_value_is_shown(page, owner):
    negotiation = factories.create_negotiation(owner)
    for _ in range(2):
        factories.create_proposal(negotiation, made_at=NOW)
    shown = page("negotiation_value", negotiation.pk)
    assert shown.count(f", {THERE}") == 2 and BY_UTC not in shown


def test_until_when_a_deleted_negotiation_is_kept(page, owner):
    delete_negotiation(factories.create_negotiation(owner), now=NOW)
    assert "until 28 December 2026" in page("negotiations")


def test_the_last_use_of_a_key(page, owner):
    key, _ = ApiKey.create(user=owner, scope="read")
    key.note_use(now=NOW)
    assert THERE in page("account")


def test_mail_about_the_account_says_when_it_was_done_and_by_which_clock(owner):
    known = {"timestamp": NOW, "ip": "192.0.2.1", "site_url": "https://example.com"}
    words = render_to_string("account/email/password_changed_message.txt", {**known, "person": owner})
    assert f"on {THERE} at 01:30 in Auckland from" in words
    owner.zone = ""
    words = render_to_string("account/email/password_changed_message.txt", {**known, "person": owner})
    assert f"on {BY_UTC} at 12:30 UTC from" in words


def test_no_page_shows_the_day_of_a_moment_by_utc_in_silence():
    folder = Path(settings.BASE_DIR, "templates")
    pages = [file for file in folder.rglob("*.*") if not str(file.relative_to(folder)).startswith(LABELLED_UTC)]
    assert [file.name for file in pages if A_MOMENT_BY_UTC.search(file.read_text().replace("|timezone:zone", "_"))] == []
