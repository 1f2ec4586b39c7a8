"""What a guide says, as values: the rows that reading a guide gives and that canonical Markdown is written from.

Amounts are decimals in whole currency units, or percent numbers (6 is 6 %). None is "not stated", never zero.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

COMPONENTS = (
    "base",
    "bonus",
    "equity",
    "deferred_stock",
    "sign_on",
    "sign_on_or_bonus",
    "profit_sharing",
    "carry_bonus",
    "pnl",
    "fund_access",
    "secondary_access",
    "total",
    "other",
)
UNITS = ("currency", "percent_of_base", "percent_of_pnl", "percent_of_fund", "shares", "none", "text")
PERIODS = ("year", "4yr", "month", "one_time")
VALUE_ROLES = ("primary", "converted", "alternate", "parenthetical")
TARGET_KINDS = ("anchor", "accept", "walk_away")
SECTION_KINDS = ("compensation", "dna", "level_map", "premium", "levers", "strategy", "evidence", "other")
SEVERITIES = ("error", "warning", "note")
EQUITY_READINGS = ("per_year", "four_year_grant", "unclear")


@dataclass(frozen=True, kw_only=True)
class Band:
    region: str | None = None
    level: str | None = None
    component: str
    unit: str = "currency"
    low: Decimal | None = None
    high: Decimal | None = None
    open_ended: bool = False
    currency: str | None = None
    period: str | None = None
    value_role: str = "primary"
    original: str = ""
    note: str = ""
    flag: str = ""
    as_of: date | None = None
    review_by: date | None = None
    source: int | None = None  # number in the list of sources, from 1


@dataclass(frozen=True, kw_only=True)
class Target:
    kind: str
    component: str
    unit: str = "currency"
    low: Decimal | None = None
    high: Decimal | None = None
    open_ended: bool = False
    currency: str | None = None
    period: str | None = None
    scope: str = ""
    condition: str = ""
    original: str = ""
    confidence: Decimal = Decimal(1)
    implies_walk_away: bool = False
    as_of: date | None = None
    review_by: date | None = None
    source: int | None = None


@dataclass(frozen=True, kw_only=True)
class Lever:
    name: str
    body: str = ""
    script: str = ""


@dataclass(frozen=True, kw_only=True)
class Peer:
    company: str
    level: str


@dataclass(frozen=True, kw_only=True)
class Level:
    own_level: str
    is_attribute: bool = False
    peers: tuple[Peer, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Source:
    title: str
    url: str = ""
    as_of: date | None = None


@dataclass(frozen=True, kw_only=True)
class Section:
    kind: str
    heading: str = ""
    depth: int = 2
    markdown: str = ""


@dataclass(frozen=True, kw_only=True)
class Problem:
    code: str
    message: str
    line: int | None = None
    severity: str = "warning"


@dataclass(frozen=True, kw_only=True)
class Guide:
    """Everything one guide says. `role` and `company` are display names; `notice` stands on top of the page."""

    title: str
    role: str
    company: str
    notice: str = ""
    as_of: date | None = None
    equity_reading: str = ""
    tags: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    bands: tuple[Band, ...] = ()
    targets: tuple[Target, ...] = ()
    levers: tuple[Lever, ...] = ()
    levels: tuple[Level, ...] = ()
    sources: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
