"""Money, per cents and figures as people read them. Pure: amounts are decimals in whole currency units, 6 is 6 %, None is "not stated".

A figure is anything with the fields of `guides.parsing.rows.Band` or `Target`: unit, low, high, open_ended, currency, period, original.
"""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.numbers import format_compact_currency, format_compact_decimal, format_currency, format_decimal

LOCALE = "en_US"
NOT_STATED = "not stated"
FIGURES = 3  # of an estimate, in sentences and headlines; exact figures stay in tables and in the API
PERIODS = {"year": "a year", "4yr": "over four years", "month": "a month", "one_time": "once"}
PERCENT_OF = {
    "percent_of_base": "of base",
    "percent_of_pnl": "of PnL",
    "percent_of_fund": "of the fund",
    "percent_of_company": "of the company",
    "percent": "",
}
COMPONENTS = {
    "base": "Base salary",
    "bonus": "Bonus",
    "equity": "Equity",
    "deferred_stock": "Deferred stock",
    "sign_on": "Sign-on",
    "sign_on_or_bonus": "Sign-on or bonus",
    "profit_sharing": "Profit sharing",
    "carry_bonus": "Carry",
    "pnl": "PnL share",
    "fund_access": "Fund access",
    "secondary_access": "Secondary sales",
    "total": "Total",
    "other": "Other",
}


def spaced(text: str) -> str:
    """Babel's text with a currency code set off from the digits: CHF 136,000, but $136,000."""
    digits = next((place for place, letter in enumerate(text) if letter.isdigit()), 0)
    before = text[:digits].rstrip("\u00a0")
    return f"{before}\u00a0{text[digits:]}" if before[-1:].isalpha() else before + text[digits:]


@lru_cache(maxsize=8192)
def money(amount: Decimal | None, currency: str | None) -> str:
    """$300,000, CHF 136,000, £1,250.50. Cents only where there are any."""
    if amount is None:
        return NOT_STATED
    pattern = "¤#,##0.00" if amount % 1 else "¤#,##0"
    return spaced(format_currency(amount, currency or "", format=pattern, locale=LOCALE, currency_digits=False))


def three_figures(value: Decimal) -> Decimal:
    """The number as far as an estimate goes: 1489319.19 is 1490000, 81.237 is 81.2."""
    return value.quantize(Decimal(1).scaleb(value.adjusted() - FIGURES + 1), ROUND_HALF_UP) if value else value


def estimate(amount: Decimal | None, currency: str | None) -> str:
    """$1,490,000, $52,800, $53: an amount that was estimated, not stated, to three figures and never in cents from one on."""
    if amount is None:
        return NOT_STATED
    rounded = three_figures(amount)
    return money(rounded.to_integral_value(ROUND_HALF_UP) if abs(rounded) >= 1 else rounded, currency)


def percent_estimate(value: Decimal | None) -> str:
    """81.2 %, 2.04 %: a percent number that was worked out, to three figures and at most two places."""
    return NOT_STATED if value is None else percent(round(three_figures(value), 2))


def money_short(amount: Decimal | None, currency: str | None) -> str:
    """$300K, £1.25M: for charts, at most two places."""
    if amount is None:
        return NOT_STATED
    return spaced(format_compact_currency(amount, currency or "", locale=LOCALE, fraction_digits=2))


def number(value: Decimal) -> str:
    """1,200 or 0.25: at most four places, no zeros at the end."""
    return format_decimal(value, format="#,##0.####", locale=LOCALE)


def percent(value: Decimal | None) -> str:
    """6 % or 12.5 %. The number is a percent number."""
    return NOT_STATED if value is None else f"{number(value)}\u00a0%"


def amount_of(value: Decimal, figure) -> str:
    """One end of a figure in the words of its unit."""
    if figure.unit == "currency":
        return money(value, figure.currency)
    return percent(value) if figure.unit in PERCENT_OF else number(value)


def estimate_of(value: Decimal, figure) -> str:
    """As `amount_of`, of a value that was worked out: to three figures."""
    if figure.unit == "currency":
        return estimate(value, figure.currency)
    return percent_estimate(value) if figure.unit in PERCENT_OF else number(value)


def ends(figure) -> str:
    """The figure's low and high without its unit's afterword: a range, one value, or an open end said in words."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return ""
    if low is None:
        return f"up to {amount_of(high, figure)}"
    if high is None:
        return f"{amount_of(low, figure)} or more" if figure.open_ended else amount_of(low, figure)
    if low == high:
        return amount_of(low, figure)
    more = " or more" if figure.open_ended else ""
    return f"{amount_of(low, figure)} – {amount_of(high, figure)}{more}"


def afterword(figure) -> str:
    """What the figure's numbers are of, and per what."""
    if figure.unit in PERCENT_OF:
        return PERCENT_OF[figure.unit]
    shares = "share" if {figure.low, figure.high} - {None} == {Decimal(1)} else "shares"
    words = (shares if figure.unit == "shares" else "", PERIODS.get(figure.period or "", ""))
    return " ".join(word for word in words if word)


def figure_range(figure) -> str:
    """$255,000 – $340,000, without "a year". What has no number stays in its own words."""
    return ends(figure) or figure.original or NOT_STATED


def figure_words(figure) -> str:
    """$255,000 – $340,000 a year; 4 % of PnL; 1,200 shares; Discretionary."""
    text = ends(figure)
    return f"{text} {afterword(figure)}".strip() if text else figure.original or NOT_STATED


def component_name(component: str) -> str:
    """Base salary for base; a name that is not in the list is shown as words."""
    return COMPONENTS.get(component, component.replace("_", " ").capitalize())


def compact(value: Decimal) -> str:
    """300K, 1.25M: a bare number in few letters."""
    return format_compact_decimal(value, locale=LOCALE, fraction_digits=2)
