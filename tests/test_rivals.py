from django.utils.timezone import now as current_time

from offers.negotiating import delete_negotiation, record_outcome
from offers.rivals import rivals_of
from tests import factories


def said(negotiation):
    return [(rival.negotiation.employer, rival.offer) for rival in rivals_of(negotiation)]


def test_the_newest_offer_of_each_other_negotiation_is_a_rival(owner):
    here, there = factories.create_negotiation(owner), factories.create_negotiation(owner, employer="Northwind")
    factories.create_proposal(here)
    factories.create_proposal(there, base=310_000, bonus=None)
    factories.create_proposal(there, base=315_000, bonus=210_000)
    factories.create_proposal(there, side="candidate", base=400_000)
    assert said(here) == [("Northwind", "Base salary $315,000; Bonus $210,000 guaranteed")]


def test_what_is_closed_deleted_or_somebody_elses_is_no_rival(owner, stranger):
    here = factories.create_negotiation(owner)
    closed, deleted, foreign = (factories.create_negotiation(user, employer="Gone") for user in (owner, owner, stranger))
    for negotiation in (closed, deleted, foreign):
        factories.create_proposal(negotiation)
    record_outcome(closed, kind="declined", now=current_time())
    delete_negotiation(deleted, now=current_time())
    assert said(here) == []


def test_the_page_names_the_other_offers(client, owner):
    here, there = factories.create_negotiation(owner), factories.create_negotiation(owner, employer="Northwind")
    factories.create_proposal(there)
    client.force_login(owner)
    assert "Your other offers" in client.get(here.get_absolute_url()).content.decode()
    assert "Northwind" in client.get(here.get_absolute_url()).content.decode()
