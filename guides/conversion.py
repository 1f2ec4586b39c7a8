"""A guide's amounts in one currency, beside what is written: at the latest rates that there are, whose day is named."""

from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from negotiate.money.currencies import COMMON, CURRENT
from negotiate.money.models import Rate
from negotiate.money.rates import Exchange, Rates

WHOLE = Decimal(1)


@dataclass(frozen=True)
class Conversion:
    """Into one currency, on the latest day of the rates. Without rates nothing is converted, and the page says so."""

    currency: str
    rates: Rates
    day: date | None
    today: date

    def exchange(self, source: str) -> Exchange | None:
        return self.rates.exchange(source, self.currency, self.day) if self.day else None

    @property
    def is_possible(self) -> bool:
        return self.exchange(self.currency) is not None

    @property
    def age(self) -> int | None:
        """How many days old the rates are, once that is more than seven."""
        exchange = self.exchange(self.currency)
        return exchange.age(self.today) if exchange else None

    def applies(self, figure) -> bool:
        return figure.unit == "currency" and figure.currency != self.currency

    def converted(self, figure):
        """A copy of the figure in the currency, rounded to whole units, with its exchange. None where there is no rate. Not to be saved."""
        exchange = self.exchange(figure.currency) if self.applies(figure) else None
        if exchange is None:
            return None
        found = copy(figure)
        found.low, found.high = (None if end is None else exchange.convert(end, WHOLE) for end in (figure.low, figure.high))
        found.currency, found.value_role, found.exchange = self.currency, "converted", exchange
        return found

    def beside(self, figures) -> None:
        """Give each figure its own conversion as `in_one`: None where there is nothing to convert or no rate."""
        for figure in figures:
            figure.in_one = self.converted(figure) if figure.low is not None or figure.high is not None else None

    def drawn(self, figures) -> list:
        """What one scale can hold: the guide's own rows in the currency, and conversions of rows that have none of their own."""
        own = {key_of(figure) for figure in figures if figure.currency == self.currency}
        wanted = [figure for figure in figures if not self.applies(figure) or is_primary(figure) and key_of(figure) not in own]
        return [self.converted(figure) or figure for figure in wanted]

    def without_rate(self, figures) -> list[str]:
        """The currencies of figures that could not be converted."""
        return sorted({figure.currency for figure in figures if self.applies(figure) and not self.exchange(figure.currency)})

    def exchanges(self, figures) -> list[Exchange]:
        """The exchanges that the figures use, one for each currency."""
        found = {figure.currency: self.exchange(figure.currency) for figure in figures if self.applies(figure)}
        return [exchange for _, exchange in sorted(found.items()) if exchange]


def beside(conversion: Conversion, figures) -> dict:
    """Convert the figures, each beside itself, and say at which rates, and which have none."""
    conversion.beside(figures)
    return {"exchanges": conversion.exchanges(figures), "without_rate": conversion.without_rate(figures)}


def key_of(figure) -> tuple:
    """What a row and its conversion by the author share; targets are told apart by kind and scope."""
    named = ("component", "region", "level", "kind", "scope")
    return tuple(getattr(figure, name, None) for name in named)


def is_primary(figure) -> bool:
    return getattr(figure, "value_role", "primary") == "primary"


def conversion_into(currency: str, *, today: date) -> Conversion | None:
    """The conversion that a reader asks for by three letters; None where that is no currency."""
    code = currency.strip().upper()
    if code not in CURRENT:
        return None
    day = Rate.objects.latest_day()
    return Conversion(code, Rate.objects.known_on(day), day, today)


def choices(chosen: str) -> list[tuple[str, bool]]:
    """Currencies to choose from, and which one is chosen."""
    codes = COMMON if chosen in COMMON or not chosen else (*COMMON, chosen)
    return [(code, code == chosen) for code in sorted(codes)]
