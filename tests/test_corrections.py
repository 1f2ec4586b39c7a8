"""A proposal on the table is corrected, comes in writing, and keeps what it said; a second tab is told what the first changed."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from negotiate.accounts import belongings
from offers.correcting import ChangedMeanwhile, TooLateToCorrect, advance, correct_proposal
from offers.models import Proposal, Term
from offers.negotiating import NegotiationClosed, add_proposal, record_outcome, reopen
from tests import factories
from tests.test_negotiating import both_at_once
from tests.test_offer_pages import lines, mine, words

__all__ = ["mine"]
NOW = datetime(2024, 11, 20, 15, tzinfo=UTC)


@pytest.fixture
def offer(owner):
    negotiation = factories.create_negotiation(owner)
    return add_proposal(negotiation, side="employer", terms=base(300_000), now=NOW, note="On the phone.")


def base(amount):
    return [Term(component="base", amount=Decimal(amount))]


def correct(offer, amount, version=1, now=NOW, **values):
    said = {"status": offer.status, "note": offer.note, "made_at": None, **values}
    return correct_proposal(offer, version=version, terms=base(amount), now=now, **said)


def address(name, offer):
    return reverse(name, args=[offer.negotiation_id, offer.pk])


def send(client, offer, **values):
    return client.post(address("proposal_change", offer), lines(**values), follow=True)


def test_a_correction_keeps_what_was_said_before(offer):
    correct(offer, 310_000)
    offer.refresh_from_db()
    assert (offer.version, offer.terms.get().amount) == (2, 310_000)
    assert offer.versions.get().said["terms"][0]["amount"] == "300000"


def test_a_correction_that_changes_nothing_is_none(offer):
    assert correct(offer, 300_000).version == 1
    assert not offer.versions.exists()


def test_the_second_of_two_corrections_is_told(offer):
    correct(offer, 310_000)
    with pytest.raises(ChangedMeanwhile):
        correct(offer, 320_000)
    assert offer.terms.get().amount == 310_000


@pytest.mark.parametrize("side", ["employer", "candidate"])
def test_what_a_later_proposal_follows_stays_as_it_is(offer, side):
    add_proposal(offer.negotiation, side=side, terms=base(1), now=NOW + timedelta(hours=1))
    with pytest.raises(TooLateToCorrect):
        correct(offer, 310_000)


def test_what_an_outcome_stands_on_stays_as_it_is_also_once_it_is_reopened(offer):
    record_outcome(offer.negotiation, kind="accepted", now=NOW)
    with pytest.raises(NegotiationClosed):
        correct(offer, 310_000)
    reopen(offer.negotiation, reason="They called.", now=NOW)
    with pytest.raises(TooLateToCorrect):
        correct(offer, 310_000)


def test_what_was_said_comes_in_writing_and_never_goes_back(offer):
    add_proposal(offer.negotiation, side="candidate", terms=base(1), now=NOW + timedelta(hours=1))
    assert advance(offer, status="written", now=NOW).version == 2
    with pytest.raises(ValueError, match="in writing already"):
        advance(offer, status="verbal", now=NOW)
    record_outcome(offer.negotiation, kind="accepted", now=NOW)
    assert advance(offer, status="signed", now=NOW).status == "signed"


def test_the_page_of_a_proposal_shows_its_corrections(mine, offer):
    page = send(mine, offer, base="310k", version="1", note="By mail.")
    assert "Version 2" in words(page)
    assert "Base salary $300,000 is now Base salary $310,000" in words(page)
    assert "Note: On the phone. is now By mail." in words(page)


def test_a_correction_begins_as_the_proposal_stands(mine, offer):
    page = mine.get(address("proposal_change", offer)).content.decode()
    assert 'value="300,000"' in page and "On the phone." in page and 'name="version" value="1"' in page


def test_the_moment_it_was_made_stays_to_the_second(mine, offer):
    made_at = NOW.replace(second=42)
    Proposal.objects.filter(pk=offer.pk).update(made_at=made_at)
    send(mine, offer, base="310k", version="1", made_at="2024-11-20T10:00")
    offer.refresh_from_db()
    assert offer.made_at == made_at and offer.version == 2


def test_a_second_tab_is_told_what_the_first_changed_and_keeps_what_it_typed(mine, offer):
    send(mine, offer, base="310k", version="1")
    page = send(mine, offer, base="305k", version="1", note="Mine")
    assert "This was changed elsewhere" in words(page)
    assert "Base salary $300,000 is now Base salary $310,000" in words(page)
    assert 'value="305k"' in page.content.decode() and "Mine" in page.content.decode()
    assert Term.objects.get().amount == 310_000


def test_the_second_tab_saves_on_purpose(mine, offer):
    send(mine, offer, base="310k", version="1")
    page = send(mine, offer, base="305k", version="1").content.decode()
    assert 'name="version" value="2"' in page and "Save mine in its place" in page
    send(mine, offer, base="305k", version="2")
    assert Term.objects.get().amount == 305_000
    assert list(offer.versions.values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize("version", ["", "-1", "x", "99999999999", "٣", "7"])
def test_a_version_that_cannot_be_is_an_old_one(mine, offer, version):
    page = send(mine, offer, base="305k", version=version)
    assert "This was changed elsewhere" in words(page) and 'value="305k"' in page.content.decode()
    assert Term.objects.get().amount == 300_000


def test_a_tab_that_is_overtaken_by_a_counter_keeps_what_it_typed(mine, offer):
    add_proposal(offer.negotiation, side="candidate", terms=base(1), now=NOW + timedelta(hours=1))
    page = send(mine, offer, base="305k", version="1")
    assert "a later proposal or an outcome follows it" in words(page) and 'value="305k"' in page.content.decode()
    assert "a later proposal" in words(mine.get(address("proposal_change", offer), follow=True))


def test_a_line_can_be_added_while_correcting(mine, offer):
    html = send(mine, offer, base="305k", version="1", add_line="1").content.decode()
    assert 'name="terms-5-component"' in html and 'value="305k"' in html and 'name="version" value="1"' in html


def test_it_came_in_writing(mine, offer):
    assert "required" not in words(mine.get(address("proposal_status", offer)))
    page = mine.post(address("proposal_status", offer), {"status": "written"}, follow=True)
    assert "In writing" in words(page) and "How it was made: said is now in writing" in words(page)
    assert "not one of the available choices" in words(mine.post(address("proposal_status", offer), {"status": "verbal"}))


@pytest.mark.parametrize("name", ["proposal", "proposal_change", "proposal_status", "letter"])
def test_a_proposal_of_another_negotiation_is_not_found(mine, owner, offer, name):
    other = factories.create_negotiation(owner)
    assert mine.get(reverse(name, args=[other.pk, offer.pk])).status_code == 404


def test_what_a_line_leaves_unsaid_is_named_where_it_changed(mine, offer):
    page = send(mine, offer, base="300,000", version="1", terms__0__period="month")
    assert "a month" in words(page)
    assert Term.objects.get().period == "month"


@pytest.mark.django_db(transaction=True)
def test_of_two_corrections_at_once_one_is_told(offer):
    results = both_at_once(lambda: correct(offer, 310_000), lambda: correct(offer, 320_000))
    assert sorted(results) == ["ChangedMeanwhile", "Proposal"]
    assert (offer.versions.count(), offer.terms.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_a_correction_and_a_counter_at_once_none_is_lost(offer):
    counter = Term(component="base", amount=Decimal(1))
    later = {"side": "candidate", "terms": [counter], "now": NOW + timedelta(hours=1)}
    results = both_at_once(lambda: correct(offer, 310_000), lambda: add_proposal(offer.negotiation, **later))
    assert results[1] == "Proposal" and results[0] in ("Proposal", "TooLateToCorrect")
    assert offer.terms.get().amount == (310_000 if results[0] == "Proposal" else 300_000)


def test_earlier_versions_are_handed_over_with_the_account(offer, owner):
    correct(offer, 310_000)
    (exported,) = belongings.export_of(owner, now=NOW)["negotiations"]
    (version,) = exported["proposals"][0]["versions"]
    assert version["said"]["terms"][0]["amount"] == "300000"
