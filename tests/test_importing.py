"""Files into the database: once each, never over a person's work, and nothing stops a batch."""

from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from guides.canonical import write
from guides.importing import import_paths
from guides.models import Band, Company, Document, Guide, Revision
from guides.parsing import read, rows
from guides.publishing import draft_from, publish, retire
from guides.starting import load_starter_guides
from guides.storing import rows_of
from tests.test_canonical import example

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    save(tmp_path, example())
    return tmp_path


def save(folder, guide, name="acme/ml-ai-engineer.md"):
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(write(guide), encoding="utf-8")
    return file


def bring_in(folder, *, publish=True, now=NOW):
    return import_paths([folder], publish=publish, now=now)


def the_guide() -> Guide:
    return Guide.objects.get()


def changed() -> rows.Guide:
    return replace(example(), tags=("New",))


def test_an_imported_guide_has_the_rows_of_its_file(db, folder):
    assert bring_in(folder).counts() == {"published": 1}
    assert rows_of(the_guide().published) == example()


def test_the_file_is_kept_byte_for_byte_with_its_digest(db, folder):
    bring_in(folder)
    document = Document.objects.get()
    assert bytes(document.content) == (folder / "acme/ml-ai-engineer.md").read_bytes()
    assert (document.path, len(document.digest)) == ("acme/ml-ai-engineer.md", 64)


def test_company_and_role_keys_come_from_folder_and_file(db, folder):
    bring_in(folder)
    assert (the_guide().company.slug, the_guide().role.slug) == ("acme", "ml-ai-engineer")


def test_bands_point_to_their_sources(db, folder):
    bring_in(folder)
    assert Band.objects.get(component="equity").source.title == "A survey"


def test_without_publish_a_file_becomes_a_draft(db, folder):
    assert bring_in(folder, publish=False).counts() == {"draft": 1}
    assert the_guide().published is None


def test_a_draft_as_it_was_read_is_published_when_asked_for_later(db, folder):
    bring_in(folder, publish=False)
    assert bring_in(folder).counts() == {"published": 1}
    assert the_guide().revisions.count() == 1


def test_reading_an_unchanged_file_again_changes_nothing(db, folder):
    bring_in(folder)
    assert bring_in(folder).counts() == {"unchanged": 1}
    assert (Revision.objects.count(), Document.objects.count()) == (1, 1)


def test_a_changed_file_supersedes_an_untouched_import(db, folder):
    bring_in(folder)
    save(folder, changed())
    assert bring_in(folder).counts() == {"published": 1}
    assert [tag.name for tag in the_guide().published.tags.all()] == ["New"]


def test_a_file_that_goes_back_to_what_it_was_is_a_change(db, folder):
    for guide in (example(), changed(), example()):
        save(folder, guide)
        assert bring_in(folder).counts() == {"published": 1}
    assert rows_of(the_guide().published) == example()


def test_a_changed_file_does_not_go_over_a_persons_revision(db, folder, curator, settings):
    settings.REVIEW_REQUIRED = False
    bring_in(folder)
    publish(draft_from(the_guide(), by=curator, now=NOW), by=curator, now=NOW)
    save(folder, changed())
    report = bring_in(folder)
    assert report.counts() == {"draft": 1}
    assert "edited here" in report.results[0].note
    assert the_guide().published.created_by == curator


def test_a_retired_guide_stays_retired(db, folder, curator):
    bring_in(folder)
    retire(the_guide(), by=curator, now=NOW)
    save(folder, changed())
    assert bring_in(folder).counts() == {"draft": 1}
    assert the_guide().retired_at


def test_a_dossier_is_a_document_of_its_company(db, folder):
    (folder / "acme" / "acme-research-dossier.md").write_text("# Acme\n\nLong.")
    assert bring_in(folder).counts() == {"published": 1, "dossier": 1}
    assert Company.objects.get().documents.get(kind="dossier").path == "acme/acme-research-dossier.md"
    assert Guide.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"# Role\n\n\xff\xfe", "not UTF-8 text: see line 3"),
        (b"# Role\n\0", "NUL character: see line 2"),
        (b"x" * 2_000_001, "larger than 2,000 kB"),
        (b"# Role\n\n" + b"x" * 10_001, "Line 3 is longer than 10,000 letters"),
    ],
)
def test_a_bad_file_is_reported_and_stops_nothing(db, folder, content, said):
    (folder / "acme" / "a-bad-one.md").write_bytes(content)
    report = bring_in(folder)
    assert report.counts() == {"failed": 1, "published": 1}
    assert said in report.results[0].problems[0].message


def test_a_file_outside_a_company_folder_is_named_for_where_it_stands(db, tmp_path):
    save(tmp_path, example(), "!/role.md")
    assert bring_in(tmp_path).counts() == {"failed": 1}


