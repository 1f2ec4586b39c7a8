"""What a proposal is worth, over the API: the worked examples, posted as terms."""

import json
from datetime import date
from decimal import Decimal

import pytest

from negotiate.money.models import Rate
from tests import factories
from tests.samples import SAMPLES
from tests.test_api import Api, fields_of


@pytest.fixture
def api(client, owner):
    return Api(client, owner)


@pytest.fixture
def path(owner):
    return f"/negotiations/{factories.create_negotiation(owner).pk}"


def offer(api, path, *terms, side="employer"):
    answer = api("post", f"{path}/proposals", {"side": side, "terms": list(terms)})
    assert answer.status_code == 201, answer.json()
    return answer.json()["id"]


def worth(api, path, query=""):
    answer = api("get", f"{path}/valuation{query}")
    assert answer.status_code == 200, answer.json()
    return answer.json()


def vectors(name):
    file = SAMPLES / "vectors.json"
    found = json.loads(file.read_text())["vectors"] if file.exists() else []
    return [(vector["given"], vector["expect"]) for vector in found if vector["name"] == name]


def first_year(api, path) -> Decimal:
    return Decimal(worth(api, path)["years"][0]["expected"])


def pnl(**more):
    cases = (("-10000000", "0.25"), ("20000000", "0.5"), ("50000000", "0.25"))
    return {
        "component": "pnl",
        "percent": "8",
        "payout": "15",
        "scenarios": [{"pnl": figure, "chance": chance} for figure, chance in cases],
        **more,
    }


@pytest.mark.parametrize(("given", "expect"), vectors("value_by_year"))
def test_the_worked_examples_come_out(api, path, given, expect):
    terms = [
        {"component": "base", "amount": given["base"]},
        {"component": "bonus", "amount": given["guaranteed"], "certainty": "guaranteed", "years_of_service": [1]},
    ]
    if given["sign_on"]:
        terms.append({"component": "sign_on", "amount": given["sign_on"], "period": "one_time"})
    if "pnl_percent" in given:
        terms.append({"component": "pnl", "percent": given["pnl_percent"], "scenarios": [{"pnl": given["expectation"], "chance": 1}]})
    offer(api, path, *terms)
    found = worth(api, path)
    assert [year["certain"] for year in found["years"]] == expect["certain"]
    assert [year["expected"] for year in found["years"]] == expect["expected"]
    assert (found["sum"]["certain"], found["sum"]["expected"]) == (expect["sum_certain"], expect["sum_expected"])
    assert found["present_value"]["certain"] == expect["present_value_certain"]
    assert found["present_value"]["expected"] == expect["present_value_expected"]
    assert found["discount_rate"] == "0.05"


@pytest.mark.parametrize(
    ("more", "mean"),
    (
        ({}, 270_000),
        ({"guarantee": "150000"}, 307_500),
        ({"netting": "0.75"}, 202_500),
        ({"netting": "0.75", "guarantee": "150000"}, 240_000),
        ({"loss_carry": "10000000"}, 180_000),
        ({"share": "0.08"}, 270_000),  # the share that the percent says already, as a share of one
        ({"payout": "0.15"}, 270_000),
        ({"netting": False, "loss_carry": False}, 270_000),
    ),
)
def test_a_pnl_share_pays_what_its_terms_say(api, path, more, mean):
    offer(api, path, pnl(**more))
    assert first_year(api, path) == mean


def test_a_guarantee_of_pnl_is_certain_and_the_rest_is_discretionary(api, path):
    offer(api, path, pnl(guarantee="150000"))
    year = worth(api, path)["years"][0]
    assert (year["certain"], year["everything"]) == ("150000.00", "600000.00")
    assert year["by_certainty"] == {"guaranteed": "150000.00", "discretionary": "157500.00"}


def test_a_guarantee_on_top_of_a_pnl_share_is_certain_and_the_whole_share_beside_it_is_not(api, path):
    offer(api, path, pnl(guarantee={"amount": "150000", "role": "on_top", "years": [1]}))
    first, second = worth(api, path)["years"][:2]
    assert first["by_certainty"] == {"guaranteed": "150000.00", "discretionary": "270000.00"} and first["everything"] == "750000.00"
    assert second["by_certainty"] == {"discretionary": "270000.00"}


