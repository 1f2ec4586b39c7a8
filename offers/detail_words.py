"""The finer points of a term in words, a short sentence each: years, vesting, what is paid later, what is paid back, the PnL behind it."""

from decimal import Decimal

from negotiate.money.formatting import money
from offers.models import Term
from offers.term_words import term_words
from offers.typed_details import chance_words, chances_words, rate_words, years_words
from offers.typed_schedules import plain, schedule_words
from offers.valuation.given import guarantee_from
from offers.valuation.lines import ON_TOP
from offers.wording import counted

METHODS = {"linear": "less month by month", "stepped": "less in yearly steps", "cliff": "all of it until the end"}
BASES = {"gross": "before tax", "net": "after tax"}
VESTS = ("equity", "carry_bonus")


def whole_words(term: Term) -> str:
    """A term with everything that it says, in one line."""
    return "; ".join([term_words(term), *detail_words(term)])


def detail_words(term: Term) -> list[str]:
    """One sentence for each finer point that the term has."""
    parts = (years, shares, vesting, cliff, later, back, most, length)
    said = [words for part in parts if (words := part(term))]
    return said + pnl_words(term) + ([term.note] if term.note else [])


def years(term) -> str:
    if not term.years_of_service:
        return ""
    return f"{'year' if len(term.years_of_service) == 1 else 'years'} {years_words(term.years_of_service)} only"


def shares(term) -> str:
    price = f"at {money(term.price, term.currency)} a share" if term.price is not None else ""
    strike = f"strike {money(term.strike, term.currency)}" if term.strike is not None else ""
    return ", ".join(filter(None, (price, strike)))


def vesting(term) -> str:
    if not term.schedule:
        return ""
    return f"{'vests' if term.component in VESTS else 'paid'} {schedule_words(term.schedule, term.currency)}"


def cliff(term) -> str:
    said = "cliff" in vesting(term)
    return f"nothing before {counted(term.cliff_months, 'month')}" if term.cliff_months and not said else ""


def later(term) -> str:
    if not term.deferral:
        return ""
    months = ", ".join(map(str, term.deferral["months"]))
    noun = "month" if term.deferral["months"] == [1] else "months"
    chances = chances_words(term.deferral)
    doubt = f", with a chance of {chances}" if chances else ""
    return f"{plain(Decimal(term.deferral['percent']))} % deferred, paid {months} {noun} later{doubt}"


def back(term) -> str:
    if not term.repayment:
        return ""
    given = term.repayment
    triggers = f", on {', '.join(given['triggers'])}" if given.get("triggers") else ""
    how = ", ".join(filter(None, (METHODS.get(given.get("method")), BASES.get(given.get("basis")))))
    return f"paid back within {counted(given['months'], 'month')}: {how}{triggers}"


def most(term) -> str:
    return f"at most {money(term.limit, term.currency)} a year" if term.limit is not None else ""


def length(term) -> str:
    return f"for {counted(term.months, 'month')}" if term.months is not None else ""


def pnl_words(term) -> list[str]:
    said = term.pnl or {}
    yes_no = {"netting": ("netted against others' losses", "not netted"), "loss_carry": ("losses carried forward", "no losses carried")}
    return [
        *([f"of {said['of']}"] if said.get("of") else []),
        *([f"payout {rate_words(said['payout'])}"] if said.get("payout") is not None else []),
        *guarantee_words(guarantee_from(said.get("guarantee")), term.currency),
        *([f"PnL {cases_words(said['scenarios'], term.currency)}"] if said.get("scenarios") else []),
        *(told(name, said[name], *words, term.currency) for name, words in yes_no.items() if said.get(name) is not None),
        *([f"cut-offs: {said['cut_offs']}"] if said.get("cut_offs") else []),
    ]


def guarantee_words(said: dict, currency) -> list[str]:
    """At least $150,000; $150,000 guaranteed on top; at least $150,000 in year 1."""
    if said["guarantee"] is None:
        return []
    amount, years = money(said["guarantee"], currency), list(said["guarantee_years"])
    when = f" in {'year' if len(years) == 1 else 'years'} {years_words(years)}" if years else ""
    return [f"{amount} guaranteed on top{when}" if said["guarantee_role"] == ON_TOP else f"at least {amount}{when}"]


def told(name, value, yes, no, currency) -> str:
    if isinstance(value, bool):
        return yes if value else no
    return f"{chance_words(value)} left after netting" if name == "netting" else f"{money(Decimal(value), currency)} of losses carried in"


def cases_words(cases, currency) -> str:
    if len(cases) == 1 and Decimal(cases[0]["chance"]) == 1:
        return f"{money(Decimal(cases[0]['pnl']), currency)} expected"
    return ", ".join(f"{money(Decimal(case['pnl']), currency)} {chance_words(case['chance'])}" for case in cases)
