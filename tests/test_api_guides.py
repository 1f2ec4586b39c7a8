"""Published guides in JSON, and how the API says no."""

import json

import pytest

from guides.indexing import index_guides
from guides.models import Band, Company, LevelPeer, LevelRow, Lever, Section, Source, Tag, Target
from negotiate.accounts.models import ApiKey
from negotiate.api import api
from tests import factories

DOCUMENT = {
    *("company", "role", "title", "revision", "as_of", "tags"),
    *("bands", "targets", "levers", "levels", "sources", "sections"),
}


@pytest.fixture
def guide(db):
    guide = factories.create_guide()
    revision = guide.published
    Tag.objects.create(revision=revision, name="Pods")
    Lever.objects.create(revision=revision, name="Rival", script="I hold [X] from [rival].")
    source = Source.objects.create(revision=revision, position=1, title="A survey")
    revision.bands.update(source=source)
    Section.objects.create(revision=revision, kind="dna", heading="DNA", markdown="Fast.")
    row = LevelRow.objects.create(revision=revision, own_level="L5")
    LevelPeer.objects.create(row=row, company="Other Capital", level="E5")
    index_guides([guide.pk])
    return guide


def test_a_guide_says_everything_in_rows(client, guide):
    answer = client.get("/api/v1/guides/acme-capital/ml-ai-engineer").json()
    assert set(answer) == DOCUMENT
    assert (answer["company"], answer["revision"], answer["tags"]) == ("acme-capital", 1, ["Pods"])
    assert answer["levers"] == [{"name": "Rival", "body": "", "script": "I hold [X] from [rival].", "placeholders": ["[X]", "[rival]"]}]
    assert answer["sources"] == [{"title": "A survey", "url": "", "as_of": None}]
    assert answer["sections"] == [{"kind": "dna", "heading": "DNA", "markdown": "Fast."}]


def test_bands_and_targets_have_the_fields_of_the_guide_format(client, guide):
    answer = client.get("/api/v1/guides/acme-capital/ml-ai-engineer").json()
    assert answer["bands"][0] == {
        **{"region": "New York (HQ)", "level": None, "component": "base", "unit": "currency", "low": "255000", "high": "340000"},
        **{"open_ended": False, "currency": "USD", "period": "year", "value_role": "primary", "original": "$255K - $340K"},
        **{"note": "", "flag": "", "as_of": None, "review_by": None, "source": 1},
    }
    anchor = answer["targets"][0]
    assert (anchor["kind"], anchor["low"], anchor["confidence"], anchor["source"]) == ("anchor", "330000", "1", None)


def test_a_peer_points_to_its_own_guide_where_there_is_one(client, guide):
    url = "/api/v1/guides/acme-capital/ml-ai-engineer"
    assert client.get(url).json()["levels"][0]["peers"] == [{"company": "Other Capital", "level": "E5", "guide": None}]
    factories.create_guide(company="other-capital")
    assert client.get(url).json()["levels"][0]["peers"][0]["guide"] == "other-capital/ml-ai-engineer"


def test_drafts_and_retired_guides_are_not_there(client, guide):
    guide.revisions.update(state="draft")
    index_guides([guide.pk])
    assert client.get("/api/v1/guides/acme-capital/ml-ai-engineer").status_code == 404
    assert client.get("/api/v1/guides").json()["items"] == []


@pytest.mark.parametrize(
    "query", ["q=acme", "company=acme-capital", "role=ml-ai-engineer", "region=New%20York", "tag=Pods", "q=ml&tag=pods"]
)
def test_guides_are_found(client, guide, query):
    other = factories.create_guide(company="bolt", role="designer", role_name="Designer")
    other.published.bands.update(region="London")
    index_guides([other.pk])
    (item,) = client.get(f"/api/v1/guides?{query}").json()["items"]
    assert item["company"] == "acme-capital" and item["tags"] == ["Pods"]


def test_the_best_guide_comes_first_and_pages_follow(client, db):
    for name in ("beta", "alpha", "gamma"):
        factories.create_guide(company=name)
    Company.objects.filter(slug="gamma").update(name="Gamma Alpha Alpha")
    index_guides(Company.objects.get(slug="gamma").guides.values_list("pk", flat=True))
    first = client.get("/api/v1/guides?page_size=2").json()
    assert [item["company"] for item in first["items"]] == ["alpha", "beta"] and first["previous"] is None
    second = client.get(first["next"]).json()
    assert [item["company"] for item in second["items"]] == ["gamma"] and second["next"] is None
    found = client.get("/api/v1/guides?q=alpha&page_size=1").json()
    rest = client.get(found["next"]).json()
    assert {found["items"][0]["company"], rest["items"][0]["company"]} == {"alpha", "gamma"}


def test_guides_are_for_members_where_they_are_not_public(client, owner, guide, settings):
    settings.GUIDES_PUBLIC = False
    assert client.get("/api/v1/guides").status_code == 401
    assert client.get("/api/v1/guides/acme-capital/ml-ai-engineer").status_code == 401
    client.force_login(owner)
    assert client.get("/api/v1/guides").status_code == 200


@pytest.mark.parametrize("query", ["cursor=%00", "cursor=nonsense", "page_size=x", "q=%00", "cursor=cD0lMDA%3D"])
def test_a_bad_query_is_a_problem_and_no_crash(client, guide, query):
    answer = client.get(f"/api/v1/guides?{query}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json"), answer.content
    assert answer.json()["errors"][0]["field"] == query.split("=")[0]


