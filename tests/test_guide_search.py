"""Finding a guide by words and by filters."""

import pytest

from guides.indexing import index_guides
from guides.models import Tag
from guides.search import find_guides, words_of
from tests.factories import create_guide

pytestmark = pytest.mark.django_db


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
    assert list(find_guides(q=words)) == [millennium]


@pytest.mark.parametrize("words", ("zzz", "&|!:*", "'); drop table", "???", "\\' :*", "\x01", "𝔷𝔷"))
def test_words_that_do_not_fit_find_nothing_and_break_nothing(words):
    assert list(find_guides(q=words)) == []


def test_no_words_find_all_in_the_order_of_companies(millennium, monzo):
    assert list(find_guides(q="  ")) == [millennium, monzo]


def test_a_company_that_is_named_comes_before_one_that_has_the_word_in_a_tag(millennium, monzo):
    Tag.objects.create(revision=millennium.published, name="Unlike Monzo")
    index_guides([millennium.pk])
    assert list(find_guides(q="monzo")) == [monzo, millennium]


@pytest.mark.parametrize(
    "filters",
    ({"company": "monzo"}, {"role": "data-engineer"}, {"region": "london"}, {"q": "engineer", "region": "hq)", "company": "monzo"}),
)
def test_filters_apply_all_at_once(filters, monzo):
    assert list(find_guides(**filters)) == [monzo]


def test_a_tag_filters(millennium):
    assert list(find_guides(tag="pod structure")) == [millennium]


def test_a_draft_is_not_found(millennium, monzo):
    monzo.revisions.update(state="draft")
    assert list(find_guides()) == [millennium]
    assert list(find_guides(region="London")) == []


def test_a_retired_guide_is_not_found(millennium, monzo):
    type(monzo).objects.filter(pk=monzo.pk).update(retired_at=monzo.created_at)
    assert list(find_guides(q="engineer")) == [millennium]


def test_a_query_is_split_where_the_index_is_split():
    assert words_of("ML/AI, C++ + Zürich_x") == ["ml", "ai", "c", "zurich", "x"]


def test_what_only_an_earlier_revision_said_does_not_find_the_guide(millennium):
    earlier = millennium.revisions.create(number=2, state="archived", title="Earlier")
    Tag.objects.create(revision=earlier, name="Obsolete")
    index_guides([millennium.pk])
    assert list(find_guides(q="obsolete")) == list(find_guides(tag="obsolete")) == []
