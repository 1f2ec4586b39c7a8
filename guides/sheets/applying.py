"""A sheet into drafts: what was shown, under a lock of its guides, and nothing else."""

from dataclasses import replace

from django.db import transaction

from guides import publishing
from guides.checking import judged
from guides.history import with_contents
from guides.models import Guide, Revision
from guides.parsing import rows
from guides.sheets.cells import Figure
from guides.sheets.files import Sheet, keyed
from guides.sheets.plans import AT_ONCE, Change, Plan, Plans, plans_of
from guides.storing import rows_of

SUMMARY = "Numbers from a sheet."
TABLES = {"bands": rows.Band, "targets": rows.Target}


class NotAsShown(Exception):
    """Something changed between the preview and this moment. `plans` are what would be done now."""

    def __init__(self, plans: Plans):
        super().__init__("What would change is not what you were shown. Look at it again.")
        self.plans = plans


@transaction.atomic
def apply(sheet: Sheet, *, seen: str, by, now) -> list[Revision]:
    """Write the changes that were shown, whose fingerprint is `seen`, and return the drafts. Raises NotAsShown, and writes nothing then."""
    _lock({(row.company, row.role) for row in sheet.rows})
    plans = plans_of(sheet)
    if plans.fingerprint() != seen:
        raise NotAsShown(plans)
    taken = [plan for plan in plans.guides if plan.takes_place]
    return [draft for start in range(0, len(taken), AT_ONCE) for draft in _write(taken[start : start + AT_ONCE], by, now)]


def _lock(pairs: set[tuple[str, str]]) -> None:
    """Nobody else takes a step with these guides until the transaction ends."""
    guides = Guide.objects.filter(company__slug__in={company for company, _ in pairs}, role__slug__in={role for _, role in pairs})
    publishing.lock_guides(guides.values("pk"))


def _write(plans: list[Plan], by, now) -> list[Revision]:
    """Into drafts: all at once, however many guides there are."""
    bases = with_contents(Revision.objects.filter(pk__in=[plan.base.pk for plan in plans])).in_bulk()
    pairs = [(bases[plan.base.pk], judged(_changed(rows_of(bases[plan.base.pk]), plan))) for plan in plans]
    opened, others = ([pair for pair in pairs if (pair[0].state == Revision.State.DRAFT) is is_open] for is_open in (True, False))
    publishing.rewrite(opened, by=by, now=now)
    made = publishing.drafts_holding(others, by=by, now=now, summary=SUMMARY)
    drafts = {draft.guide_id: draft for draft in (*made, *(draft for draft, _ in opened))}
    return [drafts[plan.guide.pk] for plan in plans]


def _changed(content: rows.Guide, plan: Plan) -> rows.Guide:
    """The content with the plan's changes; what is new stands last, and new sources at the end of the list."""
    figures: dict[str, Figure] = keyed((*content.bands, *content.targets))
    sources = list(content.sources)
    for number, change in enumerate(plan.changes):
        if change.after is None:
            del figures[change.key]
        else:
            figures[change.key or f"new {number}"] = _sourced(change, sources)
    lists = {name: tuple(figure for figure in figures.values() if isinstance(figure, table)) for name, table in TABLES.items()}
    return replace(content, sources=tuple(sources), **lists)


def _sourced(change: Change, sources: list[rows.Source]) -> Figure:
    """The number with its source's place in the list, to which a new title is added."""
    if not change.source:
        return change.after
    titles = [source.title for source in sources]
    if change.source not in titles:
        sources.append(rows.Source(title=change.source))
        titles.append(change.source)
    return replace(change.after, source=titles.index(change.source) + 1)
