"""A position in words. Pure."""

from negotiate.money.formatting import component_name
from offers.matching import place_words
from offers.verdicts import Position, Standing

WHOLE = {
    "below_walk_away": "below walk-away",
    "below_accept": "below accept",
    "at_or_above_accept": "at or above accept",
    "at_or_above_anchor": "at or above anchor",
    "no_target": "no target to compare with",
    "not_stated": "nothing stated yet",
}
TONES = {
    "below_walk_away": "bad",
    "below_accept": "warn",
    "at_or_above_accept": "good",
    "at_or_above_anchor": "good",
}


def standing_words(standing: Standing) -> str:
    """Inside the band, above accept; Below the band, below walk-away; Not stated."""
    if standing.stated is None:
        return "Not stated"
    place = place_words(standing.place) if standing.place != "no_band" else ""
    words = ", ".join(part for part in (place, marks_words(standing)) if part) or "nothing to compare with"
    return words[0].upper() + words[1:]


def marks_words(standing: Standing) -> str:
    """Against the mark that decides; where the guide lacks it, against the one that there is."""
    if standing.verdict == "at_or_above_anchor":
        return beside(standing.anchor, "anchor")
    if standing.verdict == "at_or_above_accept":
        return beside(standing.accept, "accept")
    if standing.verdict in WHOLE and standing.verdict != "no_target":
        return WHOLE[standing.verdict] + (", at walk-away" if at(standing.walk_away) else "")
    there = [
        (mark, name) for mark, name in ((standing.anchor, "anchor"), (standing.walk_away, "walk-away")) if mark and mark.offered is not None
    ]
    return ", ".join(beside(mark, name) for mark, name in there)


def beside(mark, name: str) -> str:
    if at(mark):
        return f"at {name}"
    return f"{'above' if mark.reached else 'below'} {name}"


def at(mark) -> bool:
    return mark is not None and mark.offered == mark.value


def whole_words(position: Position) -> str:
    """As a whole at or above accept; lowest: base salary and bonus."""
    words = f"As a whole {WHOLE[position.verdict]}"
    names = [component_name(component).lower() if component != "pnl" else "PnL share" for component in position.decided_by]
    if not names:
        return f"{words}."
    return f"{words}: {joined(names)} {'decides' if len(names) == 1 else 'decide'}."


def joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def missing_words(standing: Standing) -> str:
    """What a total leaves out."""
    names = [component_name(component) for component in standing.missing]
    return f"Without {joined(names)}, not stated in money." if names else ""
