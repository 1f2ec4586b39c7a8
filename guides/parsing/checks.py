"""Does the arithmetic of a guide hold? Totals against their parts, and how equity counts in them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from guides.parsing import rows
from negotiate.counting import counted

TOLERANCE = Decimal("0.10")
CASH = ("base", "bonus", "pnl", "profit_sharing", "carry_bonus", "deferred_stock")
READINGS = (("four_year_grant", Decimal(4)), ("per_year", Decimal(1)))
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
