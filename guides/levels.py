"""A guide's level mapping as a table: its own levels as rows, the peers' companies as columns. Pure over level rows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LevelTable:
    companies: list[str]
    rows: list[tuple[str, bool, list[str]]]  # own level, whether it is an attribute, a cell for each company


def level_table(levels) -> LevelTable:
    """Each level is (own_level, is_attribute, [(company, level), …]). Two peers of one company share a cell."""
    companies = list(dict.fromkeys(company for _, _, peers in levels for company, _ in peers))
    rows = [
        (own_level, is_attribute, [" / ".join(level for peer, level in peers if peer == company) for company in companies])
        for own_level, is_attribute, peers in levels
    ]
    return LevelTable(companies, rows)
