"""Import guides from Markdown files, folders and zip archives."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from guides.importing import Report, Result, import_paths
from guides.parsing.rows import Problem

WIDTH = 30
LISTS = ("total_differs", "implausible_band")  # problems whose first sentence counts what the others name one by one


def in_short(problem: Problem) -> str:
    """A problem in one line; --verbosity 2 and the report have all of it."""
    first, stop, rest = problem.message.partition(". ")
    return f"{first}." if problem.code in LISTS and rest else problem.message


class Command(BaseCommand):
    help = "Reads guides from Markdown files: company/role.md, or folders and zip archives of them."
    requires_system_checks = []  # they read the code of every page, which takes longer than the command

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        self.add_usual_arguments(parser)

    def add_usual_arguments(self, parser):
        parser.add_argument("--publish", action="store_true", help="publish where no person has edited the published revision")
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="write what became of each file, with every problem")

    def execute(self, *args, **options):
        self.says_all = options["verbosity"] > 1
        return super().execute(*args, **options)

    def handle(self, *, paths, publish, report, **options):
        if missing := [str(path) for path in paths if not path.exists()]:
            raise CommandError(f"Not found: {', '.join(missing)}")
        self.finish(import_paths(paths, publish=publish, now=now(), say=self.progress), report)

    def finish(self, done: Report, report: Path | None):
        if report:
            report.write_text(json.dumps(done.as_data(), indent=2, ensure_ascii=False), encoding="utf-8")
        self.tell(done)

    def progress(self, done: int, total: int, result: Result):
        """One line that fills, on a terminal; elsewhere a line for every thousand files."""
        if self.stderr.isatty():
            filled = WIDTH * done // total
            line = f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {done:,} of {total:,}  {result.path[:40]:40}"
            self.stderr.write(line, style_func=str, ending="\n" if done == total else "")
        elif done % 1_000 == 0 or done == total > 1_000:
            self.stdout.write(f"{done:,} of {total:,}")

    def tell(self, report: Report):
        for result in report.results:
            if result.note and result.outcome != "unchanged":
                self.stdout.write(f"{result.path}: {result.outcome}: {result.note}")
            for problem in result.problems:
                if problem.severity != "note":
                    where = f"{result.path}{f':{problem.line}' if problem.line else ''}"
                    self.stdout.write(f"{where}: {problem.severity}: {problem.message if self.says_all else in_short(problem)}")
        self.stdout.write(", ".join(f"{count:,} {outcome}" for outcome, count in report.counts().items()) or "No Markdown files found.")
