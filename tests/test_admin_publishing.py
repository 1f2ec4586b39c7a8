"""The steps of publishing at the desk, and the lists that say what stands where."""

import re

import pytest
from django.urls import reverse

from guides import publishing
from guides.models import Guide, Problem, Revision
from tests import factories
from tests.desk import NOW, create_draft, fill, form_url, opened, row_of, save, take_step
from tests.forms import values_of

# Review and publishing


def test_an_editor_publishes_what_a_curator_sent_to_review(client, guide, curator, editor):
    draft = create_draft(guide, curator)
    client.force_login(curator)
    take_step(client, draft, "submit")
    client.force_login(editor)
    take_step(client, draft, "publish")
    assert guide.published == draft
    assert guide.published.published_by == editor


@pytest.mark.parametrize("step", ["submit", "publish", "preview"])
def test_a_button_saves_first_and_then_asks(client, guide, editor, step):
    draft = create_draft(guide, editor)
    client.force_login(editor)
    response = save(client, draft, opened(client, draft) | {"title": "New title"}, _then=step)
    assert response.url == reverse(f"admin:guides_revision_{step}", args=[draft.pk])
    draft.refresh_from_db()
    assert (draft.title, draft.state) == ("New title", "draft")


def test_the_question_before_publishing_shows_problems_and_what_stands_in_the_way(client, guide, editor):
    draft = create_draft(guide, editor)
    fill(draft)
    client.force_login(editor)
    page = client.get(reverse("admin:guides_revision_publish", args=[draft.pk])).content.decode()
    assert "The parts do not add up." in page
    assert "somebody else has to publish it" in page


def test_publishing_ones_own_draft_is_refused_in_plain_words(client, guide, editor):
    draft = create_draft(guide, editor)
    client.force_login(editor)
    take_step(client, draft, "submit")
    response = take_step(client, draft, "publish")
    assert "somebody else has to publish it" in client.get(response.url).content.decode()
    assert guide.published != draft


def test_a_draft_changed_since_it_was_read_is_not_published(client, guide, curator, editor):
    draft = create_draft(guide, curator)
    publishing.submit(draft, by=curator, now=NOW)
    publishing.edited(draft, by=curator, now=NOW)
    client.force_login(editor)
    response = take_step(client, draft, "publish", seen_version=1)
    assert "changed since you opened it" in client.get(response.url).content.decode()
    assert guide.published != draft


@pytest.mark.parametrize("state", ["published", "archived"])
def test_a_revision_that_was_published_is_read_only(client, guide, editor, state):
    guide.revisions.update(state=state)
    revision = guide.revisions.get()
    client.force_login(editor)
    response = client.get(form_url(revision))
    assert response.status_code == 200
    assert "title" not in values_of(response, "revision_form")
    assert {name for name in values_of(response, "revision_form") if "bands-0-" in name} == {"bands-0-id", "bands-0-revision"}
    assert save(client, revision, {"title": "Changed", "seen_version": "1"}).status_code == 403
    assert client.post(reverse("admin:guides_revision_delete", args=[revision.pk]), {"post": "yes"}).status_code == 403
    assert guide.revisions.get().title != "Changed"


def test_the_public_page_changes_when_a_draft_is_published_and_not_before(client, guide, curator, editor):
    draft = create_draft(guide, curator)
    client.force_login(curator)
    values = opened(client, draft)
    base = row_of(values, "bands", draft.bands.get(component="base"))
    save(client, draft, values | {f"bands-{base}-high": "377000", f"bands-{base}-original": "$255K - $377K"})
    take_step(client, draft, "submit")
    assert "377" not in client.get(guide.get_absolute_url()).content.decode()
    client.force_login(editor)
    take_step(client, draft, "publish")
    assert "377" in client.get(guide.get_absolute_url()).content.decode()


def test_the_preview_shows_the_draft_as_readers_would_see_it(desk, guide, curator):
    draft = create_draft(guide, curator, high=377_000)
    page = desk.get(reverse("admin:guides_revision_preview", args=[draft.pk])).content.decode()
    assert "Preview of revision 2 (draft)" in page
    assert "377" in page
    assert "I have an offer from here" not in page


