"""Changes to the numbers of many guides at once: planned and shown first, then written into a fresh draft of each guide."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction

from guides import publishing
from guides.checking import recheck
from guides.models import Band, Revision, Source, Target
from negotiate.money.formatting import figure_range


@dataclass(frozen=True, kw_only=True)
class Change:
    """One number and the fields that it gets. `before` and `after` are for people."""

    figure: Band | Target
    fields: dict
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a guide's draft would change against the published revision, or why it gets none."""

    guide: object
    base: Revision | None
    changes: list[Change]
    hindrance: str = ""

    @property
    def takes_place(self) -> bool:
        return bool(self.changes) and not self.hindrance


def plans(guides: Iterable, change_of: Callable[[Band | Target], Change | None]) -> list[Plan]:
    return [_plan(guide, change_of) for guide in guides]


def _plan(guide, change_of) -> Plan:
    base, draft = guide.published, guide.revisions.filter(state__in=Revision.EDITABLE).first()
    if base is None:
        return Plan(guide=guide, base=None, changes=[], hindrance="It was never published.")
    figures = [*base.bands.select_related("source", "revision"), *base.targets.select_related("source", "revision")]
    changes = [change for figure in figures if (change := change_of(figure))]
    hindrance = f"Revision {draft.number} is an open draft already. Publish it or throw it away first." if draft else ""
    return Plan(guide=guide, base=base, changes=changes, hindrance=hindrance)


def fingerprint(found: list[Plan]) -> str:
    """Tells whether what is about to be written is what was shown."""
    lines = [
        f"{plan.guide.pk} {plan.base and plan.base.pk} {plan.hindrance} {change.figure.pk} {change.before} {change.after}"
        for plan in found
        for change in plan.changes
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@transaction.atomic
def make_drafts(found: list[Plan], *, summary, by, now) -> list[Revision]:
    """A draft for each guide that the plans change."""
    return [_make_draft(plan, summary, by, now) for plan in found if plan.takes_place]


def _make_draft(plan: Plan, summary, by, now) -> Revision:
    draft = publishing.draft_from(plan.guide, by=by, now=now, source=plan.base, summary=summary)
    copies = {}
    for model in (Band, Target):
        pairs = zip(model.objects.filter(revision=plan.base), model.objects.filter(revision=draft), strict=True)
        copies |= {(model, row.pk): copy for row, copy in pairs}
    for change in plan.changes:
        copy = copies[type(change.figure), change.figure.pk]
        for name, value in change.fields.items():
            setattr(copy, name, _own_source(draft, value) if name == "source" else value)
        copy.save(update_fields=list(change.fields))
    recheck(draft)
    return draft


def _own_source(draft, source: Source) -> Source:
    """The draft's source of that title and address, added to the end of its list where it has none."""
    last = draft.sources.last()
    fields = {"position": last.position + 1 if last else 1, "as_of": source.as_of}
    return draft.sources.get_or_create(title=source.title, url=source.url, defaults=fields)[0]


def rounded(amount: Decimal | None, *, percent: Decimal, step: Decimal) -> Decimal | None:
    """The amount raised by so many per cent, to the nearest multiple of `step`, halves upwards. None stays None."""
    if amount is None:
        return None
    return (amount * (100 + percent) / 100 / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def raise_bands(*, percent: Decimal, step: Decimal, components: Iterable[str]) -> Callable:
    """Bands in money of those components, raised. The words that a band was read from say by how much."""

    def change_of(figure) -> Change | None:
        if not isinstance(figure, Band) or figure.unit != "currency" or figure.component not in components:
            return None
        before = figure_range(figure)
        ends = {name: rounded(getattr(figure, name), percent=percent, step=step) for name in ("low", "high")}
        if all(getattr(figure, name) == end for name, end in ends.items()):
            return None
        fields = {**ends, "original": f"{figure.original or before}, changed by {percent:+f} %"}
        after = figure_range(Band(unit=figure.unit, currency=figure.currency, open_ended=figure.open_ended, **ends))
        return Change(figure=figure, fields=fields, before=before, after=after)

    return change_of


def set_origin(*, as_of: date | None, title: str, url: str, only_missing: bool) -> Callable:
    """The day and the source of every number, or of those alone that have none."""

    def change_of(figure) -> Change | None:
        fields = {}
        dated = figure.as_of or figure.revision.as_of
        if as_of and figure.as_of != as_of and not (only_missing and dated):
            fields |= {"as_of": as_of, "review_by": None}
        same = figure.source and (figure.source.title, figure.source.url) == (title, url)
        if title and not same and not (only_missing and figure.source):
            fields["source"] = Source(title=title, url=url, as_of=as_of)
        if not fields or (figure.low is None and figure.high is None):
            return None
        after = _origin(fields.get("as_of", dated), fields.get("source", figure.source))
        return Change(figure=figure, fields=fields, before=_origin(dated, figure.source), after=after)

    return change_of


def _origin(as_of, source) -> str:
    return f"{f'as of {as_of:%d %B %Y}' if as_of else 'date unknown'}, {source.title if source else 'no source'}"
