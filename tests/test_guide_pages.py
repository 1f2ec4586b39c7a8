"""The pages of guides: who sees them, what they say, what they cost."""

import pytest
from django.urls import reverse

from guides.indexing import index_guides
from guides.models import Band, LevelRow, Lever, Section, Source, Tag
from tests.factories import create_guide

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    return create_guide()


def page(client, guide):
    answer = client.get(guide.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_may_read_a_published_guide(client, guide):
    html = page(client, guide)
    assert "ML/AI Engineer" in html
    assert "$255,000 – $340,000 a year" in html
    assert "$255K - $340K" in html


@pytest.mark.parametrize("address", ("/guides/", "/guides/acme-capital/", "/guides/acme-capital/ml-ai-engineer/"))
def test_where_guides_are_not_public_strangers_are_asked_to_sign_in(client, settings, guide, owner, address):
    settings.GUIDES_PUBLIC = False
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.url.startswith(f"{reverse('account_login')}?next={address}")
    client.force_login(owner)
    assert client.get(address).status_code == 200


def test_the_front_page_names_no_guide_where_guides_are_not_public(client, settings, guide):
    assert "Acme Capital" in client.get("/").content.decode()
    settings.GUIDES_PUBLIC = False
    assert "Acme Capital" not in client.get("/").content.decode()


@pytest.mark.parametrize("state", ("draft", "in_review", "archived"))
def test_what_is_not_published_is_not_found_by_staff_either(client, guide, curator, state):
    guide.revisions.update(state=state)
    client.force_login(curator)
    assert client.get(guide.get_absolute_url()).status_code == 404
    assert client.get(guide.company.get_absolute_url()).status_code == 404


def test_a_retired_guide_is_not_found(client, guide):
    guide.retired_at = guide.created_at
    guide.save()
    assert client.get(guide.get_absolute_url()).status_code == 404


def test_unknown_names_are_not_found(client):
    assert client.get("/guides/nobody/").status_code == 404
    assert client.get("/guides/nobody/nothing/").status_code == 404


def test_the_notice_stands_on_top(client, guide):
    guide.revisions.update(notice="Nobody has checked these figures.")
    html = page(client, guide)
    assert html.index("Nobody has checked these figures.") < html.index('id="targets"')


def test_a_figure_without_date_and_source_says_so(client, guide):
    assert "date unknown, no source" in page(client, guide)


def test_a_figure_with_date_and_source_says_which(client, guide):
    source = Source.objects.create(revision=guide.published, title="A survey", url="https://example.com/survey")
    for rows in (guide.published.bands, guide.published.targets):
        rows.update(source=source, as_of="2026-03-01")
    html = page(client, guide)
    assert "as of 1 March 2026" in html
    assert f'href="#source-{source.pk}"' in html
    assert "no source" not in html


def test_a_source_is_a_link_that_we_do_not_vouch_for(client, guide):
    Source.objects.create(revision=guide.published, title="A survey", url="https://example.com/survey")
    assert '<a href="https://example.com/survey" rel="nofollow noopener noreferrer">A survey</a>' in page(client, guide)


def test_a_source_with_an_address_that_acts_is_words_only(client, guide):
    Source.objects.create(revision=guide.published, title="A survey", url="javascript:alert(1)")
    html = page(client, guide)
    assert "A survey" in html
    assert "javascript:alert" not in html


def test_hostile_words_do_not_act_anywhere_on_the_page(client, guide):
    hostile = "<script>alert(1)</script>[x](javascript:alert(2))"
    revision = guide.published
    Section.objects.create(revision=revision, kind="other", heading=hostile, markdown=hostile)
    Section.objects.create(revision=revision, kind="levers", heading=hostile, markdown=hostile)
    Lever.objects.create(revision=revision, name=hostile, body=hostile, script=hostile)
    Tag.objects.create(revision=revision, name=hostile)
    LevelRow.objects.create(revision=revision, own_level=hostile).peers.create(company=hostile, level=hostile)
    revision.bands.update(region=hostile, original=hostile, note=hostile, flag=hostile)
    revision.targets.update(scope=hostile, condition=hostile, original=hostile)
    html = page(client, guide)
    assert "<script>alert" not in html
    assert 'href="javascript' not in html


def test_the_page_has_no_inline_style_or_script(client, guide):
    html = page(client, guide)
    assert " style=" not in html
    assert "<style" not in html
    assert "<script>" not in html


def test_a_script_has_its_placeholders_marked_and_a_button_to_copy(client, guide):
    lever = Lever.objects.create(revision=guide.published, name="A rival offer", script="[other firm] has offered me more.")
    html = page(client, guide)
    assert '<mark class="placeholder">[other firm]</mark> has offered me more.' in html
    assert f'data-copy="script-{lever.pk}" hidden' in html


def test_a_doubtful_band_shows_why(client, guide):
    guide.published.bands.update(flag="low above high")
    assert "low above high" in page(client, guide)


def test_a_guide_without_any_figure_has_a_page(client, guide):
    guide.published.bands.all().delete()
    guide.published.targets.all().delete()
    html = page(client, guide)
    assert "says nothing about pay in numbers" in html
    assert 'id="targets"' not in html


def add_rows(revision, count):
    source = Source.objects.create(revision=revision, title="A survey")
    for number in range(count):
        Band.objects.create(
            revision=revision, region=f"Region {number}", component="total", low=1, high=number + 2, currency="USD", source=source
        )
        LevelRow.objects.create(revision=revision, own_level=f"L{number}").peers.create(company="Citadel", level="Senior")
        Lever.objects.create(revision=revision, name=f"Lever {number}")


@pytest.mark.parametrize("count", (1, 90))
def test_a_guide_of_any_size_costs_eleven_queries(client, guide, django_assert_num_queries, count):
    add_rows(guide.published, count)
    page(client, guide)  # the names of companies are kept from now on
    with django_assert_num_queries(11):
        page(client, guide)


@pytest.mark.parametrize("count", (1, 30))
def test_a_directory_of_any_size_costs_four_queries(client, django_assert_num_queries, count):
    for number in range(count):
        create_guide(f"company-{number}")
    with django_assert_num_queries(4):
        assert client.get("/guides/").status_code == 200


def test_the_directory_lists_guides_under_their_company(client, guide):
    html = client.get("/guides/").content.decode()
    assert html.index("Acme Capital") < html.index('href="/guides/acme-capital/ml-ai-engineer/"')


def test_a_search_that_finds_nothing_says_what_to_try(client, guide):
    html = client.get("/guides/", {"q": "zzz"}).content.decode()
    assert "No guide matches." in html
    assert 'value="zzz"' in html


def test_a_filter_that_does_not_exist_is_shown_as_an_error(client, guide):
    html = client.get("/guides/", {"company": "nobody"}).content.decode()
    assert "errorlist" in html


@pytest.mark.parametrize("query", ("page=99", "page=x", "q=%00", "q=" + "x" * 5000, "tag=%25", "region=_", "role=%F0%9F%92%B0"))
def test_the_directory_survives_anything_typed(client, guide, query):
    assert client.get(f"/guides/?{query}").status_code == 200


def test_a_company_shows_its_roles(client, guide):
    create_guide("acme-capital", "data-engineer")
    html = client.get("/guides/acme-capital/").content.decode()
    assert 'href="/guides/acme-capital/ml-ai-engineer/"' in html
    assert 'href="/guides/acme-capital/data-engineer/"' in html


def test_results_come_alone_where_somebody_types(client, guide):
    answer = client.get("/guides/", {"q": "acme"}, headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert "Acme Capital" in html and "<html" not in html and "<form" not in html
    assert "HX-Request" in answer.headers["Vary"]


def test_going_back_in_the_browser_gets_the_whole_page(client, guide):
    html = client.get("/guides/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}).content.decode()
    assert "<html" in html


def test_typing_needs_no_script_that_the_policy_forbids(client, guide):
    html = client.get("/guides/").content.decode()
    assert '"allowEval": false' in html and '"includeIndicatorStyles": false' in html
    assert 'hx-get="/guides/"' in html and 'action="/guides/"' in html


@pytest.mark.parametrize(
    ("by", "link"),
    (("company", "?company=acme-capital"), ("role", "?role=ml-ai-engineer"), ("region", "?region=New%20York"), ("tag", "?tag=Pods")),
)
def test_the_directory_can_be_browsed(client, guide, by, link):
    Tag.objects.create(revision=guide.published, name="Pods")
    index_guides([guide.pk])
    assert link in client.get(f"/guides/?by={by}").content.decode()
    assert "/guides/acme-capital/ml-ai-engineer/" in client.get(f"/guides/{link}").content.decode()


def test_the_directory_can_be_browsed_by_sector(client, guide):
    assert client.get("/guides/?by=sector").status_code == client.get("/guides/?by=nothing").status_code == 200
    type(guide.company).objects.update(sector="Hedge funds")
    assert "?sector=Hedge%20funds" in client.get("/guides/?by=sector").content.decode()
    assert "Acme Capital" in client.get("/guides/?sector=Hedge%20funds").content.decode()


@pytest.mark.parametrize(("words", "said"), (("acne", "words close to them"), ("acme zzzz", "These come closest"), ("acme", "Found")))
def test_the_page_says_how_the_words_fit(client, guide, words, said):
    assert said in client.get("/guides/", {"q": words}).content.decode()
