"""What a term is when only part of it was said: the unit, period and certainty that each component usually has."""

from dataclasses import dataclass

from offers.models import Term

Certainty, Period, Unit = Term.Certainty, Term.Period, Term.Unit


@dataclass(frozen=True)
class Usual:
    """How a component is usually given. `percent_of`: what a percent of it is of; `Unit.PERCENT` where only the offer could say."""

    certainty: str = Certainty.CONTRACTUAL
    period: str = Period.YEAR
    percent_of: str = Unit.PERCENT


USUAL = {
    "bonus": Usual(Certainty.GUARANTEED, percent_of=Unit.PERCENT_OF_BASE),
    "sign_on": Usual(period=Period.ONE_TIME, percent_of=Unit.PERCENT_OF_BASE),
    "equity": Usual(Certainty.MARKET, Period.GRANT, Unit.PERCENT_OF_COMPANY),
    "pnl": Usual(Certainty.DISCRETIONARY, percent_of=Unit.PERCENT_OF_PNL),
    "profit_sharing": Usual(Certainty.DISCRETIONARY),
    "carry_bonus": Usual(Certainty.ILLIQUID, percent_of=Unit.PERCENT_OF_FUND),
    "relocation": Usual(period=Period.ONE_TIME, percent_of=Unit.PERCENT_OF_BASE),
    "make_whole": Usual(period=Period.ONE_TIME, percent_of=Unit.PERCENT_OF_BASE),
    **dict.fromkeys(("retirement", "non_compete", "notice"), Usual(percent_of=Unit.PERCENT_OF_BASE)),
}
PERCENTS = (Unit.PERCENT_OF_BASE, Unit.PERCENT_OF_PNL, Unit.PERCENT_OF_COMPANY, Unit.PERCENT_OF_FUND, Unit.PERCENT)


def usual(component) -> Usual:
    return USUAL.get(component, Usual())


def unit_of(term) -> str:
    """The unit that the term's one value has. A percent keeps the unit given, else it is of what the component usually is."""
    if term.amount is not None:
        return Unit.CURRENCY
    if term.units is not None:
        return Unit.SHARES
    if term.percent is None:
        return Unit.TEXT
    return term.unit if term.unit in PERCENTS else usual(term.component).percent_of


def complete(term, *, currency):
    """Fill in what follows from the rest: the unit, and the negotiation's currency for an amount without one."""
    term.unit = unit_of(term)
    if names_money(term):
        term.currency = term.currency or currency
    return term


def names_money(term) -> bool:
    """Whether the term holds any amount of money, in its value or in its finer points."""
    money = (term.amount, term.price, term.strike, term.limit, *((term.pnl or {}).get(name) for name in ("guarantee", "scenarios")))
    return any(amount is not None for amount in money) or any("amount" in part for part in term.schedule)
