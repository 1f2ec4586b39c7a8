"""Laws of the valuation, tried on many packages."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from negotiate.money.rates import Exchange
from offers.valuation import Line, PnlTerms, assumptions, value
from offers.valuation.discounting import Deferral
from offers.valuation.exact import cents
from offers.valuation.moments import Moment, months_after, since
from offers.valuation.pnl import Scenario
from offers.valuation.vesting import monthly, shares_of, vested, yearly

START = date(2027, 1, 31)
CERTAINTIES = ("contractual", "guaranteed", "target", "discretionary", "market", "illiquid")
amounts = st.decimals(0, 10**7, places=2)
chances = st.decimals(0, 1, places=4)
weights = st.lists(st.integers(0, 100), min_size=1, max_size=12).filter(any)
parts = st.lists(st.tuples(st.integers(1, 48), chances), min_size=1, max_size=4)
deferrals = st.none() | st.builds(
    lambda share, parts, said: Deferral(
        share=share, months=tuple(months for months, _ in parts), chances=tuple(chance for _, chance in parts) if said else ()
    ),
    chances,
    parts,
    st.booleans(),
)


@st.composite
def scenarios(draw):
    """Up to five cases whose chances come to one."""
    cuts = sorted(draw(st.lists(st.integers(0, 100), max_size=4)))
    steps = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
    figures = draw(st.lists(st.integers(-(10**8), 10**8), min_size=len(steps), max_size=len(steps)))
    return tuple(Scenario(pnl=Decimal(one), chance=Decimal(step) / 100) for one, step in zip(figures, steps, strict=True))


@st.composite
def lines(draw):
    """One line that can be counted."""
    common = {
        "certainty": draw(st.sampled_from(CERTAINTIES)),
        "years": tuple(draw(st.lists(st.integers(1, 7), max_size=3))),
        "deferral": draw(deferrals),
        "currency": "USD",
    }
    match draw(st.sampled_from(("base", "sign_on", "equity", "shares", "pnl"))):
        case "base":
            return Line(component="base", amount=draw(amounts), period=draw(st.sampled_from(("year", "month"))), **common)
        case "sign_on":
            return Line(component="sign_on", amount=draw(amounts), period="one_time", **common)
        case "equity":
            return Line(
                component="equity", amount=draw(amounts), period="grant", cliff_months=draw(st.none() | st.integers(0, 30)), **common
            )
        case "shares":
            units = {"unit": "shares", "units": Decimal(draw(st.integers(0, 10**6))), "price": draw(amounts), "parts": monthly()}
            return Line(component="equity", period="grant", **units, **common)
        case _:
            terms = PnlTerms(scenarios=draw(scenarios()), guarantee=draw(amounts), carry=draw(amounts), carries_losses=draw(st.booleans()))
            return Line(component="pnl", unit="percent_of_pnl", percent=Decimal(6), pnl=terms, **common)


packages = st.lists(lines(), min_size=1, max_size=5)


def present(package, rate) -> Decimal:
    changed = {"discount_rate": {"value": rate}}
    found = value(package, currency="USD", given=assumptions(changed)).present_value
    return found.expected if found else Decimal(0)


@given(st.integers(0, 10**9), weights)
def test_vesting_sums_to_the_grant(units, parts):
    whole = vested(Decimal(units), parts, of=Decimal(sum(parts)))
    assert sum(whole) == units
    assert all(part >= 0 and part == part.to_integral_value() for part in whole)


@given(amounts, st.integers(1, 60))
def test_money_in_parts_sums_to_the_whole_however_the_percents_are_rounded(amount, months):
    assert sum(shares_of(amount, monthly(months))) == amount
    assert sum(shares_of(amount, yearly((38, 32, 20, 10)))) == amount


@settings(deadline=None)
@given(lines().filter(lambda line: line.unit != "percent_of_pnl"))
def test_cash_flows_sum_to_the_term(line):
    found = value([line], currency="USD")
    whole = line.units * line.price if line.units is not None else line.amount
    times = (len(set(line.years)) or 5) * (12 if line.period == "month" else 1) if line.is_yearly else 1
    assert cents(sum((flow.full for flow in found.flows), Decimal(0))) == cents(whole * times)


@settings(deadline=None)
@given(packages)
def test_certain_is_at_most_expected_and_expected_at_most_everything(package):
    found = value(package, currency="USD")
    for sums in (found.sum, found.present_value, found.mean, *(year.headlines for year in found.years)):
        assert sums is None or 0 <= sums.certain <= sums.expected <= sums.everything


@settings(deadline=None)
@given(packages, st.decimals(0, 1, places=3), st.decimals("0.001", 1, places=3))
def test_present_value_falls_when_the_rate_rises(package, rate, more):
    assert present(package, rate + more) <= present(package, rate)


@settings(deadline=None)
@given(lines().filter(lambda line: line.pnl), amounts)
def test_more_guarantee_never_lowers_a_value(line, more):
    terms = line.pnl
    raised = Line(**{**vars(line), "pnl": PnlTerms(**{**vars(terms), "guarantee": terms.guarantee + more})})
    before, after = (value([one], currency="USD") for one in (line, raised))
    for name in ("sum", "present_value"):
        low, high = getattr(before, name), getattr(after, name)
        if low and high:
            assert low.certain <= high.certain and low.expected <= high.expected and low.everything <= high.everything


@settings(deadline=None)
@given(lines().filter(lambda line: line.pnl and line.pnl.guarantee is not None), st.lists(st.integers(1, 5), max_size=3).map(tuple))
def test_a_guarantee_on_top_is_never_worth_less_than_as_the_floor_nor_one_for_some_years_more_than_for_all(line, years):
    def expected(**said) -> Decimal:
        found = value([Line(**{**vars(line), "pnl": PnlTerms(**{**vars(line.pnl), **said})})], currency="USD").sum
        return found.expected if found else Decimal(0)

    floor, on_top = expected(guarantee_role="floor"), expected(guarantee_role="on_top")
    assert expected(guarantee=Decimal(0)) <= floor <= on_top
    assert expected(guarantee_role="floor", guarantee_years=years) <= floor


@settings(deadline=None)
@given(packages)
def test_what_is_stacked_comes_to_what_is_expected(package):
    found = value(package, currency="USD")
    for year in found.years:
        if year.headlines:
            rounding = Decimal("0.01") * len(year.by_certainty)
            assert abs(sum(year.by_certainty.values()) - year.headlines.expected) <= rounding


@settings(deadline=None)
@given(amounts, st.decimals("0.01", 1000, places=4), st.decimals("0.01", 1000, places=4))
def test_there_and_back_in_another_currency_is_the_same_within_rounding(amount, here, there):
    def exchange_into(target):
        per_euro = {"USD": here, "GBP": there}
        return lambda source: Exchange(
            source=source, target=target, day=START, source_per_euro=per_euro[source], target_per_euro=per_euro[target]
        )

    line = Line(component="sign_on", amount=amount, currency="USD", period="one_time")
    abroad = value([line], currency="GBP", exchange=exchange_into("GBP")).flows[0].full
    back = Line(component="sign_on", amount=abroad, currency="GBP", period="one_time")
    assert value([back], currency="USD", exchange=exchange_into("USD")).sum.everything == amount


@given(st.dates(date(2000, 1, 1), date(2080, 1, 1)), st.integers(0, 4000), st.integers(0, 400))
def test_later_days_are_never_earlier_moments(start, days, more):
    day = start + timedelta(days=days)
    assert since(start, day).years <= since(start, day + timedelta(days=more)).years


@given(st.dates(date(2000, 1, 1), date(2080, 1, 1)).filter(lambda day: day.day <= 28), st.integers(0, 10))
def test_an_anniversary_belongs_to_the_year_it_ends(start, years):
    anniversary = since(start, months_after(start, 12 * years))
    assert anniversary == Moment(12 * years)
    assert anniversary.year_of_service == max(1, years)
    assert since(start, months_after(start, 12 * years) + timedelta(days=1)).year_of_service == years + 1
