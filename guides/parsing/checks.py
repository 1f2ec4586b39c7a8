"""Do the numbers of a guide hold together? Totals against their parts, how equity counts in them, and bands against the size of pay."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from guides.parsing import rows
from guides.parsing.plausibility import ANY_SHARE, LARGEST_PERCENT, SHARES_OF_PAY, SMALLEST, Magnitudes
from negotiate.counting import counted
from negotiate.money.formatting import number

TOLERANCE = Decimal("0.10")
CASH = ("base", "bonus", "pnl", "profit_sharing", "carry_bonus", "deferred_stock")
READINGS = (("four_year_grant", Decimal(4)), ("per_year", Decimal(1)))
WHOLE_PAY = ("base", "total")
WIDEST = Decimal(10)  # no employer's band of pay ends at ten times its beginning: one of the two is misread
PARTS_OF_A_YEAR = ("hour", "day", "month")
Group = dict[str, rows.Band]


def groups(bands: list[rows.Band]) -> Iterator[Group]:
    """The bands of each region and level in each currency that state a total, by component."""
    found: dict[tuple, Group] = defaultdict(dict)
    every = {band.currency for band in bands if band.currency}
    for band in bands:
        stated = band.unit in ("currency", "percent_of_base") and band.low is not None and band.period != "month"
        if stated and band.value_role != "parenthetical":
            currencies = [band.currency] if band.currency else every
            for currency in currencies:
                found[band.region, band.level, currency].setdefault(band.component, band)
    return (group for group in found.values() if {"total", "base"} <= group.keys() and group["total"].unit == "currency")


def parts_sum(group: Group, divisor: Decimal | None, side: str, extra: tuple[str, ...]) -> Decimal | None:
    """Base, bonus, the like and what is `extra`, with equity over `divisor` years, at the low or high side. None where a side is open."""
    base = getattr(group["base"], side)
    amounts = [amount(group[name], base, side) for name in (*CASH, *extra) if name in group]
    if "equity" in group and divisor:
        equity = getattr(group["equity"], side)
        amounts.append(None if equity is None or group["equity"].unit != "currency" else equity / divisor)
    return None if None in amounts else sum(amounts, Decimal(0))


def amount(band: rows.Band, base: Decimal | None, side: str) -> Decimal | None:
    value = getattr(band, side)
    if value is None or base is None:
        return None
    return base * value / 100 if band.unit == "percent_of_base" else value


def agrees(group: Group, divisor: Decimal | None, extra: tuple[str, ...] = ()) -> bool | None:
    """Whether the parts make the total within the tolerance at both ends; None where that cannot be told."""
    answers = []
    for side in ("low", "high"):
        total, parts = getattr(group["total"], side), parts_sum(group, divisor, side, extra)
        if total is None or parts is None:
            return None
        answers.append(abs(parts - total) <= TOLERANCE * total)
    return all(answers)


def equity_reading(bands: Iterable[rows.Band]) -> str:
    """What the guide's own totals say about its equity: per_year, four_year_grant or unclear; empty where nothing says."""
    bands = list(bands)
    found = [group for group in groups(bands) if "equity" in group and group["equity"].unit == "currency"]
    if not found:
        return ""
    for reading, divisor in READINGS:
        if all(agrees(group, divisor) for group in found):
            return reading
    return "unclear"


def arithmetic_problems(bands: list[rows.Band], lines: list[int] | None = None) -> list[rows.Problem]:
    """One warning that names each region and level whose total is not what its parts make, however equity and sign-on are read."""
    line_of = dict(zip(map(id, bands), lines or [], strict=False))
    found = [group for group in groups(bands) if differs(group)]
    if not found:
        return []
    message = f"{counted(len(found), 'total')} over 10 % away from the sum of the parts. {' '.join(map(difference, found))}"
    return [rows.Problem(code="total_differs", message=message, line=line_of.get(id(found[0]["total"])))]


def differs(group: Group) -> bool:
    divisors = [divisor for _, divisor in READINGS] if "equity" in group else [None]
    extras = ((), ("sign_on",)) if "sign_on" in group else ((),)
    return all(agrees(group, divisor, extra) is False for divisor in divisors for extra in extras)


def difference(group: Group) -> str:
    total = group["total"]
    where = " ".join(filter(None, (total.region, total.level)))
    parts = ", ".join(f"{name} {band.original}" for name, band in group.items() if name in (*CASH, "equity"))
    return f"{where or 'All'}: {total.original}, parts {parts}."


def magnitudes_of(bands: Iterable[rows.Band]) -> Magnitudes:
    """What stored bands say of the size of pay: without the idle places of the database, which would stand in every message."""
    return Magnitudes(replace(band, low=trimmed(band.low), high=trimmed(band.high)) for band in bands)


def trimmed(value: Decimal | None) -> Decimal | None:
    return value if value is None else value.to_integral() if value == value.to_integral() else value.normalize()


def implausible_bands(bands: Iterable[rows.Band], lines: list[int] | None = None) -> list[rows.Problem]:
    """One warning that names each band which has no plausible size for pay, and why."""
    bands = list(bands)
    magnitudes = Magnitudes(band for band in bands if band.component not in WHOLE_PAY or not doubt_of_pay(*ends(band)))
    found = [(place, doubt) for place, band in enumerate(bands) if (doubt := doubt_of_band(band, magnitudes))]
    if not found:
        return []
    told = " ".join(f"{named(bands[place])}: {doubt}." for place, doubt in found)
    message = f"{counted(len(found), 'band')} of no plausible size for pay. {told}"
    return [rows.Problem(code="implausible_band", message=message, line=lines[found[0][0]] if lines else None)]


def doubt_of_band(band: rows.Band, magnitudes: Magnitudes) -> str:
    """Why the band's amounts cannot be pay; empty where they can, or where it bears a flag already."""
    low, high = ends(band)
    if low is None or high is None or band.flag:
        return ""
    if band.unit.startswith("percent"):
        return f"{high:f} % is no plausible part of pay" if high > LARGEST_PERCENT else ""
    if band.unit != "currency" or band.period in PARTS_OF_A_YEAR:
        return ""
    if band.component in WHOLE_PAY:
        return doubt_of_pay(low, high)
    return doubt_of_part(band, low, high, magnitudes.pay(band.currency))


def ends(band: rows.Band) -> tuple[Decimal | None, Decimal | None]:
    """Low and high; of an open range its one end twice."""
    return (band.high if band.low is None else band.low), (band.low if band.high is None else band.high)


def doubt_of_pay(low: Decimal | None, high: Decimal | None) -> str:
    if low is None or high is None:
        return ""
    if high < SMALLEST:
        return "less than anybody is paid in a year"
    return f"its top is over {WIDEST} times its bottom" if high > low * WIDEST else ""


def doubt_of_part(band: rows.Band, low: Decimal, high: Decimal, pay) -> str:
    """Whether a part of the pay is far too small or too large beside the guide's own base, or where there is none, its totals."""
    smallest, largest = SHARES_OF_PAY.get(band.component, ANY_SHARE)
    if pay is None or pay.low * smallest <= high and low <= pay.high * largest:
        return ""
    return f"no plausible {band.component.replace('_', ' ')} beside pay of {number(pay.low)} to {number(pay.high)} {band.currency}"


def named(band: rows.Band) -> str:
    return " ".join(filter(None, (band.region, band.level, band.component.replace("_", " "), band.original[:100])))
