"""What an offer leaves unsaid of the one before it: asked about once, carried over or withdrawn, and never read as zero."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from offers.models import Proposal, Term
from offers.negotiating import add_proposal, record_outcome
from tests import factories
from tests.test_api import api, fields_of, path
from tests.test_offer_pages import lines, mine, words

__all__ = ["api", "mine", "path"]

QUESTION = "Did they withdraw it, or just not mention it?"


@pytest.fixture
def first(mine):
    """An offer of 300,000 and a bonus of 200,000."""
    return factories.create_proposal(factories.create_negotiation())


def address(offer, side="employer"):
    return f"{reverse('proposal_add', args=[offer.negotiation_id])}?side={side}"


def without_bonus(offer, **more):
    """The form as it starts, the base raised and the bonus emptied."""
    base, bonus = offer.terms.all()
    return lines(base="310000", **{"terms-0-source": base.pk, "terms-1-source": bonus.pk}) | more


def answered(offer, answer, **more):
    return without_bonus(offer, **{f"unsaid-{offer.terms.get(component='bonus').pk}": answer}) | more


def newest(offer) -> Proposal:
    return offer.negotiation.proposals.last()


def accepted_page(client, negotiation) -> str:
    record_outcome(negotiation, kind="accepted", now=timezone.now())
    return words(client.get(negotiation.get_absolute_url()))


@pytest.mark.parametrize("side", ["employer", "candidate"])
def test_another_offer_and_a_counter_start_as_a_copy_of_their_last_offer(mine, first, side):
    factories.create_proposal(first.negotiation, side="candidate", base=999_000)
    page = mine.get(address(first, side)).content.decode()
    assert 'value="300,000"' in page and 'value="200,000"' in page and "999,000" not in page


def test_what_they_left_unsaid_is_asked_about_once_and_nothing_is_saved_before(mine, first):
    page = mine.post(address(first), without_bonus(first))
    assert QUESTION in words(page) and "Bonus $200,000 guaranteed" in words(page) and 'value="310000"' in page.content.decode()
    assert newest(first) == first
    assert QUESTION not in words(mine.post(address(first), answered(first, "not_mentioned"), follow=True))


def test_what_was_not_mentioned_is_carried_over_and_marked(mine, first):
    page = mine.post(address(first), answered(first, "not_mentioned"), follow=True)
    assert "Base salary $310,000; Bonus $200,000 guaranteed, carried over" in words(page)
    assert [(term.component, term.carried) for term in newest(first).terms.all()] == [("base", False), ("bonus", True)]


def test_what_they_withdrew_is_off_the_table_and_said(mine, first):
    page = mine.post(address(first), answered(first, "withdrawn"), follow=True)
    assert "Base salary $310,000; Bonus withdrawn" in words(page)
    assert newest(first).withdrawn == ["bonus"] and newest(first).terms.count() == 1


def test_the_answer_stays_where_something_else_is_wrong(mine, first):
    page = mine.post(address(first), answered(first, "withdrawn", **{"terms-2-amount": "soon"})).content.decode()
    assert "is not an amount" in page and 'value="withdrawn"' in page and page.count("checked") >= 1


def test_the_answer_stays_where_a_line_is_added(mine, first):
    page = mine.post(address(first), answered(first, "withdrawn", add_line="1")).content.decode()
    assert QUESTION in page and "terms-5-amount" in page


def test_a_line_that_another_one_replaces_is_not_asked_about(mine, first):
    base, _ = first.terms.all()
    sent = lines(base="310000", bonus="20 %", **{"terms-0-source": base.pk})
    assert QUESTION not in words(mine.post(address(first), sent, follow=True))
    assert newest(first).terms.get(component="bonus").percent == 20


def test_of_two_lines_of_a_kind_the_one_that_was_taken_out_is_asked_about(mine, first):
    Term.objects.create(proposal=first, position=2, component="bonus", amount=50_000, currency="USD", certainty="target", original="50k")
    base, bonus = first.terms.all()[:2]
    sent = lines(base="310000", bonus="200000", **{"terms-0-source": base.pk, "terms-1-source": bonus.pk})
    page = words(mine.post(address(first), sent))
    assert "Bonus $50,000 target" in page and "Bonus $200,000 guaranteed" not in page


def test_a_carried_line_stays_carried_until_it_is_said_again(mine, first):
    mine.post(address(first), answered(first, "not_mentioned"))
    base, bonus = newest(first).terms.all()
    sources = {"terms-0-source": base.pk, "terms-1-source": bonus.pk}
    assert "they have not mentioned it again" in mine.get(address(first)).content.decode()
    mine.post(address(first), lines(base="320000", bonus="200,000", **sources, **{"terms-1-certainty": "guaranteed"}))
    assert newest(first).terms.get(component="bonus").carried
    base, bonus = newest(first).terms.all()
    mine.post(address(first), lines(base="320000", bonus="210,000", **{"terms-0-source": base.pk, "terms-1-source": bonus.pk}))
    assert not newest(first).terms.get(component="bonus").carried


def test_a_raised_base_alone_is_a_gain_and_no_loss_of_the_bonus(mine, first):
    mine.post(address(first), answered(first, "not_mentioned"))
    page = accepted_page(mine, first.negotiation)
    assert "Base +$10,000" in page and "Bonus not mentioned since, was $200,000" in page
    assert "+$43,300, leaving out on both sides what was not mentioned since: bonus" in page


def test_a_bonus_that_was_withdrawn_is_a_loss(mine, first):
    mine.post(address(first), answered(first, "withdrawn"))
    page = accepted_page(mine, first.negotiation)
    assert "Bonus withdrawn, was $200,000" in page and "−$823,000" in page


def test_silence_of_a_counter_that_they_agreed_to_is_no_loss(mine, first):
    counter = factories.create_proposal(first.negotiation, side="candidate", base=330_000, bonus=None)
    record_outcome(first.negotiation, kind="accepted", proposal=counter, now=timezone.now())
    page = words(mine.get(first.negotiation.get_absolute_url()))
    assert "Bonus not mentioned since" in page and "+$130,000, leaving out" in page


def test_what_was_withdrawn_stays_withdrawn_until_it_is_offered_again(first):
    add_proposal(first.negotiation, side="employer", terms=[base(310_000)], withdrawn=["bonus"], now=timezone.now())
    later = add_proposal(first.negotiation, side="employer", terms=[base(320_000)], now=timezone.now())
    assert later.withdrawn == ["bonus"]
    again = Term(component="bonus", amount=Decimal(1), original="1")
    assert add_proposal(first.negotiation, side="employer", terms=[base(320_000), again], now=timezone.now()).withdrawn == []


def base(amount) -> Term:
    return Term(component="base", amount=Decimal(amount), original=str(amount))


def offer_of(api, path, *terms, **said):
    return api(
        "post",
        f"{path}/proposals",
        {"side": "employer", "terms": [dict(zip(("component", "amount"), term, strict=True)) for term in terms]} | said,
    )


def test_an_offer_over_the_api_that_leaves_out_the_bonus_is_no_loss(api, path):
    offer_of(api, path, ("base", "300000"), ("bonus", "200000"))
    second = offer_of(api, path, ("base", "310000")).json()
    assert second["not_mentioned"] == ["bonus"]
    assert [(term["component"], term["amount"], term["carried"]) for term in second["terms"]] == [
        ("base", "310000", False),
        ("bonus", "200000", True),
    ]
    outcome = api("post", f"{path}/outcome", {"kind": "accepted"}).json()
    assert (outcome["uplift"]["base"], outcome["uplift"]["bonus"], outcome["not_mentioned"]) == ("10000", None, ["bonus"])
    assert outcome["uplift"]["present_value"] == "43294.77"


def test_an_offer_over_the_api_says_what_was_withdrawn(api, path):
    offer_of(api, path, ("base", "300000"), ("bonus", "200000"))
    second = offer_of(api, path, ("base", "310000"), withdrawn=["bonus"]).json()
    assert (second["withdrawn"], second["not_mentioned"], len(second["terms"])) == (["bonus"], [], 1)
    outcome = api("post", f"{path}/outcome", {"kind": "accepted"}).json()
    assert (outcome["uplift"]["bonus"], outcome["withdrawn"], outcome["not_mentioned"]) == ("-200000", ["bonus"], [])


@pytest.mark.parametrize("said", [{"withdrawn": ["base"]}, {"withdrawn": ["bonus"], "side": "candidate"}, {"withdrawn": ["luck"]}])
def test_what_cannot_be_withdrawn_is_refused_at_its_field(api, path, said):
    (field,) = fields_of(offer_of(api, path, ("base", "310000"), **said))
    assert field.startswith("withdrawn")
