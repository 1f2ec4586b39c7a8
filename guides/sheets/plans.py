"""What a sheet would change: row by row against each guide's open draft, or else what a new one begins with. Nothing is written here."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch

from guides.differences import TARGETS
from guides.fitting import LIMITS
from guides.models import Guide, Revision
from guides.origins import words_after_change
from guides.parsing import rows
from guides.parsing.checks import magnitudes_of
from guides.sheets.cells import NO, YES, Figure, changed_cells, digest, figure_in
from guides.sheets.files import Problem, Row, Sheet, keyed
from guides.storing import figures_of
from negotiate.counting import counted
from negotiate.money.formatting import component_name, figure_words

State = Revision.State
AT_ONCE = 200  # guides whose numbers are in memory at the same time
SAID_IN_WORDS = {"region", "level", "scope", "unit", "low", "high", "open_ended", "currency", "period"}


@dataclass(frozen=True, kw_only=True)
class Change:
    """One number: new (no `before`), removed (no `after`) or changed. `key` finds it in the draft."""

    row: int
    key: str
    before: Figure | None = None
    after: Figure | None = None
    source: str = ""  # the title of a source that the draft's list does not have yet

    @property
    def kind(self) -> str:
        return "new" if self.before is None else "removed" if self.after is None else "changed"

    @property
    def name(self) -> str:
        figure = self.after or self.before
        kind = TARGETS.get(getattr(figure, "kind", ""))
        places = [getattr(figure, name, None) for name in ("region", "level", "scope")]
        return ", ".join(filter(None, [kind, component_name(figure.component), *places]))

    @property
    def before_words(self) -> str:
        return figure_words(self.before) if self.before else ""

    @property
    def after_words(self) -> str:
        return figure_words(self.after) if self.after else ""

    @property
    def cells(self) -> list[tuple[str, str, str]]:
        """Each column that changes, before and after; of a new number what its words do not say."""
        if self.after is None:
            return []
        found = changed_cells(self.before or type(self.after)(**_blank(self.after)), self.after)
        if self.before and self.after.original == words_after_change(self.before.original, self.after):
            found = [cell for cell in found if cell[0] != "original"]  # that follows from the number
        if self.source:
            cited = str(self.before.source or "") if self.before else ""
            found = [*(cell for cell in found if cell[0] != "source"), ("source", cited, f"{self.source} (joins the list)")]
        return found if self.before else [cell for cell in found if cell[0] not in SAID_IN_WORDS]


def _blank(figure: Figure) -> dict:
    """What a new row has to say to be one."""
    return {name: getattr(figure, name) for name in ("kind", "component") if hasattr(figure, name)}


@dataclass(kw_only=True)
class Plan:
    """What becomes of one guide. `draft` is the open draft that takes the changes; None: a new one, begun with `base`."""

    guide: Guide
    base: Revision | None = None
    hindrance: str = ""
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0

    @property
    def draft(self) -> Revision | None:
        return self.base if self.base and self.base.state == State.DRAFT else None

    @property
    def takes_place(self) -> bool:
        return bool(self.changes) and not self.hindrance


@dataclass(kw_only=True)
class Plans:
    guides: list[Plan]
    problems: list[Problem]

    @property
    def takes_place(self) -> bool:
        return any(plan.takes_place for plan in self.guides)

    def count(self, kind: str) -> int:
        return sum(change.kind == kind for plan in self.guides if plan.takes_place for change in plan.changes)

    @property
    def unchanged(self) -> int:
        return sum(plan.unchanged for plan in self.guides)

    def fingerprint(self) -> str:
        """Tells whether what is about to be written is what was shown."""
        told = [
            (plan.guide.pk, plan.base and (plan.base.pk, plan.base.version, plan.base.state), plan.hindrance, plan.changes)
            for plan in self.guides
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def plans_of(sheet: Sheet) -> Plans:
    """Compare the sheet with what stands here now."""
    problems = list(sheet.problems)
    wanted: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sheet.rows:
        wanted[row.company, row.role].append(row)
    found: list[Plan] = []
    for few in (list(wanted)[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE)):
        guides = _guides(few)
        found += [_plan(guides[key], wanted[key]) for key in few if key in guides]
        problems += [_unknown(row) for key in few if key not in guides for row in wanted[key]]
    problems += [problem for plan in found for problem in plan.problems]
    return Plans(guides=found, problems=sorted(problems, key=lambda one: one.row))


def _guides(wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Guide]:
    """The guides by their slugs, each with the revisions that may count, and their numbers."""
    revisions = Revision.objects.order_by("-number").prefetch_related("bands", "targets", "sources")
    current = revisions.filter(state__in=[*Revision.EDITABLE, State.PUBLISHED])
    companies, roles = {company for company, _ in wanted}, {role for _, role in wanted}
    guides = Guide.objects.filter(company__slug__in=companies, role__slug__in=roles).select_related("company", "role")
    found = guides.order_by("company__name", "role__name").prefetch_related(Prefetch("revisions", current, to_attr="current"))
    return {key: guide for guide in found if (key := (guide.company.slug, guide.role.slug)) in wanted}


def _unknown(row: Row) -> Problem:
    if not (row.company and row.role):
        return Problem(row=row.number, column="role" if row.company else "company", message="Say which guide it is.")
    return Problem(row=row.number, column="company", message=f"There is no guide for {row.company[:100]}, {row.role[:100]}.")


def base_of(guide: Guide) -> tuple[Revision | None, str]:
    """The revision that the rows of a sheet are compared with, and why none of them can be written, if so."""
    by_state = {revision.state: revision for revision in reversed(guide.current)}
    if draft := by_state.get(State.DRAFT):
        return draft, ""
    if waiting := by_state.get(State.IN_REVIEW):
        return waiting, f"Revision {waiting.number} is in review. Publish it or make it a draft again first."
    published = by_state.get(State.PUBLISHED)
    return published, "" if published else "It has neither a draft nor a published revision."


def _plan(guide: Guide, its_rows: list[Row]) -> Plan:
    base, hindrance = base_of(guide)
    plan = Plan(guide=guide, base=base, hindrance=hindrance)
    if base:
        current = keyed(figures_of(base))
        titles = {source.title: number for number, source in reversed(list(enumerate(base.sources.all(), 1)))}
        reading = _Reading(plan, current, titles, len(base.sources.all()))
        for row in its_rows:
            reading.take(row)
        _leave_out_the_implausible(plan, current)
    for revision in guide.current:
        revision._prefetched_objects_cache.clear()  # its numbers were compared, and a large file has many guides
    return plan


def _leave_out_the_implausible(plan: Plan, current: dict[str, Figure]) -> None:
    """A target that the guide's bands, as they will then stand, do not bear out is a problem of its row, and no change."""
    standing = {**current, **{change.key or f"new {place}": change.after for place, change in enumerate(plan.changes)}}
    magnitudes = magnitudes_of(figure for figure in standing.values() if isinstance(figure, rows.Band))
    for change in list(plan.changes):
        if isinstance(change.after, rows.Target) and change.after.unit != "text" and (doubt := magnitudes.doubt(change.after)):
            plan.changes.remove(change)
            column = "low" if change.after.low is not None else "high"
            plan.problems.append(Problem(row=change.row, column=column, message=f"{change.name} {change.after_words}: {doubt}."))


