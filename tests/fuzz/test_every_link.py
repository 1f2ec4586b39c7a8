"""Every link, filter, sort, page and form that the product draws leads somewhere, for each visitor, on no data, the demo's and absurd ones.
Whatever else stands in an address or a form, the server does not fail; and no page is left out.

What is tried is taken from the product itself: its routes, the parameters that its pages draw and its code reads, the fields of its
forms, the lists of the desk, and the operations of the API's document. So what is new is tried too.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin
from django.db import transaction
from django.test import RequestFactory

from negotiate.accounts.models import ApiKey
from negotiate.api import api
from offers.models import Negotiation
from tests import worlds
from tests.crawler import route_of
from tests.routes import UNKNOWN, all_routes

pytestmark = pytest.mark.django_db
VALUES = ("-1", "0", "abc", "9" * 21, "XXX", "%00", "%ED%A0%80", "x" * 5_000, "2026-02-30", "unicorn", "%27%22%3Cb%3E%25", UNKNOWN, "")
TYPED = ("", "\x00", "9" * 21, "-1", "x" * 5_000, "½ Ω <b>", "NaN")
READ = re.compile(r"GET\.(?:get|getlist)\(\s*\"(\w+)\"|GET\[\"(\w+)\"\]")
OF_DESK = ("q", "p", "o", "all", "e", "_popup", "_to_field", "_changelist_filters", "nonsense", "id__in", "pk__exact")


# Pages that no walk reaches by what is drawn, and why.
BY_MAIL = "its address is known from a mail alone"
CHANGES = "only takes what a form sends"
NOT_DRAWN = {
    r"calendar/<str:token>.ics|mail/.+/<str:token>/|account/address/.*": BY_MAIL,
    r".*password/reset/confirm/.*|account/confirm-email/": BY_MAIL,
    r".*/(revoke|undo|bring-back|granted|refused|handled|unhandled|remove|keep|rename|conditions)/|account/mail/": CHANGES,
    r"account/(2fa|login/code|password|inactive|reauthenticate|test-mail|keys|export|logout).*": "a step of forms that other tests walk",
    r"healthz|readyz|metrics|inbox/.*|api/v1/.*": "for machines; the API has its own tests",
    r"admin/(autocomplete|jsi18n|logout|login|password_change|r/).*|admin/\(\?P<url>.*|admin/accounts/user/<id>/password/": "Django's own",
    r"admin/\w+/\w+/<path:object_id>/(delete/)?|admin/.*/add/": "leads on, or refuses where rows come from elsewhere or are kept",
    r"admin/\^\(\?P<app_label>.*": "walked, though the resolver writes it in another way",
    r"negotiations/<uuid:pk>/proposals/<uuid:proposal_pk>/letter/": "nobody has attached one",
    r"admin/guides/(revision|guide)/<int:pk>/\w+/|admin/guides/(import|sheet)/<int:pk>/": "a step whose state the data lack",
}


@pytest.mark.parametrize("world", [worlds.nothing, worlds.demo, worlds.absurd], ids=lambda world: world.__name__)
def test_no_link_is_broken_and_nothing_in_an_address_or_a_form_makes_the_server_fail(world):
    walks = worlds.walked(*world())
    assert [one for _, walk in walks for one in walk.broken] == []
    asked = {(path, name): client for client, walk in walks for path, name in walk.parameters}
    single = [(client, f"{path}?{name}={value}") for (path, name), client in asked.items() for value in VALUES]
    assert failing(single) == []
    addresses = {route: (client, path) for client, walk in walks for route, path in walk.routes.items()}
    queries = ["&".join(f"{name}={value}" for name in names_read()) for value in VALUES]
    assert failing([(client, f"{path}?{query}") for client, path in addresses.values() for query in queries]) == []
    sent = [(client, *form) for client, walk in walks for form in walk.changes.values()]
    assert len(sent) > 10
    refused = refused_of(sent)
    assert not refused, "\n".join(refused)


def test_a_new_page_is_noticed_that_nothing_drawn_leads_to():
    met = {route for _, walk in worlds.walked(*worlds.demo()) for route in walk.routes}
    left = [route.pattern for route in all_routes() if route_of(route.path()) not in met]
    assert [pattern for pattern in left if not any(re.fullmatch(one, pattern) for one in NOT_DRAWN)] == []


def refused_of(sent) -> list[str]:
    """Forms at which the server fails, and those that it refuses as they were drawn."""
    return [
        f"{status} {path} {what!r:.80}"
        for client, path, fields in sent
        for what, data in writings(fields)
        if (status := answer_to(client, path, data)) >= (400 if what == "as drawn" else 500)
    ]


def test_no_value_makes_a_list_of_the_desk_fail():
    *_, root = worlds.absurd()
    client = worlds.browser(root)
    questions = [
        (client, f"/admin/{model._meta.app_label}/{model._meta.model_name}/?{name}={value}")
        for model, desk in admin.site._registry.items()
        for name in (*OF_DESK, *parameters_of(desk))
        for value in VALUES
    ]
    assert len(questions) > 1_000
    assert failing(questions) == []


def test_no_value_makes_a_list_of_the_api_fail():
    owner, _ = worlds.absurd()
    client, key = worlds.browser(), ApiKey.create(user=owner, scope="write")[1]
    negotiation = Negotiation.objects.owned_by(owner).first()
    questions = [
        (client, f"{path.format_map(Places(id=negotiation.pk))}?{name}={value}")
        for path, methods in api.get_openapi_schema()["paths"].items()
        for name in ("nonsense", *names_of(methods.get("get", {})))
        for value in VALUES
        if "get" in methods
    ]
    assert failing(questions, Authorization=f"Bearer {key}") == []
    assert client.get("/api/v1/guides?q=unicorn").json()["items"] == []


class Places(dict):
    def __missing__(self, name):
        return UNKNOWN


def names_of(operation) -> list[str]:
    return [given["name"] for given in operation.get("parameters", ()) if given["in"] == "query"]


def parameters_of(desk) -> list[str]:
    request = RequestFactory().get("/")
    return [name for one in desk.list_filter for name in desk.parameters_of(one, request)]


def names_read() -> list[str]:
    """The names of parameters that the product's own code asks for."""
    root = Path(settings.BASE_DIR)
    code = [file.read_text() for app in ("negotiate", "guides", "offers") for file in (root / app).rglob("*.py")]
    return sorted({name for text in code for found in READ.findall(text) for name in found if name} | {"q", "page", "currency"})


def failing(questions, **headers) -> list[str]:
    return [question[:200] for client, question in questions if client.get(question, headers=headers).status_code >= 500]


def writings(fields):
    """The form with nothing in it, as it was drawn, and with each hostile text in all of its fields but what a browser keeps."""
    yield "nothing", {}
    yield "as drawn", fields
    for text in TYPED:
        yield text, {name: value if name.endswith("_FORMS") else text for name, value in fields.items()}
    yield "no count", {name: "x" for name in fields}


def answer_to(client, path, data) -> int:
    """The status; what was changed is taken back, and who was signed in still is."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        status = client.post(path, data).status_code
        transaction.set_rollback(True)
    client.cookies = cookies
    return status
