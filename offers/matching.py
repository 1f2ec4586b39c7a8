"""Which figure of a guide is like which line of an offer: same region, level, unit, currency and period. Pure.

A figure is anything with the fields of `guides.parsing.rows.Band` or `Target`; a line of an offer is a `Stated`.
Amounts are in whole currency units, percents are percent numbers (6 is 6 %).
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from negotiate.dates import day_words

ROLES = ("primary", "converted", "alternate", "parenthetical")
GRANT_YEARS = 4
AGREEING_READING = {"4yr": "four_year_grant", "year": "per_year"}
WORDS = ("text", "none")


@dataclass(frozen=True, kw_only=True)
class Stated:
    """One component as an offer states it. `value` is None where it is stated in words alone. `period` is a term's."""

    component: str
    unit: str = "currency"
    value: Decimal | None = None
    currency: str | None = None
    period: str = "year"
    certainty: str = ""
    text: str = ""

    @property
    def a_year(self) -> "Stated":
        """A monthly amount as twelve of them; all else as it is."""
        return replace(self, value=self.value * 12, period="year") if self.period == "month" else self


@dataclass(frozen=True)
class Like:
    """A stated value in a figure's terms, and what was done to get there. `value` is None where the two cannot be compared.

    `place` is given where it is known although there is no single value.
    """

    value: Decimal | None
    note: str = ""
    place: str = ""


def no_rate(source: str, target: str) -> None:
    """As an exchange: no currency becomes another."""


def like(stated: Stated, figure, *, base: Stated | None, exchange=no_rate) -> Like:
    """The stated value in the figure's unit, currency and period. `base` is the offer's base salary: percents of it need it.

    `exchange` gives the exchange of one currency into another, or None where there is no rate.
    """
    if stated.unit == figure.unit:
        return like_money(stated, figure, exchange) if figure.unit == "currency" else Like(stated.value)
    if stated.unit == "currency" and figure.unit == "percent_of_base":
        return as_percent_of_base(stated, base)
    if stated.unit == "percent_of_base" and figure.unit == "currency":
        return as_money(stated, figure, base, exchange)
    return Like(None, "The guide gives this in another unit.")


def like_money(stated: Stated, figure, exchange=no_rate) -> Like:
    if stated.currency != figure.currency:
        rate = exchange(stated.currency, figure.currency)
        if rate is None:
            return Like(None, f"The guide gives this in {figure.currency}: without a dated rate nothing is compared.")
        return at_rate(like_money(converted(stated, rate), figure), rate)
    if stated.component == "equity":
        return like_equity(stated, figure)
    if figure.period in (None, stated.period):
        return Like(stated.value)
    if stated.period == "month" and figure.period == "year":
        return Like(stated.a_year.value, "Twelve times the monthly amount.")
    return Like(None, "The guide gives this for another period.")


def converted(stated: Stated, rate) -> Stated:
    return replace(stated, value=rate.convert(stated.value), currency=rate.target)


def at_rate(found: Like, rate) -> Like:
    """With the rate and its day named, where there is something to compare."""
    words = f"Compared at 1 {rate.source} = {rate.rate:f} {rate.target} of {day_words(rate.day)}."
    return replace(found, note=" ".join(filter(None, (found.note, words)))) if found.value is not None or found.place else found


def like_equity(stated: Stated, figure) -> Like:
    """A grant is of four years; a year's part is a quarter of it."""
    if figure.period == "4yr":
        return Like(in_grants(stated))
    if figure.period == "year":
        return Like(in_grants(stated) / GRANT_YEARS, "A quarter of the whole grant.")
    return Like(None, "The guide does not say whether this is the whole grant or a year of it.")


def in_both_readings(stated: Stated, band) -> Like:
    """Equity where the guide's arithmetic does not settle what its figure means: placed only if both readings place it alike."""
    grant = in_grants(stated)
    as_grant, as_year = place_in(grant, band), place_in(grant / GRANT_YEARS, band)
    words = f"{place_words(as_grant)} if its figure is the whole grant, {place_words(as_year)} if it is one year of it"
    return Like(None, f"The guide leaves open what its equity figure means: {words}.", as_grant if as_grant == as_year else "no_band")


