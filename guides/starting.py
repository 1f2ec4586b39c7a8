"""The guides that ship with Negotiate, brought into a new installation once."""

from collections.abc import Callable
from pathlib import Path

from guides.importing import import_paths
from guides.models import Guide

FOLDER = Path(__file__).parent / "starter"


def load_starter_guides(*, now, say: Callable[[str], None] = lambda line: None, folder: Path = FOLDER) -> int:
    """Publish each starter guide that is not here in any form; an edited or retired one is left alone. Gives the number brought in."""
    known = {f"{company}/{role}" for company, role in Guide.objects.values_list("company__slug", "role__slug")}
    files = [file for file in sorted(folder.rglob("*.md")) if f"{file.parent.name}/{file.stem}" not in known]
    if not files:
        return 0
    say(f"Loading {len(files)} starter guides")
    report = import_paths(files, publish=True, now=now)
    for result in report.results:
        if result.outcome != "published":
            say(f"{result.path}: {result.outcome} {result.note} {' '.join(problem.message for problem in result.problems)}".rstrip())
    return report.counts().get("published", 0)
