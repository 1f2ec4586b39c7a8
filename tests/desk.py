"""What a curator does at the desk, in a few words."""

from datetime import UTC, datetime
from decimal import Decimal

from django.urls import reverse

from guides import publishing
from guides.models import Band, LevelPeer, LevelRow, Lever, Problem, Revision, Section, Source, Tag
from tests.forms import values_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def create_draft(guide, by, **base):
    draft = publishing.draft_from(guide, by=by, now=NOW)
    if base:
        draft.bands.filter(component="base").update(**base)
    return draft


def form_url(revision):
    return reverse("admin:guides_revision_change", args=[revision.pk])


def opened(client, revision):
    """The draft's form as a browser would send it back untouched."""
    response = client.get(form_url(revision))
    assert response.status_code == 200
    return values_of(response, "revision_form")


def new_row(values, prefix, **fields):
    """The values with a row typed into the empty line of a table."""
    return new_rows(values, prefix, fields)


def new_rows(values, prefix, *rows):
    """The values with rows typed into the empty line of a table and into as many more as that needs."""
    first = int(values[f"{prefix}-INITIAL_FORMS"])
    empty = {key.split("-", 2)[2]: value for key, value in values.items() if key.startswith(f"{prefix}-{first}-")}
    lines = {f"{prefix}-{number}-{name}": value for number, row in enumerate(rows, first) for name, value in (empty | row).items()}
    return values | lines | {f"{prefix}-TOTAL_FORMS": str(first + len(rows))}


def row_of(values, prefix, row):
    """The number of a row in its table."""
    return next(number for number in range(1000) if values.get(f"{prefix}-{number}-id") == str(row.pk))


def save(client, revision, values, **buttons):
    return client.post(form_url(revision), values | buttons)


def take_step(client, thing, name, **values):
    url = reverse(f"admin:guides_{thing._meta.model_name}_{name}", args=[thing.pk])
    if isinstance(thing, Revision):
        values = {"seen_version": Revision.objects.get(pk=thing.pk).version, **values}
    return client.post(url, values)


def errors_in(response):
    context = response.context
    rows = [form.errors for inline in context["inline_admin_formsets"] for form in inline.formset.forms if form.errors]
    return context["adminform"].form.errors, rows


def fill(draft, bands=1):
    sources = [Source.objects.create(revision=draft, position=number, title=f"Source {number}") for number in (1, 2)]
    amounts = {"low": 100_000, "high": Decimal("200000.5"), "currency": "USD", "period": "year", "original": "$100K – $200K\nor so"}
    for number in range(bands):
        Band.objects.create(revision=draft, position=number, component="base", level=f"L{number}", source=sources[0], **amounts)
    Tag.objects.create(revision=draft, name="C++")
    Section.objects.create(revision=draft, kind="dna", heading=" Desk ", markdown="\nFirst line\nand  more \n")
    Lever.objects.create(revision=draft, name="Timing", body="When", script="I have\n[number] days.")
    row = LevelRow.objects.create(revision=draft, own_level="Senior")
    for position, company in enumerate(["Citadel", "Two Sigma"]):
        LevelPeer.objects.create(row=row, position=position, company=company, level="Senior: ML")
    Problem.objects.create(revision=draft, line=7, code="total", message="The parts do not add up.", severity="warning")
