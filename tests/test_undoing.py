"""Steps that stop reminders offer to be undone on the next page."""

import re
from datetime import datetime, timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from offers.models import Deadline, Nudge, Outcome, Proposal
from offers.negotiating import record_outcome
from offers.scheduling import set_deadline
from offers.undoing import SALT
from tests import factories


@pytest.fixture
def negotiation(owner):
    negotiation = factories.create_negotiation(owner, factories.create_guide())
    factories.create_proposal(negotiation)
    wall = datetime.fromisoformat("2099-01-01T17:00")
    set_deadline(negotiation, kind="employer", wall=wall, zone="Europe/London", now=timezone.now())
    return negotiation


@pytest.fixture
def mine(client, owner):
    client.force_login(owner)
    return client


def close(client, negotiation, **said):
    return client.post(reverse("outcome_add", args=[negotiation.pk]), said, follow=True).content.decode()


def offered(page) -> str:
    """The offer to undo that a page makes."""
    return re.search(r'name="offer" value="([^"]+)"', page)[1]


def press_undo(client, negotiation, offer) -> str:
    return client.post(reverse("negotiation_undo", args=[negotiation.pk]), {"offer": offer}, follow=True).content.decode()


def test_an_outcome_says_what_it_stopped_and_is_undone_with_its_reminders(mine, negotiation):
    planned = Nudge.objects.planned().count()
    page = close(mine, negotiation, kind="declined")
    assert f"{planned} reminders were stopped." in page and not Nudge.objects.planned().exists()
    undone = press_undo(mine, negotiation, offered(page))
    assert "The outcome is undone" in undone and f"{planned} reminders are planned again." in undone
    assert Nudge.objects.planned().count() == planned
    assert not Outcome.objects.exists()
    assert "Undone: the outcome “declined”." in undone


def test_the_offer_to_undo_stands_on_the_next_page_only(mine, negotiation):
    assert 'name="offer"' in close(mine, negotiation, kind="declined")
    assert 'name="offer"' not in mine.get(negotiation.get_absolute_url()).content.decode()


def test_what_was_recorded_with_an_outcome_goes_with_it(mine, negotiation):
    factories.create_proposal(negotiation, side="candidate", base=330_000)
    page = close(mine, negotiation, kind="accepted", proposal="counter")
    assert Proposal.objects.filter(side="employer").count() == 2
    press_undo(mine, negotiation, offered(page))
    assert Proposal.objects.filter(side="employer").count() == 1


def test_an_old_page_undoes_no_newer_outcome(mine, negotiation):
    offer = offered(close(mine, negotiation, kind="declined"))
    press_undo(mine, negotiation, offer)
    record_outcome(negotiation, kind="withdrawn", now=timezone.now())
    assert "there is nothing to undo" in press_undo(mine, negotiation, offer)
    assert Outcome.objects.get().kind == "withdrawn"


def test_an_offer_to_undo_ends_after_an_hour(mine, negotiation, monkeypatch):
    offer = offered(close(mine, negotiation, kind="declined"))
    late = signing.time.time() + timedelta(hours=1, minutes=1).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: late)
    assert "too long ago" in press_undo(mine, negotiation, offer)
    assert Outcome.objects.exists()


def test_an_offer_is_one_persons_for_one_negotiation(mine, negotiation, stranger, client):
    offer = offered(close(mine, negotiation, kind="declined"))
    other = factories.create_negotiation(negotiation.user)
    assert "cannot be undone here" in press_undo(mine, other, offer)
    client.force_login(stranger)
    assert client.post(reverse("negotiation_undo", args=[negotiation.pk]), {"offer": offer}).status_code == 404
    assert Outcome.objects.exists()


@pytest.mark.parametrize("offer", ["", "nonsense", signing.dumps({"step": "x", "user": "1", "negotiation": "2", "about": {}}, salt=SALT)])
def test_what_is_no_offer_undoes_nothing(mine, negotiation, offer):
    assert "cannot be undone here" in press_undo(mine, negotiation, offer)


def test_undoing_is_a_post(mine, negotiation):
    assert mine.get(reverse("negotiation_undo", args=[negotiation.pk])).status_code == 405


def test_after_a_deadline_the_page_asks_what_happened_and_closes_nothing(mine, negotiation):
    Deadline.objects.update(at=timezone.now() - timedelta(hours=1), wall_on="2020-01-01")
    page = mine.get(negotiation.get_absolute_url()).content.decode()
    assert "What happened?" in page and not Outcome.objects.exists()
    assert all(answer in page for answer in ("They extended it", "I answered in time", "It lapsed", "It ended otherwise"))
    form = mine.get(reverse("outcome_add", args=[negotiation.pk]) + "?kind=lapsed").content.decode()
    assert re.search(r'value="lapsed"[^>]*checked', form)
