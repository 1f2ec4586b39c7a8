"""Reads our own canonical Markdown, line by line and exactly. What a hand has spoilt becomes a problem with its line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from guides.parsing import rows
from guides.parsing.columns import BAND, TARGET, Column, choice, read_day
from guides.parsing.escaping import LEVER_LINES, trimmed, unescape_block, unescape_line, unquote

MARKER = "<!-- negotiate guide 1 -->"
HEADINGS = {
    "bands": "Compensation",
    "targets": "Targets",
    "levels": "Level mapping",
    "levers": "Levers",
    "sources": "Sources",
    "problems": "Problems",
}
PARTS = {heading: name for name, heading in HEADINGS.items()}
LABEL = re.compile(r"\*\*(Role|Company|As of|Equity reading|Negotiation DNA):\*\*(.*)", re.DOTALL)
TAG = re.compile(r"\s*`((?:\\.|[^`\\])*)`")
CELL = re.compile(r"(?:\\.|[^|\\])*")
SECTION = re.compile(r"<!-- ([a-z ]+?)(?:, depth (\d{1,4}))? -->")
LEVER = re.compile(r"###(?: \d+\.)?(?: (.*))?$", re.DOTALL)
OWN_LEVEL = re.compile(r"[-*](?: (.*))?", re.DOTALL)
ATTRIBUTE = "[attribute]"
PEER = re.compile(r"\s+[-*] ((?:\\.|[^:\\])*):(.*)", re.DOTALL)
NUMBERED = re.compile(r"\d+\.(.*)", re.DOTALL)
AS_OF = re.compile(r"(.*) \(as of (\d{4}-\d{2}-\d{2})\)", re.DOTALL)
LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\(((?:\\.|[^)\\])*)\)", re.DOTALL)
PROBLEM = re.compile(r"- (?:line (\d{1,9}), )?(error|warning|note), ((?:\\.|[^:\\])*):(.*)", re.DOTALL)
Lines = list[tuple[int, str]]


@dataclass
class Reading:
    """What has been read so far."""

    fields: dict = field(default_factory=lambda: {"title": "", "role": "", "company": ""})
    rows: dict[str, list] = field(default_factory=lambda: {name: [] for name in (*HEADINGS, "sections")})

    def doubt(self, line: int, code: str, message: str) -> None:
        self.rows["problems"].append(rows.Problem(code=code, message=message, line=line, severity="error"))

    def keep(self, kind: str, lines: Lines) -> None:
        """Words that belong to no row stay, as a section without a heading."""
        if trimmed([line for _, line in lines]):
            self.rows["sections"].append(rows.Section(kind=kind, markdown=unescape_block([line for _, line in lines])))


def is_canonical(text: str) -> bool:
    return text.startswith(MARKER)


def read(text: str) -> rows.Guide:
    """The guide that canonical Markdown holds. `text` has line feeds only."""
    reading = Reading()
    first, *parts = list(split_parts(list(enumerate(text.split("\n"), 1))))
    read_head(first[1:], reading)
    for part in parts:
        read_part(part, reading)
    return rows.Guide(**reading.fields, **{name: tuple(found) for name, found in reading.rows.items()})


def split_parts(lines: Lines) -> Iterator[Lines]:
    """Each part begins at its `## ` heading; the first is what stands before any."""
    part: Lines = []
    for number, line in lines:
        if line.startswith("## ") or line == "##":
            yield part
            part = []
        part.append((number, line))
    yield part


def split_title(title: str) -> tuple[str, str]:
    """Role and company of a title in the form that we write."""
    role, separator, company = title.partition(" | ")
    for ending in (" Global Negotiation Guide", " Negotiation Guide"):
        if separator and company.endswith(ending):
            return role, company.removesuffix(ending)
    return title, ""


def read_head(lines: Lines, reading: Reading) -> None:
    rest: Lines = []
    notice = []
    for number, line in lines:
        if line.startswith("# ") or line == "#":
            reading.fields["title"] = unescape_line(line[1:])
            reading.fields["role"], reading.fields["company"] = split_title(reading.fields["title"])
        elif line.startswith(">"):
            notice.append(line)
        elif label := LABEL.fullmatch(line):
            read_label(number, label[1], label[2], reading)
        else:
            rest.append((number, line))
    reading.fields["notice"] = unquote(notice)
    reading.keep("other", rest)


def read_label(number: int, label: str, value: str, reading: Reading) -> None:
    readers = {"Role": unescape_line, "Company": unescape_line, "As of": read_day, "Equity reading": choice(rows.EQUITY_READINGS)}
    if label == "Negotiation DNA":
        reading.fields["tags"] = tuple(read_tags(value))
        return
    try:
        reading.fields[label.lower().replace(" ", "_")] = readers[label](value)
    except ValueError as error:
        reading.doubt(number, "unreadable_line", f"{label}: {error}")


def read_tags(value: str) -> Iterator[str]:
    place = 0
    while tag := TAG.match(value, place):
        yield unescape_line(tag[1])
        place = tag.end()


def read_part(lines: Lines, reading: Reading) -> None:
    heading = unescape_line(lines[0][1][2:])
    marker = SECTION.fullmatch(lines[1][1].strip()) if len(lines) > 1 else None
    if marker and marker[1].replace(" ", "_") in rows.SECTION_KINDS:
        read_section(heading, marker[1].replace(" ", "_"), int(marker[2] or 2), lines[2:], reading)
    elif heading in PARTS:
        READERS[PARTS[heading]](lines[1:], reading)
    else:
        read_section(heading, "other", 2, lines[1:], reading)


def read_section(heading: str, kind: str, depth: int, lines: Lines, reading: Reading) -> None:
    markdown = unescape_block([line for _, line in lines])
    reading.rows["sections"].append(rows.Section(kind=kind, heading=heading, depth=depth, markdown=markdown))


def read_table(columns: tuple[Column, ...], make, name: str, kind: str, lines: Lines, reading: Reading) -> None:
    """Rows of a table; what is no table stays as words."""
    table = [(number, line.strip()) for number, line in lines if line.strip().startswith("|")]
    by_header = {column.header.lower(): column for column in columns}
    headers = [cell.lower() for cell in cells(table[0][1])] if table else []
    for header in headers:
        if header not in by_header:
            reading.doubt(table[0][0], "unknown_column", f"The column “{header[:60]}” is not known; its cells were not read.")
    for number, line in table[2:]:
        try:
            stated = zip(headers, cells(line), strict=False)
            reading.rows[name].append(make(**figure([(by_header[header], cell) for header, cell in stated if header in by_header])))
        except (ValueError, TypeError) as error:
            reading.doubt(number, "unreadable_row", f"{error}. The row is: {line[:300]}")
    reading.keep(kind, [(number, line) for number, line in lines if not line.strip().startswith("|")])


def cells(line: str) -> list[str]:
    """The cells of a table row, still escaped."""
    found, place = [], 1
    while place < len(line):
        cell = CELL.match(line, place)
        found.append(cell[0].strip())
        place = cell.end() + 1
    return found


def figure(stated: list[tuple[Column, str]]) -> dict:
    fields = {}
    for column, cell in stated:
        if column.field in ("low", "high") and cell.endswith("+"):
            fields["open_ended"], cell = True, cell[:-1]
        fields[column.field] = column.value(cell)
    return fields


def read_bands(lines: Lines, reading: Reading) -> None:
    read_table(BAND, rows.Band, "bands", "compensation", lines, reading)


def read_targets(lines: Lines, reading: Reading) -> None:
    read_table(TARGET, rows.Target, "targets", "strategy", lines, reading)


def read_levels(lines: Lines, reading: Reading) -> None:
    found: list[tuple[str, list[rows.Peer]]] = []
    rest: Lines = []
    for number, line in lines:
        if own := OWN_LEVEL.fullmatch(line):
            found.append((own[1] or "", []))
        elif found and (peer := PEER.fullmatch(line)):
            found[-1][1].append(rows.Peer(company=unescape_line(peer[1]), level=unescape_line(peer[2])))
        else:
            rest.append((number, line))
    reading.rows["levels"] += [level(own, peers) for own, peers in found]
    reading.keep("level_map", rest)


def level(own: str, peers: list[rows.Peer]) -> rows.Level:
    own_level = unescape_line(own.removeprefix(ATTRIBUTE))
    return rows.Level(own_level=own_level, is_attribute=own.startswith(ATTRIBUTE), peers=tuple(peers))


def read_levers(lines: Lines, reading: Reading) -> None:
    rest: Lines = []
    found: list[tuple[str, list[str]]] = []
    for number, line in lines:
        if name := LEVER.fullmatch(line):
            found.append((unescape_line(name[1] or ""), []))
        elif found:
            found[-1][1].append(line)
        else:
            rest.append((number, line))
    reading.rows["levers"] += [lever(name, body) for name, body in found]
    reading.keep("levers", rest)


def lever(name: str, lines: list[str]) -> rows.Lever:
    script = [line for line in lines if line.startswith(">")]
    body = [line for line in lines if not line.startswith(">")]
    return rows.Lever(name=name, body=unescape_block(body, LEVER_LINES), script=unquote(script))


def read_sources(lines: Lines, reading: Reading) -> None:
    rest: Lines = []
    for number, line in lines:
        if item := NUMBERED.fullmatch(line):
            reading.rows["sources"].append(source(item[1].strip()))
        else:
            rest.append((number, line))
    reading.keep("evidence", rest)


def source(text: str) -> rows.Source:
    dated = AS_OF.fullmatch(f" {text}")
    day = as_day(dated[2]) if dated else None
    text = dated[1].strip() if day else text
    if link := LINK.fullmatch(text):
        return rows.Source(title=unescape_line(link[1]), url=unescape_line(link[2]), as_of=day)
    return rows.Source(title=unescape_line(text), as_of=day)


def as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_problems(lines: Lines, reading: Reading) -> None:
    for number, line in lines:
        if item := PROBLEM.fullmatch(line):
            fields = {"code": unescape_line(item[3]), "message": unescape_line(item[4]), "severity": item[2]}
            reading.rows["problems"].append(rows.Problem(**fields, line=int(item[1]) if item[1] else None))
        elif line.strip():
            reading.doubt(number, "unreadable_line", line[:300])


READERS = {
    "bands": read_bands,
    "targets": read_targets,
    "levels": read_levels,
    "levers": read_levers,
    "sources": read_sources,
    "problems": read_problems,
}
