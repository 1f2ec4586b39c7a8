"""Guides that were read, into the database: many at once, each as a new revision of its guide, never over a person's work."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import Max

from guides.copying import create
from guides.incoming import Incoming, Item, decoded, guide_of
from guides.merging import merge
from guides.models import Company, Document, Guide, Revision, Role
from guides.parsing import PARSER_VERSION, rows
from guides.publishing import publish_imports
from guides.storing import HEAD, rows_of, store_rows

RETIRED = "the guide is retired: the file is kept as a draft"
SAYS_NOTHING = "it holds no number, lever or level: the file is kept as a draft"
EDITED = "the published revision was edited here: the file's changes are merged into a draft"
KNOWN = "the published revision was edited here and says all that the file changes"
NOTHING = rows.Guide(title="", role="", company="")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How an import goes: whether it publishes where that is safe, who does it (None: a command) and when."""

    publish: bool
    by: Any
    now: datetime


@dataclass
class Plan:
    """What becomes of one file."""

    item: Item
    guide: Guide
    content: rows.Guide
    imported: bool = True
    publish: bool = False
    notes: list[str] = field(default_factory=list)
    revision: Revision | None = None

    @property
    def changes_nothing(self) -> bool:
        return KNOWN in self.notes


def file_guides(items: list[Item], terms: Terms) -> list[Plan]:
    """New revisions from the items, which are of different guides. Call it inside a transaction."""
    documents = file_documents(items, terms.now)
    guides = locked_guides([item for item in items if item.guide], documents, terms.now)
    live = published_of(guides.values())
    plans = [plan(item, guides[item.incoming.key], live, terms.publish) for item in items if item.guide]
    write_revisions([one for one in plans if not one.changes_nothing], documents, live, terms)
    return plans


def file_documents(items: list[Item], now) -> dict[tuple[str, str], Document]:
    """The documents of the items by the keys of their guides, each with its company."""
    names = {item.incoming.company: item.guide.company if item.guide else "" for item in sorted(items, key=lambda one: bool(one.guide))}
    companies = of_slugs(Company, names)
    documents = [document(item.incoming, companies[item.incoming.company], now) for item in items]
    create(documents)
    return {item.incoming.key: one for item, one in zip(items, documents, strict=True)}


def document(incoming: Incoming, company: Company, now) -> Document:
    return Document(
        company=company,
        kind=Document.Kind.DOSSIER if incoming.is_dossier else Document.Kind.GUIDE,
        path=incoming.name,
        content=incoming.content,
        digest=incoming.digest,
        parser_version=PARSER_VERSION,
        imported_at=now,
    )


def of_slugs(model, names: dict[str, str]) -> dict:
    """Companies or roles by slug; those that are missing are made, named as given or by their slug."""
    found = model.objects.in_bulk(names, field_name="slug")
    missing = [model(slug=slug, name=name or slug.replace("-", " ").title()) for slug, name in names.items() if slug not in found]
    if missing:
        model.objects.bulk_create(missing, ignore_conflicts=True)
        found = model.objects.in_bulk(names, field_name="slug")
    return found


def locked_guides(items: list[Item], documents: dict, now) -> dict[tuple[str, str], Guide]:
    """The guides of the items, made where they are missing. Nobody else takes a step with them until the transaction ends."""
    roles = of_slugs(Role, {item.incoming.role: item.guide.role for item in items})
    pairs = {(documents[item.incoming.key].company_id, roles[item.incoming.role].pk): item.incoming.key for item in items}
    companies, role_ids = {company for company, _ in pairs}, {role for _, role in pairs}
    guides = Guide.objects.filter(company__in=companies, role__in=role_ids)
    known = set(guides.values_list("company_id", "role_id"))
    missing = [Guide(company_id=company, role_id=role, created_at=now) for company, role in pairs if (company, role) not in known]
    Guide.objects.bulk_create(missing, ignore_conflicts=True)
    locked = guides.select_for_update(no_key=True, of=["self"]).select_related("company", "role").order_by("pk")
    return {pairs[pair]: guide for guide in locked if (pair := (guide.company_id, guide.role_id)) in pairs}


def published_of(guides) -> dict[int, Revision]:
    """The published revisions by guide."""
    found = Revision.objects.filter(guide__in=guides, state=Revision.State.PUBLISHED).select_related("guide__company", "guide__role")
    return {revision.guide_id: revision for revision in found}


def plan(item: Item, guide: Guide, live: dict[int, Revision], publish: bool) -> Plan:
    made = Plan(item=item, guide=guide, content=item.guide)
    published = live.get(guide.pk)
    if published and not published.is_untouched_import:
        merge_into(made, published)
    elif guide.retired_at:
        made.notes.append(RETIRED)
    elif publish and not says_something(item.guide):
        made.notes.append(SAYS_NOTHING)
    else:
        made.publish = publish
    return made


def says_something(guide: rows.Guide) -> bool:
    """Whether there is anything to negotiate with: a number, a lever or a level."""
    return bool(guide.bands or guide.targets or guide.levers or guide.levels)


def merge_into(made: Plan, published: Revision) -> None:
    """Plan a draft of what people wrote with what the file changes. It waits for a person."""
    ours = rows_of(published)
    merged = merge(last_import(published), ours, made.content)
    conflicts = tuple(rows.Problem(code="merge_conflict", message=str(conflict)) for conflict in merged.conflicts)
    made.content = replace(merged.guide, problems=merged.guide.problems + conflicts)
    made.imported = False
    made.notes.append(KNOWN if made.content == ours else EDITED)
    if conflicts:
        made.notes.append(f"{len(conflicts)} changed on both sides and kept as they stand here")
    if made.guide.retired_at:
        made.notes.append(RETIRED)


def last_import(published: Revision) -> rows.Guide:
    """What the file said from which the published revision came: as it was stored, or as its bytes are read now."""
    if not published.document_id:
        return NOTHING
    stored = Revision.objects.untouched_imports().filter(document=published.document_id).first()
    if stored:
        return rows_of(stored)
    return guide_of(decoded(bytes(published.document.content)), path=published.document.path)


def write_revisions(plans: list[Plan], documents: dict, live: dict[int, Revision], terms: Terms) -> None:
    numbers = defaultdict(int, Guide.objects.filter(pk__in=[one.guide.pk for one in plans]).values_list("pk", Max("revisions__number")))
    for one in plans:
        one.revision = Revision(
            guide=one.guide,
            number=(numbers[one.guide.pk] or 0) + 1,
            based_on=live.get(one.guide.pk),
            document=documents[one.item.incoming.key],
            imported=one.imported,
            created_at=terms.now,
            created_by=terms.by,
            summary=f"{'Imported' if one.imported else 'Merged'} from {one.item.incoming.name}"[:300],
            **{name: getattr(one.content, name) for name in HEAD},
        )
    create([one.revision for one in plans])
    store_rows([(one.revision, one.content) for one in plans])
    publish_imports([one.revision for one in plans if one.publish], now=terms.now)
