"""A guide as authors write it, read by its words: blocks, then sections, then each section's rows."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from guides.parsing import leftovers, rows
from guides.parsing.checks import arithmetic_problems, equity_reading, implausible_bands
from guides.parsing.companies import NOWHERE, Setting
from guides.parsing.document import Block, blocks
from guides.parsing.level_tables import is_level_table, levels_of_table, says_equivalents
from guides.parsing.levels import is_whole, levels_of_text
from guides.parsing.lever_parts import choose_levers
from guides.parsing.levers import levers_of
from guides.parsing.plausibility import Magnitudes, believed
from guides.parsing.ranges import with_whole_ranges
from guides.parsing.sections import Part, parts_of
from guides.parsing.sources import sources_of
from guides.parsing.spoken import spoken_tables
from guides.parsing.tables import Layout, compensation_table, of_company, read_table
from guides.parsing.tags import tags_of
from guides.parsing.targets import targets_of
from guides.parsing.text import plain
from guides.parsing.titles import names_from_path, split_title

MOST_BLOCKS = 5_000  # the longest real guide has some 150


@dataclass
class Reading:
    """What has been read so far, list by list."""

    setting: Setting = NOWHERE
    tags: tuple[str, ...] = ()
    bands: list[rows.Band] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)  # of each band
    levers: list[rows.Lever] = field(default_factory=list)
    levels: list[rows.Level] = field(default_factory=list)
    sources: list[rows.Source] = field(default_factory=list)
    strategies: list[tuple[str, str]] = field(default_factory=list)  # heading and text
    asking: list[Block] = field(default_factory=list)  # every block of the strategy
    problems: list[rows.Problem] = field(default_factory=list)

    def doubt(self, code: str, message: str, *, line: int | None = None, severity: str = "warning") -> None:
        self.problems.append(rows.Problem(code=code, message=message, line=line, severity=severity))


def read(text: str, *, path: str = "") -> rows.Guide:
    found = blocks(text)
    title, role, company, found = title_of(found, path)
    if len(found) > MOST_BLOCKS:
        return unread(text, title, role, company)
    parts = parts_of(found)
    reading = Reading(setting=Setting(role=role, company=company, elsewhere=elsewhere(parts)))
    sections = [section for part in choose_levers(parts) if (section := read_part(part, reading))]
    bands = tuple(reading.bands)
    said = targets_of(reading.strategies, bands, company) or targets_of(spoken_tables(reading.asking), bands, company)
    targets, doubted = believed(said, Magnitudes(bands))
    reading.problems += [*doubted, *leftovers.of_strategy(reading.asking, targets)]
    missing(reading, targets)
    return rows.Guide(
        title=title,
        role=role,
        company=company,
        equity_reading=equity_reading(reading.bands),
        tags=reading.tags,
        sections=tuple(sections),
        bands=tuple(reading.bands),
        targets=tuple(targets),
        levers=tuple(reading.levers),
        levels=tuple(reading.levels),
        sources=tuple(reading.sources),
        problems=(
            *reading.problems,
            *arithmetic_problems(reading.bands, reading.lines),
            *implausible_bands(reading.bands, reading.lines),
        ),
    )


def unread(text: str, title: str, role: str, company: str) -> rows.Guide:
    """A text too long to be a guide, kept as words."""
    doubt = rows.Problem(code="too_long", message=f"More than {MOST_BLOCKS:,} paragraphs: kept as words, not read.", severity="error")
    section = rows.Section(kind="other", markdown=text)
    return rows.Guide(title=title, role=role, company=company, sections=(section,), problems=(doubt,))


def title_of(found: list[Block], path: str) -> tuple[str, str, str, list[Block]]:
    """Title, role and company, and the blocks without the title."""
    for number, block in enumerate(found[:5]):
        if block.kind == "heading" and (names := split_title(block.text)):
            return plain(block.text), *names, found[:number] + found[number + 1 :]
    role, company = names_from_path(path)
    return f"{role} | {company}".strip(" |"), role, company, found


def elsewhere(parts: list[Part]) -> str:
    """The text of all sections but level maps: how a company's name is written there tells where it ends."""
    return "\n".join(block.source for part in parts if part.kind != "level_map" for block in part.blocks)


def read_part(part: Part, reading: Reading) -> rows.Section | None:
    """Take what can be read out of a section; its other words stay its own."""
    rest = READERS[part.kind](part, reading) if part.kind in READERS else part.blocks
    rest = [block for block in rest if not read_anywhere(block, part, reading)]
    markdown = joined(rest)
    if not (part.heading or markdown):
        return None
    return rows.Section(kind=part.kind, heading=part.heading, depth=part.depth, markdown=markdown)


