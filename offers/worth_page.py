"""What a package is worth, in the words and figures of its page; the template only reads it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from negotiate.counting import counted
from negotiate.dates import day_words
from negotiate.money.formatting import component_name, estimate, money, number, percent
from offers.assumption_words import expected_words
from offers.models import Term
from offers.valuation import HEADLINES, Headlines, Valuation, Year
from offers.valuation.exact import cents
from offers.valuation.flows import CONDITIONAL, Flow
from offers.valuation.remarks import remarks
from offers.worth import Rates, outlines_in, valuation_in
from offers.worth_chart import Segment, Stack, stacked_chart
from offers.worth_parts import PnlWords, RepaymentWords, pnl_words, repayment_words, when_words

NAMES = {"certain": "Cash certain", "expected": "Expected", "everything": "If everything pays"}
MOST_PAYMENTS = 200
NOT_STATED = "not stated"
HUNDRED = Decimal(100)


def certainty_name(certainty: str) -> str:
    if certainty == CONDITIONAL:
        return "Promised, if still there"
    return {"market": "Listed equity", "illiquid": "Illiquid equity"}.get(certainty) or Term.Certainty(certainty).label


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of the table: its name, what it comes to by certainty, and the three headlines, in words."""

    name: str
    parts: tuple[str, ...]
    headlines: tuple[str, ...]
    is_sum: bool = False


@dataclass(frozen=True, kw_only=True)
class Payment:
    when: str
    what: str
    full: str
    chance: str
    expected: str
    certainty: str


@dataclass(frozen=True)
class Worth:
    """One proposal's worth. Headlines and the chart's labels are to three figures; tables are to the cent, as the API says it."""

    valuation: Valuation
    side: str = ""
    today: date | None = None

    def money(self, amount: Decimal | None) -> str:
        return NOT_STATED if amount is None else money(amount, self.valuation.currency)

    def estimate(self, amount: Decimal | None) -> str:
        return NOT_STATED if amount is None else estimate(amount, self.valuation.currency)

    def about(self, sums: Headlines | None) -> tuple[str, ...]:
        """The three sums to three figures."""
        return tuple(self.estimate(getattr(sums, name) if sums else None) for name in HEADLINES)

    def three(self, sums: Headlines | None) -> tuple[str, ...]:
        return tuple(self.money(getattr(sums, name) if sums else None) for name in HEADLINES)

    @property
    def is_known(self) -> bool:
        return self.valuation.sum is not None

    @property
    def headlines(self) -> list[tuple[str, str, str]]:
        """Name, five-year sum, five-year present value."""
        return list(zip(NAMES.values(), self.about(self.valuation.sum), self.about(self.valuation.present_value), strict=True))

    @property
    def expected_now(self) -> str:
        return self.about(self.valuation.present_value)[1]

    @property
    def on_ours(self) -> str:
        """On which assumptions of ours the expected figure rests."""
        return expected_words(self.valuation)

    @property
    def certainties(self) -> list[tuple[str, str]]:
        """What the stacks are made of: key and name."""
        return [(key, certainty_name(key)) for key in self.valuation.by_certainty]

    @property
    def columns(self) -> list[str]:
        return list(NAMES.values())

    @property
    def rows(self) -> list[Row]:
        return [self.row_of(f"Year {year.year}", year.by_certainty, year.headlines) for year in self.valuation.years]

    @property
    def sums(self) -> list[Row]:
        found = self.valuation
        named = (
            ("Five years", found.sum),
            ("Present value", found.present_value),
            ("Mean of a year", found.mean),
            ("Mean without one-offs", found.mean_without_one_offs),
        )
        rows = [self.row_of(name, found.by_certainty if sums is found.sum else {}, sums, is_sum=True) for name, sums in named]
        return rows + ([self.row_of("After year 5, not counted", {}, found.beyond, is_sum=True)] if found.beyond else [])

    def row_of(self, name, by_certainty, sums, *, is_sum=False) -> Row:
        parts = tuple(self.money(by_certainty[key]) if key in by_certainty else "" for key, _ in self.certainties)
        return Row(name=name, parts=parts, headlines=self.three(sums), is_sum=is_sum)

    @property
    def chart(self) -> str:
        stacks = [self.stack_of(year) for year in self.valuation.years]
        description = "; ".join(f"{stack.label}: {stack.text}" for stack in stacks)
        return stacked_chart(
            stacks, title="What is to be expected, year by year and by certainty", description=description, identifier="worth"
        )

    def stack_of(self, year: Year) -> Stack:
        parts = year.by_certainty.items()
        segments = tuple(Segment(key, amount, f"{certainty_name(key)}: {self.estimate(amount)}") for key, amount in parts if amount)
        if year.headlines is None:
            return Stack(f"Year {year.year}", NOT_STATED, (), Decimal(0))
        text = f"{self.estimate(year.headlines.expected)} expected"
        return Stack(f"Year {year.year}", text, segments, year.headlines.everything)

    @property
    def has_more_if_everything_pays(self) -> bool:
        return self.is_known and self.valuation.sum.everything > self.valuation.sum.expected

    @property
    def remarks(self) -> list[str]:
        return remarks(self.valuation, component_name)

    @property
    def left_out(self) -> list[tuple[str, str]]:
        return [(left.words, left.reason) for left in self.valuation.left_out]

    @property
    def missing(self) -> str:
        """The components that are not counted, in a few words."""
        return ", ".join(dict.fromkeys(Term.Component(left.component).label for left in self.valuation.left_out))

    @property
    def rates(self) -> list[str]:
        """At which rates other currencies were converted, and of which day."""
        return [self.rate_words(one) for one in self.valuation.exchanges]

    def rate_words(self, exchange) -> str:
        """With the age of the rate once that is more than seven days."""
        age = self.today and exchange.age(self.today)
        words = f"1 {exchange.source} = {number(exchange.rate)} {exchange.target} on {day_words(exchange.day)}"
        return f"{words}, {counted(age, 'day')} ago" if age else words

    @property
    def pnl(self) -> list[PnlWords]:
        return [pnl_words(outline) for outline in outlines_in(self.valuation)]

    @property
    def repayments(self) -> list[RepaymentWords]:
        lines = [line for line in self.valuation.lines if line.repayment and line.amount is not None]
        return [repayment_words(line, line.currency or self.valuation.currency) for line in lines]

    @property
    def payments(self) -> list[Payment]:
        return [self.payment_of(flow) for flow in islice(self.valuation.flows, MOST_PAYMENTS)]

    @property
    def has_more_payments(self) -> bool:
        return len(self.valuation.flows) > MOST_PAYMENTS

    def payment_of(self, flow: Flow) -> Payment:
        return Payment(
            when=when_words(flow, self.valuation.ground.start_on),
            what=flow.words,
            full=self.money(cents(flow.full)),
            chance=percent(round(flow.chance * HUNDRED, 2)),
            expected=self.money(cents(flow.expected)),
            certainty=certainty_name(flow.certainty),
        )


