"""Offers side by side over the API."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from negotiate.money.models import Rate
from offers.compared import compare
from offers.models import Term
from offers.options import chosen_by
from offers.present_job import keep_present_job
from tests import factories
from tests.test_api import Api


@pytest.fixture
def api(client, owner):
    return Api(client, owner)


@pytest.fixture
def citadel(owner):
    return on_the_table(owner, "Citadel", 310_000, 210_000)


@pytest.fixture
def two_sigma(owner):
    return on_the_table(owner, "Two Sigma", 325_000, 200_000)


def on_the_table(owner, employer, base, bonus, **fields):
    negotiation = factories.create_negotiation(owner, employer=employer, **fields)
    proposal = factories.create_proposal(negotiation, base=base, bonus=bonus)
    proposal.terms.filter(component="bonus").update(years_of_service=[1])
    return negotiation


def compared(api, *rows, query=""):
    ids = "".join(f"&ids={getattr(row, 'pk', row)}" for row in rows)
    answer = api("get", f"/compare?{ids[1:]}{query}")
    assert answer.status_code == 200, answer.json()
    return answer.json()


def test_two_negotiations_stand_for_their_offers(api, citadel, two_sigma):
    found = compared(api, citadel, two_sigma)
    assert found["currency"] == "USD" and found["discount_rate"] == "0.05"
    assert [item["present_value"]["expected"] for item in found["items"]] == ["1542137.77", "1597556.11"]
    assert [item["id"] for item in found["items"]] == [str(citadel.pk), str(two_sigma.pk)]


def test_differences_come_first_and_the_largest_first(api, citadel, two_sigma):
    rows = compared(api, citadel, two_sigma)["differences"]
    # 15,000 × 4.3294766706 = 64,942.15 of base; 10,000 / 1.05 = 9,523.81 of bonus.
    assert [(row["name"], row["spread"], row["differs"]) for row in rows] == [("base", "64942.15", True), ("bonus", "9523.81", True)]


def test_what_is_the_same_in_all_comes_after_what_differs(api, owner, citadel):
    other = on_the_table(owner, "Two Sigma", 310_000, 100_000)
    assert [(row["name"], row["differs"]) for row in compared(api, citadel, other)["differences"]] == [("bonus", True), ("base", False)]


def test_conditions_are_told_in_words_beside_the_money(api, citadel, two_sigma):
    Term.objects.create(proposal=citadel.proposals.get(), component="notice", unit="text", text="3 months")
    row = next(row for row in compared(api, citadel, two_sigma)["differences"] if row["subject"] == "condition")
    assert row["words"] == {str(citadel.pk): "3 months", str(two_sigma.pk): None}
    assert row["amounts"] == {} and row["differs"]


def test_the_order_makes_no_difference_to_the_verdict(api, citadel, two_sigma):
    one, other = compared(api, citadel, two_sigma), compared(api, two_sigma, citadel)
    assert one["verdict"] == other["verdict"]
    assert Decimal(one["pairs"][0]["difference"]) == -Decimal(other["pairs"][0]["difference"])
    assert one["pairs"][0]["percent"] == other["pairs"][0]["percent"]


def test_a_range_that_was_typed_makes_it_too_close_to_call(api, owner, two_sigma):
    risky = factories.create_negotiation(owner, employer="Risky", assumptions={"target": {"value": "0.9", "low": "0.5", "high": "1"}})
    offer = factories.create_proposal(risky, base=300_000, bonus=None)
    Term.objects.create(proposal=offer, component="bonus", amount=100_000, currency="USD", certainty="target")
    found = compared(api, risky, two_sigma)
    # 300,000 + p·100,000 a year is worth 1,298,843.00 + p·432,947.67; 1,597,556.11 is reached at p = 0.69.
    assert found["verdict"]["kind"] == "too_close_to_call"
    assert found["pairs"][0]["break_evens"] == [
        {
            **{"of": str(risky.pk), "assumption": "target", "at": "0.69", "value": "0.9", "whose": "yours"},
            **{"low": "0.5", "high": "1", "inside_range": True},
        }
    ]
    assert not found["verdict"]["ours"]


def test_a_verdict_that_turns_on_our_own_assumption_says_so_first_and_shows_its_break_even(api, owner, two_sigma):
    risky = factories.create_negotiation(owner, employer="Risky")
    offer = factories.create_proposal(risky, base=300_000, bonus=None)
    Term.objects.create(proposal=offer, component="bonus", amount=120_000, currency="USD", certainty="target")
    found = compared(api, risky, two_sigma)
    assert found["verdict"]["words"] == "Risky is worth most, on our own assumption (chance of a target bonus 80 %)"
    assert found["verdict"]["turns_on"] == [{"of": str(risky.pk), "assumption": "target", "value": "0.8", "whose": "ours"}]
    (even,) = found["pairs"][0]["break_evens"]
    assert (even["at"], even["whose"], even["low"], even["inside_range"]) == ("0.575", "ours", None, False)


def test_all_is_discounted_to_the_earliest_start(api, owner, citadel):
    citadel.start_on = date(2027, 1, 1)
    citadel.save()
    later = on_the_table(owner, "Two Sigma", 310_000, 210_000, start_on=date(2028, 1, 1))
    found = compared(api, citadel, later)
    assert found["discounted_to"] == "2027-01-01"
    # A year later is one year's discount more: 1,542,137.768 / 1.05 = 1,468,702.636.
    assert [item["present_value"]["expected"] for item in found["items"]] == ["1542137.77", "1468702.64"]


def test_one_discount_rate_holds_for_all(api, owner, citadel):
    other = on_the_table(owner, "Two Sigma", 310_000, 210_000, assumptions={"discount_rate": {"value": "0.2"}})
    found = compared(api, citadel, other)
    assert found["discount_rates_differ"] and found["discount_rate"] == "0.05"
    assert found["items"][0]["present_value"] == found["items"][1]["present_value"]
    assert compared(api, citadel, other, query="&discount_rate=0.2")["discount_rate"] == "0.2"


def test_the_rate_that_all_share_is_used(api, owner):
    rows = [on_the_table(owner, name, 1_000, 0, assumptions={"discount_rate": {"value": "0.1"}}) for name in ("One", "Two")]
    assert compared(api, *rows)["discount_rate"] == "0.1"


def test_another_currency_is_converted_and_its_day_named(api, owner, citadel):
    Rate.objects.bulk_create(
        [Rate(currency="USD", day=date(2026, 11, 2), per_euro="1.25"), Rate(currency="GBP", day=date(2026, 11, 2), per_euro="0.8")]
    )
    other = on_the_table(owner, "London", 200_000, None, currency="GBP")
    found = compared(api, citadel, other, query="&currency=USD")
    # 200,000 / 0.8 · 1.25 = 312,500 a year.
    assert found["items"][1]["years"][0]["expected"] == "312500.00"
    assert found["rate_day"] == "2026-11-02"
    assert found["items"][1]["rates"] == [{"source": "GBP", "target": "USD", "day": "2026-11-02", "rate": "1.5625"}]


def test_a_term_without_a_rate_is_left_out_and_named(api, owner, citadel):
    other = on_the_table(owner, "Taipei", 9_000_000, None, currency="TWD")
    found = compared(api, citadel, other, query="&currency=USD")
    assert found["items"][1]["left_out"][0]["reason"] == "there is no rate from TWD to USD"
    assert found["verdict"]["kind"] == "not_comparable" and found["verdict"]["unknown"] == [str(other.pk)]


def test_the_present_job_is_valued_like_an_offer(api, owner, citadel):
    keep_present_job(owner, terms=[Term(component="base", amount=Decimal(310_000))], currency="USD", now=timezone.now())
    found = compared(api, citadel, "present")
    assert found["items"][1]["kind"] == "present_job"
    assert found["items"][1]["present_value"]["expected"] == "1342137.77"


def test_a_proposal_is_named_by_its_own_id(api, citadel):
    counter = factories.create_proposal(citadel, side="candidate", base=330_000)
    found = compared(api, citadel, counter)
    assert [item["side"] for item in found["items"]] == ["employer", "candidate"]


def test_each_items_figures_are_the_valuations(api, citadel, two_sigma):
    for row, item in zip((citadel, two_sigma), compared(api, citadel, two_sigma)["items"], strict=True):
        alone = api("get", f"/negotiations/{row.pk}/valuation").json()
        assert {name: item[name] for name in alone} == alone


UNKNOWN = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    "query", ("", "ids=", "ids={0}", "ids={0},{0}", "ids={0},{2}", "ids={0},nonsense", "ids={0},%00", "ids={0},present")
)
def test_what_cannot_be_compared_is_an_error_at_the_field(api, citadel, two_sigma, query):
    answer = api("get", f"/compare?{query.format(citadel.pk, two_sigma.pk, citadel.proposals.get().pk)}")
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert [error["field"] for error in answer.json()["errors"]] == ["ids"]


def test_seven_are_too_many_and_six_are_not(api, owner):
    rows = [on_the_table(owner, f"Employer {number}", 100_000 + number, None) for number in range(7)]
    assert len(compared(api, *rows[:6])["items"]) == 6
    answer = api("get", f"/compare?ids={','.join(str(row.pk) for row in rows)}")
    assert answer.status_code == 422 and "These are 7." in answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize(("field", "value"), (("currency", "XXQ"), ("currency", "%00"), ("discount_rate", "7"), ("discount_rate", "NaN")))
def test_an_unknown_currency_or_rate_is_an_error_at_the_field(api, citadel, two_sigma, field, value):
    answer = api("get", f"/compare?ids={citadel.pk},{two_sigma.pk}&{field}={value}")
    assert answer.status_code == 422 and answer.json()["errors"][0]["field"] == field


def test_without_an_offer_there_is_nothing_to_compare(api, owner, citadel):
    empty = factories.create_negotiation(owner, employer="Empty")
    answer = api("get", f"/compare?ids={citadel.pk},{empty.pk}")
    assert answer.status_code == 422 and "nothing is on the table" in answer.json()["errors"][0]["detail"]


def test_what_is_not_ones_own_is_not_found(client, stranger, citadel, two_sigma, api):
    theirs = on_the_table(stranger, "Theirs", 1, None)
    for key in (theirs.pk, theirs.proposals.get().pk, UNKNOWN):
        assert api("get", f"/compare?ids={citadel.pk},{key}").status_code == 404
    assert Api(client, stranger)("get", f"/compare?ids={citadel.pk},{two_sigma.pk}").status_code == 404


def test_the_number_of_lines_costs_no_question(owner, citadel, two_sigma, django_assert_num_queries):
    def compare_them():
        return compare(chosen_by(owner, [str(citadel.pk), str(two_sigma.pk)]), currency="EUR").ground.rate_day

    with django_assert_num_queries(4):
        compare_them()
    proposal = citadel.proposals.get()
    Term.objects.bulk_create(Term(proposal=proposal, component="sign_on", amount=1, currency="GBP", period="one_time") for _ in range(50))
    with django_assert_num_queries(4):
        compare_them()