def joined(kept: list[Block]) -> str:
    """The blocks as they were typed; items of a list stay together."""
    text = ""
    for before, block in zip([None, *kept], kept, strict=False):
        together = before and before.kind == block.kind == "item"
        text += ("\n" if together else "\n\n" if text else "") + block.source
    return text.strip()


def read_anywhere(block: Block, part: Part, reading: Reading) -> bool:
    """A table of pay is read wherever it stands, but for scenarios of a strategy."""
    layout = compensation_table(block) if part.kind not in ("strategy", "levers", "evidence") else None
    if block.kind == "table" and part.kind != "level_map" and says_equivalents(block.table[0]):
        return not read_levels(Part(kind="level_map", blocks=[block]), reading)
    if part.kind == "level_map" and is_level_table(block):
        return False
    if layout:
        read_bands(block, layout, reading)
    elif block.kind == "table" and part.kind not in ("strategy", "levers", "evidence", "level_map"):
        left_out(block, reading)
    return layout is not None


def left_out(block: Block, reading: Reading) -> None:
    """A table that states amounts and is no table of this company's pay: one warning, and a note for each of its rows."""
    left = list(leftovers.of_table(block.table[1:], ()))
    if left:
        columns = " | ".join(map(plain, block.table[0].cells))
        message = f"A table with amounts was left out: it was not read as this company's pay. Its columns: {columns[:1_000]}."
        reading.doubt("table_left_out", message, line=block.line)
        reading.problems += [replace(problem, severity="note") for problem in left]


def read_bands(block: Block, layout: Layout, reading: Reading) -> None:
    layout = of_company(layout, reading.setting.company)
    found = list(read_table(block, layout))
    reading.lines += [line for line, _ in found]
    reading.bands += [band for _, band in found]
    if not any(band.unit != "text" for _, band in found):
        left_out(block, reading)
        return
    reading.problems += leftovers.of_table(with_whole_ranges(block.table).table[1:], [band for _, band in found])
    reading.problems += leftovers.of_cells(found, {problem.line for problem in reading.problems if problem.code == "unread_number"})
    note_table(block, reading)
    for row in with_whole_ranges(block.table).table[1:]:
        words = [cell for cell, kind in zip(row.cells, layout.kinds, strict=False) if kind == "words" and cell]
        if words:
            reading.doubt("unread_cell", f"Words in a table of pay: {' | '.join(words)}", line=row.line)


def note_table(block: Block, reading: Reading) -> None:
    """The words that say what columns and rows mean are kept beside what was read from them."""
    columns = " | ".join(map(plain, block.table[0].cells))
    first = " | ".join(plain(row.cells[0]) for row in block.table[1:])
    reading.doubt("table", f"A table was read. Its columns: {columns}. Its rows: {first}.", line=block.line, severity="note")


def read_dna(part: Part, reading: Reading) -> list[Block]:
    """The first line of a guide's DNA holds its tags."""
    if reading.tags or not part.blocks or part.blocks[0].kind != "paragraph":
        return part.blocks
    reading.tags = tags_of(part.blocks[0].text)
    return part.blocks[1:] if reading.tags else part.blocks


def read_levels(part: Part, reading: Reading) -> list[Block]:
    rest = []
    for block in part.blocks:
        if is_level_table(block, reading.setting):
            found, whole = levels_of_table(block, reading.setting)
            reading.levels += found
            rest += [] if whole else [block]
            note_table(block, reading)
        elif found := levels_of_text(block.text, reading.setting):
            reading.levels += found
            rest += [] if is_whole(block.text) else [block]
        else:
            rest.append(block)
    reading.problems += leftovers.of_levels(
        (block for block in part.blocks if is_level_table(block) or not compensation_table(block)), reading.levels
    )
    return rest


def read_levers(part: Part, reading: Reading) -> list[Block]:
    found, rest = levers_of(part.blocks)
    reading.levers += found
    return rest


def read_strategy(part: Part, reading: Reading) -> list[Block]:
    reading.asking += part.blocks
    reading.strategies += [(part.heading, block.text) for block in part.blocks if block.kind not in ("table", "code")]
    return part.blocks


def read_sources(part: Part, reading: Reading) -> list[Block]:
    found, rest = sources_of(part.blocks)
    reading.sources += found
    return rest


READERS: dict[str, Callable[[Part, Reading], list[Block]]] = {
    "dna": read_dna,
    "level_map": read_levels,
    "levers": read_levers,
    "strategy": read_strategy,
    "evidence": read_sources,
}


def missing(reading: Reading, targets: list[rows.Target]) -> None:
    """What a guide usually has and this one seems to lack."""
    for name, found in (("bands", reading.bands), ("levers", reading.levers), ("sources", reading.sources), ("targets", targets)):
        if not found:
            reading.doubt(f"no_{name}", f"No {name} were found.")
