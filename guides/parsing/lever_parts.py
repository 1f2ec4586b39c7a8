"""Which sections of a guide hold its levers."""

from dataclasses import replace

from guides.parsing.levers import has_levers, has_scripts, is_labelled
from guides.parsing.sections import Part


def choose_levers(parts: list[Part]) -> list[Part]:
    """What is called "Lever 1" is the lever wherever it stands; else the sections headed so; else the one that holds most scripts."""
    parts = [piece for part in parts for piece in with_levers_apart(part)]
    labelled = [part for part in parts if sum(map(is_labelled, part.blocks)) > 1 and has_scripts(part.blocks)]
    if labelled:
        for part in parts:
            part.kind = "levers" if part in labelled else "other" if part.kind == "levers" and has_levers(part.blocks) else part.kind
    elif not any(part.kind == "levers" and has_levers(part.blocks) for part in parts):
        for part in list(filter(seems_levers, parts))[:1]:
            part.kind = "levers"
    return parts


def seems_levers(part: Part) -> bool:
    return part.kind in ("premium", "other", "levers") and has_levers(part.blocks) and has_scripts(part.blocks)


def with_levers_apart(part: Part) -> list[Part]:
    """A section of another kind in two, where levers with their numbers follow its own text."""
    places = [place for place, block in enumerate(part.blocks) if is_labelled(block)]
    if part.kind in ("levers", "evidence") or len(places) < 2 or not places[0]:
        return [part]
    before, after = part.blocks[: places[0]], part.blocks[places[0] :]
    return [replace(part, blocks=before), Part(kind="levers", depth=part.depth, line=after[0].line, root=part.root, blocks=after)]
