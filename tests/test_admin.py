"""The desk: curators edit copies, editors publish, readers see only what is published, and nobody sees what candidates write."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from guides import publishing
from guides.models import Band, Guide, LevelPeer, LevelRow, Lever, Problem, Revision, Section, Source, Tag
from tests import factories
from tests.forms import values_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def create_staff(email, *groups, **fields):
    user = factories.create_user(email, is_staff=True, **fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


@pytest.fixture
def curator(db):
    return create_staff("curator@example.com", "curator")


@pytest.fixture
def editor(db):
    return create_staff("editor@example.com", "editor")


@pytest.fixture
def guide(db):
    return factories.create_guide()


@pytest.fixture
def desk(client, curator):
    client.force_login(curator)
    return client


def create_draft(guide, by):
    return publishing.draft_from(guide, by=by, now=NOW)


def form_url(revision):
    return reverse("admin:guides_revision_change", args=[revision.pk])


def opened(client, revision):
    """The draft's form as a browser would send it back untouched."""
    response = client.get(form_url(revision))
    assert response.status_code == 200
    return values_of(response, "revision_form")


def new_row(values, prefix, **fields):
    """The values with a row typed into the empty line of a table."""
    number = int(values[f"{prefix}-INITIAL_FORMS"])
    return values | {f"{prefix}-{number}-{name}": value for name, value in fields.items()}


def row_of(values, prefix, row):
    """The number of a row in its table."""
    return next(number for number in range(1000) if values.get(f"{prefix}-{number}-id") == str(row.pk))


def save(client, revision, values, **buttons):
    return client.post(form_url(revision), values | buttons)


def take_step(client, thing, name, **values):
    url = reverse(f"admin:guides_{thing._meta.model_name}_{name}", args=[thing.pk])
    if isinstance(thing, Revision):
        values = {"seen_version": Revision.objects.get(pk=thing.pk).version, **values}
    return client.post(url, values)


def errors_in(response):
    context = response.context
    rows = [form.errors for inline in context["inline_admin_formsets"] for form in inline.formset.forms if form.errors]
    return context["adminform"].form.errors, rows


# A curator's day


def test_edit_a_copy_makes_a_draft_and_opens_it(desk, guide, curator):
    response = take_step(desk, guide, "copy")
    draft = guide.revisions.get(state="draft")
    assert response.url == form_url(draft)
    assert (draft.created_by, draft.bands.count()) == (curator, 2)


def test_a_changed_band_is_saved_in_the_draft_alone(desk, guide, curator):
    draft = create_draft(guide, curator)
    values = opened(desk, draft)
    base = row_of(values, "bands", draft.bands.get(component="base"))
    response = save(desk, draft, values | {f"bands-{base}-high": "355,000"})
    assert response.url == form_url(draft)
    assert draft.bands.get(component="base").high == Decimal(355_000)
    assert guide.published.bands.get(component="base").high == Decimal(340_000)


def test_every_kind_of_row_can_be_added(desk, guide, curator):
    draft = create_draft(guide, curator)
    values = opened(desk, draft)
    values = new_row(values, "bands", component="equity", unit="text", original="Varies", low="", high="")
    values = new_row(values, "targets", kind="anchor", component="pnl", unit="percent_of_pnl", low="6", high="6")
    values = new_row(values, "levers", name="Timing", body="When", script="I have [number] days.")
    values = new_row(values, "levels", own_level="Senior", peers="Citadel: Senior ML Engineer\r\nTwo Sigma: VP: Modeling")
    values = new_row(values, "sections", kind="dna", heading="Desk", depth="2", markdown="Words\r\nand more")
    values = new_row(values, "tags", name="C++")
    values = new_row(values, "sources", title="Survey", url="https://example.com/survey")
    assert save(desk, draft, values).status_code == 302
    assert draft.targets.get(component="pnl").low == 6
    assert list(LevelPeer.objects.values_list("company", "level")) == [("Citadel", "Senior ML Engineer"), ("Two Sigma", "VP: Modeling")]
    assert (draft.sections.get().markdown, draft.tags.get().name, draft.levers.get().name) == ("Words\nand more", "C++", "Timing")
    assert (draft.sources.get().url, draft.bands.filter(currency=None).count()) == ("https://example.com/survey", 1)


