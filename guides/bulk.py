"""Changes to the numbers of many guides at once: planned and shown first, then written into a fresh draft of each guide."""

import hashlib
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects

from guides import dependents, publishing
from guides.checking import judged
from guides.dependents import Left
from guides.history import with_contents
from guides.models import Band, Revision, Source, Target
from guides.parsing import rows
from guides.storing import rows_of
from negotiate.dates import day_words

FIGURES = {"bands": Band, "targets": Target}
AT_ONCE = 200  # guides whose texts are read at the same time


@dataclass(frozen=True, kw_only=True)
class Change:
    """One number and the fields that it gets. `before` and `after` are for people."""

    figure: Band | Target
    fields: dict
    before: str
    after: str


ChangesOf = Callable[[Revision], list[Change]]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a guide's draft would change against the published revision, or why it gets none."""

    guide: object
    base: Revision | None
    changes: list[Change]
    hindrance: str = ""
    left: tuple[Left, ...] = ()  # figures that hang on what changes, and stay as they are

    @property
    def takes_place(self) -> bool:
        return bool(self.changes) and not self.hindrance

    @property
    def is_off(self) -> bool:
        """Whether what it leaves behind contradicts what it changes."""
        return any(one.is_off for one in self.left)


def plans(guides: Iterable, changes_of: ChangesOf) -> list[Plan]:
    """What would become of each guide, in a fixed number of queries for each two hundred."""
    current = Revision.objects.filter(state__in=[*Revision.EDITABLE, Revision.State.PUBLISHED]).order_by("-number")
    figures = [Prefetch(name, model.objects.select_related("source")) for name, model in FIGURES.items()]
    found = list(guides)
    prefetch_related_objects(found, Prefetch("revisions", current.prefetch_related(*figures), to_attr="current"))
    made = [_plan(guide, changes_of) for guide in found]
    return [plan for few in (made[start : start + AT_ONCE] for start in range(0, len(made), AT_ONCE)) for plan in _with_what_is_left(few)]


def _plan(guide, changes_of) -> Plan:
    draft = next((one for one in guide.current if one.is_editable), None)
    base = next((one for one in guide.current if not one.is_editable), None)
    if base is None:
        return Plan(guide=guide, base=None, changes=[], hindrance="It was never published.")
    changes = changes_of(base)
    hindrance = f"Revision {draft.number} is an open draft already. Publish it or throw it away first." if draft else ""
    return Plan(guide=guide, base=base, changes=changes, hindrance=hindrance)


def _with_what_is_left(plans: Iterable[Plan]) -> list[Plan]:
    """The plans with the figures that hang on what they change."""
    found = list(plans)
    moving = [plan for plan in found if plan.takes_place and any("low" in change.fields for change in plan.changes)]
    texts = Revision.objects.filter(pk__in=[plan.base.pk for plan in moving]).prefetch_related("levers", "sections").in_bulk()
    left = {plan.guide.pk: _left(plan, texts[plan.base.pk]) for plan in moving}
    return [replace(plan, left=left.get(plan.guide.pk, ())) for plan in found]


def _left(plan: Plan, base: Revision) -> tuple[Left, ...]:
    after = {id(one.figure): with_fields(one.figure, one.fields) for one in plan.changes}
    bands, targets = list(plan.base.bands.all()), list(plan.base.targets.all())
    moved = [[after.get(id(figure), figure) for figure in figures] for figures in (bands, targets)]
    standing = dependents.Guide(bands=bands, targets=targets, bands_after=moved[0], targets_after=moved[1])
    return tuple(standing.left_behind(_texts(base, bands, targets)))


def _texts(base: Revision, bands, targets) -> Iterable[tuple[str, str]]:
    """Every text of a guide in which an amount may stand, by its name."""
    yield "Notice", base.notice
    for section in base.sections.all():
        yield section.heading or section.get_kind_display().capitalize(), section.markdown
    for lever in base.levers.all():
        yield from ((f"Lever {lever.name}", text) for text in (lever.name, lever.body, lever.script))
    yield from (("Note on a band", band.note) for band in bands)
    yield from ((f"Condition of a target ({target.get_kind_display()})", target.condition) for target in targets)


def with_fields(figure, fields: dict):
    """A copy of the record with other values; nothing is saved."""
    after = copy(figure)
    for name, value in fields.items():
        setattr(after, name, value)
    return after


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
    pairs = [(bases[plan.base.pk], _content(bases[plan.base.pk], plan)) for plan in taken]
    return publishing.drafts_holding(pairs, by=by, now=now, summary=summary)


def _content(base: Revision, plan: Plan) -> rows.Guide:
    """What the draft says; what the change leaves behind is a problem of it, so that whoever goes on with it sees it."""
    content = judged(_changed(base, plan))
    left = [rows.Problem(code="left_behind", message=one.words) for one in plan.left if one.is_off]
    return replace(content, problems=(*content.problems, *left))


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


def set_origin(*, as_of: date | None, title: str, url: str, only_missing: bool) -> ChangesOf:
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

    return lambda revision: [change for figure in (*revision.bands.all(), *revision.targets.all()) if (change := change_of(figure))]


def _origin(as_of, source) -> str:
    return f"{f'as of {day_words(as_of)}' if as_of else 'date unknown'}, {source.title if source else 'no source'}"
