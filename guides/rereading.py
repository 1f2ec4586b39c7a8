"""Guides that an older parser read, read again from the bytes that are kept, as if their files were imported anew."""

from collections.abc import Callable

from guides.files import File
from guides.filing import Terms
from guides.importing import AT_ONCE, Report, import_batch, loaded, silent
from guides.models import Document
from guides.parsing import PARSER_VERSION


def reread(*, publish: bool, now, say: Callable = silent) -> Report:
    """Read the newest document of each guide again where an older parser read it. What differs becomes a draft, as with an import.

    A document of which this parser says the same only counts as read by it. `say` is told as by `import_paths`.
    """
    report, keys = Report(), outdated()
    for start in range(0, len(keys), AT_ONCE):
        documents = Document.objects.filter(pk__in=keys[start : start + AT_ONCE]).order_by("path")
        batch = [loaded(File(document.path, lambda document=document: bytes(document.content))) for document in documents]
        for result in import_batch(batch, Terms(publish=publish, by=None, now=now)):
            report.results.append(result)
            say(len(report.results), len(keys), result)
    return report


def outdated() -> list[int]:
    """The keys of the newest documents by path, as far as an older parser read them."""
    newest = Document.objects.order_by("path", "-pk").distinct("path").values_list("pk", "parser_version")
    return [key for key, version in newest if version < PARSER_VERSION]
