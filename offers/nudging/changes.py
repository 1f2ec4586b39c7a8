"""Which of a guide's numbers differ for one negotiation between two of the guide's revisions."""

from dataclasses import dataclass

from negotiate.money.formatting import component_name
from offers.matching import has_number, in_scope

MARKS = {"anchor": "anchor", "accept": "accept", "walk_away": "walk-away"}


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One component of which the guide says another number now; `before` and `after` are the guide's own words, with amounts."""

    component: str
    what: str
    before: str
    after: str

    @property
    def name(self) -> str:
        return f"{component_name(self.component)}, {self.what}"


def changed_figures(negotiation, published) -> list[Changed]:
    """Between the pinned revision and the published one: bands of the negotiation's region and level, and marks that hold there.

    Where something is on the table, only its components count, and the total.
    """
    before, after = (figures(revision, negotiation) for revision in (negotiation.revision, published))
    counts = components_of(negotiation)
    places = [place for place in dict.fromkeys([*before, *after]) if not counts or place[0] in counts]
    return [
        Changed(component=component, what=what, before=words(before, component, what), after=words(after, component, what))
        for component, what in places
        if numbers(before.get((component, what), [])) != numbers(after.get((component, what), []))
    ]


def components_of(negotiation) -> set[str]:
    stated = {term.component for proposal in negotiation.proposals.prefetch_related("terms") for term in proposal.terms.all()}
    return stated | {"total"} if stated else set()


def figures(revision, negotiation) -> dict[tuple[str, str], list]:
    """The figures that matter, by component and what they are: the band, or a mark."""
    found: dict[tuple[str, str], list] = {}
    for band in revision.bands.all():
        if (band.region or None, band.level or None) == (negotiation.region or None, negotiation.level or None):
            found.setdefault((band.component, "band"), []).append(band)
    for target in revision.targets.all():
        if in_scope(target, negotiation.region, negotiation.level):
            found.setdefault((target.component, MARKS[target.kind]), []).append(target)
    return found


def numbers(rows: list) -> set[tuple]:
    return {(row.low, row.high, row.unit, row.currency, row.period) for row in rows if has_number(row)}


def words(found: dict, component: str, what: str) -> str:
    return "; ".join(row.original for row in found.get((component, what), []) if has_number(row)) or "no number"
