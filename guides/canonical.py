"""A guide as our own Markdown: pleasant to read and to edit by hand, and exact, so that reading it gives the same rows."""

from itertools import chain

from guides.parsing import rows
from guides.parsing.canonical import AS_OF, ATTRIBUTE, HEADINGS, MARKER, split_title
from guides.parsing.columns import BAND, TARGET, Column, write_choice
from guides.parsing.escaping import LEVER_LINES, escape_block, escape_line, quote


def write(guide: rows.Guide) -> str:
    """The guide in canonical Markdown; `guides.parsing.read` gives its rows back."""
    blocks = chain(
        head(guide),
        part("bands", table(BAND, guide.bands)),
        part("targets", table(TARGET, guide.targets)),
        part("levels", "\n".join(chain.from_iterable(map(level, guide.levels)))),
        part("levers", "\n\n".join(lever(number, one) for number, one in enumerate(guide.levers, 1))),
        chain.from_iterable(map(section, guide.sections)),
        part("sources", "\n".join(f"{number}. {source(one)}".rstrip() for number, one in enumerate(guide.sources, 1))),
        part("problems", "\n".join(map(problem, guide.problems))),
    )
    return "\n\n".join(block for block in blocks if block) + "\n"


def head(guide: rows.Guide):
    yield MARKER
    yield f"# {escape_line(guide.title)}".rstrip()
    if guide.notice:
        yield quote(guide.notice)
    if split_title(guide.title) != (guide.role, guide.company):
        yield f"**Role:** {escape_line(guide.role)}".rstrip()
        yield f"**Company:** {escape_line(guide.company)}".rstrip()
    if guide.as_of:
        yield f"**As of:** {guide.as_of.isoformat()}"
    if guide.equity_reading:
        yield f"**Equity reading:** {write_choice(guide.equity_reading)}"
    if guide.tags:
        yield "**Negotiation DNA:** " + " ".join(f"`{escape_line(tag, '`')}`" for tag in guide.tags)


def part(name: str, text: str) -> list[str]:
    return [f"## {HEADINGS[name]}", text] if text else []


def table(columns: tuple[Column, ...], figures: tuple) -> str:
    """One row a line; a column in which nothing stands is left out."""
    cells = [[cell(column, figure) for column in columns] for figure in figures]
    used = [place for place in range(len(columns)) if any(row[place] for row in cells)]
    if not cells:
        return ""
    header = [columns[place].header for place in used]
    lines = [header, ["---"] * len(used), *([row[place] for place in used] for row in cells)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(column: Column, figure) -> str:
    text = column.cell(getattr(figure, column.field))
    open_end = figure.open_ended and column.field == ("low" if figure.high is None else "high")
    return f"{text}+" if open_end else text


def level(row: rows.Level):
    own = escape_line(row.own_level, "[")
    yield f"- {ATTRIBUTE} {own}".rstrip() if row.is_attribute else f"- {own}".rstrip()
    for peer in row.peers:
        yield f"  - {escape_line(peer.company, ':')}: {escape_line(peer.level)}".rstrip()


def lever(number: int, row: rows.Lever) -> str:
    pieces = (
        f"### {number}. {escape_line(row.name)}".rstrip(),
        escape_block(row.body, LEVER_LINES),
        quote(row.script) if row.script else "",
    )
    return "\n\n".join(filter(None, pieces))


def section(row: rows.Section):
    depth = "" if row.depth == 2 else f", depth {row.depth}"
    yield f"## {escape_line(row.heading)}".rstrip() + f"\n<!-- {write_choice(row.kind)}{depth} -->"
    yield escape_block(row.markdown)


def source(row: rows.Source) -> str:
    text = f"[{escape_line(row.title, '[]')}]({escape_line(row.url, '()')})" if row.url else plain_source(row.title)
    return f"{text} (as of {row.as_of.isoformat()})" if row.as_of else text


def plain_source(title: str) -> str:
    """A title that looks neither like a link nor as if it ended in a day."""
    text = escape_line(title)
    text = "\\" + text if text.startswith("[") else text
    return r"\(as of ".join(text.rsplit("(as of ", 1)) if AS_OF.fullmatch(f" {text}") else text


def problem(row: rows.Problem) -> str:
    line = "" if row.line is None else f"line {row.line}, "
    return f"- {line}{row.severity}, {escape_line(row.code, ':')}: {escape_line(row.message)}".rstrip()
