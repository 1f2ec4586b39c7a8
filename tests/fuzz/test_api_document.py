"""The API answers as its OpenAPI document says, whatever is asked: single calls made up from it, and chains of calls.

`FUZZ_EXAMPLES` says how many calls are made up for each operation.
"""

import json
import os
from contextlib import suppress

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.errors import FlakyStrategyDefinition
from hypothesis.stateful import run_state_machine_as_test
from schemathesis.specs.openapi.checks import positive_data_acceptance

from negotiate.accounts.models import ApiKey
from negotiate.api import api
from tests import factories

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "30"))
SEED = int(os.environ.get("FUZZ_SEED", "20261201"))
CALLS = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=False, database=None,
    suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
)  # fmt: skip
# The checks that an operation is not held to, and why: the one list of what the document cannot say.
SENSE = "what fits together, which currencies, zones and ids there are, and which days a calendar has, no schema says: 422 names the field"
BEGUN = {"employer": "Acme Capital", "role_name": "Quant", "currency": "USD"}
EXCEPTIONS = {positive_data_acceptance: SENSE}


@pytest.fixture
def key(owner, settings) -> str:
    """A key of somebody with a guide and a negotiation, who may ask as often as wanted."""
    factories.create_proposal(factories.create_negotiation(owner, factories.create_guide()))
    return ApiKey.create(user=owner, scope="write")[1]


@pytest.fixture(autouse=True)
def calls_stay_in_the_transaction_of_their_test(monkeypatch):
    monkeypatch.setattr("ninja.throttling.UserRateThrottle.allow_request", lambda *_: True)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


schema = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema(), default=str)))
schema.app = get_wsgi_application()


@schema.parametrize()
@CALLS
@seed(SEED)
def test_each_operation_answers_as_the_document_says(case, key):
    case.call_and_validate(headers=headers_of(key), excluded_checks=list(EXCEPTIONS))


def test_chains_of_calls_answer_as_the_document_says(key):
    class Chain(schema.as_state_machine()):
        def before_call(self, case):
            """A negotiation that can begin: what no schema says would stop each chain at its first call."""
            if case.operation.label == "POST /api/v1/negotiations" and isinstance(case.body, dict):
                case.body = {name: case.body[name] for name in ("region", "level") if name in case.body} | BEGUN

        def get_call_kwargs(self, case):
            return {"headers": headers_of(key)}

        def validate_response(self, response, case, **given):
            case.validate_response(response, headers=headers_of(key), excluded_checks=list(EXCEPTIONS))

    with suppress(FlakyStrategyDefinition):  # what a chain draws from depends on the ids that the server made: no finding
        run_state_machine_as_test(Chain, settings=settings(CALLS, stateful_step_count=8))


def headers_of(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}", "Host": "localhost"}
