"""A deleted negotiation: hidden, brought back for thirty days with its reminders, then gone for good."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from guides.models import Revision
from negotiate.mail.models import Message
from offers.deleting import bring_back, delete_negotiation, purge_deleted
from offers.models import Negotiation, Nudge, Term
from offers.models.negotiations import KEPT
from offers.negotiating import record_outcome
from offers.scheduling import set_deadline
from tests import factories
from tests.test_offer_pages import mine, words

__all__ = ["mine"]
NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
WALL = datetime.fromisoformat("2026-12-04T17:00")


@pytest.fixture
def negotiation(owner):
    negotiation = factories.create_negotiation(owner, factories.create_guide())
    set_deadline(negotiation, kind="employer", wall=WALL, zone="America/New_York", now=NOW)
    factories.create_proposal(negotiation)
    return negotiation


def bring_back_url(negotiation):
    return reverse("negotiation_bring_back", args=[negotiation.pk])


def planned(negotiation):
    return list(negotiation.nudges.planned().values_list("lead", "due_at"))


def test_brought_back_it_is_reminded_of_as_before(negotiation, owner):
    before = planned(negotiation)
    delete_negotiation(negotiation, now=NOW)
    assert before and not planned(negotiation)
    bring_back(negotiation, now=LATER)
    assert planned(negotiation) == before
    assert list(Negotiation.objects.owned_by(owner)) == [negotiation]


def test_deadlines_that_passed_or_were_withdrawn_meanwhile_are_not_reminded_of(negotiation):
    delete_negotiation(negotiation, now=NOW)
    bring_back(negotiation, now=NOW + timedelta(days=11))
    assert not planned(negotiation)


def test_a_closed_one_comes_back_closed_and_silent(negotiation):
    record_outcome(negotiation, kind="declined", now=NOW)
    delete_negotiation(negotiation, now=NOW)
    bring_back(negotiation, now=LATER)
    assert negotiation.outcomes.standing().exists() and not planned(negotiation)


def test_bringing_back_what_is_there_changes_nothing(negotiation):
    before = planned(negotiation)
    bring_back(negotiation, now=LATER)
    assert planned(negotiation) == before


def test_after_thirty_days_a_round_removes_it_with_all_that_hangs_on_it(negotiation):
    delete_negotiation(negotiation, now=NOW)
    assert purge_deleted(NOW + KEPT - timedelta(seconds=1)) == 0
    Negotiation.objects.update(deleted_at=NOW - timedelta(days=3000))
    call_command("worker", once=True)
    assert not Negotiation.objects.exists() and not Nudge.objects.exists() and not Term.objects.exists()
    assert Revision.objects.exists() and not Message.objects.unsent().exists()


def test_only_deleted_ones_are_removed(negotiation):
    assert purge_deleted(NOW + timedelta(days=3000)) == 0
    delete_negotiation(negotiation, now=NOW)
    bring_back(negotiation, now=LATER)
    assert purge_deleted(NOW + timedelta(days=3000)) == 0


def test_the_list_names_the_last_day_and_brings_it_back(mine, owner, negotiation):
    with time_machine.travel(LATER, tick=False):
        mine.force_login(owner)
        delete_negotiation(negotiation, now=NOW)
        page = mine.get(reverse("negotiations"))
        assert "ML/AI Engineer at Acme Capital until 24 December 2026" in words(page).partition("Deleted")[2]
        assert negotiation.get_absolute_url() + '"' not in page.content.decode()
        assert mine.get(negotiation.get_absolute_url()).status_code == 404
        assert bring_back_url(negotiation) in page.content.decode()
        answer = mine.post(bring_back_url(negotiation), follow=True)
    assert "is back, as it was" in words(answer) and planned(negotiation)


def test_deleting_says_that_it_can_be_brought_back(mine, negotiation):
    page = mine.post(reverse("negotiation_delete", args=[negotiation.pk]), follow=True)
    assert "For 30 days it can be brought back" in words(page) and "Bring it back" in words(page)


def test_looking_at_the_address_brings_nothing_back(mine, negotiation):
    delete_negotiation(negotiation, now=NOW)
    assert mine.get(bring_back_url(negotiation)).status_code == 405


def test_too_late_it_is_neither_listed_nor_brought_back(client, owner, negotiation):
    delete_negotiation(negotiation, now=NOW)
    with time_machine.travel(NOW + KEPT, tick=False):
        client.force_login(owner)
        assert "Acme Capital" not in words(client.get(reverse("negotiations")))
        assert client.post(bring_back_url(negotiation)).status_code == 404


def test_a_stranger_neither_sees_nor_brings_back(client, stranger, negotiation):
    with time_machine.travel(LATER, tick=False):
        delete_negotiation(negotiation, now=NOW)
        client.force_login(stranger)
        assert "Acme Capital" not in words(client.get(reverse("negotiations")))
        assert client.post(bring_back_url(negotiation)).status_code == 404
    negotiation.refresh_from_db()
    assert negotiation.deleted_at == NOW
