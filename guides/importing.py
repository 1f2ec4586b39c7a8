"""Files of guides into the database: each is read, stored as a revision of its guide, and published where that is asked for and safe.

Nothing stops a batch: what is wrong with a file is a problem in the report, and the next file is read.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.db import Error, transaction

from guides.files import File, Unreadable, opened
from guides.filing import RETIRED, SAYS_NOTHING, Plan, Terms, file_guides
from guides.history import with_contents
from guides.incoming import Incoming, Item, load, parsed
from guides.models import Document, Revision
from guides.parsing import PARSER_VERSION, rows
from guides.publishing import publish_imports
from guides.storing import rows_of, store

__all__ = ["Report", "Result", "import_paths", "rows_of", "store"]

AT_ONCE = 100


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of one file: published, draft, unchanged, dossier or failed. `is_new`: there was no such guide before.

    `revision` is the key of the one that was made of it, if any.
    """

    path: str
    outcome: str
    note: str = ""
    is_new: bool = False
    problems: tuple[rows.Problem, ...] = ()
    revision: int | None = None


@dataclass
class Report:
    results: list[Result] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        return dict(Counter(result.outcome for result in self.results))

    def as_data(self) -> dict:
        problems = [{"path": result.path} | vars(problem) for result in self.results for problem in result.problems]
        return {"counts": self.counts(), "files": [_as_data(result) for result in self.results], "problems": problems}


def _as_data(result: Result) -> dict:
    return {"path": result.path, "outcome": result.outcome, "note": result.note, "new": result.is_new}


def silent(done: int, total: int, result: Result) -> None:
    pass


def import_paths(paths: Iterable[Path], *, publish: bool, now, by=None, say: Callable[[int, int, Result], None] = silent) -> Report:
    """Import files, folders and zip archives; `by` is the person at the desk who does, if any.

    `say` is told of each file when it is done, with how many are done and how many there are.
    """
    report = Report()
    with opened(paths) as files:
        for result in results_of(files, Terms(publish=publish, by=by, now=now)):
            report.results.append(result)
            say(len(report.results), len(files), result)
    return report


def results_of(files: list[File], terms: Terms) -> Iterator[Result]:
    for batch in batches(files):
        yield from import_batch(batch, terms)


def batches(files: list[File]) -> Iterator[list[Incoming | Result]]:
    """What was read of the files, in order, in lists in which no guide comes twice."""
    batch: list[Incoming | Result] = []
    keys = set()
    for one in map(loaded, files):
        key = one.key if isinstance(one, Incoming) else None
        if len(batch) == AT_ONCE or key in keys:
            yield batch
            batch, keys = [], set()
        batch.append(one)
        keys |= {key} - {None}
    yield batch


def loaded(file: File) -> Incoming | Result:
    try:
        return load(file)
    except Unreadable as error:
        return failed(file.name, error)


def failed(name: str, error: Exception) -> Result:
    message = " ".join(str(error).split())
    problem = rows.Problem(code="unreadable_file", message=message, line=getattr(error, "line", None), severity="error")
    return Result(path=name, outcome="failed", problems=(problem,))


def import_batch(batch: list[Incoming | Result], terms: Terms) -> list[Result]:
    """What became of each file, in order."""
    results = {one.path: one for one in batch if isinstance(one, Result)}
    incoming = [one for one in batch if isinstance(one, Incoming)]
    known = documents_of(incoming)
    results |= unchanged([document for document in known.values() if document.parser_version >= PARSER_VERSION], terms)
    items = []
    for one in incoming:
        if one.name not in results:
            try:
                items.append(parsed(one))
            except Unreadable as error:
                results[one.name] = failed(one.name, error)
    results |= read_alike(items, known, terms)
    items = [item for item in items if item.incoming.name not in results]
    results |= {result.path: result for result in written(items, terms)}
    return [results[one.path if isinstance(one, Result) else one.name] for one in batch]


def documents_of(incoming: list[Incoming]) -> dict[str, Document]:
    """By name: the document that holds the very bytes of the file, where that is what was read last, by whichever parser."""
    newest = (
        Document.objects.filter(company__slug__in={one.company for one in incoming}, path__in=[one.name for one in incoming])
        .order_by("path", "-pk")
        .distinct("path")
        .defer("content")
    )
    found = {document.path: document for document in newest}
    return {one.name: found[one.name] for one in incoming if one.name in found and found[one.name].digest == one.digest}


