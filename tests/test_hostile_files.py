"""Files that mean harm, or are merely broken: a problem in the report, nothing that acts, nothing that takes long."""

import os
import re
import stat
import time
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from guides import files
from guides.canonical import write
from guides.importing import Report, import_paths
from guides.models import Guide, Revision, Source
from guides.rendering import words
from guides.storing import rows_of
from tests.test_canonical import example

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
GOOD = write(example())


def bring_in(path) -> Report:
    return import_paths([path], publish=True, now=NOW)


def said(report: Report) -> str:
    return " ".join(problem.message for result in report.results for problem in result.problems)


def archive(folder: Path, members: dict[str, bytes | str]) -> Path:
    path = folder / "guides.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path


# Archives


def test_an_archive_is_read_like_a_folder(db, tmp_path):
    path = archive(tmp_path, {"all/acme/role.md": GOOD, "all/other/role.md": GOOD, "all/notes.txt": "x", "__MACOSX/acme/._role.md": "x"})
    assert bring_in(path).counts() == {"published": 2}
    assert bring_in(path).counts() == {"unchanged": 2}
    assert sorted(Guide.objects.values_list("company__slug", flat=True)) == ["acme", "other"]


@pytest.mark.parametrize("name", ["../../etc/acme/role.md", "/acme/role.md", "acme/../../role.md", "..\\acme\\role.md", "C:/acme/role.md"])
def test_a_path_that_climbs_out_of_an_archive_is_refused(db, tmp_path, name):
    report = bring_in(archive(tmp_path, {name: GOOD, "acme/good.md": GOOD}))
    assert report.counts() == {"failed": 1, "published": 1}
    assert "climbs out" in said(report) or "company/role.md" in said(report)


def test_a_member_that_unpacks_to_something_huge_is_refused(db, tmp_path):
    report = bring_in(archive(tmp_path, {"acme/bomb.md": b"a" * 60_000_000, "acme/good.md": GOOD}))
    assert report.counts() == {"failed": 1, "published": 1}
    assert "larger than 2,000 kB" in said(report)


