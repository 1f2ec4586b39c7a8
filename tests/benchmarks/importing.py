"""How long 4,400 guides take to import, beside what rendering the same files takes: `python -m tests.benchmarks.importing [COUNT]`.

The guides are the samples under other companies' names. They go into an empty cluster of its own, twice; the second time nothing changed.
"""

import os
import resource
import sys
import time
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import nh3
from markdown_it import MarkdownIt

from tests.clusters import temporary_cluster, temporary_folder
from tests.samples import corpus_files

COUNT = 4_400
AIMS = {"ratio": 3.0, "again": 0.10, "memory": 400}


def make(folder: Path, count: int) -> int:
    """Copies of the samples, their companies renamed in path and title; gives how many there are."""
    files = [file for file in corpus_files() if not file.name.endswith("-research-dossier.md")]
    for number in range(count):
        source = files[number % len(files)]
        company = f"{source.parent.name}-{number // len(files):04}"
        copy = folder / company / source.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        name = source.parent.name.replace("-", " ").title()
        copy.write_text(source.read_text(encoding="utf8").replace(name, f"{name} {number // len(files)}"), encoding="utf8")
    return count


@contextmanager
def timed(name: str, times: dict[str, float]):
    began, worked = time.perf_counter(), time.process_time()
    yield
    times[name] = time.perf_counter() - began
    say(f"{name}: {times[name]:.1f} s, of which this process worked {time.process_time() - worked:.1f} s")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def render(folder: Path) -> None:
    markdown = MarkdownIt("commonmark").enable("table")
    for file in sorted(folder.rglob("*.md")):
        nh3.clean(markdown.render(file.read_text(encoding="utf8")))


def import_all(folder: Path) -> dict[str, int]:
    import_paths = import_module("guides.importing").import_paths
    now = import_module("django.utils.timezone").now()
    return import_paths([folder], publish=True, now=now).counts()


def start_django(url: str, folder: Path) -> None:
    os.environ |= {"DATABASE_URL": url, "VAR_DIR": str(folder / "var"), "DJANGO_SETTINGS_MODULE": "negotiate.settings"}
    import_module("django").setup()
    import_module("django.core.management").call_command("migrate", verbosity=0)


def peak_memory() -> float:
    """In MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000


def run(count: int) -> dict[str, float]:
    times: dict[str, float] = {}
    with temporary_folder() as folder, temporary_cluster() as url:
        say(f"{make(folder / 'guides', count):,} guides")
        start_django(url, folder)
        with timed("rendering", times):
            render(folder / "guides")
        with timed("importing", times):
            first = import_all(folder / "guides")
        with timed("importing again", times):
            second = import_all(folder / "guides")
        say(f"first {first}, then {second}")
    return {
        "ratio": times["importing"] / times["rendering"],
        "again": times["importing again"] / times["importing"],
        "memory": peak_memory(),
    }


if __name__ == "__main__":
    found = run(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
    for name, value in found.items():
        say(f"{name}: {value:.2f} (aim: at most {AIMS[name]}){'' if value <= AIMS[name] else ' MISSED'}")
