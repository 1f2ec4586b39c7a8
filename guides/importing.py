"""Files of guides into the database: each file is read, stored as a revision of its guide, and published where that is asked for and safe.

Nothing stops a batch: what is wrong with a file is a problem in the report, and the next file is read.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.db import Error, transaction
from django.db.models import Max
from django.utils.text import slugify

from guides.fitting import fitted
from guides.models import Company, Document, Guide, Revision, Role
from guides.parsing import PARSER_VERSION, read, rows
from guides.parsing.checks import arithmetic_problems
from guides.publishing import publish as publish_revision
from guides.storing import rows_of, store

__all__ = ["Report", "import_paths", "rows_of", "store"]

# The largest real guide has 21 kB and some 200 rows.
MOST_BYTES, MOST_ROWS = 500_000, 5_000
MOST_DOSSIER_BYTES = 5_000_000
DOSSIER = "-research-dossier.md"


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of one file: published, draft, unchanged, dossier or failed."""

    path: str
    outcome: str
    note: str = ""
    problems: tuple[rows.Problem, ...] = ()


@dataclass
class Report:
    results: list[Result] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        return dict(Counter(result.outcome for result in self.results))

    def as_data(self) -> dict:
        return {"counts": self.counts(), "files": [_as_data(result) for result in self.results]}


def _as_data(result: Result) -> dict:
    return {"path": result.path, "outcome": result.outcome, "note": result.note, "problems": [vars(one) for one in result.problems]}


class Unreadable(Exception):
    """A file that is no guide at all. Its text says why."""


def import_paths(paths: Iterable[Path], *, publish: bool, now, say: Callable[[str], None] = lambda line: None) -> Report:
    """Import each file, and each folder's Markdown files. One transaction a file."""
    report = Report()
    for path, name in files_in(paths):
        result = import_file(path, name=name, publish=publish, now=now)
        report.results.append(result)
        say(f"{result.outcome}: {name}")
    return report