def test_an_archive_that_unpacks_to_something_huge_is_read_as_far_as_the_limit(db, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_ARCHIVE_BYTES", 2 * len(GOOD.encode()))
    report = bring_in(archive(tmp_path, {f"acme/role-{number}.md": GOOD for number in range(4)}))
    assert [(result.path, result.outcome) for result in report.results] == [
        ("acme/role-0.md", "published"),
        ("acme/role-1.md", "published"),
        ("acme/role-2.md", "failed"),
        ("acme/role-3.md", "failed"),
    ]
    assert "together" in said(report)


def test_a_bomb_among_good_files_takes_none_of_their_room(db, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_ARCHIVE_BYTES", 1_000_000)
    report = bring_in(archive(tmp_path, {"acme/a-bomb.md": b"a" * 60_000_000, "acme/good.md": GOOD, "other/good.md": GOOD}))
    assert report.counts() == {"failed": 1, "published": 2}
    assert "together" not in said(report)


def test_a_member_that_lies_about_its_size_is_refused(db, tmp_path):
    path = archive(tmp_path, {"acme/bomb.md": b"a" * 200_000, "acme/good.md": GOOD})
    path.write_bytes(path.read_bytes().replace((200_000).to_bytes(4, "little"), (300).to_bytes(4, "little")))
    report = bring_in(path)
    assert report.counts() == {"failed": 1, "published": 1}


def test_too_many_members_are_refused(db, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_MEMBERS", 3)
    report = bring_in(archive(tmp_path, {f"acme/role-{number}.md": GOOD for number in range(4)}))
    assert report.counts() == {"published": 3, "failed": 1}
    assert "more than 3 files; the last 1 of them" in said(report)


def test_a_link_in_an_archive_is_refused(db, tmp_path):
    link = ZipInfo("acme/role.md")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with ZipFile(tmp_path / "guides.zip", "w") as made:
        made.writestr(link, "/etc/passwd")
    report = bring_in(tmp_path / "guides.zip")
    assert (report.counts(), said(report)) == ({"failed": 1}, "It is a link, not a file.")


def test_a_broken_archive_is_one_problem(db, tmp_path):
    (tmp_path / "guides.zip").write_bytes(b"PK\x03\x04 nonsense")
    assert "not a zip archive" in said(bring_in(tmp_path / "guides.zip"))


def test_a_member_with_broken_bytes_stops_no_other(db, tmp_path):
    path = archive(tmp_path, {"acme/a-broken.md": os.urandom(5_000).hex(), "acme/good.md": GOOD})
    content = bytearray(path.read_bytes())
    content[60:90] = b"\0" * 30
    path.write_bytes(content)
    assert bring_in(path).counts() == {"failed": 1, "published": 1}


def test_an_encrypted_member_is_refused(db, tmp_path):
    path = archive(tmp_path, {"acme/role.md": GOOD})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert "encrypted" in said(bring_in(path))


# Folders


def test_a_link_that_leads_out_of_its_folder_is_refused(db, tmp_path):
    (tmp_path / "secret.md").write_text(GOOD)
    inside = tmp_path / "guides" / "acme"
    inside.mkdir(parents=True)
    (inside / "role.md").symlink_to(tmp_path / "secret.md")
    report = bring_in(tmp_path / "guides")
    assert (report.counts(), said(report)) == ({"failed": 1}, "The file is a link that leads out of its folder.")


def test_a_pipe_is_not_waited_for(db, tmp_path):
    (tmp_path / "acme").mkdir()
    os.mkfifo(tmp_path / "acme" / "role.md")
    assert said(bring_in(tmp_path)) == "This is not an ordinary file."


def test_a_link_to_nothing_is_a_problem(db, tmp_path):
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "role.md").symlink_to(tmp_path / "acme" / "gone.md")
    assert "cannot be read" in said(bring_in(tmp_path))


# Words that would act


HEAD = "### Engineer | Acme Global Negotiation Guide\n\n**Negotiation DNA:** `A`\n\n"
ACTING = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[here](javascript:alert(1))",
    "[here](JaVaScRiPt&#58;alert(1))",
    "[here](//evil.example/x)",
    "[here](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    "![x](https://evil.example/track.gif)",
    '<a href="https://example.com" onclick="alert(1)">x</a>',
    "<style>body{display:none}</style>",
    "<iframe src=//evil.example></iframe>",
]
ACTS = re.compile(r"<(?:script|img|svg|style|iframe|object|form)|<[^>]*\son\w+=|(?:href|src)=\"(?!https?://[^/]|mailto:)", re.IGNORECASE)


def hostile_guide() -> str:
    rows = "\n".join(f"| {text} | $100K | {text} |" for text in ACTING)
    levers = "\n".join(f'{number}. **{text}:** "{text}"' for number, text in enumerate(ACTING, 1))
    paragraphs = "\n\n".join(ACTING)
    table = f"| Region | Base | Bonus |\n| --- | --- | --- |\n{rows}"
    sources = "\n".join(f"- {text}" for text in ACTING)
    return f"{HEAD}{table}\n\n**Global Levers**\n\n{levers}\n\n## Strategy\n\n{paragraphs}\n\n## Evidence & Sources\n\n{sources}\n"


def texts_of(revision: Revision):
    guide = rows_of(revision)
    yield from (section.markdown for section in guide.sections)
    yield from (text for lever in guide.levers for text in (lever.name, lever.body, lever.script))


def test_no_markup_of_a_guide_acts(client, db, tmp_path):
    save(tmp_path, hostile_guide())
    assert bring_in(tmp_path).counts() == {"published": 1}
    revision = Revision.objects.get()
    assert [text for text in texts_of(revision) if ACTS.search(words(text))] == []
    assert not [url for url in Source.objects.values_list("url", flat=True) if url and not url.startswith(("https://", "http://"))]


def test_the_page_of_a_hostile_guide_holds_none_of_its_markup(client, db, tmp_path):
    save(tmp_path, hostile_guide())
    bring_in(tmp_path)
    page = client.get(Guide.objects.get().get_absolute_url()).content.decode()
    assert "evil.example" in page
    for acting in (
        "<script>alert",
        "onerror=alert(1)>",
        "<svg/onload",
        "<style>",
        "<iframe",
        'href="javascript:',
        'href="//evil',
        'href="data:',
    ):
        assert acting not in page


# What is slow to read


def save(folder: Path, text: str | bytes, name="acme/role.md") -> Path:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


SIZE = 249_000 - len(HEAD)
REPEATED = {
    "quotes in quotes": "> ",
    "lists in lists": "- ",
    "open brackets": "[",
    "open links": "[a](",
    "stars": "**a ",
    "star pairs": "*a**b",
    "backticks": "`a``",
    "angle brackets": "<",
    "amounts": "$1K - $2K / ",
    "digits": "9",
    "digits and commas": "1,",
    "spaces": " ",
    "pipes": "|",
    "dashes": "$5-",
    "words": "anchor at $5K accept below ",
    "equals": "L5 = ",
    "quotes": '"a',
    "backslashes": "\\",
    "emoji": "🇺🇸",
}


@pytest.mark.parametrize("name", REPEATED)
@pytest.mark.parametrize("place", ["table", "targets"])
def test_no_file_takes_long(db, tmp_path, name, place):
    piece = REPEATED[name]
    before = {
        "table": "| Region | Base |\n| --- | --- |\n| Paris | ",
        "targets": "> **Negotiate Up Strategy:** anchor at $5K ",
    }[place]
    line = before + piece * ((9_990 - len(before)) // len(piece))
    save(tmp_path, HEAD + "\n".join([line] * (SIZE // len(line.encode()) - 1)))
    began = time.process_time()
    report = bring_in(tmp_path)
    assert time.process_time() - began < 5
    assert len(report.results) == 1


MANY = {
    "headings": "## A\n\n",
    "bold labels": "**A:** b\n\n",
    "tables": "| Base |\n| --- |\n| $5K |\n\n",
    "rows": "| $5K | $6K |\n",
    "nested lists": "  - a\n    - b\n",
    "levers": '1. **Name:** "say"\n',
    "sentences": "Anchor at $5K. Accept at $4K. Walk away below $3K.\n",
}


@pytest.mark.parametrize("name", MANY)
def test_no_number_of_lines_takes_long(db, tmp_path, name):
    text = f"{HEAD}## Strategy\n\n" + MANY[name] * ((SIZE - 20) // len(MANY[name]))
    save(tmp_path, text)
    began = time.process_time()
    bring_in(tmp_path)
    assert time.process_time() - began < 5


def test_a_line_of_five_megabytes_is_refused(db, tmp_path):
    save(tmp_path, HEAD + "a" * 5_000_000)
    assert said(bring_in(tmp_path)) == "The file is larger than 2,000 kB."


def test_deep_nesting_is_read_or_refused(db, tmp_path):
    save(tmp_path, HEAD + "\n".join(" " * depth + "- a" for depth in range(0, 900, 2)))
    assert len(bring_in(tmp_path).results) == 1
