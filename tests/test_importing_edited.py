"""A file that changed after people edited what it had brought: merged, and nobody's work is overwritten."""

from dataclasses import replace
from decimal import Decimal

import pytest

from guides.models import Document, Revision
from guides.parsing import rows
from guides.publishing import draft_from, edited, publish
from guides.storing import rows_of
from tests.test_canonical import example
from tests.test_importing import NOW, bring_in, changed, folder, save, the_guide

__all__ = ["folder"]


def edit(by, **changes):
    """A person's revision of the guide, published: the base pay changed, unless said otherwise."""
    draft = draft_from(the_guide(), by=by, now=NOW)
    draft.bands.filter(component="base").update(**(changes or {"low": 260_000}))
    edited(draft, by=by, now=NOW)
    publish(draft, by=by, now=NOW)
    return draft


def with_base(low=255_000, **changes) -> rows.Guide:
    base, equity = example().bands
    return replace(example(), bands=(replace(base, low=Decimal(low)), equity), **changes)


@pytest.fixture
def edited_guide(folder, curator, settings):
    """An import that a curator has edited and published."""
    settings.REVIEW_REQUIRED = False
    bring_in(folder)
    return edit(curator)


def newest() -> Revision:
    return Revision.objects.order_by("-number")[0]


def test_what_the_file_changes_is_merged_into_what_people_edited(folder, edited_guide):
    save(folder, changed())
    report = bring_in(folder)
    assert report.counts() == {"draft": 1}
    assert rows_of(newest()) == with_base(260_000, tags=("New",))
    assert (newest().state, the_guide().published) == ("draft", edited_guide)


def test_a_row_changed_on_both_sides_keeps_the_curators_and_is_listed(folder, edited_guide):
    save(folder, with_base(270_000))
    report = bring_in(folder)
    assert "1 changed on both sides" in report.results[0].note
    assert newest().bands.get(component="base").low == 260_000
    assert "270,000" in newest().problems.get(code="merge_conflict").message


def test_changes_of_a_file_that_nobody_published_come_with_the_next_file(folder, edited_guide):
    for guide in (changed(), replace(changed(), notice="Later.")):
        save(folder, guide)
        bring_in(folder)
    assert rows_of(newest()) == with_base(260_000, tags=("New",), notice="Later.")


def test_a_merge_that_was_published_is_no_untouched_import(folder, edited_guide):
    save(folder, changed())
    bring_in(folder)
    publish(newest(), by=None, now=NOW)
    save(folder, replace(changed(), notice="Later."))
    assert bring_in(folder).counts() == {"draft": 1}
    assert rows_of(newest()) == with_base(260_000, tags=("New",), notice="Later.")


def test_a_file_that_says_what_people_wrote_already_changes_nothing(folder, edited_guide):
    save(folder, with_base(260_000))
    report = bring_in(folder)
    assert report.counts() == {"unchanged": 1}
    assert "says all that the file changes" in report.results[0].note
    assert newest() == edited_guide


def test_a_draft_of_an_import_that_a_person_edited_is_not_published_by_the_next_import(db, folder, curator):
    bring_in(folder, publish=False)
    edited(newest(), by=curator, now=NOW)
    assert bring_in(folder).counts() == {"unchanged": 1}
    assert the_guide().published is None


def test_a_guide_made_at_the_desk_is_not_overwritten_by_a_file(db, folder, curator, settings):
    settings.REVIEW_REQUIRED = False
    bring_in(folder)
    edit(curator)
    Revision.objects.update(document=None, imported=False)
    Document.objects.all().delete()
    assert bring_in(folder).counts() == {"draft": 1}
    assert newest().bands.get(component="base").low == 260_000
