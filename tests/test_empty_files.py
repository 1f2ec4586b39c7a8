"""Files that say nothing of a guide never reach readers."""

import pytest

from guides.models import Revision
from tests.test_hostile_files import GOOD, archive, bring_in, said


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff \n", "# \n", "---\n---\n"])
def test_a_file_without_words_is_refused(db, tmp_path, content):
    report = bring_in(archive(tmp_path, {"acme/empty.md": content, "acme/good.md": GOOD}))
    assert report.counts() == {"failed": 1, "published": 1}
    assert said(report) == "The file is empty."


def test_a_file_with_nothing_of_a_guide_stays_a_draft_however_often_it_comes(db, tmp_path):
    path = archive(tmp_path, {"acme/list.md": "# Shopping\n\nMilk and bread.\n"})
    assert [bring_in(path).results[0].outcome for _ in range(2)] == ["draft", "unchanged"]
    assert "no number, lever or level" in bring_in(path).results[0].note
    assert not Revision.objects.filter(state="published").exists()
