"""A sheet into drafts: what was shown, under a lock of its guides, and nothing else."""

from django.db import transaction

from guides import publishing
from guides.checking import recheck
from guides.models import Band, Guide, Revision, Source, Target
from guides.parsing import rows
from guides.sheets.files import Sheet, keyed
from guides.sheets.plans import Change, Plan, Plans, plans_of
from guides.storing import figures_of

SUMMARY = "Numbers from a sheet."
MODELS = {rows.Band: Band, rows.Target: Target}


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
    return [_write(plan, by, now) for plan in plans.guides if plan.takes_place]


def _lock(pairs: set[tuple[str, str]]) -> None:
    """Nobody else takes a step with these guides until the transaction ends."""
    guides = Guide.objects.filter(company__slug__in={company for company, _ in pairs}, role__slug__in={role for _, role in pairs})
    list(guides.select_for_update(no_key=True, of=["self"]).order_by("pk").values_list("pk"))


def _write(plan: Plan, by, now) -> Revision:
    draft = plan.draft
    if draft:
        publishing.edited(draft, by=by, now=now)
    else:
        draft = publishing.draft_from(plan.guide, by=by, now=now, source=plan.base, summary=SUMMARY)
    draft = Revision.objects.select_related("guide__company", "guide__role").get(pk=draft.pk)
    records = dict(zip(keyed(figures_of(draft)), [*draft.bands.all(), *draft.targets.all()], strict=True))
    sources = list(draft.sources.all())
    for change in plan.changes:
        _write_row(draft, change, records.get(change.key), sources)
    recheck(draft, keep_reading=False)
    return draft


def _write_row(draft: Revision, change: Change, record, sources: list[Source]) -> None:
    if change.after is None:
        record.delete()
        return
    if record is None:
        model = MODELS[type(change.after)]
        last = model.objects.filter(revision=draft).last()
        record = model(revision=draft, position=last.position + 1 if last else 0)
    for name, value in vars(change.after).items():
        setattr(record, name, _source(draft, change, sources) if name == "source" else value)
    record.save()


def _source(draft: Revision, change: Change, sources: list[Source]) -> Source | None:
    """The draft's own source of that number or title; a new title is added to the end of its list."""
    if not change.source:
        return sources[change.after.source - 1] if change.after.source else None
    if same := [source for source in sources if source.title == change.source]:
        return same[0]
    sources.append(Source.objects.create(revision=draft, position=sources[-1].position + 1 if sources else 1, title=change.source))
    return sources[-1]
