"""Where an offer stands against a guide: component by component, like with like, and as a whole. Pure; definitions in the design."""

from dataclasses import dataclass
from decimal import Decimal

from guides.parsing.rows import COMPONENTS
from offers.matching import (
    WORDS,
    Like,
    Stated,
    band_for,
    combined,
    equity_counts,
    has_number,
    in_both_readings,
    in_scope,
    like,
    place_in,
    target_for,
)
from offers.verdicts import Condition, Mark, Position, Standing

KINDS = ("anchor", "accept", "walk_away")
UNPROMISED = ("target", "discretionary")
IN_TOTAL = ("base", "bonus", "equity", "deferred_stock", "profit_sharing", "carry_bonus", "pnl")


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What every component is compared on: the guide's figures, the place, and the offer's own base."""

    bands: tuple
    targets: tuple
    region: str | None
    level: str | None
    currency: str
    equity_reading: str
    base: Stated | None

    def band(self, component, stated):
        return band_for(component, self.bands, region=self.region, level=self.level, stated=stated, currency=self.currency)

    @property
    def components(self) -> set[str]:
        """What the guide gives a figure for here: a band, or a target with a number."""
        banded = {band.component for band in self.bands if (band.region or None, band.level or None) == (self.region, self.level)}
        return banded | {target.component for target in self.targets if has_number(target) and in_scope(target, self.region, self.level)}

    def mark(self, component, kind, stated) -> Mark | None:
        currency = stated.currency if stated and stated.currency else self.currency
        target = target_for(component, kind, self.targets, region=self.region, level=self.level, currency=currency)
        if target is None and kind == "walk_away":
            accept = target_for(component, "accept", self.targets, region=self.region, level=self.level, currency=currency)
            target = accept if accept and accept.implies_walk_away else None
        if target is None:
            return None
        offered = like(stated, target, base=self.base).value if stated else None
        return Mark(value=target.low if target.low is not None else target.high, target=target, offered=offered)


def position(*, stated, bands, targets, currency, region=None, level=None, equity_reading="") -> Position:
    """Where the stated lines of a proposal stand. `currency` is the negotiation's, in which the total is formed."""
    region, level = region or None, level or None
    lines = {component: combined([line for line in stated if line.component == component]) for component in named(stated)}
    ground = Ground(
        bands=tuple(bands),
        targets=tuple(targets),
        region=region,
        level=level,
        currency=currency,
        equity_reading=equity_reading,
        base=lines.get("base", (None, ()))[0],
    )
    standings = [standing_of(component, *lines.get(component, (None, ())), ground) for component in to_show(lines, ground)]
    total = total_of([line for line, _ in lines.values() if line], ground)
    return Position(
        components=(*standings, *([total] if total else [])),
        conditions=conditions(ground),
        notes=scope_notes(ground),
    )


def named(stated) -> list[str]:
    return list(dict.fromkeys(line.component for line in stated))


def to_show(lines, ground: Ground) -> list[str]:
    """Components with a number of the offer's, a band here or a target with a number, in the guide's order; the total comes apart."""
    stated = {component for component, (line, _) in lines.items() if line}
    return sorted((stated | ground.components) - {"total", "other"}, key=place_in_order)


def standing_of(component: str, stated: Stated | None, notes: tuple[str, ...], ground: Ground, missing=()) -> Standing:
    band = ground.band(component, stated)
    compared = in_band_terms(stated, band, ground)
    return Standing(
        component=component,
        stated=stated,
        band=band,
        offered=compared.value,
        place=compared.place or place_in(compared.value, band),
        **{kind: ground.mark(component, kind, stated) for kind in KINDS},
        missing=missing,
        notes=tuple(note for note in (*notes, compared.note, origin_note(band, compared), certainty_note(stated)) if note),
    )


def in_band_terms(stated: Stated | None, band, ground: Ground) -> Like:
    if stated is None or band is None:
        return Like(None)
    if band.unit in WORDS:
        return Like(None, f"The guide says: {band.original}" if band.unit == "text" else "")
    unsettled = band.component == "equity" and not equity_counts(band, ground.equity_reading)
    if unsettled and (stated.unit, stated.currency) == (band.unit, band.currency) and stated.unit == "currency":
        return in_both_readings(stated, band)
    return like(stated, band, base=ground.base)


def origin_note(band, compared: Like) -> str:
    """Says so where the band is not the guide's first figure but its own one in another currency."""
    if compared.value is None or band.value_role == "primary":
        return ""
    return f"Against the guide's own figure in {band.currency}, which it gives beside its first one."


def certainty_note(stated: Stated | None) -> str:
    """Says so where the bonus compared is not one that they have promised."""
    unpromised = stated and stated.component == "bonus" and stated.certainty in UNPROMISED
    return f"They call it {stated.certainty}: it is not promised." if unpromised else ""


def total_of(lines: list[Stated], ground: Ground) -> Standing | None:
    """A year of what is stated in the negotiation's currency, one-offs left out. What is missing in it is named."""
    parts = {line.component: value for line in lines if (value := a_year_of(line, ground)) is not None}
    if not parts:
        return standing_of("total", None, (), ground) if ground.band("total", None) else None
    total = Stated(component="total", value=sum(parts.values()), currency=ground.currency)
    expected = ground.components | {line.component for line in lines}
    missing = tuple(component for component in IN_TOTAL if component in expected and component not in parts)
    return standing_of("total", total, (), ground, missing)


def a_year_of(line: Stated, ground: Ground) -> Decimal | None:
    """What a line adds to a year's total: None for one-offs, other currencies, shares of PnL, and equity that the guide leaves open."""
    if line.component not in IN_TOTAL or line.period == "one_time":
        return None
    if line.component == "equity" and not equity_counts(ground.band("equity", line), ground.equity_reading):
        return None
    return like(line, YearlyMoney(currency=ground.currency), base=ground.base).value


@dataclass(frozen=True, kw_only=True)
class YearlyMoney:
    """The terms in which a total is formed, as a figure."""

    currency: str
    unit: str = "currency"
    period: str = "year"


def conditions(ground: Ground) -> tuple[Condition, ...]:
    return tuple(
        Condition(kind=target.kind, component=target.component, text=target.condition, target=target if has_number(target) else None)
        for target in ground.targets
        if target.condition and in_scope(target, ground.region, ground.level)
    )


def scope_notes(ground: Ground) -> tuple[str, ...]:
    """Says so where the guide's targets name no region and the negotiation is not in the guide's first one."""
    first = next((band.region for band in ground.bands if band.region), None)
    if first and ground.region and ground.region != first and any(not target.scope for target in ground.targets):
        return (f"The guide's targets name no region; its first one is {first}.",)
    return ()


def place_in_order(component: str) -> int:
    """Where a component stands in the guide's order; unknown ones come last."""
    return COMPONENTS.index(component) if component in COMPONENTS else len(COMPONENTS)
