"""Guides sent by a browser: seen before anything is written, then drafts that somebody else publishes."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import now

from guides import uploading
from guides.canonical import write
from guides.models import Company, Document, Guide, Revision, Upload
from guides.parsing import rows
from guides.publishing import NotReviewed, draft_from, publish, submit
from tests.test_canonical import example

URL = reverse("import_guides")
GOOD = write(example()).encode()


def zipped(**members: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"acme/{name}.md", content)
    return buffer.getvalue()


def send(client, content=GOOD, name="ml-ai-engineer.md", company="Acme"):
    return client.post(URL, {"file": SimpleUploadedFile(name, content), "company": company})


def words(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_nothing_is_written_before_it_is_applied(desk):
    answer = send(desk)
    page = words(desk.get(answer.url))
    assert "1 new" in page
    assert not (Company.objects.exists() or Guide.objects.exists() or Document.objects.exists())


def test_what_is_applied_becomes_a_draft(desk, curator):
    answer = send(desk)
    assert "1 new" in words(desk.post(answer.url))
    revision = Revision.objects.get()
    assert (revision.state, revision.created_by, revision.is_untouched_import) == ("draft", curator, True)
    assert revision.guide.company.slug == "acme"
    assert not Upload.objects.exists()


def test_who_sent_a_file_does_not_publish_it(client, editor):
    client.force_login(editor)
    client.post(send(client).url)
    revision = Revision.objects.get()
    submit(revision, by=editor, now=now())
    with pytest.raises(NotReviewed):
        publish(revision, by=editor, now=now())


def test_new_changed_same_and_refused_are_told_apart(desk):
    desk.post(send(desk, zipped(a=GOOD, b=GOOD), "guides.zip").url)
    page = words(desk.get(send(desk, zipped(a=GOOD, b=GOOD + b"\n", c=GOOD, d=b"\xff"), "guides.zip").url))
    assert "1 new, 1 changed, 1 same, 1 refused" in page
    assert "not UTF-8 text" in page


def test_a_single_guide_needs_its_company(desk):
    page = words(send(desk, company=""))
    assert "Say which company" in page
    assert not Upload.objects.exists()


@pytest.mark.parametrize("name", ["guide.exe", "guide"])
def test_other_files_are_refused_at_the_field(desk, name):
    assert "Send a Markdown file" in words(send(desk, name=name))


def test_a_file_that_is_too_large_is_refused_at_the_field(desk, monkeypatch):
    monkeypatch.setattr(uploading, "MOST_MEGABYTES", 0)
    assert "larger than" in words(send(desk))


def test_a_broken_archive_is_shown_as_refused_and_cannot_be_applied(desk):
    page = words(desk.get(send(desk, b"PK nonsense", "guides.zip").url))
    assert "not a zip archive" in page
    assert "Import as drafts" not in page


def test_a_file_name_leads_nowhere(desk):
    upload = Upload.objects.get(pk=int(send(desk, name="../../x/role.md").url.rstrip("/").rpartition("/")[2]))
    assert upload.name == "acme/role.md"


def test_nobody_sees_what_another_has_sent(client, desk, editor):
    address = send(desk).url
    client.force_login(editor)
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_whoever_may_not_write_guides_may_not_import(client, owner):
    owner.is_staff = True
    owner.save()
    client.force_login(owner)
    assert client.get(URL).status_code == 403
    assert client.post(URL).status_code == 403


def test_one_upload_is_kept_for_a_person_and_none_for_longer_than_a_day(desk, curator, editor):
    uploading.keep(name="a/b.md", content=b"", by=editor, now=now() - timedelta(days=2))
    send(desk)
    send(desk)
    assert Upload.objects.get().user == curator


def test_the_desk_leads_to_it(desk):
    assert URL in words(desk.get(reverse("admin:index")))


def edited_since(find, replacement):
    """The guide of the example as imported and published, then edited here and published again."""
    imported = Revision.objects.get()
    publish(imported, by=None, now=now())
    draft = draft_from(imported.guide, by=None, now=now())
    draft.bands.filter(original=find).update(original=replacement)
    publish(draft, by=None, now=now())


def test_the_preview_shows_what_a_changed_file_would_change(desk):
    desk.post(send(desk).url)
    publish(Revision.objects.get(), by=None, now=now())
    base, *others = example().bands
    changed = write(replace(example(), bands=(replace(base, low=Decimal(265_000)), *others)))
    response = desk.get(send(desk, changed.encode()).url)
    [line] = response.context["lines"]
    assert line.change.earlier.number == 1
    assert line.change.difference.figures
    page = words(response)
    assert "<del>" in page
    assert "<ins>" in page
    assert Revision.objects.count() == 1


def test_the_preview_lists_what_changed_on_both_sides(desk):
    desk.post(send(desk).url)
    old = next(band for band in example().bands if band.original)
    edited_since(old.original, "Our own words")
    changed = write(replace(example(), bands=tuple(replace(band, original="The file's words") for band in example().bands)))
    response = desk.get(send(desk, changed.encode()).url)
    [line] = response.context["lines"]
    assert any("Our own words" in conflict for conflict in line.conflicts)
    assert "what stands here is kept" in words(response)


def read_rows(page) -> list[tuple]:
    """What the preview shows of each number: its name, what was read, what it was before."""
    return [tuple(" ".join(re.sub(r"<[^>]+>", "", cell).split()) for cell in row) for row in READ.findall(page)]


READ = re.compile(r'<th scope="row">([^<]*)</th>\s*<td data-label="Read">(.*?)</td>\s*<td data-label="Before">(.*?)</td>', re.DOTALL)
MONEY = {"unit": "currency", "currency": "GBP", "period": "year"}
BASE = rows.Band(region="London", component="base", low=Decimal(100_000), high=Decimal(120_000), **MONEY)
BONUS = rows.Band(region="London", component="bonus", low=Decimal(10_000), high=Decimal(20_000), **MONEY)
SIGN_ON = replace(BONUS, component="sign_on", period="one_time")
ANCHOR = rows.Target(kind="anchor", component="base", low=Decimal(130_000), high=Decimal(130_000), **MONEY)
LEAVE = replace(ANCHOR, kind="walk_away", low=Decimal(95_000), high=Decimal(95_000))


def numbers(*figures) -> bytes:
    bands, targets = (tuple(one for one in figures if isinstance(one, kind)) for kind in (rows.Band, rows.Target))
    return write(rows.Guide(title="ML/AI Engineer | Acme", role="ML/AI Engineer", company="Acme", bands=bands, targets=targets)).encode()


def test_the_preview_shows_every_number_that_was_read(desk):
    page = words(desk.get(send(desk, numbers(BASE, BONUS, ANCHOR)).url))
    assert "2 bands and 1 target read" in page
    assert read_rows(page) == [
        ("Base salary, London", "£100,000 – £120,000 a year", "–"),
        ("Bonus, London", "£10,000 – £20,000 a year", "–"),
        ("Anchor: Base salary", "£130,000 a year", "–"),
    ]
    assert "desk-changed" not in page


def test_the_preview_marks_the_numbers_that_change(desk):
    desk.post(send(desk, numbers(BASE, BONUS, ANCHOR, LEAVE)).url)
    publish(Revision.objects.get(), by=None, now=now())
    page = words(
        desk.get(send(desk, numbers(replace(BASE, high=Decimal(125_000)), BONUS, SIGN_ON, replace(ANCHOR, condition="With bonus"))).url)
    )
    assert read_rows(page) == [
        ("Base salary, London", "£100,000 – £125,000 a year", "£100,000 – £120,000 a year"),
        ("Bonus, London", "£10,000 – £20,000 a year", "same"),
        ("Sign-on, London", "£10,000 – £20,000 once", "new"),
        ("Anchor: Base salary", "£130,000 a year", "same number; other: condition"),
        ("Walk away: Base salary", "taken out", "£95,000 a year"),
    ]
    assert page.count('class="desk-changed"') == 4
    assert "3 bands and 1 target read, 4 of them changed" in page
