"""The verbs of a negotiation: what each does, what it refuses, and that two sessions cannot cross each other."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from offers import negotiating
from offers.models import Negotiation, Nudge, Outcome, Proposal, Term
from offers.negotiating import NegotiationClosed, NotClosed, NothingAgreed, add_proposal, record_outcome, reopen
from offers.scheduling import set_deadline
from tests import factories

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def base(amount=300_000, **fields):
    return Term(component="base", amount=Decimal(amount), **fields)


@pytest.fixture
def negotiation(owner):
    return factories.create_negotiation(owner)


def offer(negotiation, now=NOW, side="employer", **fields):
    return add_proposal(negotiation, side=side, terms=[base()], now=now, **fields)


def remind(negotiation):
    return set_deadline(negotiation, kind="employer", wall=datetime.fromisoformat("2026-11-27T17:00"), zone="America/New_York", now=NOW)


def test_a_negotiation_from_a_guide_takes_its_names_and_pins_what_is_published(owner):
    guide = factories.create_guide()
    negotiation = negotiating.start_negotiation(user=owner, now=NOW, guide=guide, employer="Someone else", currency="USD", region="")
    assert (negotiation.employer, negotiation.role_name) == ("Acme Capital", "ML/AI Engineer")
    assert (negotiation.revision, negotiation.region) == (guide.published, None)


def test_a_proposal_comes_with_its_terms_in_order(negotiation):
    terms = [
        base(),
        Term(component="bonus", percent=Decimal(20)),
        Term(component="pnl", percent=Decimal(6)),
        Term(component="title", text="VP"),
    ]
    proposal = add_proposal(negotiation, side="employer", terms=terms, now=NOW)
    assert [(term.component, term.unit, term.currency) for term in proposal.terms.all()] == [
        ("base", "currency", "USD"),
        ("bonus", "percent_of_base", None),
        ("pnl", "percent_of_pnl", None),
        ("title", "text", None),
    ]


@pytest.mark.parametrize("count", [0, negotiating.MOST_TERMS + 1])
def test_a_proposal_has_some_terms_and_not_too_many(negotiation, count):
    with pytest.raises(ValueError, match="1 to 60"):
        add_proposal(negotiation, side="employer", terms=[base() for _ in range(count)], now=NOW)
    assert not negotiation.proposals.exists()


def test_a_term_that_the_database_refuses_leaves_no_proposal(negotiation):
    with pytest.raises(IntegrityError, match="term_has_exactly_one_value"), transaction.atomic():
        add_proposal(negotiation, side="employer", terms=[base(text="also in words")], now=NOW)
    assert not negotiation.proposals.exists()


def test_accepted_takes_the_newest_offer(negotiation):
    offer(negotiation)
    newest = offer(negotiation, LATER)
    offer(negotiation, LATER, side="candidate")
    outcome = record_outcome(negotiation, kind="accepted", now=LATER)
    assert outcome.proposal == newest


def test_accepted_needs_an_offer(negotiation):
    offer(negotiation, side="candidate")
    with pytest.raises(NothingAgreed, match="no offer to accept"):
        record_outcome(negotiation, kind="accepted", now=NOW)
    assert not negotiation.outcomes.exists()


def test_a_proposal_of_another_negotiation_cannot_be_agreed(negotiation, stranger):
    other = offer(factories.create_negotiation(stranger))
    with pytest.raises(NothingAgreed):
        record_outcome(negotiation, kind="accepted", proposal=other, now=NOW)


def test_they_agreed_to_my_counter_records_an_equal_offer_of_theirs(negotiation):
    offer(negotiation)
    terms = [base(330_000), Term(component="bonus", percent=Decimal(25), certainty="guaranteed", years_of_service=[1])]
    counter = add_proposal(negotiation, side="candidate", terms=terms, now=LATER)
    outcome = record_outcome(negotiation, kind="accepted", proposal=counter, now=LATER)
    final = outcome.proposal
    assert (final.side, final.pk != counter.pk, final.note) == ("employer", True, negotiating.AGREED_TO_COUNTER)
    said = ("component", "unit", "amount", "currency", "percent", "certainty", "years_of_service")
    assert list(final.terms.values_list(*said)) == list(counter.terms.values_list(*said))
    assert negotiation.proposals.count() == 3


def test_a_declined_offer_ends_it_without_a_final_proposal(negotiation):
    offer(negotiation)
    assert record_outcome(negotiation, kind="declined", now=NOW).proposal is None


def test_an_outcome_stops_the_reminders_and_says_how_many(negotiation):
    remind(negotiation)
    planned = Nudge.objects.planned().count()
    assert planned > 0
    outcome = record_outcome(negotiation, kind="withdrawn", now=NOW)
    assert outcome.reminders_stopped == planned
    assert not Nudge.objects.planned().exists()


def test_a_closed_negotiation_takes_no_proposal_deadline_or_second_outcome(negotiation):
    record_outcome(negotiation, kind="lapsed", now=NOW)
    for verb in (offer, remind, lambda it: record_outcome(it, kind="declined", now=NOW)):
        with pytest.raises(NegotiationClosed):
            verb(negotiation)
    negotiating.add_entry(negotiation, kind="note", who="candidate", channel="", text="They called again.", happened_at=NOW)


def test_reopening_keeps_everything_and_reminds_again(negotiation):
    offer(negotiation)
    remind(negotiation)
    record_outcome(negotiation, kind="accepted", now=NOW)
    outcome = reopen(negotiation, reason="They withdrew the bonus.", now=LATER)
    assert (outcome.reopened_at, outcome.reopen_reason) == (LATER, "They withdrew the bonus.")
    assert Nudge.objects.planned().exists()
    offer(negotiation, LATER)
    assert record_outcome(negotiation, kind="declined", now=LATER)
    assert negotiation.outcomes.count() == 2


def test_an_open_negotiation_cannot_be_reopened(negotiation):
    with pytest.raises(NotClosed):
        reopen(negotiation, reason="", now=NOW)


def test_deleting_hides_it_keeps_its_rows_and_stops_its_reminders(negotiation, owner):
    offer(negotiation)
    remind(negotiation)
    negotiating.delete_negotiation(negotiation, now=NOW)
    assert not Negotiation.objects.owned_by(owner).exists()
    assert not Proposal.objects.owned_by(owner).exists()
    assert Proposal.objects.filter(negotiation=negotiation).exists()
    assert not Nudge.objects.planned().exists()
    with pytest.raises(NegotiationClosed):
        offer(negotiation)


def test_the_database_allows_one_standing_outcome(negotiation):
    Outcome.objects.create(negotiation=negotiation, kind="lapsed", reopened_at=NOW)
    Outcome.objects.create(negotiation=negotiation, kind="lapsed")
    with pytest.raises(IntegrityError, match="one_standing_outcome"), transaction.atomic():
        Outcome.objects.create(negotiation=negotiation, kind="declined")


def test_the_database_wants_a_proposal_with_accepted(negotiation):
    Outcome.objects.create(negotiation=negotiation, kind="accepted", proposal=offer(negotiation), reopened_at=NOW)
    with pytest.raises(IntegrityError, match="accepted_outcome_has_a_proposal"), transaction.atomic():
        Outcome.objects.create(negotiation=negotiation, kind="accepted")


def test_uplift_is_the_final_minus_the_first_offer_per_component(negotiation):
    first = add_proposal(negotiation, side="employer", terms=[base(), Term(component="bonus", amount=Decimal(200_000))], now=NOW)
    terms = [
        base(330_000),
        Term(component="bonus", percent=Decimal(50)),
        Term(component="sign_on", amount=Decimal(90_000), period="one_time"),
    ]
    final = add_proposal(negotiation, side="employer", terms=terms, now=LATER)
    assert [(line.component, line.unit, line.first, line.final, line.change) for line in negotiating.uplift(first, final)] == [
        ("base", "currency", 300_000, 330_000, 30_000),
        ("bonus", "currency", 200_000, None, None),
        ("bonus", "percent_of_base", None, 50, None),
        ("sign_on", "currency", None, 90_000, None),
    ]


def both_at_once(*verbs):
    """Run the verbs in sessions of their own, started together. Gives the name of what each came to."""
    barrier, results = Barrier(len(verbs)), [None] * len(verbs)

    def run(place, verb):
        try:
            barrier.wait(5)
            results[place] = type(verb()).__name__
        except Exception as error:
            results[place] = type(error).__name__
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return results


@pytest.mark.django_db(transaction=True)
def test_of_two_outcomes_at_once_one_is_refused():
    negotiation = factories.create_negotiation()
    offer(negotiation)
    results = both_at_once(*[lambda: record_outcome(negotiation, kind="accepted", now=LATER)] * 2)
    assert sorted(results) == ["NegotiationClosed", "Outcome"]


@pytest.mark.django_db(transaction=True)
def test_a_proposal_waits_for_an_outcome_that_is_being_recorded():
    negotiation = factories.create_negotiation()
    offer(negotiation)
    with transaction.atomic():
        record_outcome(negotiation, kind="lapsed", now=NOW)
        results = []
        waiting = Thread(target=lambda: results.extend(both_at_once(lambda: offer(negotiation, LATER), lambda: remind(negotiation))))
        waiting.start()
        waiting.join(0.5)
        assert results == []
    waiting.join(20)
    assert results == ["NegotiationClosed", "NegotiationClosed"]
    assert negotiation.proposals.count() == 1
