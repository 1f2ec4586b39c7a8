"""What a reader of a value must know beside its figures, in sentences. Pure."""

from collections.abc import Iterator

from offers.valuation.lines import Line
from offers.valuation.moments import YEARS
from offers.valuation.value import Valuation

USUAL_VESTING = "no schedule is stated; we count 25 % a year over four years"


def remarks(valuation: Valuation, names=lambda component: component) -> list[str]:
    """`names` says a component in words."""
    found = [
        f"{names(component)} is not stated for {years_words(years)}: not zero, just not said." for component, years in missing(valuation)
    ]
    return found + [f"{line.words}: {remark}." for line in valuation.lines for remark in remarks_on(line, valuation)]


def missing(valuation: Valuation) -> list[tuple[str, tuple[int, ...]]]:
    return list(valuation.not_stated.items())


def years_words(years: tuple[int, ...]) -> str:
    """year 3; years 2 to 5; years 2, 4 and 5."""
    if len(years) == 1:
        return f"year {years[0]}"
    if len(years) > 2 and years == tuple(range(years[0], years[-1] + 1)):
        return f"years {years[0]} to {years[-1]}"
    return f"years {', '.join(str(year) for year in years[:-1])} and {years[-1]}"


def remarks_on(line: Line, valuation: Valuation) -> Iterator[str]:
    if any(left.words == line.words for left in valuation.left_out):
        return
    if line.is_equity and not line.is_yearly and not line.parts:
        yield USUAL_VESTING
    if line.units is not None:
        yield f"counted at {price_words(line, valuation)}, flat"
    if line.unit == "percent_of_company":
        worth = plain_decimal(valuation.assumptions["company_value"])
        yield f"counted at a company worth {worth} {currency_of(line, valuation)}, undiluted"
    if line.deferral and not line.deferral.chances:
        yield "whether you are still there when the deferred part is paid is our assumption"
    if line.component == "bonus" and line.certainty == "guaranteed" and any(other.is_share_of_pnl for other in valuation.lines):
        yield "counted on top of the PnL share; if it is the floor of that share, give it as the guarantee of the PnL share instead"
    yield from remarks_on_pnl(line)
    if line.years and max(line.years) > max(YEARS):
        yield "what comes after year 5 is shown, not counted"


def price_words(line: Line, valuation: Valuation) -> str:
    """85 USD a share less a strike of 20."""
    given = valuation.assumptions["share_price"]
    price = line.price if given is None else given
    strike = f" less a strike of {plain_decimal(line.strike)}" if line.strike is not None else ""
    return f"{plain_decimal(price)} {currency_of(line, valuation)} a share{strike}"


def currency_of(line: Line, valuation: Valuation) -> str:
    return line.currency or valuation.currency


def plain_decimal(value) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def remarks_on_pnl(line: Line) -> Iterator[str]:
    terms = line.pnl
    if not line.is_share_of_pnl:
        return
    if terms is None or len(terms.scenarios) < 2:
        yield "the PnL is one expectation, counted as if it were sure to come"
    if terms and terms.nets_unknown:
        yield "netting is agreed but not how much it takes: nothing is taken off here"
    if terms and terms.guarantee and not terms.guarantee_role:
        yield "its guarantee is counted as its floor: nothing says that it comes on top"
    if terms and terms.cut_offs:
        yield f"its cut-offs are not counted ({terms.cut_offs})"