def assert_problem(answer, status):
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    document = answer.json()
    assert document["status"] == status and document["type"] == "about:blank" and document["title"] and document["detail"]


def test_every_no_is_a_problem_document(client, db):
    assert_problem(client.get("/api/v1/me"), 401)
    assert_problem(client.get("/api/v1/nothing"), 404)
    assert_problem(client.get("/api/v1/guides/a/b"), 404)
    assert_problem(client.get("/api/"), 404)
    not_allowed = client.put("/api/v1/guides")
    assert_problem(not_allowed, 405)
    assert "GET" in not_allowed.headers["Allow"]
    assert "Bearer" in client.get("/api/v1/me").headers["WWW-Authenticate"]


@pytest.mark.parametrize("body", ["", "{", "NaN", '{"employer": NaN}', "[" * 100_000])
def test_a_body_that_is_no_json_is_a_problem(client, owner, body):
    _, key = ApiKey.create(user=owner, scope="write")
    answer = client.post("/api/v1/negotiations", body, content_type="application/json", headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code in (400, 422) and answer.headers["Content-Type"] == "application/problem+json"


def test_too_many_requests_are_told_when_to_come_back(client, db, monkeypatch):
    (throttle,) = {each for view in views() for operation in view.operations for each in operation.throttle_objects}
    monkeypatch.setattr(throttle, "num_requests", 2)
    answers = [client.get("/api/v1/guides") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert_problem(answers[-1], 429)
    assert int(answers[-1].headers["Retry-After"]) <= 60


def views():
    return [view for bound in api._get_bound_routers() for view in bound.path_operations.values()]


def test_a_failure_is_a_problem_that_tells_nothing(client, owner, monkeypatch, caplog):
    client.force_login(owner)
    monkeypatch.setattr("offers.api.whole_document", lambda negotiation: 1 / 0)
    answer = client.get(f"/api/v1/negotiations/{factories.create_negotiation(owner).pk}")
    assert_problem(answer, 500)
    assert "division" not in answer.content.decode() and "division" in caplog.text


def test_the_document_describes_every_operation_to_those_who_may_see_it(client, owner):
    assert_problem(client.get("/api/v1/openapi.json"), 401)
    _, key = ApiKey.create(user=owner, scope="read")
    document = client.get("/api/v1/openapi.json", headers={"Authorization": f"Bearer {key}"}).json()
    assert {"/api/v1/guides", "/api/v1/negotiations/{id}/proposals", "/api/v1/me"} <= set(document["paths"])
    amount = document["components"]["schemas"]["TermOut"]["properties"]["amount"]
    assert {"type": "string"}.items() <= amount["anyOf"][0].items(), json.dumps(amount)
    name = document["components"]["schemas"]["NegotiationChanged"]["properties"]["employer"]
    kinds = {shape: document["components"]["schemas"][shape]["properties"]["kind"]["enum"] for shape in ("EntryGiven", "OutcomeGiven")}
    assert "note" in kinds["EntryGiven"] and "accepted" in kinds["OutcomeGiven"]
    assert name["minLength"] == 1 and "default" not in name  # a default that the shape itself refuses makes the document invalid


def test_the_document_names_the_problems_of_each_operation_and_describes_each_once(client, owner):
    client.force_login(owner)
    document = client.get("/api/v1/openapi.json").json()
    answers = document["paths"]["/api/v1/negotiations/{id}/proposals"]["post"]["responses"]
    assert {"401", "404", "409", "422", "429"} <= set(answers)
    assert "404" not in document["paths"]["/api/v1/me"]["get"]["responses"]
    for methods in document["paths"].values():
        for given in methods.values():
            assert any(status.startswith("2") for status in given["responses"])
            for answer in given["responses"].values():
                assert "$ref" not in answer or answer["$ref"].rpartition("/")[2] in document["components"]["responses"]
    assert document["components"]["responses"]["NotFound"]["content"].keys() == {"application/problem+json"}


def test_the_reference_is_a_page_of_ours(client, owner):
    asked = client.get("/api/v1/docs", headers={"Accept": "text/html"})
    assert asked.status_code == 302 and asked.url.startswith("/account/login/")
    client.force_login(owner)
    page = client.get("/api/v1/docs").content.decode()
    assert "/api/v1/negotiations/{id}/proposals" in page
    assert "cdn" not in page and "swagger" not in page.lower()


@pytest.mark.parametrize("more", [1, 60])
def test_a_guide_costs_as_many_questions_however_long_it_is(client, guide, django_assert_max_num_queries, more):
    revision = guide.published
    for number in range(more):
        source = Source.objects.create(revision=revision, position=number + 2, title=f"Survey {number}")
        Band.objects.create(revision=revision, component="base", region=f"Region {number}", low=1, high=2, currency="USD", source=source)
        Target.objects.create(revision=revision, kind="anchor", component="base", low=1, currency="USD", source=source)
        LevelPeer.objects.create(row=LevelRow.objects.create(revision=revision, own_level=f"L{number}"), company="Other", level="E5")
    with django_assert_max_num_queries(22):  # four of them only where a process reads the names of companies for the first time
        answer = client.get("/api/v1/guides/acme-capital/ml-ai-engineer").json()
    assert [band["source"] for band in answer["bands"]] == [1, 1, *range(2, more + 2)]
