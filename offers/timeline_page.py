"""The timeline as a page shows it: two hundred lines at a time, the newest first seen, by the person's clock."""

from dataclasses import dataclass

from offers.timeline import PAGE, Item, Stretch, place_of
from offers.timeline_rows import Window, window
from offers.wording import moment_words


@dataclass(frozen=True, kw_only=True)
class Told:
    """The lines of one page with their times in words; `earlier` is the cursor of the lines before them, empty where there are none."""

    lines: tuple[tuple[str, Item], ...]
    earlier: str
    has_later: bool


def last_events(negotiation, before: str = "") -> Window:
    """The newest events, or the last before a cursor; a cursor that is none of ours is as none."""
    try:
        place = place_of(before) if before else None
    except ValueError:
        place = None
    return window(negotiation, limit=PAGE, before=place, newest=True)


def told(stretch: Stretch, zone: str) -> Told:
    lines = tuple((moment_words(item.at, zone), item) for item in stretch.items)
    return Told(lines=lines, earlier=stretch.earlier, has_later=bool(stretch.later))
