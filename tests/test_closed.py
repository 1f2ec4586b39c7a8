"""A closed negotiation: its forms lead back to it with a word why, and what is sent anyway is refused and kept."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from offers.negotiating import record_outcome
from offers.scheduling import set_deadline
from tests import factories
from tests.test_offer_pages import lines, mine, words

__all__ = ["mine"]
WALL = datetime.fromisoformat("2099-11-27T17:00")
CLOSED = "This negotiation is closed. Reopen it first."
FORMS = ["proposal_add", "outcome_add", "deadline_add", "deadline_move", "deadline_withdraw"]


@pytest.fixture
def negotiation(owner):
    negotiation = factories.create_negotiation(owner)
    factories.create_proposal(negotiation)
    negotiation.deadline = set_deadline(negotiation, kind="employer", wall=WALL, zone="Europe/London", now=timezone.now())
    return negotiation


@pytest.fixture
def closed(negotiation):
    record_outcome(negotiation, kind="declined", now=timezone.now() - timedelta(minutes=1))
    return negotiation


def url(name, negotiation):
    more = [negotiation.deadline.pk] if name in ("deadline_move", "deadline_withdraw") else []
    return reverse(name, args=[negotiation.pk, *more])


@pytest.mark.parametrize("query", ["", "?side=candidate"])
@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_cannot_be_sent_leads_back_with_a_word_why(mine, closed, name, query):
    page = mine.get(url(name, closed) + query, follow=True)
    assert page.redirect_chain == [(closed.get_absolute_url(), 302)]
    assert CLOSED in words(page)


@pytest.mark.parametrize("name", FORMS)
def test_while_it_is_open_the_form_is_there(mine, negotiation, name):
    assert mine.get(url(name, negotiation)).status_code == 200


@pytest.mark.parametrize("name", FORMS)
def test_a_stranger_is_not_told_that_it_is_closed(client, stranger, closed, name):
    client.force_login(stranger)
    assert client.get(url(name, closed)).status_code == 404


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("proposal_add", lines(base="1.23m"), 'value="1.23m"'),
        ("proposal_add", lines(base="1.23m", side="candidate"), 'value="1.23m"'),
        ("outcome_add", {"kind": "accepted", "proposal": "offer", "note": "They called again."}, "They called again."),
        ("deadline_add", {"wall": "2099-12-01T17:00", "zone": "Europe/London", "note": "By letter"}, 'value="By letter"'),
        ("deadline_move", {"wall": "2099-12-01T17:00", "zone": "Asia/Tokyo"}, 'value="Asia/Tokyo"'),
    ],
)
def test_what_is_sent_anyway_is_refused_and_kept(mine, closed, name, typed, kept):
    page = mine.post(url(name, closed), typed)
    assert page.status_code == 200 and CLOSED in words(page) and kept in page.content.decode()
    assert (closed.proposals.count(), closed.deadlines.get().zone, closed.outcomes.count()) == (1, "Europe/London", 1)


def test_nobody_is_asked_to_set_a_deadline_any_more(mine, owner):
    silent = factories.create_negotiation(owner)
    assert "Set one as soon as they name it" in words(mine.get(silent.get_absolute_url()))
    record_outcome(silent, kind="declined", now=timezone.now())
    assert "No deadline was set." in words(mine.get(silent.get_absolute_url()))


def test_a_note_is_taken_after_the_end_too(mine, closed):
    assert mine.get(reverse("entry_add", args=[closed.pk])).status_code == 200


def test_reopening_what_is_open_leads_back(mine, negotiation, closed):
    address = reverse("negotiation_reopen", args=[closed.pk])
    assert mine.get(address).status_code == 200
    mine.post(address, {"reason": "They called again."})
    assert "This negotiation is open." in words(mine.get(address, follow=True))
