"""Bands and targets out of the desk as CSV and in again: every change is shown, and only drafts are written."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from guides import incoming, publishing
from guides.admin_inlines import INLINES
from guides.models import Band, Revision, Source, Upload
from guides.sheets import exporting
from guides.sheets.exporting import revisions_to_edit, sheet_of
from guides.sheets.files import HEADER
from guides.storing import figures_of
from tests import factories
from tests.desk import NOW, create_draft

URL = reverse("send_sheet")
NEW = {"company": "acme-capital", "role": "ml-ai-engineer", "kind": "band", "component": "sign_on", "unit": "currency", "low": "50k"}
NEW |= {"high": "50k", "currency": "USD", "period": "one_time", "region": "London"}


def download(client, *things, model="guide"):
    """The rows of the file that the action gives for a selection."""
    data = {"action": f"{model}s_as_sheet", "_selected_action": [thing.pk for thing in things]}
    response = client.post(reverse(f"admin:guides_{model}_changelist"), data)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(b"".join(response.streaming_content).decode("utf-8-sig"), newline="")))


def sent(client, rows, header=HEADER, name="numbers.csv"):
    """The address of the preview of these rows."""
    lines = StringIO(newline="")
    writer = csv.DictWriter(lines, header, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    response = client.post(URL, {"file": SimpleUploadedFile(name, lines.getvalue().encode())})
    assert response.status_code == 302, response.context["form"].errors
    return response.url


def seen(client, address):
    return client.get(address).context


def apply(client, address, context=None):
    return client.post(address, {"seen": (context or seen(client, address))["seen"]}, follow=True)


def changes(context):
    return [(change.kind, change.name) for plan in context["plans"].guides for change in plan.changes]


def problems(context):
    return [(one.row, one.column) for one in context["plans"].problems]


def base_row(rows):
    return next(row for row in rows if (row["kind"], row["component"]) == ("band", "base"))


def test_a_guide_comes_out_with_every_number(desk, guide):
    rows = download(desk, guide)
    assert [row["kind"] for row in rows].count("band") == 2
    assert base_row(rows)["low"] == "255000"
    assert {(row["company"], row["role"], row["revision"]) for row in rows} == {("acme-capital", "ml-ai-engineer", "1")}


def test_what_comes_out_and_in_again_changes_nothing(desk, guide):
    context = seen(desk, sent(desk, download(desk, guide, factories.create_guide(role="quant"))))
    assert (changes(context), problems(context), context["plans"].unchanged) == ([], [], 16)
    assert "Write these changes" not in desk.get(sent(desk, download(desk, guide))).content.decode()


@pytest.mark.parametrize(("limit", "most"), [("MOST_ROWS", 7), ("MOST_MEGABYTES", 0.001)])
def test_what_could_not_come_back_does_not_go_out(desk, guide, monkeypatch, limit, most):
    monkeypatch.setattr(exporting, limit, most)
    data = {"action": "guides_as_sheet", "_selected_action": [guide.pk]}
    page = desk.post(reverse("admin:guides_guide_changelist"), data, follow=True).content.decode()
    assert "These hold 8 numbers, and a file that can come back holds up to" in page


def test_a_text_that_no_cell_can_hold_does_not_go_out(desk, guide):
    guide.published.bands.filter(component="base").update(note="x" * 131_000)
    data = {"action": "guides_as_sheet", "_selected_action": [guide.pk]}
    assert "longer than a cell" in desk.post(reverse("admin:guides_guide_changelist"), data, follow=True).content.decode()


def test_every_row_that_a_file_may_bring_fits_into_the_form_of_its_draft(settings):
    fields = max(len(inline.fields) for inline in INLINES) + 3
    assert incoming.MOST_ROWS * fields < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def test_a_change_is_shown_and_then_goes_into_a_draft_alone(desk, guide, curator):
    rows = download(desk, guide)
    base_row(rows)["high"] = "350k"
    address = sent(desk, rows)
    page = desk.get(address).content.decode()
    assert "<del>340,000</del>" in page
    assert "<ins>350,000</ins>" in page
    assert guide.revisions.count() == 1
    apply(desk, address)
    draft = guide.revisions.get(state="draft")
    assert (draft.created_by, draft.bands.get(component="base").high) == (curator, 350_000)
    assert guide.published.bands.get(component="base").high == 340_000
    assert not Upload.objects.exists()
    assert len(figures_of(draft)) == len(figures_of(guide.published))


def test_a_new_row_and_one_taken_out(desk, guide):
    rows = download(desk, guide)
    base_row(rows)["remove"] = "yes"
    address = sent(desk, [*rows, NEW | {"note": "For relocation"}])
    assert changes(seen(desk, address)) == [("removed", "Base salary, New York (HQ)"), ("new", "Sign-on, London")]
    assert "<li>note: For relocation</li>" in desk.get(address).content.decode()
    apply(desk, address)
    bands = guide.revisions.get(state="draft").bands
    assert set(bands.values_list("component", flat=True)) == {"bonus", "sign_on"}
    assert bands.last().component == "sign_on", "what is new stands last"


def test_rows_and_columns_that_are_not_in_the_file_stay(desk, guide):
    row = base_row(download(desk, guide))
    address = sent(desk, [row | {"as_of": "2026-11-01"}], header=["company", "role", "row", "as_of"])
    apply(desk, address)
    bands = guide.revisions.get(state="draft").bands
    assert bands.count() == 2
    assert (bands.get(component="base").as_of, bands.get(component="base").high) == (date(2026, 11, 1), 340_000)


def test_the_same_file_again_finds_nothing_to_do(desk, guide):
    rows = download(desk, guide)
    base_row(rows)["high"] = "350k"
    rows.append(NEW)
    apply(desk, sent(desk, rows))
    context = seen(desk, sent(desk, rows))
    assert (changes(context), problems(context)) == ([], [])


def test_an_open_draft_takes_the_changes(desk, guide, editor):
    draft = create_draft(guide, editor)
    rows = download(desk, guide)
    assert rows[0]["revision"] == "2"
    base_row(rows)["high"] = "350k"
    apply(desk, sent(desk, rows))
    draft.refresh_from_db()
    assert (guide.revisions.count(), draft.version, draft.edited_by.email) == (2, 2, "curator@example.com")
    assert draft.bands.get(component="base").high == 350_000


def test_a_number_that_somebody_changed_since_is_kept_and_said(desk, guide, editor):
    rows = download(desk, guide)
    create_draft(guide, editor, high=360_000)
    base_row(rows)["high"] = "350k"
    context = seen(desk, sent(desk, rows))
    assert (changes(context), problems(context)) == ([], [(2, "row")])


def test_a_row_that_only_the_desk_changed_is_no_problem(desk, guide, editor):
    rows = download(desk, guide)
    create_draft(guide, editor, high=360_000)
    context = seen(desk, sent(desk, rows))
    assert (changes(context), problems(context)) == ([], [])


def test_what_was_saved_between_preview_and_apply_is_not_overwritten(desk, guide, editor):
    draft = create_draft(guide, editor)
    rows = download(desk, guide)
    base_row(rows)["high"] = "350k"
    address = sent(desk, rows)
    context = seen(desk, address)
    draft.bands.filter(component="base").update(high=360_000)
    publishing.edited(draft, by=editor, now=NOW)
    page = apply(desk, address, context).content.decode()
    assert "not what you were shown" in page
    assert "Somebody has changed or removed this number" in page
    assert draft.bands.get(component="base").high == 360_000
    assert Upload.objects.exists(), "the file is kept"


def test_a_guide_in_review_is_left_out(desk, guide, curator):
    rows = download(desk, guide)
    base_row(rows)["high"] = "350k"
    publishing.submit(create_draft(guide, curator), by=curator, now=NOW)
    address = sent(desk, rows)
    assert "Left out: Revision 2 is in review" in desk.get(address).content.decode()
    apply(desk, address)
    assert guide.revisions.count() == 2


def test_rows_with_problems_are_left_out_and_named(desk, guide):
    rows = download(desk, guide)
    bad = [
        {**rows[1], "low": "much"},
        rows[0],
        {**NEW, "company": "nobody"},
        {**NEW, "role": ""},
        NEW,
        {**NEW, "low": "50,000"},
        {**NEW, "source": "7"},
        {**NEW, "region": "x" * 300},
        {**NEW, "remove": "yes"},
        {**NEW, "remove": "perhaps"},
    ]
    address = sent(desk, [rows[0] | {"high": "400k"}, *bad])
    context = seen(desk, address)
    found = [(3, "low"), (4, "row"), (5, "company"), (6, "role"), (8, ""), (9, "source"), (10, "region"), (11, "remove"), (12, "remove")]
    assert problems(context) == found
    assert [kind for kind, _ in changes(context)] == ["changed", "new"]
    apply(desk, address)
    assert guide.revisions.get(state="draft").bands.count() == 3


OF_ANCHOR = {"company": "acme-capital", "role": "ml-ai-engineer", "kind": "anchor", "component": "base", "unit": "currency"}
OF_ANCHOR |= {"currency": "USD", "period": "year"}


def test_a_target_far_from_its_bands_is_left_out_with_the_band_that_says_so(desk, guide):
    rows = [OF_ANCHOR | {"low": "4,000,000", "high": "4,000,000"}, OF_ANCHOR | {"low": "350k", "high": "350k"}]
    context = seen(desk, sent(desk, rows))
    assert [change.after.low for plan in context["plans"].guides for change in plan.changes] == [350_000]
    (problem,) = context["plans"].problems
    assert (problem.row, problem.column) == (2, "low")
    assert "guide's own base of 255,000 to 340,000 USD" in problem.message


def test_a_sheet_that_moves_the_bands_moves_what_is_plausible(desk, guide):
    base = base_row(download(desk, guide))
    rows = [base | {"low": "2,000,000", "high": "3,000,000"}, OF_ANCHOR | {"low": "4,000,000", "high": "4,000,000"}]
    assert problems(seen(desk, sent(desk, rows))) == []


def test_a_source_is_a_number_of_the_list_or_a_title_that_joins_it(desk, guide):
    own = Source.objects.create(revision=guide.published, position=1, title="Careers page")
    rows = [row for row in download(desk, guide) if row["kind"] == "band"]
    rows[0]["source"], rows[1]["source"] = "1", "Survey 2026"
    address = sent(desk, [*rows, NEW | {"source": "Survey 2026"}])
    assert desk.get(address).content.decode().count("Survey 2026 (joins the list)") == 2
    apply(desk, address)
    draft = guide.revisions.get(state="draft")
    assert list(draft.sources.values_list("position", "title")) == [(1, own.title), (2, "Survey 2026")]
    assert [band.source.title for band in draft.bands.all()] == ["Careers page", "Survey 2026", "Survey 2026"]


def test_a_formula_goes_out_behind_an_apostrophe_and_comes_back_as_it_was(desk, guide):
    Band.objects.create(revision=guide.published, component="other", unit="text", original="=HYPERLINK(1)", note="'+5 %")
    rows = download(desk, guide)
    row = next(row for row in rows if row["component"] == "other")
    assert (row["original"], row["note"]) == ("'=HYPERLINK(1)", "''+5 %")
    assert changes(seen(desk, sent(desk, rows))) == []


def test_chosen_revisions_come_out_as_they_are(desk, guide, curator):
    draft = create_draft(guide, curator, high=360_000)
    rows = download(desk, guide.published, draft, model="revision")
    assert [row["high"] for row in rows if row["component"] == "base" and row["kind"] == "band"] == ["340000", "360000"]


@pytest.mark.parametrize("content", [b"", b"low,high\n1,2\n", b"\xff\xfe\x00", b"company,role\n\0", b'company,role\n"a'])
def test_what_is_no_sheet_is_refused_at_the_field(desk, content):
    response = desk.post(URL, {"file": SimpleUploadedFile("x.csv", content)})
    assert (response.status_code, "file" in response.context["form"].errors) == (200, True)
    assert not Upload.objects.exists()


def test_unknown_columns_are_left_out_and_named(desk, guide):
    page = desk.get(sent(desk, download(desk, guide), header=[*HEADER, "bonus%"])).content.decode()
    assert "Not known and left out: “bonus%”" in page


def test_a_sheet_is_not_read_as_a_guide(desk, guide):
    pk = sent(desk, [NEW]).rstrip("/").rpartition("/")[2]
    assert desk.get(reverse("import_preview", args=[pk])).status_code == 404


def test_staff_without_a_group_and_candidates_get_no_file(client, guide, owner):
    for user in (owner, factories.create_staff("nobody@example.com")):
        client.force_login(user)
        response = client.post(reverse("admin:guides_guide_changelist"), {"action": "guides_as_sheet", "_selected_action": [guide.pk]})
        assert response.status_code in (302, 403)


def test_only_who_may_write_drafts_sends_sheets(client, guide, owner, editor, curator):
    client.force_login(curator)
    address = sent(client, [NEW])
    client.force_login(editor)
    assert client.get(address).status_code == client.post(address).status_code == 404
    client.force_login(owner)
    for url in (URL, address):
        assert client.get(url).status_code == client.post(url).status_code == 302
    client.force_login(factories.create_staff("nobody@example.com"))
    for url in (URL, address):
        assert client.get(url).status_code == client.post(url).status_code == 403
    assert not Revision.objects.filter(state="draft").exists()


def test_the_cost_of_a_sheet_does_not_grow_with_its_guides(guide, django_assert_num_queries):
    factories.create_guide(role="quant")
    with django_assert_num_queries(4):
        assert len(list(sheet_of(revisions_to_edit(type(guide).objects.all())))) == 3
