"""Where an offer stands against a guide and one's own numbers: by component, like with like, and as a whole. Pure.

Definitions are the design's. One's own numbers are rows with the fields of a guide's figure and a `kind` (band or a mark's).
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from guides.parsing.rows import COMPONENTS
from offers.matching import (
    WORDS,
    Like,
    Stated,
    at_rate,
    band_for,
    combined,
    converted,
    equity_counts,
    has_number,
    in_both_readings,
    in_scope,
    like,
    no_rate,
    place_in,
    target_for,
)
from offers.verdicts import KINDS, Condition, Mark, Position, Standing

UNPROMISED = ("target", "discretionary")
IN_TOTAL = ("base", "bonus", "equity", "deferred_stock", "profit_sharing", "carry_bonus", "pnl")


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What every component is compared on: the guide's figures and one's own, the place, and the offer's own base."""

    bands: tuple
    targets: tuple
    region: str | None
    level: str | None
    currency: str
    equity_reading: str
    base: Stated | None
    own: tuple = ()
    exchange: Callable = no_rate

    def own_figure(self, component, kind):
        return next((figure for figure in self.own if (figure.component, figure.kind) == (component, kind)), None)

    def band(self, component, stated):
        return band_for(component, self.bands, region=self.region, level=self.level, stated=stated, currency=self.currency)

    @property
    def components(self) -> set[str]:
        """What there is a figure for here: a band, a target with a number, or one's own."""
        banded = {band.component for band in self.bands if (band.region or None, band.level or None) == (self.region, self.level)}
        targeted = {target.component for target in self.targets if has_number(target) and in_scope(target, self.region, self.level)}
        return banded | targeted | {figure.component for figure in self.own}

    def own_mark(self, component, kind, stated) -> Mark | None:
        figure = self.own_figure(component, kind)
        return self.mark_of(figure, stated, "yours") if figure else None

    def guides_mark(self, component, kind, stated) -> Mark | None:
        currency = stated.currency if stated and stated.currency else self.currency
        here = {"region": self.region, "level": self.level, "currency": currency, "exchange": self.exchange}
        target = target_for(component, kind, self.targets, **here)
        if target is None and kind == "walk_away":
            accept = target_for(component, "accept", self.targets, **here)
            target = accept if accept and accept.implies_walk_away else None
        return self.mark_of(target, stated, "guide") if target else None

    def like(self, stated, figure) -> Like:
        return like(stated, figure, base=self.base, exchange=self.exchange)

    def mark_of(self, target, stated, whose) -> Mark:
        offered = self.like(stated, target).value if stated else None
        return Mark(value=target.low if target.low is not None else target.high, target=target, offered=offered, whose=whose)


def position(*, stated, bands, targets, currency, region=None, level=None, equity_reading="", own=(), exchange=no_rate) -> Position:
    """Where the stated lines of a proposal stand. `currency` is the negotiation's, that of the total; `own`: one's own numbers.

    `exchange` gives the exchange of one currency into another, None where there is no rate: for figures in no currency of the offer's.
    """
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
        own=tuple(own),
        exchange=exchange,
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
    band, own_band = ground.band(component, stated), ground.own_figure(component, "band")
    compared, own = in_band_terms(stated, band, ground), in_own_terms(stated, own_band, ground)
    decisive, note = (compared, compared.note) if band else (own, "")
    guides = {kind: ground.guides_mark(component, kind, stated) for kind in KINDS}
    owns = {kind: ground.own_mark(component, kind, stated) for kind in KINDS}
    return Standing(
        component=component,
        stated=stated,
        band=band or own_band,
        offered=decisive.value,
        place=decisive.place or place_in(decisive.value, band or own_band),
        **{kind: owns[kind] or guides[kind] for kind in KINDS},
        guides={kind: guides[kind] for kind in KINDS if owns[kind] and guides[kind]},
        own_band=own_band,
        own_offered=own.value,
        own_place=place_in(own.value, own_band),
        missing=missing,
        notes=tuple(each for each in (*notes, note, own.note, origin_note(band, compared), certainty_note(stated)) if each),
    )


def in_own_terms(stated: Stated | None, own_band, ground: Ground) -> Like:
    """As `in_band_terms`, for one's own range."""
    if stated is None or own_band is None:
        return Like(None)
    found = ground.like(stated, own_band)
    return found if found.value is not None else Like(None, "Your own range is in another currency, unit or period: it is not compared.")


def in_band_terms(stated: Stated | None, band, ground: Ground) -> Like:
    if stated is None or band is None:
        return Like(None)
    if band.unit in WORDS:
        return Like(None, f"The guide says: {band.original}" if band.unit == "text" else "")
    unsettled = band.component == "equity" and not equity_counts(band, ground.equity_reading)
    if unsettled and stated.unit == band.unit == "currency":
        return in_unsettled_terms(stated, band, ground)
    return ground.like(stated, band)


def in_unsettled_terms(stated: Stated, band, ground: Ground) -> Like:
    """Equity whose figure may mean a grant or a year of it, at a rate where the currencies differ."""
    if stated.currency == band.currency:
        return in_both_readings(stated, band)
    rate = ground.exchange(stated.currency, band.currency)
    return at_rate(in_both_readings(converted(stated, rate), band), rate) if rate else ground.like(stated, band)


def origin_note(band, compared: Like) -> str:
    """Says so where the band is not the guide's first figure but its own one in another currency."""
    if band is None or compared.value is None or band.value_role == "primary":
        return ""
    return f"Against the guide's own figure in {band.currency}, which it gives beside its first one."


def certainty_note(stated: Stated | None) -> str:
    """Says so where the bonus compared is not one that they have promised."""
    unpromised = stated and stated.component == "bonus" and stated.certainty in UNPROMISED
    return f"They call it {stated.certainty}: it is not promised." if unpromised else ""


def total_of(lines: list[Stated], ground: Ground) -> Standing | None:
    """A year of what is stated, in the negotiation's currency, one-offs left out. What is missing in it is named."""
    parts = {line.component: value for line in lines if (value := a_year_of(line, ground)) is not None}
    if not parts:
        return standing_of("total", None, (), ground) if "total" in ground.components else None
    total = Stated(component="total", value=sum(parts.values()), currency=ground.currency)
    expected = ground.components | {line.component for line in lines}
    missing = tuple(component for component in IN_TOTAL if component in expected and component not in parts)
    return standing_of("total", total, (), ground, missing)


def a_year_of(line: Stated, ground: Ground) -> Decimal | None:
    """What a line adds to a year's total: None for one-offs, PnL shares, what has no rate, and equity that is left open."""
    if line.component not in IN_TOTAL or line.period == "one_time":
        return None
    if line.component == "equity" and not equity_counts(ground.band("equity", line), ground.equity_reading):
        return None
    return ground.like(line, YearlyMoney(currency=ground.currency)).value


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
