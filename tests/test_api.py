"""The API's contract: negotiations through their whole life."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from negotiate.accounts.models import ApiKey
from offers.models import Nudge
from tests import factories

OFFER = {
    "side": "employer",
    "terms": [
        {"component": "base", "amount": "300000", "unit": "currency", "period": "year", "certainty": "contractual"},
        {"component": "bonus", "amount": 200000, "currency": "usd", "certainty": "guaranteed"},
    ],
}
COUNTER = {"side": "candidate", "terms": [{"component": "base", "amount": "330000"}, {"component": "bonus", "amount": "220000"}]}


class Api:
    """A program with a key."""

    def __init__(self, client, user, scope="write"):
        self.client, self.key = client, ApiKey.create(user=user, scope=scope)[1]

    def __call__(self, method, path, body=None):
        extra = {"data": body, "content_type": "application/json"} if body is not None else {}
        return getattr(self.client, method)(f"/api/v1{path}", headers={"Authorization": f"Bearer {self.key}"}, **extra)


@pytest.fixture
def api(client, owner):
    return Api(client, owner)


@pytest.fixture
def path(owner):
    return f"/negotiations/{factories.create_negotiation(owner, factories.create_guide()).pk}"


def wall_in(**ahead) -> str:
    return (timezone.now() + timedelta(**ahead)).replace(tzinfo=None).isoformat(timespec="seconds")


def fields_of(answer) -> list[str]:
    return [error["field"] for error in answer.json()["errors"]]


def test_me_is_whose_key_it_is(api):
    assert api("get", "/me").json()["email"] == "owner@example.com"


def test_a_negotiation_is_started_from_a_guide(api):
    factories.create_guide()
    answer = api("post", "/negotiations", {"company": "acme-capital", "role": "ml-ai-engineer", "region": "New York (HQ)"})
    started = answer.json()
    assert answer.status_code == 201
    assert (started["employer"], started["role_name"], started["currency"]) == ("Acme Capital", "ML/AI Engineer", "USD")
    assert (started["company"], started["role"], started["revision"]) == ("acme-capital", "ml-ai-engineer", 1)
    assert (started["outcome"], started["level"]) == (None, None)
    assert api("get", f"/negotiations/{started['id']}").json()["region"] == "New York (HQ)"


def test_a_negotiation_without_a_guide_names_employer_and_role(api):
    assert fields_of(api("post", "/negotiations", {"employer": "Bolt"})) == ["role_name"]
    started = api("post", "/negotiations", {"employer": "Bolt", "role_name": "Engineer", "currency": "eur"}).json()
    assert (started["company"], started["revision"], started["currency"]) == (None, None, "EUR")


def test_an_unknown_guide_is_an_error_at_the_field(api):
    assert fields_of(api("post", "/negotiations", {"company": "nobody", "role": "nothing"})) == ["company"]
    assert fields_of(api("post", "/negotiations", {"company": "nobody"})) == ["role"]


def test_an_offer_comes_back_as_it_was_given(api, path):
    offer = api("post", f"{path}/proposals", OFFER).json()
    base, bonus = offer["terms"]
    assert (base["amount"], base["currency"], base["certainty"]) == ("300000", "USD", "contractual")
    assert (bonus["amount"], bonus["currency"], bonus["period"], bonus["percent"]) == ("200000", "USD", "year", None)
    assert (offer["side"], offer["status"]) == ("employer", "verbal")


def test_a_share_of_the_pnl_says_how_it_is_reckoned(api, path):
    given = {"component": "pnl", "percent": "6", "payout": "15", "netting": True, "scenarios": [{"pnl": "-1000000", "chance": "0.25"}]}
    (term,) = api("post", f"{path}/proposals", {"side": "employer", "terms": [given]}).json()["terms"]
    assert (term["percent"], term["unit"], term["certainty"]) == ("6", "percent_of_pnl", "discretionary")
    assert (term["payout"], term["netting"], term["scenarios"]) == ("15", True, [{"pnl": "-1000000", "chance": "0.25"}])


def test_equity_comes_with_its_schedule_and_conditions(api, path):
    given = {
        "component": "equity",
        "kind": "RSU",
        "units": "1200",
        "price": "101.5",
        "schedule": [{"months": 12, "percent": "25"}, {"on": "2028-01-01", "percent": "75"}],
        "cliff_months": 12,
        "repayment": {"months": 24, "triggers": ["resignation"]},
        "deferral": {"percent": "50", "months": [12, 24, 36]},
    }
    (term,) = api("post", f"{path}/proposals", {"side": "employer", "terms": [given]}).json()["terms"]
    assert (term["units"], term["unit"], term["price"], term["period"]) == ("1200", "shares", "101.5", "grant")
    assert term["schedule"][1] == {"on": "2028-01-01", "percent": "75"}
    assert term["repayment"] == {"months": 24, "method": "linear", "basis": "gross", "triggers": ["resignation"]}


BAD_TERMS = [
    ({"component": "base"}, "terms.0.amount"),
    ({"component": "base", "amount": "1", "percent": "2"}, "terms.0.percent"),
    ({"component": "base", "amount": "1", "unit": "shares"}, "terms.0.unit"),
    ({"component": "salary", "amount": "1"}, "terms.0.component"),
    ({"component": "base", "amount": "1", "period": "week"}, "terms.0.period"),
    ({"component": "base", "amount": "1", "certainty": "sure"}, "terms.0.certainty"),
    ({"component": "base", "amount": "1", "currency": "XXX"}, "terms.0.currency"),
    ({"component": "base", "amount": "-1"}, "terms.0.amount"),
    ({"component": "base", "amount": "NaN"}, "terms.0.amount"),
    ({"component": "base", "amount": "Infinity"}, "terms.0.amount"),
    ({"component": "base", "amount": "1e15"}, "terms.0.amount"),
    ({"component": "base", "amount": "1e400000"}, "terms.0.amount"),
    ({"component": "base", "amount": "0.00001"}, "terms.0.amount"),
    ({"component": "base", "percent": "100000"}, "terms.0.percent"),
    ({"component": "base", "amount": True}, "terms.0.amount"),
    ({"component": "base", "amount": "300KK"}, "terms.0.amount"),
    ({"component": "base", "text": "nul\x00"}, "terms.0.text"),
    ({"component": "base", "amount": "1", "share": "6"}, "terms.0.share"),
    ({"component": "base", "amount": "1", "schedule": [{"percent": "5"}]}, "terms.0.schedule.0"),
    ({"component": "base", "amount": "1", "amuont": "1"}, "terms.0.amuont"),
]


@pytest.mark.parametrize(("term", "field"), BAD_TERMS)
def test_an_error_names_its_field(api, path, term, field):
    answer = api("post", f"{path}/proposals", {"side": "employer", "terms": [term]})
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert fields_of(answer) == [field]


def test_a_proposal_needs_terms(api, path):
    assert api("post", f"{path}/proposals", {"side": "employer", "terms": []}).status_code == 422


def test_a_counter_agreed_to_is_accepted_with_its_uplift(api, path):
    api("post", f"{path}/proposals", OFFER)
    counter = api("post", f"{path}/proposals", COUNTER).json()
    api("post", f"{path}/deadlines", {"wall": wall_in(days=4), "zone": "UTC"})
    answer = api("post", f"{path}/outcome", {"kind": "accepted", "proposal": counter["id"], "note": "By phone"})
    outcome = answer.json()
    assert answer.status_code == 201
    assert (outcome["kind"], outcome["uplift"]["base"], outcome["uplift"]["bonus"]) == ("accepted", "30000", "20000")
    assert float(outcome["uplift"]["present_value"]) > 100_000
    assert outcome["proposal"] not in (None, counter["id"])
    assert api("get", path).json()["outcome"] == outcome
    assert not Nudge.objects.planned().exists()


def test_the_newest_counter_can_be_named_in_a_word(api, path):
    api("post", f"{path}/proposals", OFFER)
    api("post", f"{path}/proposals", COUNTER)
    assert api("post", f"{path}/outcome", {"kind": "accepted", "proposal": "counter"}).json()["uplift"]["base"] == "30000"


def test_a_closed_negotiation_refuses_more_with_a_conflict(api, path):
    assert api("post", f"{path}/outcome", {"kind": "accepted"}).status_code == 409  # nothing on the table
    api("post", f"{path}/outcome", {"kind": "declined"})
    for route, body in (("proposals", OFFER), ("outcome", {"kind": "declined"}), ("deadlines", {"wall": wall_in(days=4), "zone": "UTC"})):
        answer = api("post", f"{path}/{route}", body)
        assert (answer.status_code, answer.headers["Content-Type"]) == (409, "application/problem+json"), route
    assert api("post", f"{path}/entries", {"text": "They wished me well."}).status_code == 201


def test_an_outcome_names_a_proposal_of_its_own_negotiation(api, path, owner):
    elsewhere = factories.create_proposal(factories.create_negotiation(owner))
    assert fields_of(api("post", f"{path}/outcome", {"kind": "accepted", "proposal": str(elsewhere.pk)})) == ["proposal"]
    assert fields_of(api("post", f"{path}/outcome", {"kind": "accepted", "proposal": str(uuid4())})) == ["proposal"]


def test_the_timeline_tells_it_in_order(api, path):
    api("post", f"{path}/proposals", OFFER)
    api("post", f"{path}/entries", {"kind": "promise", "who": "employer", "channel": "phone", "text": "An answer by Friday."})
    items = api("get", f"{path}/timeline").json()["items"]
    assert [item["kind"] for item in items] == ["started", "offer", "promise"]
    assert [item["at"] for item in items] == sorted(item["at"] for item in items)


def test_the_position_places_each_component(api, path):
    api("post", f"{path}/proposals", OFFER)
    found = api("get", f"{path}/position").json()
    base = next(component for component in found["components"] if component["component"] == "base")
    assert found["verdict"] == "at_or_above_accept"
    assert (base["amount"], base["place"], base["verdict"], base["penetration"]) == (
        "300000",
        "inside_band",
        "at_or_above_accept",
        "0.5294",
    )
    assert (base["anchor"], base["accept"], base["walk_away"]) == ("330000", "290000", "255000")
    assert (base["band"]["low"], base["band"]["high"], base["band"]["currency"]) == ("255000", "340000", "USD")


def test_the_position_before_any_offer_is_not_stated(api, path):
    assert api("get", f"{path}/position").json()["verdict"] == "not_stated"


def test_only_some_fields_of_a_negotiation_change(api, path):
    assert api("patch", path, {"level": "L5", "start_on": "2027-01-04"}).json()["level"] == "L5"
    for given in ({"user": 1}, {"id": str(uuid4())}, {"revision": 2}, {"deleted_at": None}, {"employer": ""}, {"currency": "ZZZ"}):
        assert api("patch", path, given).status_code == 422, given
    assert api("patch", path, {"currency": "GBP"}).json()["currency"] == "GBP"
    api("post", f"{path}/proposals", OFFER)
    assert api("patch", path, {"currency": "USD"}).status_code == 409


def test_a_deleted_negotiation_is_gone(api, path):
    assert api("delete", path).status_code == 204
    assert api("get", path).status_code == 404
    assert api("delete", path).status_code == 404


def test_negotiations_come_in_pages_newest_first(api, owner):
    made = [str(factories.create_negotiation(owner).pk) for _ in range(3)]
    first = api("get", "/negotiations?page_size=2").json()
    assert [item["id"] for item in first["items"]] == made[:0:-1]
    second = api("get", first["next"].split("/api/v1")[1]).json()
    assert [item["id"] for item in second["items"]] == made[:1] and second["next"] is None


def test_a_list_costs_the_same_however_long(api, owner, django_assert_max_num_queries):
    guide = factories.create_guide()
    for _ in range(5):
        factories.create_proposal(factories.create_negotiation(owner, guide))
    with django_assert_max_num_queries(16):
        assert len(api("get", "/negotiations").json()["items"]) == 5


@pytest.mark.parametrize("route", ["counter"])
def test_what_is_not_built_is_not_there(api, path, route):
    assert api("get", f"{path}/{route}").status_code == 404
