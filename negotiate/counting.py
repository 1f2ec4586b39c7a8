"""Counts with their nouns: 1 guide, 2 guides. Pure."""


def counted(number: int, one: str, many: str = "") -> str:
    """`1 guide`, `1,200 guides`, `2 companies` where `many` is given."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
