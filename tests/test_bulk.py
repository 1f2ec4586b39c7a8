"""Many guides at once: planned, shown, and only then written into drafts."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib import admin
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from guides import publishing
from guides.bulk import fingerprint, plans, raise_bands, rounded, set_origin
from guides.models import Band, Guide, Source
from tests import factories
from tests.desk import NOW, create_draft

RAISE = {"percent": "3", "step": "1000", "components": ["base"]}
RAISED = raise_bands(percent=Decimal(3), step=Decimal(1000), components=["base"])


@pytest.mark.parametrize(
    ("amount", "percent", "step", "expected"),
    [
        ("255000", "3", "1000", "263000"),
        ("255000", "3", "1", "262650"),
        ("100500", "0", "1000", "101000"),
        ("340000", "-2.5", "500", "331500"),
    ],
)
def test_amounts_are_raised_and_rounded_to_the_nearest_step(amount, percent, step, expected):
    assert rounded(Decimal(amount), percent=Decimal(percent), step=Decimal(step)) == Decimal(expected)


def test_what_is_not_stated_is_not_raised():
    assert rounded(None, percent=Decimal(3), step=Decimal(1000)) is None


@given(st.decimals(0, 10**7, places=2), st.decimals(-50, 100, places=2), st.sampled_from([1, 100, 500, 1000]))
def test_a_raised_amount_is_a_multiple_within_half_a_step(amount, percent, step):
    result = rounded(amount, percent=percent, step=Decimal(step))
    assert result % step == 0
    assert abs(result - amount * (100 + percent) / 100) <= Decimal(step) / 2


def post(client, action, *guides, **values):
    data = {"action": action, "_selected_action": [guide.pk for guide in guides], **values}
    return client.post(reverse("admin:guides_guide_changelist"), data, follow=True)


def apply(client, action, *guides, **values):
    """What a browser sends after the preview."""
    seen = post(client, action, *guides, stage="preview", **values).context["seen"]
    return post(client, action, *guides, stage="apply", seen=seen, **values)


def test_a_raise_is_shown_before_anything_is_written(desk, guide):
    assert "Per cent" in post(desk, "raise_bands", guide).content.decode()
    page = post(desk, "raise_bands", guide, stage="preview", **RAISE).content.decode()
    assert "<del>$255,000 – $340,000</del>" in page
    assert "<ins>$263,000 – $350,000</ins>" in page
    assert "$145,000" not in page, "the bonus was not chosen"
    assert guide.revisions.count() == 1


def test_a_raise_goes_into_drafts_alone(desk, guide, curator):
    quant = factories.create_guide(role="quant")
    assert "2 drafts made." in apply(desk, "raise_bands", guide, quant, **RAISE).content.decode()
    for one in (guide, quant):
        draft = one.revisions.get(state="draft")
        base = draft.bands.get(component="base")
        assert (base.low, base.high, base.original) == (263_000, 350_000, "$255K - $340K, changed by +3 %")
        assert (draft.created_by, draft.summary, draft.bands.get(component="bonus").low) == (curator, "Base salary: +3 %.", 145_000)
        assert one.published.bands.get(component="base").low == 255_000


def test_all_pages_of_a_long_list_are_raised_together(desk, monkeypatch):
    monkeypatch.setattr(admin.site.get_model_admin(Guide), "list_per_page", 2)
    guides = [factories.create_guide(role=f"role-{number}") for number in range(5)]
    across = RAISE | {"select_across": "1"}
    page = post(desk, "raise_bands", *guides[:2], stage="preview", **across)
    assert sorted(page.context["selected"]) == [guide.pk for guide in guides]
    done = post(desk, "raise_bands", *guides, stage="apply", seen=page.context["seen"], **RAISE)
    assert "5 drafts made." in done.content.decode()
    assert {guide.revisions.filter(state="draft").count() for guide in guides} == {1}


def test_percentages_and_words_are_not_raised(guide):
    guide.published.bands.all().delete()
    Band.objects.create(revision=guide.published, component="base", unit="percent_of_base", low=10, high=20)
    Band.objects.create(revision=guide.published, component="base", unit="text", original="Varies")
    assert plans([guide], RAISED)[0].changes == []


def test_a_raise_that_breaks_a_total_is_a_problem_of_the_draft(desk, guide):
    Band.objects.create(
        revision=guide.published, region="New York (HQ)", component="total", low=400_000, high=570_000, currency="USD", period="year"
    )
    apply(desk, "raise_bands", guide, **RAISE | {"percent": "40"})
    assert guide.revisions.get(state="draft").problems.filter(code="total_differs").exists()


def test_a_guide_with_an_open_draft_is_left_out_and_said_so(desk, guide, curator):
    create_draft(guide, curator)
    quant = factories.create_guide(role="quant")
    page = post(desk, "raise_bands", guide, quant, stage="preview", **RAISE).content.decode()
    assert "Left out: Revision 2 is an open draft already." in page
    apply(desk, "raise_bands", guide, quant, **RAISE)
    assert (guide.revisions.count(), quant.revisions.count()) == (2, 2)


def test_what_changed_since_the_preview_is_shown_again_and_not_written(desk, guide, editor):
    seen = post(desk, "raise_bands", guide, stage="preview", **RAISE).context["seen"]
    publishing.publish(create_draft(guide, editor, high=360_000), by=None, now=NOW)
    page = post(desk, "raise_bands", guide, stage="apply", seen=seen, **RAISE).content.decode()
    assert "not what you were shown" in page
    assert not guide.revisions.filter(state="draft").exists()


def test_bad_numbers_are_errors_at_their_fields_and_kept(desk, guide):
    response = post(desk, "raise_bands", guide, stage="preview", **RAISE | {"percent": "900"})
    assert "percent" in response.context["form"].errors
    assert 'value="900"' in response.content.decode()


def test_a_raise_by_nothing_is_refused(desk, guide):
    response = post(desk, "raise_bands", guide, stage="preview", **RAISE | {"percent": "0"})
    assert "Nothing would change." in response.content.decode()


ORIGIN = {"as_of": "2026-11-01", "title": "Survey 2026", "url": "https://example.com/s"}


def test_a_day_and_a_source_for_many(desk, guide):
    apply(desk, "set_origin", guide, **ORIGIN)
    draft = guide.revisions.get(state="draft")
    [source] = draft.sources.all()
    assert (source.title, source.url, source.position) == ("Survey 2026", "https://example.com/s", 1)
    assert set(draft.bands.values_list("as_of", "source")) == {(date(2026, 11, 1), source.pk)}
    assert set(draft.targets.values_list("as_of", "source")) == {(date(2026, 11, 1), source.pk)}
    assert not guide.published.sources.exists()


def test_numbers_that_have_a_source_keep_it_where_only_missing_ones_are_meant(desk, guide):
    own = Source.objects.create(revision=guide.published, position=1, title="Careers page")
    guide.published.bands.filter(component="base").update(source=own, as_of=date(2026, 1, 1))
    apply(desk, "set_origin", guide, **ORIGIN, only_missing="on")
    base, bonus = guide.revisions.get(state="draft").bands.order_by("component")
    assert (base.source.title, base.as_of) == ("Careers page", date(2026, 1, 1))
    assert (bonus.source.title, bonus.source.position, bonus.as_of) == ("Survey 2026", 2, date(2026, 11, 1))


def test_an_origin_of_nothing_is_refused(desk, guide):
    assert "Give a day, a source, or both." in post(desk, "set_origin", guide, stage="preview").content.decode()


def test_the_fingerprint_tells_plans_apart(guide):
    other = raise_bands(percent=Decimal(4), step=Decimal(1000), components=["base"])
    day = set_origin(as_of=date(2026, 11, 1), title="", url="", only_missing=False)
    assert len({fingerprint(plans([guide], change)) for change in (RAISED, other, day)}) == 3


# Through review together


def move(client, action, *revisions, **values):
    data = {"action": action, "_selected_action": [revision.pk for revision in revisions], **values}
    return client.post(reverse("admin:guides_revision_changelist"), data, follow=True)


def seen(*revisions):
    return {"confirmed": "yes", **{f"seen-{revision.pk}": revision.version for revision in revisions}}


@pytest.fixture
def drafts(guide, curator):
    return [create_draft(one, curator) for one in (guide, factories.create_guide(role="quant"))]


def states(drafts):
    for draft in drafts:
        draft.refresh_from_db()
    return [draft.state for draft in drafts]


def test_drafts_go_to_review_and_out_together(client, drafts, curator, editor):
    client.force_login(curator)
    assert "Somebody else reads it" in move(client, "submit_selected", *drafts).content.decode()
    move(client, "submit_selected", *drafts, **seen(*drafts))
    assert states(drafts) == ["in_review", "in_review"]
    client.force_login(editor)
    move(client, "publish_selected", *drafts, **seen(*drafts))
    assert states(drafts) == ["published", "published"]


def test_what_cannot_move_says_why_and_the_others_move(client, drafts, curator, editor):
    client.force_login(editor)
    publishing.submit(drafts[0], by=curator, now=NOW)
    assert "has not been sent to review yet" in move(client, "publish_selected", *drafts).content.decode()
    page = move(client, "publish_selected", *drafts, **seen(*drafts)).content.decode()
    assert "has not been sent to review yet" in page
    assert states(drafts) == ["published", "draft"]


def test_a_draft_changed_since_the_question_does_not_move(desk, drafts, curator):
    values = seen(*drafts)
    publishing.edited(drafts[0], by=curator, now=NOW)
    move(desk, "submit_selected", *drafts, **values)
    assert states(drafts) == ["draft", "in_review"]


def test_a_curator_publishes_nothing_in_bulk(desk, drafts):
    move(desk, "publish_selected", *drafts, **seen(*drafts))
    assert states(drafts) == ["draft", "draft"]