def test_a_new_row_goes_to_the_end_and_order_can_be_changed(desk, guide, curator):
    draft = create_draft(guide, curator)
    for position, title in enumerate(["One", "Two"], 1):
        Source.objects.create(revision=draft, position=position, title=title)
    save(desk, draft, new_row(opened(desk, draft), "sources", title="Three"))
    assert [(source.position, source.title) for source in draft.sources.all()] == [(1, "One"), (2, "Two"), (3, "Three")]
    save(desk, draft, opened(desk, draft) | {"sources-0-position": "9"})
    assert [source.title for source in draft.sources.all()] == ["Two", "Three", "One"]


def test_a_band_can_be_taken_away(desk, guide, curator):
    draft = create_draft(guide, curator)
    save(desk, draft, opened(desk, draft) | {"bands-0-DELETE": "on"})
    assert draft.bands.count() == 1


def test_a_draft_with_ninety_bands_and_everything_else_saves(desk, guide, curator):
    draft = create_draft(guide, curator)
    fill(draft, bands=90)
    values = opened(desk, draft)
    assert len(values) > 1500
    assert save(desk, draft, values | {"bands-91-high": "399999"}).status_code == 302
    assert draft.bands.filter(high=399_999).count() == 1


def test_opening_a_large_draft_asks_the_database_a_few_times_only(desk, guide, curator, django_assert_max_num_queries):
    draft = create_draft(guide, curator)
    fill(draft, bands=90)
    with django_assert_max_num_queries(40):
        desk.get(form_url(draft))


def fill(draft, bands=1):
    sources = [Source.objects.create(revision=draft, position=number, title=f"Source {number}") for number in (1, 2)]
    amounts = {"low": 100_000, "high": Decimal("200000.5"), "currency": "USD", "period": "year", "original": "$100K – $200K\nor so"}
    for number in range(bands):
        Band.objects.create(revision=draft, position=number, component="base", level=f"L{number}", source=sources[0], **amounts)
    Tag.objects.create(revision=draft, name="C++")
    Section.objects.create(revision=draft, kind="dna", heading=" Desk ", markdown="\nFirst line\nand  more \n")
    Lever.objects.create(revision=draft, name="Timing", body="When", script="I have\n[number] days.")
    row = LevelRow.objects.create(revision=draft, own_level="Senior")
    for position, company in enumerate(["Citadel", "Two Sigma"]):
        LevelPeer.objects.create(row=row, position=position, company=company, level="Senior: ML")
    Problem.objects.create(revision=draft, line=7, code="total", message="The parts do not add up.", severity="warning")


# What does not fit is said at the field


@pytest.mark.parametrize(
    "fields, field, words",
    [
        ({"low": "300000", "high": "200000", "currency": "USD"}, "high", "High is below low"),
        ({"low": "3", "high": "4", "currency": "USD", "unit": "percent_of_base"}, "currency", "Leave the currency empty"),
        ({"low": "3", "high": "4"}, "currency", "needs its currency"),
        ({"low": "3", "unit": "text"}, "low", "Leave this empty"),
        ({"low": "-3", "currency": "USD"}, "low", "below zero"),
        ({"low": "a lot", "currency": "USD"}, "low", "Enter a number"),
        ({"low": "99999999999999999999", "currency": "USD"}, "low", "no more than"),
        ({"low": "NaN", "currency": "USD"}, "low", "Enter a number"),
        ({"low": "1", "currency": "US$"}, "currency", "Three letters"),
    ],
)
@pytest.mark.parametrize("table", ["bands", "targets"])
def test_a_figure_that_makes_no_sense_is_an_error_at_its_field(desk, guide, curator, table, fields, field, words):
    draft = create_draft(guide, curator)
    values = opened(desk, draft)
    kind = {"kind": "anchor"} if table == "targets" else {}
    response = save(desk, draft, new_row(values, table, component="pnl", **kind, **fields))
    assert response.status_code == 200
    _, rows = errors_in(response)
    assert [name for errors in rows for name in errors] == [field]
    assert words in str(rows[0][field])
    assert fields.get("low", "") in response.content.decode()
    assert not draft.bands.filter(component="pnl") and not draft.targets.filter(component="pnl")