def unfit() -> rows.Guide:
    return replace(
        example(),
        tags=("t" * 300,),
        bands=(rows.Band(component="base", low=5, source=7), rows.Band(component="base", low=5, high=4, currency="USD")),
        sources=(rows.Source(title="Bad", url="javascript:alert(1)"),),
    )


def test_rows_that_the_database_refuses_are_mended_and_named(db, tmp_path):
    save(tmp_path, unfit())
    assert bring_in(tmp_path).counts() == {"published": 1}
    revision = the_guide().published
    assert {problem.code for problem in revision.problems.all()} == {"too_long", "unknown_source", "unusable_amount", "unsafe_link"}
    assert [(band.unit, band.flag) for band in revision.bands.all()] == [("text", ""), ("currency", "low above high")]
    assert revision.sources.get().url == ""


TABLES = """### Data Engineer | Acme Global Negotiation Guide

| Region | Base Salary | Bonus | Total Comp |
|---|---|---|---|
| Austin | $100K | $20K | $900K |
| Boston | $110K | $20K | $900K |

| Grade | Parking Pass |
|---|---|
| 7 | $88,000 |
"""


@pytest.mark.parametrize(("verbosity", "told"), ((1, "2 totals over 10 % away from the sum of the parts.\n"), (2, "Austin: $900K")))
def test_the_command_warns_of_a_table_left_out_and_counts_totals_in_one_line(db, tmp_path, verbosity, told):
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "data-engineer.md").write_text(TABLES)
    out = StringIO()
    call_command("import_guides", tmp_path, verbosity=verbosity, stdout=out)
    assert ":8: warning: A table with amounts was left out" in out.getvalue()
    assert told in out.getvalue()
    assert out.getvalue().count("10 % away") == 1


def test_the_command_writes_a_report(db, folder, tmp_path):
    (folder / "acme" / "bad.md").write_bytes(b"\xff")
    out = StringIO()
    call_command("import_guides", folder, "--publish", "--report", tmp_path / "report.json", stdout=out)
    assert "1 failed, 1 published" in out.getvalue()
    assert "not UTF-8" in (tmp_path / "report.json").read_text()


def test_what_is_exported_reads_back_to_the_same_rows(db, folder, tmp_path):
    bring_in(folder)
    call_command("export_guides", tmp_path / "out", stdout=StringIO())
    assert read((tmp_path / "out/acme/ml-ai-engineer.md").read_text()) == example()


def load(folder):
    return load_starter_guides(now=NOW, folder=folder)


def test_starter_guides_are_loaded_once(db, folder):
    assert (load(folder), load(folder)) == (1, 0)
    assert the_guide().published


def test_a_retired_starter_guide_stays_retired(db, folder, curator):
    load(folder)
    retire(the_guide(), by=curator, now=NOW)
    save(folder, changed())
    assert load(folder) == 0
    assert the_guide().retired_at


def test_loading_starter_guides_again_asks_the_database_once(db, folder, django_assert_num_queries):
    load(folder)
    with django_assert_num_queries(1):
        load(folder)


def test_a_batch_asks_the_database_no_more_often_for_more_files(db, folder, django_assert_max_num_queries):
    for number in range(20):
        save(folder, example(), f"acme/role-{number}.md")
    with django_assert_max_num_queries(43):
        assert bring_in(folder).counts() == {"published": 21}


def test_reading_many_unchanged_files_asks_once(db, folder, django_assert_num_queries):
    for number in range(20):
        save(folder, example(), f"acme/role-{number}.md")
    bring_in(folder, publish=False)
    with django_assert_num_queries(1):
        assert bring_in(folder, publish=False).counts() == {"unchanged": 21}


def test_what_the_database_refuses_stops_no_other_file(db, folder, monkeypatch):
    save(folder, example(), "acme/good.md")
    save(folder, replace(example(), equity_reading="unclear"), "acme/bad.md")
    monkeypatch.setattr("guides.incoming.fitted", lambda guide: replace(guide, title="x" * 301) if guide.equity_reading else guide)
    report = bring_in(folder)
    assert report.counts() == {"failed": 1, "published": 2}
    assert "too long" in report.results[0].problems[0].message


def test_two_files_of_one_guide_are_read_one_after_the_other(db, tmp_path):
    save(tmp_path, example(), "acme/Role One.md")
    save(tmp_path, changed(), "acme/role-one.md")
    assert bring_in(tmp_path).counts() == {"published": 2}
    assert the_guide().published.number == 2


def test_the_report_lists_every_problem_with_path_and_line(db, folder):
    (folder / "acme" / "bad.md").write_bytes(b"# Role\n\0")
    problem = bring_in(folder).as_data()["problems"][0]
    assert (problem["path"], problem["line"], problem["code"]) == ("acme/bad.md", 2, "unreadable_file")


class Terminal(StringIO):
    def isatty(self):
        return True


def test_a_terminal_shows_how_far_it_is(db, folder):
    err = Terminal()
    call_command("import_guides", folder, stdout=StringIO(), stderr=err)
    assert "[##############################] 1 of 1" in err.getvalue()
