"""The worked positions, asked for as a program does: a guide, an offer over the API, and where it stands."""

import pytest

from guides.models import Band, Target
from tests import factories
from tests.samples import needs_samples
from tests.test_api import Api
from tests.test_position import PERCENTS, vectors

REGION = "New York (HQ)"
PERIODS = {"sign_on": "one_time"}


def unit(name):
    return {"unit": "percent_of_pnl"} if name in PERCENTS else {"currency": "USD"}


def guide_of(given):
    """A guide that says what the vector gives."""
    guide = factories.create_guide()
    revision = guide.published
    revision.bands.all().delete()
    revision.targets.all().delete()
    for name, (low, high) in given["bands"].items():
        Band.objects.create(revision=revision, region=REGION, component=name, low=low, high=high, currency="USD", period="year")
    for name, marks in given["targets"].items():
        for kind, value in marks.items():
            Target.objects.create(revision=revision, component=PERCENTS.get(name, name), kind=kind, low=value, high=value, **unit(name))
    return guide


def offer_of(given) -> dict:
    terms = [
        {"component": PERCENTS.get(name, name), ("percent" if name in PERCENTS else "amount"): str(value)}
        for name, value in given["offer"].items()
    ]
    return {"side": "employer", "terms": terms}


@needs_samples
@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector["given"]["who"])
def test_the_worked_positions_come_out_over_the_api(client, owner, vector):
    api, expected = Api(client, owner), vector["expect"]
    path = f"/negotiations/{factories.create_negotiation(owner, guide_of(vector['given'])).pk}"
    assert api("post", f"{path}/proposals", offer_of(vector["given"])).status_code == 201
    found = api("get", f"{path}/position").json()
    by_name = {component["component"]: component for component in found["components"]}

    def told(field, names):
        return {name: by_name[PERCENTS.get(name, name)][field] for name in names}

    assert found["verdict"] == expected["whole"]
    for field in ("place", "verdict"):
        assert told(field, expected[field]) == expected[field]
    for field in ("penetration", "compa_ratio"):
        assert {name: f"{float(value):.4f}" for name, value in told(field, expected[field]).items()} == expected[field]
    assert by_name["total"]["amount"] == expected["total"]
    assert f"{float(by_name['total']['penetration']):.4f}" == expected["total_penetration"]
    assert "pnl" in by_name["total"]["missing"]
