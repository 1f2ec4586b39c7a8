"""What of a package has a value in numbers at all, and why the rest has none. Pure."""

from offers.valuation.assumptions import Assumptions
from offers.valuation.lines import Line

NO_COMPANY_VALUE = "nothing says what the company is worth: give the company's value, or the number of shares and their price"
NOT_PAY = {
    "budget": "a budget is not pay",
    "days_off": "days off are not money",
    "remote": "this is not money",
    "title": "this is not money",
    "notice": "it counts only when you leave",
    "non_compete": "it is paid only after you have left",
}


class Uncountable(ValueError):
    """A line without a value in numbers; the message says why."""


def check(line: Line, assumptions: Assumptions) -> None:
    """Raises Uncountable for what has no value in numbers at all."""
    if line.component in NOT_PAY:
        raise Uncountable(NOT_PAY[line.component])
    if line.unit == "text" or (line.amount, line.percent, line.units) == (None, None, None):
        raise Uncountable("it is given in words only")
    if line.is_refresher:
        raise Uncountable("refreshers are not promised")
    if line.percent is not None:
        check_whole(line, assumptions)


def check_whole(line: Line, assumptions: Assumptions) -> None:
    """Raises Uncountable for a percent of what is not known: only of base, PnL and a company whose value was given it is money."""
    if line.unit == "percent_of_company":
        if assumptions["company_value"] is None:
            raise Uncountable(NO_COMPANY_VALUE)
        if line.is_option:
            raise Uncountable("what it costs to exercise these options is not stated: give their number, price and strike price instead")
    elif line.unit != "percent_of_base" and not line.is_share_of_pnl:
        raise Uncountable("nothing says what it is a percent of")
