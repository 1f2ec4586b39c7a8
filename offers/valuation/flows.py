"""Every term as cash flows: when, how much in full, how much is to be expected, how certain, of which component. Pure.

Base, bonus and PnL count at the end of their year of service; sign-on, relocation and the like at the start unless dated; equity on its
vest date; a deferred part on its pay date, with its own chance of still being there. Nothing unknown becomes a number: what cannot be
counted is left out, with the reason.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice

from offers.valuation.assumptions import Assumptions
from offers.valuation.countable import Uncountable, check
from offers.valuation.exact import CENT, HUNDRED, exactly
from offers.valuation.lines import ON_TOP, LeftOut, Line, PnlTerms
from offers.valuation.moments import MONTHS, START, YEARS, Moment, end_of
from offers.valuation.pnl import ONE, ZERO, PnlShare, Scenario, summing_to_one, trouble_with
from offers.valuation.vesting import UnclearSchedule, after_cliff, shares_of, yearly

CERTAIN = ("contractual", "guaranteed")
CONDITIONAL = "conditional"  # certain but for still being there: the deferred part of what is promised
CERTAINTIES = ("contractual", "guaranteed", CONDITIONAL, "target", "discretionary", "market", "illiquid")
MOST = Decimal(10) ** 15


@dataclass(frozen=True, kw_only=True)
class Flow:
    """One payment. `full` is what comes if everything pays, `expected` is what is to be expected of it; both in `currency`."""

    moment: Moment
    full: Decimal
    expected: Decimal
    currency: str
    certainty: str
    component: str
    words: str = ""
    is_cash: bool = True
    is_one_off: bool = False

    @property
    def chance(self) -> Decimal:
        return self.expected / self.full if self.full else ONE

    @property
    def is_certain(self) -> bool:
        """Contractual or guaranteed cash."""
        return self.is_cash and self.certainty in CERTAIN

    @property
    def year(self) -> int:
        return self.moment.year_of_service


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What every line is counted on: the assumptions, the first day of work, the lines that give a base, and the usual currency."""

    assumptions: Assumptions
    currency: str
    start_on: date | None = None
    bases: tuple[Line, ...] = ()

    def bases_in(self, year: int) -> list[Line]:
        return [line for line in self.bases if line.counts_in(year)]


def bases_among(lines) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.component == "base" and line.amount is not None and line.is_yearly)


@exactly
def flows_of(line: Line, ground: Ground) -> tuple[list[Flow], list[LeftOut]]:
    """The line's payments, and the line itself where it cannot be counted."""
    try:
        check(line, ground.assumptions)
        return deferred(plausible(payments(line, ground)), line, ground), []
    except (Uncountable, UnclearSchedule) as reason:
        secured = guaranteed_alone(line, ground)
        why = f"only its guarantee is counted, since {reason}" if secured else str(reason)
        return secured, [LeftOut(component=line.component, words=line.words, reason=why)]


def plausible(flows: list[Flow]) -> list[Flow]:
    """The payments, where they come to something that can be pay."""
    if sum((flow.full for flow in flows), ZERO) > MOST:
        raise Uncountable("it comes to more than a quadrillion: please check it")
    return flows


def payments(line: Line, ground: Ground) -> list[Flow]:
    if line.units is not None:
        return vesting(line, ground, worth_of_a_unit(line, ground))
    if line.is_share_of_pnl:
        return shares_of_pnl(line, ground)
    if line.unit == "percent_of_base":
        return percents_of_base(line, ground)
    if line.unit == "percent_of_company":
        return payments(part_of_the_company(line, ground), ground)
    if line.parts or line.is_equity and not line.is_yearly:
        return vesting(line, ground, ONE)
    if line.is_yearly:
        return [flow(line, ground, end_of(year), line.a_year) for year in stated_years(line)]
    return [flow(line, ground, moment_of_a_one_off(line), line.amount)]


