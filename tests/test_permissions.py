"""Who may do what over the API, route by route: nobody, a stranger, a key that reads, a key that writes, a browser."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from negotiate.accounts.models import ApiKey
from offers.models import Negotiation
from offers.scheduling import set_deadline
from tests import factories

WALL = timezone.now().replace(tzinfo=None, microsecond=0) + timedelta(days=9)
READS = ["", "/timeline", "/position", "/valuation"]
WRITES = [
    ("patch", "", {"level": "L6"}, 200),
    ("post", "/proposals", {"side": "employer", "terms": [{"component": "base", "amount": "1"}]}, 201),
    ("post", "/deadlines", {"wall": WALL.isoformat(), "zone": "UTC"}, 201),
    ("patch", "/deadlines/{deadline}", {"status": "withdrawn"}, 200),
    ("patch", "/valuation", {"assumptions": {"target": "0.7"}}, 200),
    ("post", "/entries", {"text": "They called."}, 201),
    ("post", "/outcome", {"kind": "declined"}, 201),
    ("delete", "", None, 204),
]


@pytest.fixture
def negotiation(owner):
    return factories.create_negotiation(owner)


@pytest.fixture
def deadline(negotiation):
    return set_deadline(negotiation, kind="employer", wall=WALL, zone="UTC", now=timezone.now())


def call(client, method, negotiation, route, body=None, *, deadline="", **headers):
    url = f"/api/v1/negotiations/{negotiation}{route.format(deadline=deadline)}"
    extra = {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {}
    return getattr(client, method)(url, headers=headers, **extra)


def bearer(user, scope) -> dict:
    return {"Authorization": f"Bearer {ApiKey.create(user=user, scope=scope)[1]}"}


@pytest.mark.parametrize(("method", "route", "body", "status"), WRITES)
def test_nobody_writes(client, negotiation, deadline, method, route, body, status):
    assert call(client, method, negotiation.pk, route, body, deadline=deadline.pk).status_code == 401


@pytest.mark.parametrize("route", READS)
def test_nobody_reads(client, negotiation, route):
    assert call(client, "get", negotiation.pk, route).status_code == 401
    assert call(client, "get", negotiation.pk, route, Authorization="Bearer neg_wrong").status_code == 401
    assert call(client, "get", negotiation.pk, route, Authorization="Basic b3duZXI6cGFzcw==").status_code == 401


@pytest.mark.parametrize(("method", "route", "body", "status"), WRITES)
def test_a_stranger_finds_nothing_to_write_to(client, negotiation, deadline, stranger, method, route, body, status):
    key = bearer(stranger, "write")
    assert call(client, method, negotiation.pk, route, body, deadline=deadline.pk, **key).status_code == 404
    assert call(client, method, uuid4(), route, body, deadline=deadline.pk, **key).status_code == 404
    assert Negotiation.objects.get(pk=negotiation.pk).deleted_at is None


@pytest.mark.parametrize("route", READS)
def test_a_stranger_finds_nothing_to_read(client, negotiation, stranger, route):
    assert call(client, "get", negotiation.pk, route, **bearer(stranger, "write")).status_code == 404


def test_not_even_an_administrator_reads_what_is_not_theirs(client, negotiation):
    administrator = factories.create_user("root@example.com", is_staff=True, is_superuser=True)
    assert call(client, "get", negotiation.pk, "", **bearer(administrator, "write")).status_code == 404


def test_a_deadline_answers_only_under_its_own_negotiation(client, owner, deadline):
    other = factories.create_negotiation(owner)
    answer = call(client, "patch", other.pk, f"/deadlines/{deadline.pk}", {"status": "withdrawn"}, **bearer(owner, "write"))
    assert answer.status_code == 404


@pytest.mark.parametrize("route", READS)
def test_a_key_that_reads_reads(client, negotiation, owner, route):
    assert call(client, "get", negotiation.pk, route, **bearer(owner, "read")).status_code == 200


@pytest.mark.parametrize(("method", "route", "body", "status"), WRITES)
def test_a_key_that_reads_does_not_write(client, negotiation, deadline, owner, method, route, body, status):
    answer = call(client, method, negotiation.pk, route, body, deadline=deadline.pk, **bearer(owner, "read"))
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "application/problem+json")


@pytest.mark.parametrize(("method", "route", "body", "status"), WRITES)
def test_a_key_that_writes_writes(client, negotiation, deadline, owner, method, route, body, status):
    assert call(client, method, negotiation.pk, route, body, deadline=deadline.pk, **bearer(owner, "write")).status_code == status


@pytest.mark.parametrize(("method", "route", "body", "status"), WRITES)
def test_a_browser_writes_with_its_csrf_token_alone(negotiation, deadline, owner, method, route, body, status):
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    answer = call(client, method, negotiation.pk, route, body, deadline=deadline.pk)
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "application/problem+json")
    client.get("/account/")
    token = {"X-CSRFToken": client.cookies["csrftoken"].value}
    assert call(client, method, negotiation.pk, route, body, deadline=deadline.pk, **token).status_code == status


def test_a_key_works_beside_a_cookie_and_counts_alone(negotiation, owner, stranger):
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    assert call(client, "post", negotiation.pk, "/entries", {"text": "x"}, **bearer(owner, "write")).status_code == 201
    assert call(client, "get", negotiation.pk, "", **bearer(stranger, "write")).status_code == 404
    assert call(client, "get", negotiation.pk, "", Authorization="Bearer neg_wrong").status_code == 401


@pytest.mark.parametrize("change", [{"revoked_at": timezone.now()}, {"digest": "0" * 64}])
def test_an_ended_or_unknown_key_is_refused(client, negotiation, owner, change):
    key = bearer(owner, "write")
    ApiKey.objects.update(**change)
    assert call(client, "get", negotiation.pk, "", **key).status_code == 401


def test_the_keys_of_a_closed_account_are_refused(client, negotiation, owner):
    key = bearer(owner, "write")
    type(owner).objects.update(is_active=False)
    assert call(client, "get", negotiation.pk, "", **key).status_code == 401


def test_a_key_opens_no_page(client, owner):
    assert client.get("/account/", headers=bearer(owner, "write")).status_code == 302


def test_the_last_use_of_a_key_is_noted(client, negotiation, owner):
    key = bearer(owner, "read")
    call(client, "get", negotiation.pk, "", **key)
    first = ApiKey.objects.get().last_used_at
    call(client, "get", negotiation.pk, "", **key)
    assert first and ApiKey.objects.get().last_used_at == first
