"""Parts of a worth in words: when a payment comes, a PnL share taken apart, what is paid back."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from negotiate.counting import counted
from negotiate.dates import day_words
from negotiate.money.formatting import estimate, money, percent, percent_estimate
from offers.valuation.bonuses import PnlOutline
from offers.valuation.flows import Flow
from offers.valuation.moments import MONTHS, START, months_after

HUNDRED = Decimal(100)


@dataclass(frozen=True, kw_only=True)
class PnlWords:
    """A PnL share taken apart, in words."""

    words: str
    cases: list[tuple[str, str, str]]
    facts: list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class RepaymentWords:
    words: str
    terms: str
    steps: list[tuple[str, str]]


def when_words(flow: Flow, start_on) -> str:
    """At the start; End of year 2; Month 18; with the day where the first day of work is known."""
    moment = flow.moment
    if moment == START:
        words = "At the start"
    elif moment.days or moment.months % MONTHS:
        words = f"Month {moment.months}" + (f" and {counted(moment.days, 'day')}" if moment.days else "")
    else:
        words = f"End of year {moment.months // MONTHS}"
    day = start_on and months_after(start_on, moment.months) + timedelta(days=moment.days)
    return f"{words}, {day_words(day)}" if day else words


def pnl_words(outline: PnlOutline) -> PnlWords:
    def said(amount) -> str:
        return money(amount, outline.currency)

    def about(amount) -> str:
        return estimate(amount, outline.currency)

    share = outline.share
    facts = [("Expected in a first year", about(outline.mean_with_netting_and_guarantee))]
    if share.payout != 1:
        facts.append(("Counted on a payout of", percent(share.payout * HUNDRED)))
    if share.guarantee:
        facts.append(("What the guarantee is worth", about(outline.value_of_guarantee)))
    if share.netting != 1:
        facts.append(("What netting takes", about(-outline.effect_of_netting)))
    if share.carries_losses:
        facts.append(("What carried losses take in five years", about(-outline.effect_of_loss_carry)))
    if outline.deferral_factor is not None:
        facts.append(("What deferral leaves of it", percent_estimate(outline.deferral_factor * HUNDRED)))
    cases = [(said(one.scenario.pnl), percent(one.scenario.chance * HUNDRED), said(one.bonus)) for one in outline.cases]
    return PnlWords(words=outline.words, cases=cases, facts=facts)


def repayment_words(line, currency: str) -> RepaymentWords:
    terms = line.repayment
    how = {"linear": "month by month", "stepped": "in yearly steps", "cliff": "in full until then"}[terms.method]
    triggers = f"; owed on: {', '.join(terms.triggers)}" if terms.triggers else ""
    steps = [
        (f"after {counted(month, 'month')}" if month else "at once", money(owed, currency)) for month, owed in terms.curve(line.amount)
    ]
    return RepaymentWords(words=line.words, terms=f"Until month {terms.months}, {how}, {terms.basis}{triggers}", steps=steps)