def unchanged(documents: list[Document], terms: Terms) -> dict[str, Result]:
    """Files that were read before. Where a draft still waits as it was read, and publishing is asked for, it is published."""
    results = {
        document.path: Result(path=document.path, outcome="unchanged", note=f"read before, on {document.imported_at:%Y-%m-%d}")
        for document in documents
    }
    return results | publish_waiting(documents, terms.now) if terms.publish and documents else results


def read_alike(items: list[Item], known: dict[str, Document], terms: Terms) -> dict[str, Result]:
    """Files that an older parser read, and of which this one says the same. From now on they count as read by this one."""
    documents = {known[item.incoming.name].pk: item for item in items if item.incoming.name in known}
    stored = with_contents(Revision.objects.untouched_imports().filter(document__in=documents))
    alike = [one.document_id for one in stored if says_the_same(rows_of(one), documents[one.document_id].guide)]
    dossiers = [pk for pk, item in documents.items() if item.guide is None]
    Document.objects.filter(pk__in=[*alike, *dossiers]).update(parser_version=PARSER_VERSION)
    return unchanged([document for document in known.values() if document.pk in {*alike, *dossiers}], terms)


def says_the_same(stored: rows.Guide, found: rows.Guide) -> bool:
    """Whether the rows are alike. The names of company and role are the desk's, whatever the file calls them."""
    return replace(found, company=stored.company, role=stored.role) == stored


def publish_waiting(documents: list[Document], now) -> dict[str, Result]:
    with transaction.atomic():
        drafts = Revision.objects.untouched_imports().filter(document__in=documents, state=Revision.State.DRAFT)
        drafts = list(drafts.select_related("guide", "document").order_by("guide").select_for_update(of=["guide"], no_key=True))
        if not drafts:
            return {}  # as most often: what was read before has been published since
        live = Revision.objects.filter(guide__in=[draft.guide_id for draft in drafts], state=Revision.State.PUBLISHED)
        edited = {one.guide_id for one in live if not one.is_untouched_import}
        empty = set(saying_nothing(drafts))
        waiting = [one for one in drafts if not one.guide.retired_at and one.guide_id not in edited and one.pk not in empty]
        publish_imports(waiting, now=now)
    results = {draft.document.path: Result(path=draft.document.path, outcome="unchanged", note=hindrance(draft, empty)) for draft in drafts}
    return results | {
        draft.document.path: Result(path=draft.document.path, outcome="published", note="read before as a draft") for draft in waiting
    }


def saying_nothing(drafts: list[Revision]):
    """The keys of those without a number, a lever or a level."""
    found = Revision.objects.filter(pk__in=[draft.pk for draft in drafts])
    return found.filter(bands=None, targets=None, levers=None, levels=None).values_list("pk", flat=True)


def hindrance(draft: Revision, empty: set[int]) -> str:
    if draft.pk in empty:
        return SAYS_NOTHING
    return RETIRED if draft.guide.retired_at else "the published revision was edited here: the file stays a draft"


def written(items: list[Item], terms: Terms) -> list[Result]:
    """Store what was read in one go; where the database refuses something, one by one."""
    if not items:
        return []
    try:
        with transaction.atomic():
            plans = {plan.item.incoming.name: plan for plan in file_guides(items, terms)}
            return [filed(item, plans.get(item.incoming.name)) for item in items]
    except (Error, Unreadable, ValueError) as error:
        if len(items) == 1:
            return [failed(items[0].incoming.name, error)]
        return [result for item in items for result in written([item], terms)]


def filed(item: Item, plan: Plan | None) -> Result:
    name = item.incoming.name
    if plan is None:
        return Result(path=name, outcome="dossier", note="kept as a document of its company")
    note = "; ".join(plan.notes)
    if plan.revision is None:
        return Result(path=name, outcome="unchanged", note=note, problems=item.guide.problems)
    outcome, made = "published" if plan.publish else "draft", plan.revision
    return Result(path=name, outcome=outcome, note=note, is_new=made.number == 1, problems=plan.content.problems, revision=made.pk)