def files_in(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """Each file with the name it goes by: company folder and file, below the folder that was named."""
    found: dict[Path, str] = {}
    for path in map(Path, paths):
        inside = sorted(path.rglob("*.md")) if path.is_dir() else [path]
        for file in inside:
            found.setdefault(file.absolute(), "/".join(file.absolute().parts[-2:]))
    return list(found.items())


def import_file(path: Path, *, name: str, publish: bool, now) -> Result:
    try:
        content = read_bytes(path)
        with transaction.atomic():
            return import_content(content, name=name, publish=publish, now=now)
    except (Unreadable, OSError, Error) as error:
        problem = rows.Problem(code="unreadable_file", message=" ".join(str(error).split()), severity="error")
        return Result(path=name, outcome="failed", problems=(problem,))


def read_bytes(path: Path) -> bytes:
    most = MOST_DOSSIER_BYTES if path.name.endswith(DOSSIER) else MOST_BYTES
    if path.stat().st_size > most:
        raise Unreadable(f"The file is larger than {most // 1_000} kB.")
    return path.read_bytes()


def import_content(content: bytes, *, name: str, publish: bool, now) -> Result:
    """One file's bytes. `name` is company/role.md. Call it inside a transaction."""
    company_slug, role_slug = keys(name)
    digest = hashlib.sha256(content).hexdigest()
    seen = Document.objects.filter(company__slug=company_slug, path=name).order_by("-pk").first()
    if seen and seen.digest == digest:
        return unchanged(seen, publish, now)
    text = decoded(content)
    if name.endswith(DOSSIER):
        return import_dossier(content, digest, name=name, company_slug=company_slug, now=now)
    guide = fitted(checked(read(text, path=name)))
    if sum(map(len, (guide.sections, guide.bands, guide.targets, guide.levers, guide.levels, guide.sources, guide.problems))) > MOST_ROWS:
        raise Unreadable(f"The file holds more than {MOST_ROWS:,} rows, which no guide has.")
    company = _company(company_slug, guide.company)
    document = _document(company, Document.Kind.GUIDE, name, content, digest, now)
    revision = new_revision(company, role_slug, guide, document, now)
    store(revision, guide)
    note = _publish(revision, publish, now)
    outcome = "published" if revision.state == Revision.State.PUBLISHED else "draft"
    return Result(path=name, outcome=outcome, note=note, problems=guide.problems)


def unchanged(document: Document, publish: bool, now) -> Result:
    """A file that was read before. Where its draft still waits as it was read, and publishing is asked for, it is published."""
    draft = document.revisions.filter(state=Revision.State.DRAFT, created_by=None).select_related("guide").order_by("pk").last()
    if publish and draft and is_untouched_import(draft):
        note = _publish(draft, publish, now)
        if draft.state == Revision.State.PUBLISHED:
            return Result(path=document.path, outcome="published", note="read before as a draft")
        return Result(path=document.path, outcome="unchanged", note=note)
    return Result(path=document.path, outcome="unchanged", note=f"read before, on {document.imported_at:%Y-%m-%d}")


def keys(name: str) -> tuple[str, str]:
    """The slugs of company and role: the folder's name and the file's."""
    folder, _, file = name.rpartition("/")
    company, role = slugify(folder.rpartition("/")[2])[:100], slugify(file.removesuffix(".md"))[:150]
    if not (company and role):
        raise Unreadable("A guide's file stands in its company's folder and is named for its role: company/role.md.")
    return company, role


def decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Unreadable(f"The file is not UTF-8 text: see line {line}.") from None
    if "\0" in text:
        raise Unreadable(f"The file holds a NUL character: see line {text[: text.index(chr(0))].count(chr(10)) + 1}.")
    return text


def checked(guide: rows.Guide) -> rows.Guide:
    """With the doubts about its arithmetic, which a guide edited by hand has not in its list yet."""
    known = {(problem.code, problem.message) for problem in guide.problems}
    found = [problem for problem in arithmetic_problems(list(guide.bands)) if (problem.code, problem.message) not in known]
    return replace(guide, problems=(*guide.problems, *found)) if found else guide


def import_dossier(content: bytes, digest: str, *, name: str, company_slug: str, now) -> Result:
    company = _company(company_slug, company_slug.replace("-", " ").title())
    _document(company, Document.Kind.DOSSIER, name, content, digest, now)
    return Result(path=name, outcome="dossier", note="kept as a document of its company")


def new_revision(company: Company, role_slug: str, guide: rows.Guide, document: Document, now) -> Revision:
    role = Role.objects.get_or_create(slug=role_slug, defaults={"name": guide.role or role_slug.replace("-", " ").title()})[0]
    owner = Guide.objects.get_or_create(company=company, role=role, defaults={"created_at": now})[0]
    Guide.objects.select_for_update(no_key=True).get(pk=owner.pk)
    number = (owner.revisions.aggregate(newest=Max("number"))["newest"] or 0) + 1
    return Revision.objects.create(
        guide=owner,
        number=number,
        based_on=owner.published,
        document=document,
        created_at=now,
        summary=f"Imported from {document.path}"[:300],
    )


def _company(slug: str, name: str) -> Company:
    return Company.objects.get_or_create(slug=slug, defaults={"name": name or slug.replace("-", " ").title()})[0]


def _document(company, kind, path, content, digest, now) -> Document:
    fields = {"company": company, "kind": kind, "path": path, "content": content, "digest": digest}
    return Document.objects.create(**fields, parser_version=PARSER_VERSION, imported_at=now)


def _publish(revision: Revision, wanted: bool, now) -> str:
    """Publish where that is wanted and takes nothing from anybody; else say why not."""
    if not wanted:
        return ""
    if revision.guide.retired_at:
        return "the guide is retired: the file is kept as a draft"
    if revision.based_on and not is_untouched_import(revision.based_on):
        return "the published revision was edited here: the file is kept as a draft"
    publish_revision(revision, by=None, now=now)
    return ""


def is_untouched_import(revision: Revision) -> bool:
    """Whether a file alone, and no person, made this revision."""
    return revision.document_id is not None and revision.created_by_id is None and not revision.writers.exists()
