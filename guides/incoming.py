"""One file of a guide: its bytes, what they are filed under, and what they say."""

import hashlib
from dataclasses import dataclass, replace

from django.utils.text import slugify

from guides.files import DOSSIER, MOST_BYTES, File, Unreadable, too_large
from guides.fitting import fitted
from guides.parsing import read, rows
from guides.parsing.checks import arithmetic_problems

# The largest real guide has some 200 rows, and no line of more than 2,000 letters.
MOST_ROWS, MOST_LETTERS = 5_000, 10_000
BLANK = " \t\r\n\f\v\ufeff\u200b\xa0#-"  # what a file without words may consist of


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A file that was read; `company` and `role` are slugs."""

    name: str
    company: str
    role: str
    content: bytes
    digest: str

    @property
    def is_dossier(self) -> bool:
        return self.name.endswith(DOSSIER)

    @property
    def key(self) -> tuple[str, str]:
        return self.company, self.role


@dataclass(frozen=True, kw_only=True)
class Item:
    """A file with the guide it holds; a dossier holds none."""

    incoming: Incoming
    guide: rows.Guide | None


def load(file: File) -> Incoming:
    """Raises Unreadable."""
    content = file.read()
    company, role = keys(file.name)
    return Incoming(name=file.name, company=company, role=role, content=content, digest=hashlib.sha256(content).hexdigest())


def keys(name: str) -> tuple[str, str]:
    """The slugs of company and role: the folder's name and the file's."""
    folder, _, file = name.rpartition("/")
    company, role = slugify(folder.rpartition("/")[2])[:100], slugify(file.removesuffix(".md"))[:150]
    if not (company and role):
        raise Unreadable("A guide's file stands in its company's folder and is named for its role: company/role.md.")
    if len(name) > 500:
        raise Unreadable("The names of folder and file are longer than 500 letters.")
    return company, role


def parsed(incoming: Incoming) -> Item:
    """Raises Unreadable."""
    text = decoded(incoming.content)
    if not text.strip(BLANK):
        raise Unreadable("The file is empty.")
    return Item(incoming=incoming, guide=None if incoming.is_dossier else guide_of(text, path=incoming.name))


def guide_of(text: str, *, path: str) -> rows.Guide:
    """What a guide's text says, as the database takes it. Raises Unreadable."""
    check_lines(text)
    try:
        guide = fitted(checked(read(text, path=path)))
    except (ValueError, ArithmeticError, LookupError, TypeError, RecursionError) as error:
        raise Unreadable(f"The file cannot be read as a guide ({type(error).__name__}: {error})"[:300]) from error
    check_rows(guide)
    return guide


def check_lines(text: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MOST_LETTERS:
            raise Unreadable(f"Line {number} is longer than {MOST_LETTERS:,} letters, which no guide's is.", number)


def check_rows(guide: rows.Guide) -> None:
    lists = (guide.sections, guide.bands, guide.targets, guide.levers, guide.levels, guide.sources, guide.problems)
    if sum(map(len, lists)) > MOST_ROWS:
        raise Unreadable(f"The file holds more than {MOST_ROWS:,} rows, which no guide has.")


def check_can_come_back(guide: rows.Guide, text: str) -> None:
    """Raises Unreadable where the guide, written as this text, is more than an import takes."""
    if len(text.encode()) > MOST_BYTES:
        raise too_large("role.md")
    check_lines(text)
    check_rows(guide)


def decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Unreadable(f"The file is not UTF-8 text: see line {line}.", line) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise Unreadable(f"The file holds a NUL character: see line {line}.", line)
    return text


def checked(guide: rows.Guide) -> rows.Guide:
    """With the doubts about its arithmetic, which a guide edited by hand has not in its list yet."""
    known = {(problem.code, problem.message) for problem in guide.problems}
    found = [problem for problem in arithmetic_problems(list(guide.bands)) if (problem.code, problem.message) not in known]
    return replace(guide, problems=(*guide.problems, *found)) if found else guide