@dataclass(frozen=True, kw_only=True)
class SummaryRow:
    """One side's newest proposal: five-year sums, and what is to be expected in present value."""

    kind: str
    name: str
    headlines: tuple[str, ...]
    present_value: str
    left_out: str
    on_ours: str


@dataclass(frozen=True)
class Summary:
    """What is on the table, and what was asked for, each in a line."""

    rows: list[SummaryRow]
    has_figures: bool
    columns: tuple[str, ...] = tuple(NAMES.values())

    @property
    def on_ours(self) -> list[str]:
        """Each once: the offer and the counter mostly rest on the same."""
        return list(dict.fromkeys(row.on_ours for row in self.rows if row.on_ours))


def summary_of(negotiation, offer, counter) -> Summary | None:
    """For the negotiation's page, without a question more where all is in its own currency. None where nothing is on the table."""
    rates = Rates()
    sides = [("offer", "On the table", offer), ("counter", "My counter", counter)]
    found = [(kind, name, worth_in(negotiation, proposal, rates=rates)) for kind, name, proposal in sides if proposal]
    if not found:
        return None
    rows = [summary_row(kind, name, worth) for kind, name, worth in found]
    return Summary(rows, any(worth.is_known for _, _, worth in found))


def summary_row(kind: str, name: str, worth: Worth) -> SummaryRow:
    return SummaryRow(
        kind=kind,
        name=name,
        headlines=worth.about(worth.valuation.sum),
        present_value=worth.expected_now,
        left_out=worth.missing,
        on_ours=worth.on_ours,
    )


def worth_in(negotiation, proposal, *, rates: Rates | None = None, today: date | None = None) -> Worth:
    return Worth(valuation_in(negotiation, proposal, rates=rates), proposal.get_side_display() if proposal else "", today)
