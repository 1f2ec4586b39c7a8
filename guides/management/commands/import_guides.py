"""Import guides from Markdown files and folders."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from guides.importing import import_paths


class Command(BaseCommand):
    help = "Reads guides from Markdown files: company/role.md, or folders of them."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--publish", action="store_true", help="publish where no person has edited the published revision")
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="write what became of each file, with every problem")

    def handle(self, *, paths, publish, report, **options):
        if missing := [str(path) for path in paths if not path.exists()]:
            raise CommandError(f"Not found: {', '.join(missing)}")
        done = import_paths(paths, publish=publish, now=now(), say=self.stdout.write)
        for result in done.results:
            for problem in result.problems:
                if problem.severity != "note":
                    self.stdout.write(f"{result.path}:{problem.line or ''}: {problem.severity}: {problem.message}")
        self.stdout.write(", ".join(f"{count} {outcome}" for outcome, count in done.counts().items()) or "No Markdown files found.")
        if report:
            report.write_text(json.dumps(done.as_data(), indent=2, ensure_ascii=False), encoding="utf-8")
