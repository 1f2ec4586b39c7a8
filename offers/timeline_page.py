"""The timeline as a page shows it: two hundred lines at a time, the newest first seen, by the person's clock."""

from dataclasses import dataclass

from offers.timeline import GROUPS, PAGE, Item, Stretch, place_of
from offers.timeline_rows import Window, window
from offers.wording import moment_words


@dataclass(frozen=True, kw_only=True)
class Told:
    """The lines of one page with their times in words; `earlier` is the cursor of the lines before them, empty where there are none.

    `kind` is the one sort of them that is shown, empty for all.
    """

    lines: tuple[tuple[str, Item], ...]
    earlier: str
    has_later: bool
    kind: str = ""

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """What one can choose to see: the name in the address, and words."""
        return [("", "Everything"), *((name, words) for name, (words, _) in GROUPS.items())]


def last_events(negotiation, before: str = "", kind: str = "") -> Window:
    """The newest events, or the last before a cursor, of one sort where it is known; a cursor that is none of ours is as none."""
    try:
        place = place_of(before) if before else None
    except ValueError:
        place = None
    kinds = GROUPS[kind][1] if kind in GROUPS else ()
    return window(negotiation, limit=PAGE, before=place, newest=True, kinds=kinds)


def told(stretch: Stretch, zone: str, kind: str = "") -> Told:
    lines = tuple((moment_words(item.at, zone), item) for item in stretch.items)
    return Told(lines=lines, earlier=stretch.earlier, has_later=bool(stretch.later), kind=kind if kind in GROUPS else "")