def flow(line: Line, ground: Ground, moment: Moment, amount: Decimal, currency: str | None = None) -> Flow:
    """A payment that the line's certainty gives its chance."""
    return Flow(
        moment=moment,
        full=amount,
        expected=amount * ground.assumptions.chance_of(line.certainty),
        currency=currency or line.currency or ground.currency,
        certainty=line.certainty,
        component=line.component,
        words=line.words,
        is_cash=not line.is_equity,
        is_one_off=line.is_one_off,
    )


def stated_years(line: Line) -> tuple[int, ...]:
    """Years of service in which a yearly line pays."""
    return tuple(sorted(set(line.years))) or YEARS


def moment_of_a_one_off(line: Line) -> Moment:
    """At the start; a bonus at the end of its year, and so is what is stated for a later year."""
    first = min(line.years, default=1)
    at_the_end = first > 1 or line.component in ("base", "bonus", "pnl", "profit_sharing", "carry_bonus", "retirement")
    return end_of(first) if at_the_end else START


def worth_of_a_unit(line: Line, ground: Ground) -> Decimal:
    """The price of a share, less the strike of an option, never below zero."""
    price = ground.assumptions["share_price"]
    price = line.price if price is None else price
    if price is None:
        raise Uncountable("it is a number of shares without a price")
    if line.is_option and line.strike is None:
        raise Uncountable("an option's strike price is not stated")
    return max(ZERO, price - (line.strike or ZERO))


def vesting(line: Line, ground: Ground, worth: Decimal) -> list[Flow]:
    """A grant, or a sum in dated parts. What repeats every year follows the same plan, twelve months later each year."""
    parts = line.parts or yearly() if line.is_equity and not line.is_yearly else line.parts
    if not parts:
        return [flow(line, ground, end_of(year), line.units * worth) for year in stated_years(line)]
    total, quantum = (line.units, ONE) if line.units is not None else (line.a_year if line.is_yearly else line.amount, CENT)
    amounts = shares_of(total, parts, quantum=quantum)
    moments = [moment_in(part, line, ground) for part in parts]
    years = stated_years(line) if line.is_yearly else (1,)
    return [
        flow(line, ground, moment.later(MONTHS * (year - years[0])), amount * worth)
        for year in years
        for moment, amount in zip(moments, amounts, strict=True)
        if amount
    ]


def moment_in(part, line: Line, ground: Ground) -> Moment:
    moment = part.moment(ground.start_on)
    if moment is None:
        raise Uncountable("it is dated, and the first day of work is not known")
    return after_cliff(moment, line.cliff_months)


def part_of_the_company(line: Line, ground: Ground) -> Line:
    """The line as its part of the company's value, in money of the line's currency or the usual one."""
    amount = line.percent * ground.assumptions["company_value"] / HUNDRED
    return replace(line, unit="currency", amount=amount, percent=None, currency=line.currency or ground.currency)


def percents_of_base(line: Line, ground: Ground) -> list[Flow]:
    """A percent of that year's base, in the base's currency; a grant is of the first year's, and vests."""
    if line.is_equity and not line.is_yearly and (base := next(iter(ground.bases_in(1)), None)):
        grant = replace(line, unit="currency", amount=line.percent * base.a_year / HUNDRED, percent=None, currency=base.currency)
        return vesting(grant, ground, ONE)
    years = stated_years(line) if line.is_yearly else (min(line.years, default=1),)
    found = [part for year in years for base in ground.bases_in(year) for part in percent_of(base, line, ground, year)]
    if not found:
        raise Uncountable("it is a percent of base, and no base is stated in money")
    return found


def percent_of(base: Line, line: Line, ground: Ground, year: int) -> list[Flow]:
    """What the line pays on this base: of a yearly one at the year's end, of one paid once when it would be paid as an amount."""
    amount = line.capped(line.percent * base.a_year / HUNDRED)
    if line.is_yearly:
        return [flow(line, ground, end_of(year), amount, base.currency)]
    return payments(replace(line, unit="currency", amount=amount, percent=None, currency=base.currency), ground)


