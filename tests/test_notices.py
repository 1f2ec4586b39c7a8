"""The list of negotiations says what nudges say that are about no deadline."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from guides.models import Band
from guides.publishing import draft_from, publish
from negotiate.accounts import belongings
from negotiate.mail.rounds import gather
from offers import scheduling
from offers.listing import listing_of
from offers.models import Negotiation, Term
from offers.negotiating import add_proposal, record_outcome
from tests import factories

NOW = scheduling.moment(datetime.fromisoformat("2026-11-10T12:00"), "America/New_York")
LATER = NOW + timedelta(days=4)


@pytest.fixture
def negotiation(owner, guide):
    return factories.create_negotiation(owner, guide)


def propose(negotiation, side="candidate", now=NOW):
    add_proposal(negotiation, side=side, terms=[Term(component="base", amount=320_000, original="320K")], now=now)


def words(user, now=LATER):
    rows = listing_of(Negotiation.objects.owned_by(user), now=now)
    return [words for row in [*rows.running, *rows.closed] for words in row.notices]


def test_no_answer_stands_there_until_one_comes_and_strangers_see_nothing(negotiation, owner, stranger):
    propose(negotiation)
    assert words(owner, NOW) == [] and words(stranger) == []
    assert words(owner) == ["No answer to your counter yet: ask, or write down what they said."]
    negotiation.nudges.update(state="mailed")
    propose(negotiation, side="employer", now=LATER)
    assert words(owner) == []


def test_a_changed_guide_stands_there_until_the_negotiation_ends(negotiation, owner, guide):
    draft = draft_from(guide, by=None, now=NOW)
    Band.objects.filter(revision=draft, component="base").update(low=260_000)
    publish(draft, by=None, now=NOW)
    gather(NOW)
    assert words(owner) == ["Your guide has changed a number that matters to you."]
    record_outcome(negotiation, kind="declined", now=NOW)
    assert words(owner) == []


def test_what_changed_elsewhere_in_the_guide_is_no_notice(negotiation, owner, guide):
    propose(negotiation, side="employer")
    draft = draft_from(guide, by=None, now=NOW)
    Band.objects.filter(revision=draft, component="bonus").update(low=160_000)
    publish(draft, by=None, now=NOW)
    gather(NOW)
    assert words(owner) == []


def test_the_list_shows_it(client, owner, negotiation):
    propose(negotiation)
    with time_machine.travel(LATER, tick=False):
        client.force_login(owner)
        assert "No answer to your counter yet" in client.get(reverse("negotiations")).content.decode()


def test_who_switched_off_mail_about_deadlines_is_told_so_where_they_stand(client, owner, negotiation):
    wall = datetime.fromisoformat("2026-11-16T12:00")
    scheduling.set_deadline(negotiation, kind="employer", wall=wall, zone="America/New_York", now=NOW)
    owner.mail_kinds = []
    owner.save()
    belongings.follow_preferences(owner, now=NOW)
    with time_machine.travel(LATER, tick=False):
        client.force_login(owner)
        page = client.get(reverse("negotiations")).content.decode()
    assert "you have switched off mail about deadlines" in page and "Monday 16 November 2026, 12:00 in New York" in page
