"""Counts agree with their nouns: 1 guide, 2 guides, 0 guides. Everywhere."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from guides.flags import raise_flag
from guides.models import Band, Problem, Source
from negotiate.counting import counted
from negotiate.money.formatting import figure_words
from tests import factories
from tests.desk import NOW, create_draft, form_url

MANY = [
    "guides",
    "flags",
    "numbers",
    "drafts",
    "revisions",
    "rows",
    "problems",
    "days",
    "months",
    "years",
    "hours",
    "minutes",
    "seconds",
    "shares",
    "cells",
    "letters",
    "characters",
    "steps",
    "times",
    "deadlines",
    "reminders",
    "sources",
    "bands",
    "targets",
    "files",
    "offers",
    "negotiations",
    "mails",
    "messages",
    "workers",
    "codes",
    "parts",
    "levers",
    "rates",
    "companies",
    "roles",
    "options",
    "proposals",
    "entries",
    "lines",
    "changes",
    "conflicts",
    "texts",
    "others",
    "levels",
    "peers",
    "users",
    "candidates",
    "curators",
    "keys",
    "readers",
    "weeks",
]
ONE = [word.removesuffix("s") if not word.endswith("ies") else f"{word[:-3]}y" for word in MANY]
BETWEEN = r"(?:more |open |other |new |working |live )?"
ONE_OF_MANY = re.compile(rf"(?<![\d.,–/])\b1 {BETWEEN}(?:{'|'.join(MANY)})\b")
MANY_OF_ONE = re.compile(rf"(?<![\d.,–/-])\b(?:0|[2-9]|\d\d+) {BETWEEN}(?:{'|'.join(ONE)})\b(?! (?:cliff|range|file))")
ROOTS = ("guides", "offers", "negotiate", "templates")
# A value and a plural in one breath; what stands in capitals is a limit, which is never one.
WRITTEN = re.compile(rf"(?<!\$)\{{(?![A-Z_]+(?::,)?\}})(?![^{{}}]* if )[^{{}}]*\}}\}}? {BETWEEN}(?:{'|'.join(MANY)})\b")
# Never one: the lists are longer where these words stand, or they are no count of what follows.
NEVER_ONE = {"All {{ page.paginator.count }} guides", "the {{ selected|length }} guides"}


@pytest.mark.parametrize(("number", "words"), [(0, "0 guides"), (1, "1 guide"), (2, "2 guides"), (1200, "1,200 guides")])
def test_a_count_with_its_noun(number, words):
    assert counted(number, "guide") == words


def test_a_noun_may_have_a_plural_of_its_own():
    assert (counted(1, "company", "companies"), counted(2, "company", "companies")) == ("1 company", "2 companies")


def test_one_share_is_no_shares():
    assert figure_words(Band(unit="shares", low=1, high=1)) == "1 share"
    assert figure_words(Band(unit="shares", low=1, high=2)) == "1 – 2 shares"


def test_no_words_put_a_plural_behind_whatever_number_there_is():
    found = []
    for file in (file for root in ROOTS for file in Path(settings.BASE_DIR, root).rglob("*") if file.suffix in (".py", ".html", ".txt")):
        text = file.read_text()
        for known in NEVER_ONE:
            text = text.replace(known, "")
        found += [f"{file.name}: {one[0]}" for one in WRITTEN.finditer(text)]
    assert not found


def wrong_in(page: str) -> list[str]:
    text = " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style|select).*?</\1>", " ", page, flags=re.DOTALL)).split())
    return [one[0] for pattern in (ONE_OF_MANY, MANY_OF_ONE) for one in pattern.finditer(text)]


def test_a_wrong_count_is_found():
    assert wrong_in("<p>1 guides</p> <b>2</b> flag, 1 more days") == ["1 guides", "1 more days", "2 flag"]
    assert not wrong_in("1 guide, 2 flags, 0 guides, 21 days, 1.1 shares, 4 year cliff")


def fill(guide, owner, count):
    """A draft and a published guide with so many of everything that is counted."""
    draft = create_draft(guide, None)
    for revision in (draft, guide.published):
        for number in range(count):
            Problem.objects.create(revision=revision, code=f"odd {number}", message="Odd.")
            Source.objects.create(revision=revision, position=number, title=f"Source {number}")
    for band in list(guide.published.bands.all())[:count]:
        raise_flag(band, by=owner, reason="No.", now=NOW)
        draft.bands.filter(component=band.component).update(low=band.low + 1)
    return draft


@pytest.mark.parametrize("count", [0, 1, 2])
def test_counts_on_pages_agree_with_their_nouns(client, owner, editor, count):
    guides = [factories.create_guide(role=f"role-{number}") for number in range(count)]
    drafts = [fill(guide, owner, count) for guide in guides]
    client.force_login(owner)
    pages = ["/guides/", "/guides/?q=acme", "/guides/flags/", "/negotiations/", "/account/", "/"]
    pages += [guide.get_absolute_url() for guide in guides]
    bodies = [client.get(address).content.decode() for address in pages]
    client.force_login(editor)
    lists = ["guides_guide", "guides_revision", "guides_flag", "guides_company", "guides_role", "guides_document", "mail_message"]
    desk = [reverse("admin:index"), *(reverse(f"admin:{name}_changelist") for name in lists)]
    for draft in drafts:
        desk += [form_url(draft), *(reverse(f"admin:guides_revision_{step}", args=[draft.pk]) for step in ("submit", "preview"))]
        desk += [reverse("admin:guides_guide_copy", args=[draft.guide.pk]), reverse("admin:guides_guide_change", args=[draft.guide.pk])]
    bodies += [client.get(address).content.decode() for address in desk]
    bodies += [body for action, values in ACTIONS for body in acted(client, guides, action, values)]
    bodies += sheets(client, guides)
    assert not [wrong for body in bodies for wrong in wrong_in(body)]


RAISE = {"percent": "3", "step": "1000", "components": ["base"]}
ACTIONS = [("raise_bands", RAISE), ("set_origin", {"as_of": "2026-11-01"})]


def acted(client, guides, action, values):
    """The preview of a bulk change, and the page after it."""
    for guide in guides:
        guide.revisions.filter(state="draft").delete()
    data = {"action": action, "_selected_action": [guide.pk for guide in guides], "stage": "preview", **values}
    preview = client.post(reverse("admin:guides_guide_changelist"), data, follow=True)
    yield preview.content.decode()
    if guides:
        made = data | {"stage": "apply", "seen": preview.context["seen"]}
        yield client.post(reverse("admin:guides_guide_changelist"), made, follow=True).content.decode()


def sheets(client, guides):
    """The preview of a sheet with one wrong row for each guide."""
    rows = "".join(f"{guide.company.slug},{guide.role.slug},no such\r\n" for guide in guides)
    sent = client.post(reverse("send_sheet"), {"file": SimpleUploadedFile("x.csv", f"company,role,kind\r\n{rows}".encode())})
    yield client.get(sent.url).content.decode()