def shares_of_pnl(line: Line, ground: Ground) -> list[Flow]:
    """Each year's guarantee, and beside it what the scenarios bring in the mean and at best."""
    share = pnl_share(line, ground)
    last = max(stated_years(line))
    by_year = dict(enumerate(islice(share.years(), last), start=1))
    return [
        part
        for year in stated_years(line)
        for part in guaranteed_and_rest(line, ground, end_of(year), by_year[year], share.secured(year))
        if part.full
    ]


def guaranteed_and_rest(line: Line, ground: Ground, moment: Moment, year, guarantee: Decimal) -> tuple[Flow, Flow]:
    """What the guarantee secures is guaranteed, the rest discretionary. The scenarios carry the doubt: no further chance is taken."""
    whole = replace(flow(line, ground, moment, year.high), certainty="discretionary")
    secured = replace(whole, full=guarantee, expected=guarantee, certainty="guaranteed")
    return secured, replace(whole, full=max(ZERO, year.high - guarantee), expected=max(ZERO, year.mean - guarantee))


def guaranteed_alone(line: Line, ground: Ground) -> list[Flow]:
    """What the guarantee of a PnL share pays in any case, where nothing else of it can be counted."""
    if not (line.is_share_of_pnl and line.pnl and line.pnl.guarantee):
        return []
    terms = PnlShare(scenarios=(), share=ZERO, guarantee=line.pnl.guarantee, guarantee_years=line.pnl.guarantee_years, limit=line.limit)
    paid = [flow(line, ground, end_of(year), terms.secured(year)) for year in stated_years(line)]
    if sum((each.full for each in paid), ZERO) > MOST:
        return []
    return deferred([replace(each, expected=each.full, certainty="guaranteed") for each in paid if each.full], line, ground)


def pnl_share(line: Line, ground: Ground) -> PnlShare:
    """The line's terms, ready to be counted. Raises Uncountable where no PnL is expected or the chances do not add up."""
    terms = line.pnl or PnlTerms()
    scenarios = terms.scenarios or expectation(ground)
    if trouble := trouble_with(scenarios, carries_losses=terms.carries_losses):
        raise Uncountable(trouble)
    return PnlShare(
        scenarios=summing_to_one(scenarios),
        share=line.percent / HUNDRED * of_which(line, terms),
        payout=ONE if terms.payout is None else terms.payout,
        netting=ONE if terms.netting is None else terms.netting,
        guarantee=terms.guarantee or ZERO,
        is_on_top=terms.guarantee_role == ON_TOP,
        guarantee_years=terms.guarantee_years,
        carry=terms.carry or ZERO,
        carries_losses=terms.carries_losses,
        limit=line.limit,
    )


def of_which(line: Line, terms: PnlTerms) -> Decimal:
    """The part of the pod's PnL that counts, of a share in a model set; a share that repeats the percent is the percent."""
    if terms.share is None or terms.share in (line.percent / HUNDRED, line.percent):
        return ONE
    return terms.share


def expectation(ground: Ground) -> tuple[Scenario, ...]:
    """An expectation alone is one scenario with chance 1."""
    expected = ground.assumptions["pnl_expectation"]
    return () if expected is None else (Scenario(pnl=expected, chance=ONE),)


def deferred(flows: list[Flow], line: Line, ground: Ground) -> list[Flow]:
    """The payments with their deferred share taken out and put where it is paid. It is conditional, of a guarantee too."""
    terms = line.deferral
    if terms is None or not terms.share:
        return flows
    parts = terms.parts(ground.assumptions.still_there)
    now = [scaled(each, 1 - terms.share) for each in flows if terms.share < 1]
    later = [
        replace(
            scaled(each, share),
            moment=each.moment.later(months),
            expected=each.expected * share * chance,
            certainty=CONDITIONAL if each.certainty in CERTAIN else each.certainty,
        )
        for each in flows
        for months, share, chance in parts
    ]
    return now + later


def scaled(each: Flow, share: Decimal) -> Flow:
    return replace(each, full=each.full * share, expected=each.expected * share)