def test_low_above_high_may_stand_where_a_flag_says_why(desk, guide, curator):
    draft = create_draft(guide, curator)
    row = {"component": "pnl", "low": "5", "high": "4", "currency": "usd", "flag": "as printed"}
    assert save(desk, draft, new_row(opened(desk, draft), "bands", **row)).status_code == 302
    assert draft.bands.get(component="pnl").currency == "USD"


def test_a_peer_that_does_not_read_is_an_error_and_stays_typed(desk, guide, curator):
    draft = create_draft(guide, curator)
    response = save(desk, draft, new_row(opened(desk, draft), "levels", own_level="Senior", peers="Citadel Senior ML"))
    _, rows = errors_in(response)
    assert "“Citadel Senior ML” does not read as" in str(rows[0]["peers"])
    assert "Citadel Senior ML</textarea>" in response.content.decode()


def test_peers_are_replaced_by_what_is_typed_and_left_alone_otherwise(desk, guide, curator):
    draft = create_draft(guide, curator)
    fill(draft)
    keys = list(LevelPeer.objects.values_list("pk", flat=True))
    save(desk, draft, opened(desk, draft) | {"title": "Another"})
    assert list(LevelPeer.objects.values_list("pk", flat=True)) == keys
    save(desk, draft, opened(desk, draft) | {"levels-0-peers": "HRT: Lead"})
    assert list(LevelPeer.objects.values_list("company", "level")) == [("HRT", "Lead")]


def test_a_band_takes_only_the_drafts_own_sources(desk, guide, curator):
    draft = create_draft(guide, curator)
    foreign = Source.objects.create(revision=guide.published, title="Elsewhere")
    own = Source.objects.create(revision=draft, title="Own")
    response = save(desk, draft, opened(desk, draft) | {"bands-0-source": str(foreign.pk)})
    assert "source" in errors_in(response)[1][0]
    assert "Elsewhere" not in response.content.decode()
    assert save(desk, draft, opened(desk, draft) | {"bands-0-source": str(own.pk)}).status_code == 302
    assert own in [band.source for band in draft.bands.all()]


def test_a_source_taken_away_leaves_its_bands(desk, guide, curator):
    draft = create_draft(guide, curator)
    fill(draft)
    values = opened(desk, draft)
    values |= {"sources-0-DELETE": "on", "bands-2-high": "1000000"}
    assert save(desk, draft, values).status_code == 302
    assert draft.bands.get(level="L0").source is None


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x"])
def test_a_source_links_to_web_addresses_only(desk, guide, curator, link):
    draft = create_draft(guide, curator)
    response = save(desk, draft, new_row(opened(desk, draft), "sources", title="Bad", url=link))
    assert "url" in errors_in(response)[1][0]
    assert not draft.sources.exists()


# Two curators on one draft


def test_the_second_of_two_who_save_is_told_and_nothing_is_overwritten(client, guide, curator, editor):
    draft = create_draft(guide, curator)
    client.force_login(curator)
    hers, his = opened(client, draft), opened(client, draft)
    save(client, draft, hers | {"title": "Hers"})
    client.force_login(editor)
    response = save(client, draft, his | {"title": "His", "bands-0-high": "999999"})
    assert "curator@example.com saved this draft" in response.content.decode()
    assert 'value="His"' in response.content.decode() and "999999" in response.content.decode()
    draft.refresh_from_db()
    assert (draft.title, draft.version) == ("Hers", 2)
    assert not draft.bands.filter(high=999_999)


def test_a_save_after_another_took_rows_away_keeps_every_typed_row_in_sight(client, guide, curator):
    draft = create_draft(guide, curator)
    fill(draft, bands=3)
    client.force_login(curator)
    hers, his = opened(client, draft), opened(client, draft)
    save(client, draft, hers | {"bands-0-DELETE": "on", "bands-4-DELETE": "on"})
    response = save(client, draft, his | {"bands-4-note": "typed in the last row"})
    assert response.status_code == 200
    assert "typed in the last row" in response.content.decode()


