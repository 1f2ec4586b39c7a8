"""What a comparison with a guide and with one's own numbers comes to: marks, standings, the whole. Pure; definitions in the design.

Range penetration is (x - low) / (high - low); the compa-ratio is x over the band's midpoint. Both are rounded half-even to four places.
A mark counts as reached when it is equalled; a mark that is not there is left out, and where no mark decides there is no verdict.
One's own marks come before the guide's: they decide wherever they can.
"""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal

from offers.matching import Stated

KINDS = ("anchor", "accept", "walk_away")
VERDICTS = ("below_walk_away", "below_accept", "at_or_above_accept", "at_or_above_anchor")


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A target's number, and the offer's in the same terms (None where they cannot be compared or nothing is stated)."""

    value: Decimal
    target: object
    offered: Decimal | None = None
    whose: str = "guide"

    @property
    def reached(self) -> bool | None:
        return None if self.offered is None else self.offered >= self.value


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One component. `offered` is the stated value in the band's terms; None where there is no band to compare with.

    `band` is the guide's, or one's own where the guide has none. The marks are one's own where there are such, else the guide's; what one's
    own stand before is in `guides`, by kind. `own_band` is one's own range, `own_place` where the offer lies in it.
    """

    component: str
    stated: Stated | None
    band: object = None
    offered: Decimal | None = None
    place: str = "no_band"
    anchor: Mark | None = None
    accept: Mark | None = None
    walk_away: Mark | None = None
    guides: dict = field(default_factory=dict)
    own_band: object = None
    own_offered: Decimal | None = None
    own_place: str = "no_band"
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def marks(self) -> dict[str, Mark]:
        return {kind: mark for kind in KINDS if (mark := getattr(self, kind))}

    @property
    def own_marks(self) -> dict[str, Mark]:
        return {kind: mark for kind, mark in self.marks.items() if mark.whose == "yours"}

    @property
    def band_whose(self) -> str | None:
        """Whose figure the place is in: the guide's, or one's own."""
        return None if self.band is None else "yours" if self.band is self.own_band else "guide"

    @property
    def whose(self) -> str | None:
        """Whose numbers decide: one's own as soon as there is one mark of them."""
        if self.own_marks:
            return "yours"
        return "guide" if self.marks else self.band_whose

    @property
    def verdict(self) -> str:
        if self.stated is None:
            return "not_stated"
        own = decided(self.own_marks)
        if own == "at_or_above_accept" and self.anchor and self.anchor.reached:
            return "at_or_above_anchor"
        return own if own != "no_target" else decided(self.marks)

    @property
    def penetration(self) -> Decimal | None:
        if self.offered is None or not is_range(self.band) or self.band.low == self.band.high:
            return None
        return rounded((self.offered - self.band.low) / (self.band.high - self.band.low))

    @property
    def compa_ratio(self) -> Decimal | None:
        midpoint = (self.band.low + self.band.high) / 2 if self.offered is not None and is_range(self.band) else None
        return rounded(self.offered / midpoint) if midpoint else None


@dataclass(frozen=True, kw_only=True)
class Condition:
    """Something a target asks for in words: alone, or beside its number, which `target` has then."""

    kind: str
    component: str
    text: str
    target: object = None


@dataclass(frozen=True, kw_only=True)
class Position:
    """The whole has the lowest verdict among the stated components with a target; `decided_by` names them."""

    components: tuple[Standing, ...]
    conditions: tuple[Condition, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def judged(self) -> tuple[Standing, ...]:
        return tuple(standing for standing in self.components if standing.verdict in VERDICTS and not standing.missing)

    @property
    def verdict(self) -> str:
        if self.judged:
            return min((standing.verdict for standing in self.judged), key=VERDICTS.index)
        return "no_target" if any(standing.stated for standing in self.components) else "not_stated"

    @property
    def decided_by(self) -> tuple[str, ...]:
        return tuple(standing.component for standing in self.judged if standing.verdict == self.verdict)

    def of(self, component: str) -> Standing | None:
        return next((standing for standing in self.components if standing.component == component), None)


def decided(marks: dict[str, Mark]) -> str:
    """The verdict that these marks come to."""
    anchor, accept, walk_away = (marks.get(kind) for kind in KINDS)
    if walk_away and walk_away.reached is False:
        return "below_walk_away"
    if anchor and anchor.reached:
        return "at_or_above_anchor"
    if accept and accept.reached is not None:
        return "at_or_above_accept" if accept.reached else "below_accept"
    return "no_target"


def is_range(band) -> bool:
    """Whether both ends are known, in order, and neither is open."""
    return band is not None and band.low is not None and band.high is not None and not band.open_ended and band.low <= band.high


def rounded(ratio: Decimal) -> Decimal:
    return ratio.quantize(Decimal("0.0001"), ROUND_HALF_EVEN) + 0  # never -0
