"""The guides that ship with Negotiate, brought into a new installation once."""

from collections.abc import Callable
from pathlib import Path

from guides.importing import import_paths
from guides.indexing import index_guides
from guides.models import Company, Guide

FOLDER = Path(__file__).parent / "starter"
SECTORS = {
    "airwallex": "Payments",
    "atlassian": "Software",
    "bcg": "Consulting",
    "freshworks": "Software",
    "microsoft": "Software",
    "millennium-management": "Hedge funds",
    "monzo": "Banking",
    "nuvei": "Payments",
    "rapyd": "Payments",
    "thunes": "Payments",
    "ubs": "Banking",
}


def load_starter_guides(*, now, say: Callable[[str], None] = lambda line: None, folder: Path = FOLDER) -> int:
    """Publish each starter guide that is not here in any form; an edited or retired one is left alone. Gives the number brought in."""
    known = {f"{company}/{role}" for company, role in Guide.objects.values_list("company__slug", "role__slug")}
    files = [file for file in sorted(folder.rglob("*.md")) if f"{file.parent.name}/{file.stem}" not in known]
    if not files:
        return 0
    say(f"Loading {len(files)} starter guides")
    report = import_paths(files, publish=True, now=now)
    name_sectors({file.parent.name for file in files})
    for result in report.results:
        if result.outcome != "published":
            say(f"{result.path}: {result.outcome} {result.note} {' '.join(problem.message for problem in result.problems)}".rstrip())
    return report.counts().get("published", 0)


def name_sectors(slugs: set[str]) -> None:
    """Files do not say a company's sector, so the starter companies' stand here; one that is set already stays."""
    unnamed = Company.objects.filter(slug__in=slugs & SECTORS.keys(), sector="")
    for company in unnamed:
        company.sector = SECTORS[company.slug]
    keys = [company.pk for company in unnamed]
    Company.objects.bulk_update(unnamed, ["sector"])
    index_guides(Guide.objects.filter(company__in=keys).values_list("pk", flat=True))