def place_in(value: Decimal | None, band) -> str:
    """Where a value in the band's terms lies. The ends belong to the band."""
    if value is None or band is None or not has_number(band) or is_doubtful(band):
        return "no_band"
    if band.low is not None and value < band.low:
        return "below_band"
    if band.high is not None and value > band.high and not band.open_ended:
        return "above_band"
    return "inside_band"


def is_doubtful(band) -> bool:
    """Whether the ends are written the wrong way round; such a band is kept with a flag, and compares with nothing."""
    return band.low is not None and band.high is not None and band.low > band.high


def place_words(place: str) -> str:
    return {"below_band": "below the band", "inside_band": "inside the band", "above_band": "above the band"}.get(place, "no band")


def in_grants(stated: Stated) -> Decimal:
    return stated.a_year.value * GRANT_YEARS if stated.period in ("year", "month") else stated.value


def as_percent_of_base(stated: Stated, base: Stated | None) -> Like:
    if not has_money(base) or base.currency != stated.currency or not base.value or stated.period not in ("year", "month"):
        return Like(None, "The guide gives a percent of base, and the offer's base is not stated alike.")
    return Like(stated.a_year.value / base.a_year.value * 100, "As a percent of the offer's own base.")


def as_money(stated: Stated, figure, base: Stated | None, exchange=no_rate) -> Like:
    rate = exchange(base.currency, figure.currency) if has_money(base) and base.currency != figure.currency else None
    if not has_money(base) or not (rate or base.currency == figure.currency) or figure.period not in (None, "year"):
        return Like(None, "A percent of base, and the offer's base is not stated alike.")
    amount, words = stated.value * base.a_year.value / 100, "The percent of the offer's own base, in money."
    return at_rate(Like(rate.convert(amount), words), rate) if rate else Like(amount, words)


def has_money(stated: Stated | None) -> bool:
    return bool(stated) and stated.unit == "currency" and stated.value is not None


def combined(parts: list[Stated]) -> tuple[Stated | None, tuple[str, ...]]:
    """A component's lines as one: summed where they are alike, else the first kind, with a note that there is more."""
    numbers = [part for part in parts if part.value is not None]
    if not numbers:
        return None, tuple(f"In words: {part.text}" for part in parts if part.text)
    first = numbers[0]
    alike = [part for part in numbers if (part.unit, part.currency, part.period) == (first.unit, first.currency, first.period)]
    notes = () if len(alike) == len(numbers) else ("It is stated in more than one kind: only the first is compared.",)
    return replace(first, value=sum(part.value for part in alike)), notes


def band_for(component: str, bands, *, region, level, stated: Stated | None, currency: str):
    """The band of exactly this region and level that is most like what is stated, or None. Null matches only null.

    Its own row in the currency of the offer comes first, the guide's primary row before its converted ones.
    """
    candidates = [band for band in bands if (band.component, band.region or None, band.level or None) == (component, region, level)]
    unit = stated.unit if stated else "currency"
    wanted = stated.currency if stated and stated.currency else currency
    order = sorted(
        candidates, key=lambda band: (band.unit in WORDS, band.unit != unit, band.currency != wanted, ROLES.index(band.value_role))
    )
    return order[0] if order else None


def target_for(component: str, kind: str, targets, *, region, level, currency: str, exchange=no_rate):
    """The target of this kind that holds here, or None: one scoped to the region or level before one without a scope.

    One in the currency of the offer; only where there is none, another that there is a rate for.
    """
    candidates = [
        target
        for target in targets
        if (target.component, target.kind) == (component, kind) and has_number(target) and in_scope(target, region, level)
    ]
    own = [target for target in candidates if target.currency in (None, currency)]
    found = own or [target for target in candidates if exchange(currency, target.currency)]
    return min(found, key=lambda target: (not target.scope, -target.confidence), default=None)


def has_number(figure) -> bool:
    return figure.low is not None or figure.high is not None


def in_scope(target, region, level) -> bool:
    """No scope holds everywhere; a scope holds where the region or the level is named so."""
    scope = target.scope.casefold().strip()
    return not scope or any(scope in name.casefold() or name.casefold() in scope for name in (region, level) if name)


def equity_counts(band, reading: str) -> bool:
    """Whether the guide's own arithmetic agrees with what its equity is labelled as."""
    return band is not None and band.unit == "currency" and bool(reading) and AGREEING_READING.get(band.period) == reading
