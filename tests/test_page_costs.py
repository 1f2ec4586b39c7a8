"""What the pages of negotiations cost, at the sizes that a long life gives them."""

import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from negotiate.money.models import Rate
from offers.models import Entry, Negotiation, OwnNumber, Proposal, Term
from offers.negotiating import record_outcome
from offers.scheduling import set_deadline
from tests import factories

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)
MOST_ON_PAGE, MOST_ON_LIST = 12, 8


@pytest.fixture
def mine(client, owner):
    client.force_login(owner)
    return client


def fill(negotiation, *, proposals, entries):
    """Offers and counters in turn, each with two lines, and notes and promises."""
    rows = [
        Proposal(negotiation=negotiation, side=("employer", "candidate")[hour % 2], status="written", made_at=NOW + timedelta(hours=hour))
        for hour in range(proposals)
    ]
    Proposal.objects.bulk_create(rows)
    amounts = (("base", 300_000), ("bonus", 200_000))
    Term.objects.bulk_create(
        Term(proposal=row, position=place, component=component, amount=amount, currency="USD")
        for row in rows
        for place, (component, amount) in enumerate(amounts)
    )
    said = {"negotiation": negotiation, "kind": "promise", "who": "employer", "component": "sign_on", "currency": "USD"}
    Entry.objects.bulk_create(
        Entry(**said, amount=50_000 + number, text="A sign-on", happened_at=NOW + timedelta(minutes=number)) for number in range(entries)
    )
    OwnNumber.objects.create(
        negotiation=negotiation, component="base", kind="accept", low=310_000, high=310_000, currency="USD", period="year"
    )


def queries_of(client, url) -> tuple[int, float]:
    """How many queries a page costs, and how many seconds of our own work, whatever else the machine does."""
    began = time.process_time()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked), time.process_time() - began


def test_a_negotiation_of_two_hundred_proposals_opens_as_one_of_two(mine, owner):
    guide = factories.create_guide()
    small, large = (factories.create_negotiation(owner, guide, employer=name) for name in ("Small", "Large"))
    fill(small, proposals=2, entries=2)
    fill(large, proposals=200, entries=2_000)
    few, _ = queries_of(mine, small.get_absolute_url())
    many, seconds = queries_of(mine, large.get_absolute_url())
    assert few == many <= MOST_ON_PAGE
    assert seconds < 1.5


@pytest.mark.parametrize(("count", "on_the_next"), [(50, None), (51, 1)])
def test_a_next_page_is_offered_from_the_fifty_first_negotiation_on(mine, owner, count, on_the_next):
    Negotiation.objects.bulk_create(Negotiation(user=owner, employer=f"Fund {number}", role_name="Quant") for number in range(count))
    first = mine.get(reverse("negotiations"))
    assert len(first.context["listing"].running) == 50
    found = re.search(r'href="([^"]+)"[^>]*>Next<', first.content.decode())
    following = found and mine.get(reverse("negotiations") + found[1]).context["listing"]
    assert (following and len(following.running)) == on_the_next
    assert not (following and following.next)


def test_the_list_of_five_hundred_negotiations_opens_as_one_of_two(mine, owner):
    guide = factories.create_guide()
    url = reverse("negotiations")
    for name in ("One", "Two"):
        fill(factories.create_negotiation(owner, guide, employer=name), proposals=2, entries=1)
    few, _ = queries_of(mine, url)
    rows = Negotiation.objects.bulk_create(
        Negotiation(user=owner, revision=guide.published, employer=f"Fund {number}", role_name="Quant", region="New York (HQ)")
        for number in range(498)
    )
    offers = Proposal.objects.bulk_create(Proposal(negotiation=row, side="employer", made_at=NOW) for row in rows)
    Term.objects.bulk_create(Term(proposal=offer, component="base", amount=300_000, currency="USD") for offer in offers)
    many, seconds = queries_of(mine, url)
    assert few == many <= MOST_ON_LIST
    assert seconds < 1.5


def test_the_list_stays_within_what_it_may_cost_where_offers_are_in_other_currencies(mine, owner):
    Rate.objects.bulk_create(Rate(currency=currency, day=NOW.date(), per_euro=2) for currency in ("USD", "GBP"))
    negotiation = factories.create_negotiation(owner, factories.create_guide(), currency="GBP")
    fill(negotiation, proposals=2, entries=1)
    Term.objects.update(currency="GBP")
    set_deadline(negotiation, kind="employer", wall=datetime.fromisoformat("2099-01-05T17:00"), zone="Europe/London", now=NOW)
    cost, _ = queries_of(mine, reverse("negotiations"))
    assert cost <= MOST_ON_LIST


def test_the_worst_page_stays_within_what_it_may_cost(mine, owner):
    """Deadlines, a rival, another currency, promises, an outcome agreed on: all at once."""
    Rate.objects.create(currency="USD", day=NOW.date(), per_euro=1)
    guide = factories.create_guide()
    negotiation = factories.create_negotiation(owner, guide)
    fill(negotiation, proposals=20, entries=20)
    Term.objects.filter(component="bonus").update(currency="EUR")
    factories.create_proposal(factories.create_negotiation(owner, employer="Rival"))
    for day in (1, 2):
        wall = datetime.fromisoformat(f"2099-01-0{day}T17:00")
        set_deadline(negotiation, kind="own", wall=wall, zone="Europe/London", now=NOW)
    record_outcome(negotiation, kind="accepted", now=NOW)
    cost, _ = queries_of(mine, negotiation.get_absolute_url())
    assert cost <= MOST_ON_PAGE
