"""Terms over the API: taken strictly, given back as they came, refused at their field."""

import json

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offers.api_given import TermGiven
from offers.models import Proposal
from tests import factories
from tests.test_offer_pages import mine, words

__all__ = ["mine"]
TERMS = [
    {"component": "base", "amount": "310000", "currency": "USD", "period": "year", "certainty": "contractual"},
    {"component": "bonus", "percent": "66.67", "certainty": "guaranteed", "years_of_service": [1]},
    {"component": "bonus", "amount": "200000", "deferral": {"percent": "30", "months": [12, 24, 36], "chance": "0.9"}},
    {
        "component": "sign_on",
        "amount": "90000",
        "schedule": [{"on": "2027-03-01", "amount": "45000"}, {"months": 12, "amount": "45000"}],
        "repayment": {"months": 24, "method": "stepped", "basis": "net", "triggers": ["resignation", "cause"]},
    },
    {
        "component": "equity",
        "kind": "Options",
        "units": "1200",
        "price": "85.5",
        "strike": "12",
        "currency": "USD",
        "schedule": [{"months": 12, "percent": "25"}, {"months": 13, "percent": "2.08333334"}],
        "cliff_months": 12,
    },
    {"component": "equity", "kind": "Refresher", "amount": "50000"},
    {
        "component": "pnl",
        "percent": "6",
        "unit": "percent_of_pnl",
        "of": "All pods that run my models",
        "payout": "15",
        "share": "6",
        "netting": True,
        "loss_carry": False,
        "guarantee": "150000",
        "cut_offs": "Half at −5 %",
        "scenarios": [{"pnl": "-10000000", "chance": "0.25"}, {"pnl": "20000000", "chance": "0.5"}, {"pnl": "50000000", "chance": "0.25"}],
    },
    {"component": "pnl", "percent": "6", "netting": "0.75", "loss_carry": "10000000"},
    {"component": "profit_sharing", "percent": "2"},
    {"component": "carry_bonus", "percent": "1"},
    {"component": "relocation", "amount": "20000", "currency": "GBP"},
    {"component": "make_whole", "amount": "120000"},
    {"component": "retirement", "percent": "6", "limit": "23000"},
    {"component": "days_off", "text": "25 days"},
    {"component": "remote", "text": "Two days a week"},
    {"component": "notice", "text": "Garden leave on full pay", "months": 3},
    {"component": "non_compete", "percent": "100", "months": 12, "note": "Only in New York"},
    {"component": "title", "text": "VP"},
    {"component": "start", "text": "1 March 2027"},
    {"component": "budget", "amount": "2000000", "note": "Compute"},
    {"component": "other", "text": "A desk by the window 💰 \u202eabc"},
]


@pytest.fixture
def path(owner):
    return f"/api/v1/negotiations/{factories.create_negotiation(owner).pk}"


def post(client, path, *terms):
    return client.post(f"{path}/proposals", json.dumps({"side": "employer", "terms": terms}), content_type="application/json")


def test_terms_are_given_back_as_they_came(mine, path):
    answer = post(mine, path, *TERMS)
    assert answer.status_code == 201
    read = mine.get(path).json()["proposals"][0]["terms"]
    assert read == answer.json()["terms"]
    for sent, kept in zip(TERMS, read, strict=True):
        assert {name: kept[name] for name in sent} == sent


def test_a_proposal_of_the_api_is_told_and_corrected_on_its_page(mine, path):
    post(mine, path, *TERMS)
    proposal = Proposal.objects.get()
    assert "netted against others' losses" in words(mine.get(proposal.get_absolute_url())).replace("&#x27;", "'")
    page = mine.get(reverse("proposal_change", args=[proposal.negotiation_id, proposal.pk]))
    assert page.status_code == 200 and "25,000,000" not in words(page)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"schedule": [{"months": 1, "percent": "60"}, {"months": 2, "percent": "60"}]}, "schedule"),
        ({"schedule": [{"months": 1, "percent": "101"}]}, "schedule.0.percent"),
        ({"schedule": [{"months": 1, "amount": "2"}]}, "schedule"),
        ({"schedule": [{"on": "9999-12-31", "percent": "1"}]}, "schedule.0.on"),
        ({"schedule": [{"on": "1066-10-14", "percent": "1"}]}, "schedule.0.on"),
        ({"schedule": [{"months": -1, "percent": "1"}]}, "schedule.0.months"),
        ({"deferral": {"percent": "130", "months": [12]}}, "deferral.percent"),
        ({"deferral": {"percent": "30", "months": []}}, "deferral.months"),
        ({"deferral": {"percent": "30", "months": [12], "chance": "1.5"}}, "deferral.chance"),
        ({"repayment": {"months": 12, "method": "never"}}, "repayment.method"),
        ({"limit": "NaN"}, "limit"),
        ({"limit": "-1"}, "limit"),
        ({"months": 601}, "months"),
        ({"note": "a\0b"}, "note"),
        ({"note": "x" * 1_000_000}, "note"),
        ({"kind": "x" * 33}, "kind"),
        ({"of": "pods"}, "of"),
        ({"cut_offs": "none"}, "cut_offs"),
        ({"amount": "1e99"}, "amount"),
        ({"currency": "QQQ"}, "currency"),
        ({"years_of_service": [0]}, "years_of_service.0"),
        ({"component": "pnl", "scenarios": [{"pnl": "1", "chance": "0.6"}, {"pnl": "2", "chance": "0.6"}]}, "scenarios"),
        ({"component": "pnl", "scenarios": [{"pnl": "Infinity", "chance": "1"}]}, "scenarios.0.pnl"),
        ({"component": "pnl", "guarantee": "-1"}, "guarantee"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(mine, path, change, field):
    answer = post(mine, path, {"component": "base", "amount": "1", **change})
    assert answer.status_code == 422 and answer.headers["Content-Type"] == "application/problem+json"
    assert f"terms.0.{field}" in [error["field"] for error in answer.json()["errors"]]
    assert not Proposal.objects.exists()


def test_two_hundred_terms_are_refused_in_words(mine, path):
    answer = post(mine, path, *[{"component": "other", "text": str(number)} for number in range(200)])
    assert answer.status_code == 422 and "60" in json.dumps(answer.json())


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["1", "-1", "1e99", "NaN", "\0", "\ud800"]),
    lambda some: (
        st.lists(some, max_size=3)
        | st.dictionaries(st.sampled_from(["months", "on", "percent", "amount", "pnl", "chance"]), some, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([*TermGiven.model_fields, "amuont"]), JUNK, max_size=5))
def test_whatever_is_sent_is_taken_or_refused_at_its_field(mine, path, junk):
    answer = post(mine, path, {"component": "base", "amount": "1", **junk})
    assert answer.status_code in (201, 400, 422)
    assert answer.status_code != 422 or answer.json()["errors"] or answer.json()["detail"]
