"""Changes to the numbers of many guides at once: planned and shown first, then written into a fresh draft of each guide."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects

from guides import publishing
from guides.checking import judged
from guides.history import with_contents
from guides.models import Band, Revision, Source, Target
from guides.parsing import rows
from guides.storing import rows_of
from negotiate.money.formatting import figure_range

FIGURES = {"bands": Band, "targets": Target}


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
    """What would become of each guide, in a fixed number of queries."""
    current = Revision.objects.filter(state__in=[*Revision.EDITABLE, Revision.State.PUBLISHED]).order_by("-number")
    figures = [Prefetch(name, model.objects.select_related("source")) for name, model in FIGURES.items()]
    found = list(guides)
    prefetch_related_objects(found, Prefetch("revisions", current.prefetch_related(*figures), to_attr="current"))
    return [_plan(guide, change_of) for guide in found]


def _plan(guide, change_of) -> Plan:
    draft = next((one for one in guide.current if one.is_editable), None)
    base = next((one for one in guide.current if not one.is_editable), None)
    if base is None:
        return Plan(guide=guide, base=None, changes=[], hindrance="It was never published.")
    changes = [change for figure in (*base.bands.all(), *base.targets.all()) if (change := change_of(figure))]
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
    """A draft for each guide that the plans change: all at once, however many there are."""
    taken = [plan for plan in found if plan.takes_place]
    publishing.lock_guides([plan.guide.pk for plan in taken])
    bases = with_contents(Revision.objects.filter(pk__in=[plan.base.pk for plan in taken])).in_bulk()
    pairs = [(bases[plan.base.pk], judged(_changed(bases[plan.base.pk], plan), keep_reading=True)) for plan in taken]
    return publishing.drafts_holding(pairs, by=by, now=now, summary=summary)


def _changed(base: Revision, plan: Plan) -> rows.Guide:
    """What the base says, with the plan's changes."""
    content, changes = rows_of(base), {(type(one.figure), one.figure.pk): one.fields for one in plan.changes}
    sources = list(content.sources)
    lists = {
        name: tuple(
            replace(row, **_with_source(changes.get((model, record.pk), {}), sources))
            for row, record in zip(getattr(content, name), getattr(base, name).all(), strict=True)
        )
        for name, model in FIGURES.items()
    }
    return replace(content, sources=tuple(sources), **lists)


def _with_source(fields: dict, sources: list[rows.Source]) -> dict:
    """The fields with their source's place in the list, to the end of which it is added where it is not there yet."""
    if "source" not in fields:
        return fields
    wanted = fields["source"]
    places = {(source.title, source.url): place for place, source in reversed(list(enumerate(sources, 1)))}
    if (wanted.title, wanted.url) not in places:
        sources.append(rows.Source(title=wanted.title, url=wanted.url, as_of=wanted.as_of))
    return fields | {"source": places.get((wanted.title, wanted.url), len(sources))}


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
