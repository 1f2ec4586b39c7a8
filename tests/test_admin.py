"""A draft at the desk: a form with all its rows, errors at their fields, and nobody overwritten unseen."""

from decimal import Decimal

import pytest

from guides.figure_rules import share_of_one
from guides.models import LevelPeer, Source
from tests.desk import create_draft, errors_in, fill, form_url, new_row, new_rows, opened, row_of, save, take_step

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


def test_a_draft_with_ninety_bands_opens_with_few_queries_and_saves(desk, guide, curator, django_assert_max_num_queries):
    draft = create_draft(guide, curator)
    fill(draft, bands=90)
    with django_assert_max_num_queries(40):
        values = opened(desk, draft)
    assert len(values) > 1500
    assert save(desk, draft, values | {"bands-91-high": "399999"}).status_code == 302
    assert draft.bands.filter(high=399_999).count() == 1


# What does not fit is said at the field


SENSELESS = [  # what is typed into a row, the field at fault, and what is said there
    ({"low": "300000", "high": "200000", "currency": "USD"}, "high", "High is below low"),
    ({"low": "3", "high": "4", "currency": "USD", "unit": "percent_of_base"}, "currency", "Leave the currency empty"),
    ({"low": "3", "high": "4"}, "currency", "needs its currency"),
    ({"low": "3", "unit": "text"}, "low", "Leave this empty"),
    ({"low": "-3", "currency": "USD"}, "low", "negative"),
    ({"low": "a lot", "currency": "USD"}, "low", "is not an amount"),
    ({"low": "99999999999999999999", "currency": "USD"}, "low", "more than a trillion"),
    ({"low": "NaN", "currency": "USD"}, "low", "is not an amount"),
    ({"low": "£310k", "currency": "USD"}, "low", "The amount is in GBP, and the currency here is USD."),
    ({"low": "310.000", "currency": "USD"}, "low", "two ways"),
    ({"low": "12 %", "currency": "USD"}, "low", "money, not a percent"),
    ({"low": "1", "currency": "US$"}, "currency", "Three letters"),
]


WRITTEN = [  # what is typed into a row, beside its currency and unit, and what it is
    ("310k", "USD", "currency", 310_000),
    ("1.2M", "USD", "currency", 1_200_000),
    ("$310k", "USD", "currency", 310_000),
    ("$310k", "AUD", "currency", 310_000),
    ("₹26,00,000", "INR", "currency", 2_600_000),
    ("22L", "INR", "currency", 2_200_000),
    ("CHF 1'000", "CHF", "currency", 1_000),
    ("300 000 kr", "SEK", "currency", 300_000),
    ("12 %", "", "percent_of_base", 12),
    ("12.5", "", "percent_of_base", Decimal("12.5")),
    ("1,200", "", "shares", 1_200),
]


def test_the_desk_reads_amounts_as_people_type_them(desk, guide, curator):
    draft = create_draft(guide, curator)
    rows = [{"component": "pnl", "low": text, "currency": currency, "unit": unit} for text, currency, unit, _ in WRITTEN]
    values = new_rows(new_rows(opened(desk, draft), "bands", *rows), "targets", *({"kind": "anchor", **row} for row in rows))
    response = save(desk, draft, values)
    assert response.status_code == 302, errors_in(response)
    for figures in (draft.bands, draft.targets):
        assert [figure.low for figure in figures.filter(component="pnl")] == [amount for *_, amount in WRITTEN]


