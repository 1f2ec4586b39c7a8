"""Finding a guide by words and by filters."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from guides.asking import questions
from guides.indexing import index_guides, index_what_is_missing
from guides.models import Company, Entry, Guide, Revision, Role, Tag
from guides.publishing import bring_back, draft_from, publish, retire
from guides.search import PART, asked_of, find, find_part, words_of
from guides.vocabulary import vocabulary
from tests.factories import create_guide

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def guides(**wanted):
    return [entry.guide for entry in find(**wanted).entries]


@pytest.fixture
def millennium():
    guide = create_guide("millennium-management", "ml-ai-engineer")
    Tag.objects.create(revision=guide.published, name="Pod Structure")
    index_guides([guide.pk])
    return guide


@pytest.fixture
def monzo():
    guide = create_guide("monzo", "data-engineer", role_name="Data Engineer")
    guide.published.bands.update(region="London (HQ)")
    index_guides([guide.pk])
    return guide


@pytest.fixture(autouse=True)
def both(millennium, monzo):
    return {"millennium": millennium, "monzo": monzo}


@pytest.mark.parametrize("words", ("ml", "ai", "ML/AI", "mill", "millennium ml", "engineer millennium", "pod", "new york", "hq mill"))
def test_words_find_the_guide_however_they_are_joined(words, millennium):
    assert guides(q=words) == [millennium]


@pytest.mark.parametrize("words", ("zzz", "&|!:*", "'); drop table", "???", "\\' :*", "\x01", "𝔷𝔷"))
def test_words_that_do_not_fit_find_nothing_and_break_nothing(words):
    assert guides(q=words) == []


def test_no_words_find_all_in_the_order_of_companies(millennium, monzo):
    assert guides(q="  ") == [millennium, monzo]


def test_a_company_that_is_named_comes_before_one_that_has_the_word_in_a_tag(millennium, monzo):
    Tag.objects.create(revision=millennium.published, name="Unlike Monzo")
    index_guides([millennium.pk])
    assert guides(q="monzo") == [monzo, millennium]


@pytest.mark.parametrize(
    "filters",
    ({"company": "monzo"}, {"role": "data-engineer"}, {"region": "london"}, {"q": "engineer", "region": "hq)", "company": "monzo"}),
)
def test_filters_apply_all_at_once(filters, monzo):
    assert guides(**filters) == [monzo]


def test_a_tag_filters(millennium):
    assert guides(tag="pod structure") == [millennium]


def test_a_draft_is_not_found(millennium, monzo):
    monzo.revisions.update(state="draft")
    index_guides([monzo.pk])
    assert guides() == [millennium]
    assert guides(region="London") == []


def test_a_retired_guide_is_not_found_until_it_is_brought_back(millennium, monzo, editor):
    retire(monzo, by=editor, now=NOW)
    assert guides(q="engineer") == guides() == [millennium]
    bring_back(monzo, by=editor, now=NOW)
    assert set(guides(q="engineer")) == {millennium, monzo}


def test_a_query_is_split_where_the_index_is_split():
    assert words_of("ML/AI, C + Zürich_x") == ["ml", "ai", "c", "zurich", "x"]


def test_what_only_an_earlier_revision_said_does_not_find_the_guide(millennium):
    earlier = millennium.revisions.create(number=2, state="archived", title="Earlier")
    Tag.objects.create(revision=earlier, name="Obsolete")
    index_guides([millennium.pk])
    assert guides(q="obsolete") == guides(tag="obsolete") == []


@pytest.fixture
def stripe():
    guide = create_guide("stripe", "software-engineer", role_name="Software Engineer")
    guide.published.bands.update(region="London", level="Staff Engineer")
    index_guides([guide.pk])
    return guide


@pytest.mark.parametrize(
    ("words", "how"),
    (
        ("staff eng stripe london", "all"),
        ("swe stripe", "all"),
        ("STRÍPE", "all"),
        ("strip", "all"),
        ("sripe", "near"),
        ("sotfware enginer stripe", "near"),
        ("stripe berlin", "some"),
        ("staff sre stripe berlin", "some"),
    ),
)
def test_the_guide_that_was_meant_comes_first(words, how, stripe):
    found = find(q=words)
    assert (found.entries.first().guide, found.how) == (stripe, how)


@pytest.mark.parametrize(
    "words", ("millenium ml", "milennium", "milleni", "millennium-management", "MillenniumManagement", "machine learning")
)
def test_slips_of_the_finger_joined_words_and_words_in_full_find(words, millennium):
    assert guides(q=words) == [millennium]


def test_abbreviations_find_what_they_stand_for():
    tpm = create_guide("rapyd", "technical-program-manager", role_name="Technical Program Manager")
    manager = create_guide("etsy", "engineering-manager", role_name="Engineering Manager")
    assert set(guides(q="tpm")) == {tpm}
    assert set(guides(q="em")) == {manager}


def test_two_words_that_are_one_name_find_it():
    morgan = create_guide("jpmorgan")
    assert guides(q="jp morgan") == [morgan]


def test_a_whole_word_comes_before_the_beginning_of_another(millennium):
    create_guide("airwallex", "designer", role_name="Designer")
    assert guides(q="ai")[0] == millennium


def test_a_company_with_letters_of_its_own_is_found_with_and_without_them():
    zurich = create_guide("zurich")
    zurich.company.name = "ZÜRICH Versicherung Łódź"
    zurich.company.save()
    index_guides([zurich.pk])
    for words in ("zürich", "ZURICH", "lodz", "Łódź"):
        assert guides(q=words) == [zurich], words


def test_a_new_company_is_known_at_once_and_forgotten_with_its_name(millennium):
    assert find(q="databriks").how == "none"
    company = create_guide("databricks").company
    assert find(q="databriks").how == "near"
    company.name = "Lakehouse"
    company.save()
    index_guides(company.guides.values_list("pk", flat=True))
    assert find(q="databriks").how == "none"
    assert find(q="lakehuose").how == "near"


def test_a_sector_filters_and_is_found_as_a_word(millennium):
    type(millennium.company).objects.filter(pk=millennium.company_id).update(sector="Hedge funds")
    index_guides([millennium.pk])
    assert guides(sector="hedge funds") == guides(q="hedge") == [millennium]


def test_publishing_writes_the_entry_and_asks_nothing_of_the_draft_before(millennium, owner, settings):
    settings.REVIEW_REQUIRED = False
    draft = draft_from(millennium, by=owner, now=NOW)
    draft.bands.update(region="Singapore")
    assert guides(q="singapore") == []
    publish(draft, by=owner, now=NOW)
    assert guides(q="singapore") == guides(region="Singapore") == [millennium]
    assert guides(q="new york") == []


def test_entries_that_older_rules_made_or_nobody_did_are_made_anew(millennium, monzo):
    Entry.objects.filter(guide=monzo).delete()
    Entry.objects.filter(guide=millennium).update(rules=0)
    assert index_what_is_missing() == 2
    assert index_what_is_missing() == 0
    assert guides(q="monzo") == [monzo]


def test_the_search_uses_its_index():
    companies = Company.objects.bulk_create(Company(slug=f"c{n}", name=f"Firm {n}") for n in range(2_000))
    guides = Guide.objects.bulk_create(Guide(company=company, role=Role.objects.first()) for company in companies)
    revisions = Revision.objects.bulk_create(Revision(guide=guide, number=1, state="published", title="x") for guide in guides)
    Tag.objects.bulk_create(Tag(revision=one, name=" ".join(f"tag{one.pk + n}" for n in range(20))) for one in revisions)
    index_what_is_missing()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        question = next(iter(questions(words_of("firm 217"), vocabulary())))
        cursor.execute(f"EXPLAIN {PART}", asked_of(question, 0, 30))
        page_plan = "\n".join(line for (line,) in cursor.fetchall())
    for plan in (find(q="firm 217").entries.explain(), page_plan):
        assert "Bitmap Index Scan on entry_words" in plan, plan


@pytest.mark.parametrize("words", ("millennium ml", "milenium", "engineer zzzz", "engineer", "zzzz", "pod", "???", " "))
@pytest.mark.parametrize("first", (0, 1, 2, 40))
def test_a_part_of_what_is_found_is_the_same_as_a_part_of_all(words, first):
    found, part = find(q=words), find_part(q=words, first=first, most=1)
    assert (part.entries, part.count, part.how) == (list(found.entries[first : first + 1]), found.count, found.how)


def test_a_page_beyond_the_last_is_the_last(client):
    page = client.get("/guides/", {"q": "engineer", "page": "7"}).context["page"]
    assert (page.number, page.paginator.count, len(page)) == (1, 2, 2)


def test_a_list_of_words_costs_three_queries(django_assert_num_queries):
    find(q="millennium ml")
    with django_assert_num_queries(3):  # whether a word changed, whether anything fits, what fits
        list(find(q="millennium ml").entries)
    with django_assert_num_queries(2):
        list(find(q="millennium").entries)


@pytest.mark.parametrize("count", (1, 30))
def test_what_a_reader_types_is_answered_in_two_queries(client, django_assert_num_queries, count):
    for number in range(count):
        create_guide(f"company-{number}")
    find(q="company ml")
    with django_assert_num_queries(2):  # whether a word changed, and what fits with how many there are
        assert client.get("/guides/", {"q": "company ml"}, headers={"HX-Request": "true"}).status_code == 200


def test_a_company_that_the_desk_renames_is_found_by_its_new_name(client, editor, monzo):
    client.force_login(editor)
    client.post(reverse("admin:guides_company_change", args=[monzo.company_id]), {"name": "Starling", "slug": "monzo", "sector": ""})
    assert guides(q="starling") == [monzo]


def test_a_command_indexes_what_is_missing(capsys):
    Entry.objects.all().delete()
    call_command("index_guides")
    assert capsys.readouterr().out == "2 guides indexed.\n"


def test_the_command_removes_what_readers_do_not_see_and_makes_all_anew_when_asked(millennium, monzo, capsys):
    Guide.objects.filter(pk=monzo.pk).update(retired_at=NOW)
    call_command("index_guides")
    assert capsys.readouterr().out == "1 guide indexed.\n"
    assert guides() == [millennium]
    Company.objects.filter(pk=millennium.company_id).update(name="Renamed")
    call_command("index_guides", "--all")
    assert guides(q="renamed") == [millennium]


def test_the_front_page_gets_a_few_and_the_way_to_all(client, millennium):
    asked = {"HX-Request": "true", "HX-Target": "front-found"}
    html = client.get("/guides/", {"q": "milenium"}, headers=asked).content.decode()
    assert "or words close to them" in html
    assert 'href="/guides/?q=milenium"' in html
    assert client.get("/guides/", {"q": ""}, headers=asked).content.strip() == b""
    assert "No guide matches yet" in client.get("/guides/", {"q": "zzzz"}, headers=asked).content.decode()