def test_an_editor_rolls_back(client, guide, editor):
    first = guide.published
    publishing.publish(create_draft(guide, None), by=None, now=NOW)
    client.force_login(editor)
    take_step(client, first, "roll_back")
    assert (guide.published.number, guide.published.based_on) == (3, first)


def test_an_editor_retires_a_guide_and_brings_it_back(client, guide, editor):
    client.force_login(editor)
    take_step(client, guide, "retire")
    assert not Guide.objects.readable()
    take_step(client, guide, "bring_back")
    assert list(Guide.objects.readable()) == [guide]


def test_a_new_guide_begins_with_a_draft(desk, guide, curator):
    response = desk.post(reverse("admin:guides_guide_add"), {"company": guide.company_id, "role": create_role().pk})
    draft = Revision.objects.get(state="draft")
    assert response.url == form_url(draft)
    assert (draft.number, draft.title, draft.created_by) == (1, "Trader | Acme Capital", curator)


def test_a_second_guide_for_a_company_and_role_is_refused_at_the_field(desk, guide):
    response = desk.post(reverse("admin:guides_guide_add"), {"company": guide.company_id, "role": guide.role_id})
    assert "There is a guide for" in str(response.context["adminform"].form.errors["role"])


def create_role():
    return Guide._meta.get_field("role").related_model.objects.create(slug="trader", name="Trader")


# The list


def test_the_list_says_what_is_live_and_what_is_drafted(desk, guide, curator):
    create_draft(guide, curator)
    page = desk.get(reverse("admin:guides_guide_changelist")).content.decode()
    assert "Live: revision 1" in page
    assert "date unknown" in page
    assert ">2 <" in page


@pytest.mark.parametrize(
    "standing, found", [("live", 1), ("draft", 1), ("in_review", 0), ("never", 0), ("problems", 0), ("undated", 1), ("retired", 0)]
)
def test_the_list_can_be_narrowed(desk, guide, curator, standing, found):
    create_draft(guide, curator)
    response = desk.get(reverse("admin:guides_guide_changelist"), {"standing": standing})
    assert response.context["cl"].result_count == found


def test_the_list_of_guides_asks_as_often_for_many_as_for_one(desk, guide, django_assert_max_num_queries):
    for number in range(8):
        factories.create_guide(company=f"company-{number}")
    with django_assert_max_num_queries(16):
        desk.get(reverse("admin:guides_guide_changelist"))


def test_the_desk_opens_on_the_work(desk, guide, curator):
    Problem.objects.create(revision=guide.published, code="total", message="Does not add up.", severity="warning")
    publishing.submit(create_draft(guide, curator), by=curator, now=NOW)
    page = desk.get(reverse("admin:index"))
    headings = {part.heading: part.count for part in page.context["work"]}
    assert headings == {
        "Waiting for review": 1,
        "Due to go out": 0,
        "Drafts": 0,
        "Flagged by readers": 0,
        "Live with totals that do not add up": 0,
        "Live with other problems": 1,
        "Live with numbers to look at again": 1,
        "Live with numbers that have no source": 1,
    }
    assert "ML/AI Engineer at Acme Capital, revision 2" in page.content.decode()


INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)(?![^>]*application/json)|\sstyle=|\son[a-z]+=", re.IGNORECASE)


def test_no_page_of_the_desk_needs_what_the_content_policy_forbids(client, guide, curator, editor):
    draft = create_draft(guide, curator)
    client.force_login(editor)
    steps = [reverse(f"admin:guides_revision_{name}", args=[draft.pk]) for name in ("submit", "publish", "preview")]
    lists = [reverse("admin:index"), reverse("admin:guides_guide_changelist"), reverse("admin:guides_revision_changelist")]
    for address in [*lists, *steps, form_url(draft), form_url(guide.published), reverse("admin:guides_guide_change", args=[guide.pk])]:
        response = client.get(address)
        assert response.status_code == 200
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert not INLINE.search(response.content.decode()), address
