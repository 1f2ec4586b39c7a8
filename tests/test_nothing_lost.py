"""Of no sample guide anything is lost: not a word, not a number, and not on the way out and in again."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils.timezone import now

from guides.importing import import_paths
from guides.models import Revision
from guides.parsing import read, rows
from guides.storing import rows_of
from tests.samples import corpus_files, needs_samples, samples, seed_file  # noqa: F401

WORD = re.compile(r"[^\W_]+")
# What says that something is a list, a lever, a script or a flag, and is said by the row itself.
MARKUP = re.compile(
    r"^[\W_]*(?:(?:Global )?Lever )?\d{1,2}(?=[.):\]\s])|Lever \d+|Script:|\*\*Negotiation language\*\*|:[a-z]+:",
    re.MULTILINE | re.IGNORECASE,
)
AMOUNT = re.compile(r"(?:[$£€₹₪¥]|\b(?:USD|EUR|GBP|CHF|PLN|AED|SGD)\s?)\d[\d,.]*\s?[KMBL]?|\d[\d,.]*\s?%", re.IGNORECASE)


def words_of(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)}


def everything(guide: rows.Guide) -> str:
    """Every text and number of a guide."""
    return "\n".join(texts(guide))


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif hasattr(value, "__dataclass_fields__"):
        yield from texts(tuple(vars(value).values()))


def squeezed(amount: str) -> str:
    return re.sub(r"\s", "", amount).rstrip(".,").upper()


def amounts_of(text: str) -> set[str]:
    return {squeezed(amount) for amount in AMOUNT.findall(text)}


def judged(source: str, guide: rows.Guide) -> str:
    """The tables of a source but for a strategy's scenarios, and the lines of its level map."""
    scenarios = {line for section in guide.sections if section.kind == "strategy" for line in section.markdown.splitlines()}
    lines = [line for line in source.splitlines() if line.lstrip().startswith("|") or re.match(r"\W*Level Mapping", line)]
    return "\n".join(line for line in lines if line not in scenarios)


SAMPLES = [pytest.param(path, id=f"{path.parent.name}/{path.stem}") for path in [*corpus_files(), seed_file()] if path.exists()]


@needs_samples
@pytest.mark.parametrize("path", SAMPLES)
def test_every_word_stands_in_the_rows(path):
    source = path.read_text(encoding="utf8")
    assert words_of(MARKUP.sub(" ", source)) - words_of(everything(read(source, path=str(path)))) == set()


@needs_samples
@pytest.mark.parametrize("path", SAMPLES)
def test_every_number_of_tables_and_level_map_stands_in_a_row_or_a_problem(path):
    source = path.read_text(encoding="utf8")
    guide = read(source, path=str(path))
    kept = everything(
        rows.Guide(title="", role="", company="", **{n: getattr(guide, n) for n in ("bands", "targets", "levels", "problems")})
    )
    assert amounts_of(judged(source, guide)) - amounts_of(kept) == set()


def strategy_sentences(guide: rows.Guide) -> set[str]:
    return {target.original for target in guide.targets}


@needs_samples
@pytest.mark.parametrize("path", SAMPLES)
def test_every_target_stands_in_its_source(path):
    source = path.read_text(encoding="utf8")
    found = strategy_sentences(read(source, path=str(path)))
    assert [sentence for sentence in found if not words_of(sentence) <= words_of(source)] == []


@pytest.fixture
def imported(db, samples):  # noqa: F811
    report = import_paths([samples / "corpus"], publish=True, now=now())
    assert set(report.counts()) <= {"published", "dossier"}
    return {str(revision.guide): rows_of(revision) for revision in Revision.objects.select_related("guide__company", "guide__role")}


def test_what_is_exported_reads_back_to_the_very_rows(imported, tmp_path):
    call_command("export_guides", tmp_path, stdout=StringIO())
    files = sorted(tmp_path.rglob("*.md"))
    again = [read(file.read_text(encoding="utf8")) for file in files]
    assert len(again) == len(imported) >= 36
    assert {f"{guide.role} at {guide.company}": guide for guide in again} == imported


def test_what_is_exported_imports_to_the_very_rows(imported, tmp_path):
    call_command("export_guides", tmp_path, stdout=StringIO())
    Revision.objects.all().delete()
    import_paths([tmp_path], publish=True, now=now())
    found = Revision.objects.select_related("guide__company", "guide__role")
    assert {str(revision.guide): rows_of(revision) for revision in found} == imported


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("guides.incoming.MOST_BYTES", "larger than"),
        ("guides.incoming.MOST_ROWS", "more than 5 rows"),
        ("guides.incoming.MOST_LETTERS", "Line 1"),
    ],
)
def test_a_guide_that_no_import_would_take_back_is_named_as_it_goes_out(guide, tmp_path, monkeypatch, limit, words):
    said, errors = StringIO(), StringIO()
    call_command("export_guides", tmp_path, stdout=said, stderr=errors)
    assert (said.getvalue(), errors.getvalue()) == (f"1 guide written to {tmp_path}\n", "")
    monkeypatch.setattr(limit, 5)
    call_command("export_guides", tmp_path, stdout=said, stderr=errors)
    assert "ml-ai-engineer.md is more than an import takes" in errors.getvalue()
    assert words in errors.getvalue()