def test_saving_without_a_change_is_no_edit(client, guide, curator, editor):
    draft = create_draft(guide, curator)
    fill(draft)
    client.force_login(editor)
    save(client, draft, opened(client, draft))
    draft.refresh_from_db()
    assert (draft.version, draft.was_written_by(editor)) == (1, False)


def test_saving_a_change_writes_down_who_did(client, guide, curator, editor):
    draft = create_draft(guide, curator)
    client.force_login(editor)
    save(client, draft, opened(client, draft) | {"summary": "Raised."})
    draft.refresh_from_db()
    assert (draft.version, draft.edited_by, draft.was_written_by(editor)) == (2, editor, True)


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


# Least privilege


def pages_of(thing):
    model = thing._meta.model_name
    return [reverse(f"admin:guides_{model}_changelist"), reverse(f"admin:guides_{model}_change", args=[thing.pk])]


def test_staff_without_a_group_see_nothing(client, guide):
    client.force_login(create_staff("nobody@example.com"))
    draft = create_draft(guide, None)
    for url in [*pages_of(guide), *pages_of(draft), *pages_of(guide.company), reverse("admin:guides_revision_preview", args=[draft.pk])]:
        assert client.get(url).status_code == 403
    for name in ("submit", "publish", "send_back", "copy", "roll_back"):
        assert take_step(client, draft, name).status_code == 403
    assert "acme" not in client.get(reverse("admin:index")).content.decode().lower()


def test_candidates_do_not_reach_the_desk(client, guide, owner):
    client.force_login(owner)
    draft = create_draft(guide, None)
    for url in [reverse("admin:index"), *pages_of(guide), reverse("admin:guides_revision_preview", args=[draft.pk])]:
        assert client.get(url).status_code in (302, 403, 404)
    take_step(client, draft, "publish")
    assert guide.published.number == 1


def test_a_curator_cannot_publish_or_retire_by_post_either(desk, guide, editor, settings):
    settings.REVIEW_REQUIRED = False
    draft = create_draft(guide, editor)
    assert take_step(desk, draft, "publish").status_code == 403
    assert take_step(desk, guide.published, "roll_back").status_code == 403
    assert take_step(desk, guide, "retire").status_code == 403
    assert guide.published.number == 1


def test_the_publish_button_is_not_there_for_a_curator(desk, guide, curator):
    page = desk.get(form_url(create_draft(guide, curator))).content.decode()
    assert "then send to review" in page
    assert "then publish" not in page


def test_a_curator_renames_no_company_and_deletes_no_revision(desk, guide, curator):
    draft = create_draft(guide, curator)
    company = desk.post(reverse("admin:guides_company_change", args=[guide.company_id]), {"name": "Other", "slug": "other"})
    revision = desk.post(reverse("admin:guides_revision_delete", args=[draft.pk]), {"post": "yes"})
    assert (company.status_code, revision.status_code) == (403, 403)


@pytest.mark.parametrize("group", ["curator", "editor"])
def test_no_group_reaches_people_or_mail(db, group):
    reached = {permission.content_type.app_label for permission in Group.objects.get(name=group).permissions.all()}
    assert reached == {"guides"}


def test_only_the_editor_group_may_publish(curator, editor):
    assert not curator.has_perm("guides.publish_revision")
    assert editor.has_perm("guides.publish_revision")


# What candidates write is never here


def test_nothing_of_candidates_is_registered():
    registered = {model._meta.app_label for model in admin.site._registry}
    assert "offers" not in registered
    assert not set(apps.get_app_config("offers").get_models()) & set(admin.site._registry)


@pytest.mark.parametrize("model", ["company", "role", "guide", "revision", "document"])
@pytest.mark.parametrize(
    "lookup", ["guides__id__gt", "revisions__title__startswith", "guide__company__name__startswith", "digest__startswith"]
)
def test_a_list_answers_no_question_but_its_filters(client, db, model, lookup):
    client.force_login(create_staff("root@example.com", is_superuser=True))
    response = client.get(reverse(f"admin:guides_{model}_changelist"), {lookup: "0"})
    assert response.status_code in (302, 400)
