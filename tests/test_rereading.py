"""A newer parser reads again what an older one read, and what it finds otherwise waits as a draft."""

import json
from dataclasses import replace

import pytest
from django.core.management import call_command

from guides.canonical import write
from guides.importing import import_paths
from guides.models import Document, Guide, Revision
from guides.publishing import draft_from, edited, publish
from guides.rereading import reread
from guides.storing import rows_of
from tests.desk import NOW
from tests.test_canonical import example


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme/ml-ai-engineer.md").write_text(write(example()), encoding="utf-8")
    return tmp_path


@pytest.fixture
def misread(db, folder):
    """A published guide of which an older parser understood one band otherwise, and one not at all."""
    import_paths([folder], publish=True, now=NOW)
    Document.objects.update(parser_version=0)
    revision = Revision.objects.get()
    base, equity = revision.bands.all()
    equity.delete()
    revision.bands.filter(pk=base.pk).update(low=1)
    return revision


def test_what_is_read_otherwise_becomes_a_draft(misread):
    assert reread(publish=False, now=NOW).counts() == {"draft": 1}
    draft = Revision.objects.get(state="draft")
    assert rows_of(draft) == example()
    assert misread.guide.published == misread


def test_it_is_published_on_request_where_nobody_edited(misread):
    assert reread(publish=True, now=NOW).counts() == {"published": 1}
    assert rows_of(misread.guide.published) == example()


def test_it_is_read_again_once(misread):
    reread(publish=False, now=NOW)
    assert reread(publish=False, now=NOW).results == []


def test_what_is_read_alike_is_only_noted(db, folder):
    import_paths([folder], publish=True, now=NOW)
    Document.objects.update(parser_version=0)
    assert reread(publish=False, now=NOW).counts() == {"unchanged": 1}
    assert (Revision.objects.count(), Document.objects.count(), reread(publish=False, now=NOW).results) == (1, 1, [])


def test_what_people_edited_stays_and_the_rest_is_mended(misread, curator):
    ours = draft_from(misread.guide, by=curator, now=NOW)
    ours.bands.update(low=270_000)
    ours.levers.update(name="Our own lever")
    edited(ours, by=curator, now=NOW)
    publish(ours, by=None, now=NOW)
    reread(publish=True, now=NOW)
    assert misread.guide.published == ours
    draft = rows_of(Revision.objects.get(state="draft"))
    assert [lever.name for lever in draft.levers] == ["Our own lever"]
    assert [band.component for band in draft.bands] == ["base", "equity"], "what was not understood has come"
    assert draft.bands[0].low == 270_000, "what both changed is the curator's"
    assert [problem.code for problem in draft.problems if "Changed here" in problem.message] == ["merge_conflict"]


def test_importing_the_same_file_reads_it_again_too(misread, folder):
    assert import_paths([folder], publish=False, now=NOW).counts() == {"draft": 1}
    assert import_paths([folder], publish=False, now=NOW).counts() == {"unchanged": 1}


def test_only_the_newest_file_of_a_guide_is_read_again(db, folder):
    import_paths([folder], publish=True, now=NOW)
    (folder / "acme/ml-ai-engineer.md").write_text(write(replace(example(), tags=("New",))), encoding="utf-8")
    import_paths([folder], publish=True, now=NOW)
    Document.objects.update(parser_version=0)
    assert reread(publish=True, now=NOW).counts() == {"unchanged": 1}
    assert rows_of(Guide.objects.get().published).tags == ("New",)


def test_the_command_reports_as_an_import_does(misread, tmp_path, capsys):
    call_command("reread_guides", report=tmp_path / "report.json")
    assert "1 draft" in capsys.readouterr().out
    assert json.loads((tmp_path / "report.json").read_text())["counts"] == {"draft": 1}