def test_an_amount_typed_another_way_is_no_change(desk, guide, curator):
    draft = create_draft(guide, curator)
    base = draft.bands.get(component="base")
    number = row_of(values := opened(desk, draft), "bands", base)
    assert save(desk, draft, values | {f"bands-{number}-low": "255k", f"bands-{number}-high": "340,000"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.version, draft.bands.get(component="base").original) == (1, base.original)


@pytest.mark.parametrize("text, confidence", [("90 %", "0.9"), ("0.75", "0.75"), ("1", "1")])
def test_how_sure_one_is_is_read_as_a_share(text, confidence):
    assert share_of_one(text) == Decimal(confidence)


@pytest.mark.parametrize("table, kind", [("bands", {}), ("targets", {"kind": "anchor"})])
def test_a_figure_that_makes_no_sense_is_an_error_at_its_field(desk, guide, curator, table, kind):
    """All in one form, as it takes a second to draw: each row has its own error, and no other."""
    draft = create_draft(guide, curator)
    response = save(desk, draft, new_rows(opened(desk, draft), table, *(kind | {"component": "pnl"} | typed for typed, *_ in SENSELESS)))
    assert response.status_code == 200
    _, rows = errors_in(response)
    assert [list(errors) for errors in rows] == [[field] for _, field, _ in SENSELESS]
    for errors, (typed, field, words) in zip(rows, SENSELESS, strict=True):
        assert words in str(errors[field]), typed
        assert f'value="{typed["low"]}"' in response.content.decode()
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


def test_a_source_is_added_and_used_in_one_save(desk, guide, curator):
    draft = create_draft(guide, curator)
    values = new_rows(opened(desk, draft), "sources", {"title": "Survey 2026"}, {"title": "Careers page", "url": "https://example.com/"})
    values = new_row(values, "bands", component="pnl", low="5", currency="USD", source="new-1")
    values[f"bands-{row_of(values, 'bands', draft.bands.get(component='base'))}-source"] = "new-2"
    values[f"targets-{row_of(values, 'targets', draft.targets.get(component='bonus', kind='anchor'))}-source"] = "new-2"
    response = save(desk, draft, values)
    assert response.status_code == 302, errors_in(response)
    assert [source.title for source in draft.sources.all()] == ["Survey 2026", "Careers page"]
    assert draft.bands.get(component="pnl").source.title == "Survey 2026"
    assert draft.bands.get(component="base").source.title == "Careers page"
    assert draft.targets.get(component="bonus", kind="anchor").source.title == "Careers page"


@pytest.mark.parametrize("wanted", ["new-1", "new-9", "new-0", "new-x"])
def test_a_new_source_that_nobody_typed_is_an_error_and_all_else_stays_typed(desk, guide, curator, wanted):
    draft = create_draft(guide, curator)
    response = save(desk, draft, new_row(opened(desk, draft), "bands", component="pnl", low="5k", currency="USD", source=wanted))
    assert list(errors_in(response)[1][0]) == ["source"]
    assert 'value="5k"' in response.content.decode()
    assert not draft.sources.exists()


def test_where_another_row_is_wrong_the_new_source_and_who_uses_it_stay_typed(desk, guide, curator):
    draft = create_draft(guide, curator)
    values = new_row(opened(desk, draft), "sources", title="Survey 2026", url="javascript:alert(1)")
    values = new_row(values, "bands", component="pnl", low="5k", currency="USD", source="new-1")
    response = save(desk, draft, values)
    page = response.content.decode()
    assert [list(errors) for errors in errors_in(response)[1]] == [["url"]]
    assert 'value="Survey 2026"' in page
    assert '<option value="new-1" selected>' in page
    assert not draft.sources.exists()


def test_a_new_source_that_is_marked_to_go_is_not_used(desk, guide, curator):
    draft = create_draft(guide, curator)
    values = new_row(opened(desk, draft), "sources", title="Survey 2026", DELETE="on")
    response = save(desk, draft, new_row(values, "bands", component="pnl", low="5k", currency="USD", source="new-1"))
    assert list(errors_in(response)[1][0]) == ["source"]


def test_the_list_offers_the_empty_rows_by_their_number(desk, guide, curator):
    page = desk.get(form_url(create_draft(guide, curator))).content.decode()
    assert page.count('placeholder="New source 1"') == 1
    assert '<option value="new-3">New source 3 (typed below)</option>' in page


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
