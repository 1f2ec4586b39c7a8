"""No door is open that nobody meant to open: all routes, walked as nobody, as a stranger, and as their owner."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from negotiate import urls
from negotiate.accounts.models import ApiKey
from offers.compared import compare
from offers.keeping import keep
from offers.letter_files import read_letter
from offers.letters import attach_letter
from offers.options import chosen_by
from offers.scheduling import set_deadline
from tests import factories
from tests.routes import all_routes

METHODS = ("get", "post", "patch", "delete")
# What answers to people who are not signed in, and how. Whoever opens another door writes it down here.
PUBLIC = {
    "front": {200},
    "healthz": {200},
    "readyz": {200, 503},
    "guides": {200},
    "company": {200},
    "guide": {200},
    "guide_history": {200},
    "list_guides": {200},
    "read_guide": {200},
    "api-root": {404},
    # The inbox shows itself on one person's machine alone; it has tests of its own.
    "inbox": {404},
    "inbox_message": {404},
    "inbox_body": {404},
    "inbox_attachment": {404},
    "metrics": {404},
    "confirm_address": {404},  # a signed link, proved by its own tests
    # Links in mails are signed, and have tests of their own.
    "mail_handled": {404},
    "mail_snooze": {404},
    "mail_stop": {404},
    # The calendar feed answers whoever has its address, and to others there is none.
    "calendar_feed": {404},
    # The entrance.
    "account_login": {200},
    "account_signup": {200},
    "account_logout": {302},
    "account_inactive": {200},
    "account_email_verification_sent": {302},
    "account_reset_password": {200},
    "account_confirm_login_code": {302},
    "account_confirm_password_reset_code": {302},
    "account_complete_password_reset": {302},
    "account_password_reset_completed": {200},
    "mfa_authenticate": {302},
}
WALL = timezone.now().replace(tzinfo=None, microsecond=0) + timedelta(days=9)
BODIES = {
    "change": {"level": "L6"},
    "add_proposal": {"side": "employer", "terms": [{"component": "base", "amount": "1"}]},
    "add_entry": {"text": "They called."},
    "record_outcome": {"kind": "declined"},
    "set_deadline": {"wall": WALL.isoformat(), "zone": "UTC"},
    "change_deadline": {"status": "withdrawn"},
    "change_valuation": {"assumptions": {}},
    "settle_entry": {"reason": "It is in the base now."},
}


@login_not_required
def open_door(request):
    return HttpResponse("come in")


urlpatterns = [*urls.urlpatterns, path("forgotten/", open_door, name="forgotten")]


@pytest.fixture
def guide(db):
    return factories.create_guide()


def readable(guide) -> dict:
    return {"company": guide.company.slug, "role": guide.role.slug}


def ask(client, method, route, path):
    if route.is_api and method in ("post", "patch"):
        return getattr(client, method)(path, json.dumps(BODIES.get(route.name, {})), content_type="application/json")
    return getattr(client, method)(path)


def asks_to_sign_in(answer, route) -> bool:
    if route.is_api:
        return answer.status_code == 401
    login = ("/account/login/?next=", "/admin/login/?next=") if route.is_admin else "/account/login/?next="
    return answer.status_code == 302 and answer.url.startswith(login)


def open_doors(client, guide) -> list:
    """(address, status) of what answers nobody in another way than asking to sign in, and is not listed as public."""
    found = []
    for route in all_routes():
        address = route.path(**readable(guide))
        answers = [ask(client, method, route, address) for method in METHODS]
        answers = [answer for answer in answers if not (route.is_api and answer.status_code == 405)]
        if route.name in PUBLIC and not route.is_admin:
            found += [(address, answers[0].status_code)] if answers[0].status_code not in PUBLIC[route.name] else []
        else:
            found += [(address, answer.status_code) for answer in answers if not asks_to_sign_in(answer, route)]
    return found


def test_nobody_gets_in_where_no_door_was_meant_to_be(client, guide):
    assert open_doors(client, guide) == []


def test_a_new_public_view_is_noticed(client, guide, settings):
    settings.ROOT_URLCONF = __name__
    assert {address for address, status in open_doors(client, guide)} == {"/forgotten/"}


def test_the_list_of_public_pages_names_no_page_that_is_gone(client, guide):
    assert set(PUBLIC) <= {route.name for route in all_routes()}


def test_guides_ask_to_sign_in_where_they_are_not_public(client, guide, settings):
    settings.GUIDES_PUBLIC = False
    for route in all_routes():
        if route.name in ("guides", "company", "guide", "guide_history", "list_guides", "read_guide"):
            assert asks_to_sign_in(client.get(route.path(**readable(guide))), route), route


@pytest.fixture
def ids(owner):
    """The owner's rows by the names that routes have for them."""
    negotiation = factories.create_negotiation(owner)
    proposal = factories.create_proposal(negotiation)
    attach_letter(proposal, read_letter("letter.pdf", b"%PDF-1.7"), now=timezone.now())
    deadline = set_deadline(negotiation, kind="employer", wall=WALL, zone="UTC", now=timezone.now())
    keys = {"pk": negotiation.pk, "id": negotiation.pk, "deadline_pk": deadline.pk, "deadline_id": deadline.pk}
    promise = factories.create_promise(negotiation)
    return (
        keys
        | {"proposal_pk": proposal.pk, "component": "base", "entry_pk": promise.pk, "entry_id": promise.pk}
        | {"comparison_pk": kept_comparison(owner, negotiation).pk}
    )


def kept_comparison(owner, negotiation):
    other = factories.create_proposal(factories.create_negotiation(owner, employer="Other Fund"))
    keys = [str(negotiation.pk), str(other.pk)]
    said = {"name": "Both", "asked": keys, "weights": {}, "discount_rate": None, "now": timezone.now()}
    return keep(compare(chosen_by(owner, keys)), user=owner, **said)


def candidates_routes() -> list:
    return [route for route in all_routes() if "negotiations/<" in route.pattern or "compare/<" in route.pattern]


def test_a_stranger_finds_nothing_of_the_owners(client, stranger, ids):
    client.force_login(stranger)
    assert len(candidates_routes()) > 15
    for route in candidates_routes():
        assert route.places <= set(ids), f"{route}: which row is it about?"
        for method in METHODS:
            answer = ask(client, method, route, route.path(**ids))
            assert answer.status_code in (404, 405), (method, route, answer.status_code)


def test_the_owner_finds_what_a_stranger_does_not(client, owner, ids):
    """Else the walk of the stranger would prove nothing."""
    assert len([route for route in candidates_routes() if "compare/<" in route.pattern]) == 3
    client.force_login(owner)
    for route in candidates_routes():
        assert client.get(route.path(**ids)).status_code != 404, route


def test_an_administrator_finds_nothing_of_the_owners(client, ids):
    client.force_login(factories.create_user("root@example.com", is_staff=True, is_superuser=True))
    for route in candidates_routes():
        assert client.get(route.path(**ids)).status_code in (404, 405), route


def test_a_stranger_does_not_end_the_owners_key(client, owner, stranger):
    row, _ = ApiKey.create(user=owner, scope="write")
    client.force_login(stranger)
    assert client.post(f"/account/keys/{row.pk}/revoke/").status_code == 404
