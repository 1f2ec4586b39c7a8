"""How long search takes among 4,400 guides, in the server: `python -m tests.benchmarks.search [COUNT]`.

The guides are the starter guides under other companies' names, written in bulk into an empty cluster of its own. The whole answer to a
reader who types is measured as well as the search in it: the list of what was found, with its pay and its pages.
"""

import itertools
import os
import sys
import time
from importlib import import_module
from statistics import median, quantiles

from tests.clusters import temporary_cluster, temporary_folder

COUNT = 4_400
ROUNDS = 5
AIM = 15.0  # milliseconds
FIRST = ("Millennium", "Stripe", "Northwind", "Zürich", "Citadel", "Airwallex", "Monzo", "Lumen", "Harbour", "Quantum", "Blue", "Palo Alto")
SECOND = ("Management", "Labs", "Capital", "Bank", "Payments", "Systems", "Securities", "Cloud", "Robotics", "Health", "Partners", "")
THIRD = ("", "Group", "Holdings")
ASKED = (
    *("millenium ml", "staff eng stripe london", "ml", "eng", "engineer", "software engineer", "new york", "stripe", "zurich"),
    *("senior software engineer monzo", "milenium managment", "product maneger", "tpm", "sre quantum", "pa", "palo alto", "paloalto bank"),
    *("devops citadel securities", "data enginer lumen", "zzzz", "zzzz eng", "harbour em", "machine learning blue robotics", "m", "s e"),
)


def company_names(count: int):
    names = itertools.product(FIRST, SECOND, THIRD)
    named = (" ".join(filter(None, parts)) for parts in names)
    return list(itertools.islice(itertools.chain(named, (f"Company {number}" for number in itertools.count())), count))


def start_django(url: str, folder) -> None:
    os.environ |= {"DATABASE_URL": url, "VAR_DIR": str(folder / "var"), "DJANGO_SETTINGS_MODULE": "negotiate.settings", "DEBUG": "true"}
    import_module("django").setup()
    call = import_module("django.core.management").call_command
    call("migrate", verbosity=0)
    import_module("guides.starting").load_starter_guides(now=import_module("django.utils.timezone").now())


def copies(rows, **changes):
    """Copies of model rows under other parents."""
    for row in rows:
        values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
        yield type(row)(**values | changes)


def fill(count: int) -> None:
    """The starter guides again and again, each time under the next company; one for each role."""
    models = import_module("guides.models")
    live = models.Revision.objects.filter(state="published").order_by("guide__role_id", "pk").distinct("guide__role_id")
    originals = list(live.select_related("guide"))
    names = company_names(count // len(originals))
    companies = models.Company.objects.bulk_create(models.Company(name=name, slug=f"c{number}") for number, name in enumerate(names))
    pairs = [(company, original) for company in companies for original in originals]
    guides = models.Guide.objects.bulk_create(models.Guide(company=company, role_id=one.guide.role_id) for company, one in pairs)
    made = models.Revision.objects.bulk_create(
        next(copies([original], guide_id=guide.pk)) for guide, (_, original) in zip(guides, pairs, strict=True)
    )
    for model, unlinked in ((models.Tag, {}), (models.Band, {"source_id": None}), (models.LevelRow, {})):
        found = {original.pk: list(model.objects.filter(revision=original)) for original in originals}
        several = zip(made, (original for _, original in pairs), strict=True)
        written = [row for one, original in several for row in copies(found[original.pk], revision_id=one.pk, **unlinked)]
        model.objects.bulk_create(written, batch_size=5_000)
    import_module("guides.indexing").index_what_is_missing()
    with import_module("django.db").connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def timings(act) -> dict[str, list[float]]:
    """Milliseconds of each query, after one round to warm up."""
    times: dict[str, list[float]] = {words: [] for words in ASKED}
    spent = 0.0
    for number in range(ROUNDS + 1):
        for words in ASKED:
            began, worked = time.perf_counter(), time.process_time()
            act(words)
            if number:
                spent += time.process_time() - worked
                times[words].append((time.perf_counter() - began) * 1_000)
    say(f"processor time of its own, without the database's: {spent * 1_000 / ROUNDS / len(ASKED):.1f} ms a query")
    return times


def report(name: str, times: dict[str, list[float]]) -> None:
    every = [one for some in times.values() for one in some]
    p95 = quantiles(every, n=20)[-1]
    say(f"{name}: median {median(every):.1f} ms, p95 {p95:.1f} ms (aim: at most {AIM:.0f} ms){'' if p95 <= AIM else ' MISSED'}")
    slowest = sorted(times, key=lambda words: -median(times[words]))[:6]
    say("  slowest: " + ", ".join(f"{words!r} {median(times[words]):.1f}" for words in slowest))


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def run(count: int) -> None:
    with temporary_folder() as folder, temporary_cluster() as url:
        start_django(url, folder)
        began = time.perf_counter()
        fill(count)
        search = import_module("guides.search")
        say(f"{search.find().count:,} guides, made and indexed in {time.perf_counter() - began:.0f} s")
        import_module("django.conf").settings.DEBUG = False  # no list of queries is kept
        client = import_module("django.test").Client(headers={"host": "127.0.0.1", "HX-Request": "true"})
        report("search", timings(lambda words: search.find_part(q=words, first=0, most=30)))
        report("the whole answer", timings(lambda words: client.get("/guides/", {"q": words}).content))


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