class _Reading:
    """The rows of one guide, one after the other, into its plan."""

    def __init__(self, plan: Plan, current: dict[str, Figure], titles: dict[str, int], sources: int):
        self.plan, self.current, self.titles, self.sources = plan, current, titles, sources
        self.says = {key.partition("-")[0] for key in current}
        self.seen: dict[str, int] = {}

    def take(self, row: Row) -> None:
        if row.remove not in YES | NO:
            return self._refuse(row, ("remove", "Write yes to take the row out, or leave it empty."))
        if row.key and row.key in self.seen:
            return self._refuse(row, ("row", f"The same row stands in row {self.seen[row.key]} already."))
        if row.key:
            self.seen[row.key] = row.number
        before = self.current.get(row.key)
        if before and row.remove in YES:
            return self.plan.changes.append(Change(row=row.number, key=row.key, before=before))
        after, errors = figure_in(row.cells, before)
        if errors:
            return self._refuse(row, *errors)
        after, source = self._with_source(after)
        if before:
            return self._change(row, before, after, source)
        return self._stray(row, after, source) if row.key else self._add(row, after, source)

    def _refuse(self, row: Row, *errors: tuple[str, str]) -> None:
        self.plan.problems += [Problem(row=row.number, column=column, message=message) for column, message in errors]

    def _with_source(self, figure: Figure) -> tuple[Figure, str]:
        """The row with its source's number, and the title of a source that is yet to be added."""
        if not isinstance(figure.source, str):
            return figure, ""
        number = self.titles.get(figure.source)
        return type(figure)(**vars(figure) | {"source": number}), "" if number else figure.source

    def _change(self, row: Row, before: Figure, after: Figure, source: str) -> None:
        if after == before and not source:
            self.plan.unchanged += 1
        elif self._is_fit(row, after, source, before):
            self.plan.changes.append(Change(row=row.number, key=row.key, before=before, after=after, source=source))

    def _add(self, row: Row, after: Figure, source: str) -> None:
        new = f"new {digest(after)} {source}"
        if row.remove in YES:
            self._refuse(row, ("remove", "A row without a row key is new: there is nothing to take out."))
        elif digest(after) in self.says and not source:
            self.plan.unchanged += 1
        elif new in self.seen:
            self._refuse(row, ("", f"The same new row stands in row {self.seen[new]} already."))
        elif self._is_fit(row, after, source):
            self.seen[new] = row.number
            self.plan.changes.append(Change(row=row.number, key="", after=after, source=source))

    def _stray(self, row: Row, after: Figure, source: str) -> None:
        """A row that does not stand here as the file knew it: changed or taken out since, or its key was typed over."""
        if row.remove not in YES and (digest(after) in self.says or digest(after) == row.key.partition("-")[0]) and not source:
            self.plan.unchanged += 1  # it says what stands here already, or the file does not change it
            return
        message = "Somebody has changed or removed this number since the file was made: it stays as it stands here. Get a new file."
        self._refuse(row, ("row", message))

    def _is_fit(self, row: Row, figure: Figure, source: str, before: Figure | None = None) -> bool:
        errors = list(_too_long(figure))
        if figure.source and figure.source > self.sources and not (before and before.source == figure.source):
            errors.append(("source", f"There is no source {figure.source} in the guide's list, which has {self.sources}."))
        if len(source) > LIMITS["sources"]["title"]:
            errors.append(("source", "A source's title is longer than that."))
        self._refuse(row, *errors)
        return not errors


def _too_long(figure: Figure):
    limits = LIMITS["bands" if isinstance(figure, rows.Band) else "targets"]
    texts = {name: getattr(figure, name, None) or "" for name in limits}
    for name, text in texts.items():
        if len(text) > limits[name]:
            yield name, f"Too long: {counted(len(text), 'letter')}, and at most {limits[name]} fit."
