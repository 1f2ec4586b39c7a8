"""A guide's targets as a table: what to say, take and refuse for each component and scope. Pure over targets."""

from dataclasses import dataclass

from guides.pay import grouped
from negotiate.money.formatting import component_name


@dataclass(frozen=True)
class Aim:
    """One component, where it matters for one scope: its targets of each kind."""

    name: str
    scope: str
    anchor: list
    accept: list
    walk_away: list

    @property
    def cells(self) -> list[tuple[str, str, list]]:
        """The three kinds in order, each with its words and targets."""
        return [("anchor", "Anchor", self.anchor), ("accept", "Accept", self.accept), ("walk_away", "Walk away", self.walk_away)]

    @property
    def refuses_below_accept(self) -> bool:
        """No number to refuse below is stated, but the guide says that under the accepted one a rival's offer wins."""
        return not self.walk_away and any(target.implies_walk_away for target in self.accept)


def aims_of(targets) -> list[Aim]:
    rows = []
    for (component, scope), group in grouped(targets, lambda target: (target.component, target.scope)).items():
        kinds = {"anchor": [], "accept": [], "walk_away": []} | grouped(group, lambda target: target.kind)
        rows.append(Aim(component_name(component), scope, **kinds))
    return rows
