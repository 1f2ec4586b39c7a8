"""The words that a number was read from stay beside it, and say what somebody has made of it since."""

from decimal import Decimal

from guides.models import Band
from guides.origins import words_after_change
from guides.parsing.rows import Band as Row
from tests.desk import create_draft, opened, row_of, save
from tests.test_sheets import apply, base_row, changes, download, problems, seen, sent

ROW = Row(component="base", unit="currency", low=Decimal(1000), high=Decimal(2000), currency="USD", original="$1K-2K")


def base_of(draft):
    return draft.bands.get(component="base")


def edit(desk, draft, **fields):
    values = opened(desk, draft)
    number = row_of(values, "bands", base_of(draft))
    save(desk, draft, values | {f"bands-{number}-{name}": value for name, value in fields.items()})
    return base_of(draft).original


def test_what_was_changed_stands_behind_the_words():
    assert words_after_change("$1K", ROW) == "$1K; changed here to $1,000 – $2,000"


def test_a_second_change_takes_the_place_of_the_first():
    assert words_after_change("$1K; changed here to $9", ROW) == "$1K; changed here to $1,000 – $2,000"


def test_words_that_say_the_very_amount_stay_alone_and_none_stay_none():
    assert words_after_change("$1,000 – $2,000; changed here to $9", ROW) == "$1,000 – $2,000"
    assert words_after_change("", ROW) == ""


def test_a_band_edited_at_the_desk_says_so(desk, guide, curator):
    draft = create_draft(guide, curator)
    first = base_of(draft).original
    assert edit(desk, draft, high="987000") == f"{first}; changed here to $255,000 – $987,000"
    assert edit(desk, draft, high="340000.00", note="as it was").startswith(first)


def test_words_that_a_curator_types_are_theirs(desk, guide, curator):
    assert edit(desk, create_draft(guide, curator), high="987000", original="their careers page") == "their careers page"


def test_a_note_alone_leaves_the_words(desk, guide, curator):
    draft = create_draft(guide, curator)
    first = base_of(draft).original
    assert edit(desk, draft, note="Seen again") == first


def test_a_number_changed_by_a_sheet_says_so_and_the_same_sheet_changes_nothing_more(desk, guide):
    Band.objects.filter(revision=guide.published, component="base").update(original="$255K to $340K")
    rows = download(desk, guide)
    base_row(rows)["high"] = "350k"
    apply(desk, sent(desk, rows))
    assert base_of(guide.revisions.get(state="draft")).original == "$255K to $340K; changed here to $255,000 – $350,000"
    context = seen(desk, sent(desk, rows))
    assert (changes(context), problems(context)) == ([], [])