def test_a_guarantee_counts_where_no_pnl_is_expected_yet_and_the_rest_is_left_out(api, path):
    offer(api, path, {"component": "pnl", "percent": "8", "guarantee": {"amount": "150000", "years": [1, 2]}})
    found = worth(api, path)
    assert [year["certain"] for year in found["years"]] == ["150000.00", "150000.00", None, None, None]
    assert found["left_out"][0]["reason"].startswith("only its guarantee is counted, since no PnL is expected yet")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"guarantee": {"amount": "1", "role": "perhaps"}}, "terms.0.guarantee.role"),
        ({"guarantee": {"amount": "1", "currency": "GBP"}, "currency": "USD"}, "terms.0.guarantee.currency"),
        ({"guarantee": {"role": "floor"}}, "terms.0.guarantee.amount"),
        ({"deferral": {"percent": "10", "months": [12, 24], "chances": ["0.5"]}}, "terms.0.deferral"),
        ({"deferral": {"percent": "10", "months": [12], "chances": ["0.5"], "chance": "0.5"}}, "terms.0.deferral"),
    ],
)
def test_a_guarantee_or_a_deferral_that_does_not_go_together_is_refused(api, path, more, field):
    refused = api("post", f"{path}/proposals", {"side": "employer", "terms": [pnl(**more)]})
    assert refused.status_code == 422 and fields_of(refused) == [field]


def test_a_pnl_share_is_taken_apart(api, path):
    offer(api, path, pnl(guarantee="150000", netting="0.75"))
    outline = worth(api, path)["pnl"][0]
    names = ("mean", "mean_with_guarantee", "value_of_guarantee", "mean_with_netting", "mean_with_netting_and_guarantee")
    assert [outline[name] for name in names] == ["270000.00", "307500.00", "37500.00", "202500.00", "240000.00"]
    assert [case["loss_carry_next_year"] for case in outline["scenarios"]] == ["10000000.00", "0.00", "0.00"]


def test_nothing_on_the_table_is_worth_nothing_known(api, path):
    found = worth(api, path)
    assert found["proposal"] is None
    assert [year["expected"] for year in found["years"]] == [None] * 5
    assert found["present_value"] == {"certain": None, "expected": None, "everything": None}


def test_the_counter_is_asked_for_by_name_or_key(api, path):
    offer(api, path, {"component": "base", "amount": 300_000})
    counter = offer(api, path, {"component": "base", "amount": 330_000}, side="candidate")
    assert [worth(api, path, query)["years"][0]["certain"] for query in ("", "?proposal=counter", f"?proposal={counter}")] == [
        "300000.00",
        "330000.00",
        "330000.00",
    ]


def test_assumptions_are_changed_remembered_and_taken_back(api, path):
    offer(api, path, {"component": "base", "amount": 100_000}, {"component": "bonus", "amount": 100_000, "certainty": "target"})
    assert worth(api, path)["years"][0]["expected"] == "180000.00"
    change = {"assumptions": {"target": {"value": "0.6", "low": "0.5", "high": "0.9"}, "discount_rate": "0.08"}}
    assert api("patch", f"{path}/valuation", change).json()["years"][0]["expected"] == "160000.00"
    found = worth(api, path)
    target = next(one for one in found["assumptions"] if one["name"] == "target")
    assert target == {"name": "target", "value": "0.6", "whose": "yours", "low": "0.5", "high": "0.9"}
    assert found["discount_rate"] == "0.08"
    api("patch", f"{path}/valuation", {"assumptions": {"target": None, "discount_rate": None}})
    assert {one["whose"] for one in worth(api, path)["assumptions"]} == {"ours"}


@pytest.mark.parametrize("changes", ({"contractual": "0.9"}, {"luck": 1}, {"target": "1.1"}, {"target": {"value": "0.5", "low": "0.6"}}))
def test_what_cannot_be_assumed_is_refused_at_its_name(api, path, changes):
    answer = api("patch", f"{path}/valuation", {"assumptions": changes})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [f"assumptions.{next(iter(changes))}"]


def test_another_currency_is_at_the_latest_rates_whose_day_is_named(api, path):
    for currency, per_euro in (("USD", "1.1"), ("GBP", "0.88")):
        Rate.objects.create(currency=currency, day=date(2026, 1, 2), per_euro=Decimal(per_euro))
    offer(api, path, {"component": "base", "amount": 140_000, "currency": "GBP"}, {"component": "sign_on", "amount": 5, "currency": "TWD"})
    found = worth(api, path)
    assert found["years"][0]["certain"] == "175000.00"
    assert found["rates"] == [{"source": "GBP", "target": "USD", "day": "2026-01-02", "rate": "1.25"}]
    assert [left["reason"] for left in found["left_out"]] == ["there is no rate from TWD to USD"]
    assert worth(api, path, "?currency=GBP")["sum"]["certain"] == "700000.00"


def test_a_rate_in_the_question_holds_for_that_answer(api, path):
    offer(api, path, {"component": "base", "amount": 105_000, "years_of_service": [1]})
    assert worth(api, path)["present_value"]["certain"] == "100000.00"
    assert worth(api, path, "?discount_rate=0")["present_value"]["certain"] == "105000.00"


def test_a_strangers_valuation_is_not_there(client, stranger, path):
    assert Api(client, stranger)("get", f"{path}/valuation").status_code == 404
    assert Api(client, stranger)("patch", f"{path}/valuation", {"assumptions": {}}).status_code == 404
