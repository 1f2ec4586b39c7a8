"""Many guides at once: planned, shown, and only then written into drafts."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib import admin
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from guides import dependents, publishing
from guides.bulk import fingerprint, plans, set_origin, with_fields
from guides.models import Band, Guide, Lever, Section, Source, Target
from guides.raises import Raise, rounded
from tests import factories
from tests.desk import NOW, create_draft

RAISE = {"percent": "3", "step": "1000", "components": ["base"]}
RAISED = Raise(percent=Decimal(3), step=Decimal(1000), components=["base"])


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


# What hangs on the bands

ALL = RAISE | {"targets": "on", "totals": "on"}


def words_left(page, *, off=True):
    return [one.words for plan in page.context["plans"] for one in plan.left if one.is_off is off]


def test_a_target_that_a_raise_leaves_outside_its_band_is_named(desk, guide):
    page = post(desk, "raise_bands", guide, stage="preview", **RAISE)
    assert words_left(page) == ["Walk away, base salary: $255,000 is now below its band, $263,000 – $350,000 (New York (HQ))."]
    assert words_left(page, off=False) == [
        f"{name}, base salary: ${x},000 stays as it is." for name, x in (("Anchor", 330), ("Accept", 290))
    ]
    assert "is now below its band" in page.content.decode()


@pytest.mark.parametrize(("scope", "off"), [("", True), ("New York", True), ("London", False)])
def test_a_target_is_measured_by_the_band_that_its_scope_names_or_by_each(desk, guide, scope, off):
    Band.objects.create(revision=guide.published, region="London", component="base", low=100_000, high=400_000, currency="USD")
    guide.published.targets.filter(kind="walk_away").update(scope=scope)
    left = words_left(post(desk, "raise_bands", guide, stage="preview", **RAISE))
    assert [words.endswith("is now below its band, $263,000 – $350,000 (New York (HQ)).") for words in left] == [True] * off


def test_what_was_outside_before_is_no_news(desk, guide):
    guide.published.targets.filter(kind="walk_away").update(low=200_000, high=200_000)
    assert not words_left(post(desk, "raise_bands", guide, stage="preview", **RAISE))


def test_targets_rise_too_where_that_is_wanted(desk, guide):
    assert not words_left(post(desk, "raise_bands", guide, stage="preview", **ALL))
    apply(desk, "raise_bands", guide, **ALL)
    draft = guide.revisions.get(state="draft")
    targets = draft.targets.filter(component="base").order_by("low")
    assert [(target.low, target.high) for target in targets] == [(263_000, 263_000), (299_000, 299_000), (340_000, 340_000)]
    assert targets[0].original == "walk_away at $255K, changed by +3 %"
    assert draft.targets.get(component="bonus", kind="anchor").low == 220_000
    assert draft.summary == "Base salary: +3 %, targets and totals too."


def test_targets_that_change_places_are_named(guide):
    before, bands = list(guide.published.targets.filter(component="base")), list(guide.published.bands.all())
    after = [with_fields(one, {"low": 335_000, "high": 335_000} if one.kind == "accept" else {}) for one in before]
    changed = dependents.Guide(bands=bands, bands_after=bands, targets=before, targets_after=after)
    assert [left.words for left in changed.left_behind([])] == ["Base salary: “anchor” is now below “accept”."]


def total(guide, low=400_000, high=570_000, **fields):
    where = {"region": "New York (HQ)", "currency": "USD", "period": "year"} | fields
    return Band.objects.create(revision=guide.published, component="total", low=low, high=high, **where)


def test_a_total_rises_by_as_much_as_its_parts(desk, guide):
    total(guide)
    assert (
        "stays as it is, though its parts change" in words_left(post(desk, "raise_bands", guide, stage="preview", **RAISE), off=False)[-1]
    )
    apply(desk, "raise_bands", guide, **ALL)
    raised = guide.revisions.get(state="draft").bands.get(component="total")
    assert (raised.low, raised.high) == (408_000, 580_000), "263 + 145 and 350 + 230"


def test_a_grant_counts_in_a_total_by_the_year(desk, guide):
    grant = {"region": "New York (HQ)", "currency": "USD", "period": "4yr"}
    Band.objects.create(revision=guide.published, component="equity", low=400_000, high=800_000, **grant)
    total(guide, 500_000, 770_000)
    apply(desk, "raise_bands", guide, **ALL | {"components": ["equity"], "percent": "10"})
    raised = guide.revisions.get(state="draft").bands.get(component="total")
    assert (raised.low, raised.high) == (510_000, 790_000)


def test_a_total_that_its_parts_leave_behind_is_named_and_a_problem_of_the_draft(desk, guide):
    total(guide)
    forty = RAISE | {"percent": "40"}
    named = [words for words in words_left(post(desk, "raise_bands", guide, stage="preview", **forty)) if words.startswith("Total")]
    assert named == ["Total, New York (HQ): $400,000 – $570,000 is now over 10 % away from its parts."]
    apply(desk, "raise_bands", guide, **forty)
    assert named[0] in guide.revisions.get(state="draft").problems.values_list("message", flat=True)


def test_a_total_that_its_parts_never_made_is_not_guessed(desk, guide):
    total(guide, 900_000, 990_000)
    apply(desk, "raise_bands", guide, **ALL)
    assert guide.revisions.get(state="draft").bands.get(component="total").low == 900_000


@pytest.mark.parametrize(
    "sentence",
    ["They stop at $340,000.", "Push past $340K.", "Nobody gets more than USD 340k here.", "Between 255k and 340k is usual."],
)
def test_a_sentence_that_repeats_an_old_amount_is_named(desk, guide, sentence):
    Lever.objects.create(revision=guide.published, name="Timing", script=f"Be patient. {sentence} Then wait.")
    [words] = [words for words in words_left(post(desk, "raise_bands", guide, stage="preview", **ALL)) if "Timing" in words]
    assert f"“{sentence}” (" in words
    assert "$340,000 → $350,000" in words


@pytest.mark.parametrize("sentence", ["They pay €340,000.", "They have 340 people.", "A bonus of $145,000 is usual.", "Since 2026."])
def test_a_sentence_about_something_else_is_not_named(desk, guide, sentence):
    Section.objects.create(revision=guide.published, kind="strategy", heading="Strategy", markdown=sentence)
    assert not words_left(post(desk, "raise_bands", guide, stage="preview", **ALL))


def test_old_amounts_of_targets_are_found_in_the_strategy(desk, guide):
    Section.objects.create(revision=guide.published, kind="strategy", heading="Strategy", markdown="**Open at $330,000.**\n\nThen wait.")
    left = words_left(post(desk, "raise_bands", guide, stage="preview", **ALL))
    assert left == ["Strategy: “Open at $330,000.” ($330,000 → $340,000)"]


def test_a_target_for_the_total_moves_with_it(desk, guide):
    total(guide)
    Target.objects.create(revision=guide.published, kind="accept", component="total", low=500_000, high=500_000, currency="USD")
    apply(desk, "raise_bands", guide, **ALL)
    assert guide.revisions.get(state="draft").targets.get(component="total").low == 509_000, "988 for 970"


def test_a_raise_of_many_guides_asks_the_database_a_few_times_only(guide, django_assert_max_num_queries):
    guides = [guide, *(factories.create_guide(role=f"role-{number}") for number in range(4))]
    with django_assert_max_num_queries(6):
        assert len(plans(guides, RAISED)) == 5


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
    other = Raise(percent=Decimal(4), step=Decimal(1000), components=["base"])
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
