"""Options side by side in the words and figures of their page; the template only reads it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from negotiate.money.formatting import component_name, estimate, money, percent_estimate
from offers.assumption_forms import range_said, said
from offers.compare_words import ground_words, more_even_words, title_words, verdict_words
from offers.compared import Compared
from offers.comparing import Difference
from offers.comparing.differences import COMPONENT
from offers.models import Term
from offers.valuation import Valuation
from offers.valuation.assumptions import LABELS, YOURS
from offers.valuation.flows import CERTAINTIES
from offers.worth_chart import Segment, Stack, stacked_chart
from offers.worth_page import NAMES, NOT_STATED, Worth, certainty_name

NONE_OF_IT = "none"


@dataclass(frozen=True)
class Row:
    """A line of a table: its name, a cell in words for each option, and words beside."""

    name: str
    cells: tuple[str, ...]
    beside: str = ""
    is_sum: bool = False


@dataclass(frozen=True)
class Group:
    """Lines under a heading of their own."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Column:
    """One option as a head of a column."""

    name: str
    link: str
    about: str


@dataclass(frozen=True)
class ComparePage:
    """All that the page of a comparison shows. Headlines and labels are to three figures; tables are to the cent, as the API says it."""

    found: Compared
    today: date

    @property
    def title(self) -> str:
        return title_words(self.found)

    @property
    def sentences(self) -> list[str]:
        return verdict_words(self.found)

    @property
    def more_sentences(self) -> list[str]:
        return more_even_words(self.found)

    @property
    def is_close(self) -> bool:
        return self.found.verdict.kind == "too_close_to_call"

    @property
    def ground(self) -> list[str]:
        return ground_words(self.found, self.today)

    @cached_property
    def worths(self) -> list[Worth]:
        return [Worth(option.valuation, option.name, self.today) for option in self.found.options]

    @property
    def valuations(self) -> list[Valuation]:
        return [option.valuation for option in self.found.options]

    @cached_property
    def columns(self) -> list[Column]:
        return [Column(one.name, link_of(one), about_words(one)) for one in self.found.chosen]

    def money(self, amount: Decimal | None) -> str:
        return NOT_STATED if amount is None else money(amount, self.found.ground.currency)

    @property
    def headlines(self) -> list[Row]:
        """The three headlines in present value."""
        return [Row(name, tuple(self.estimate(self.of(one.present_value, key)) for one in self.valuations)) for key, name in NAMES.items()]

    def estimate(self, amount: Decimal | None) -> str:
        return NOT_STATED if amount is None else estimate(amount, self.found.ground.currency)

    def of(self, sums, headline: str) -> Decimal | None:
        return getattr(sums, headline) if sums else None

    def row(self, name: str, amounts, *, is_sum=False) -> Row:
        return Row(name, tuple(self.money(amount) for amount in amounts), is_sum=is_sum)

    @property
    def differing(self) -> list[Row]:
        return [self.difference(row) for row in self.found.differences if row.differs]

    @property
    def alike(self) -> list[Row]:
        return [self.difference(row) for row in self.found.differences if not row.differs]

    def difference(self, row: Difference) -> Row:
        if row.subject != COMPONENT:
            return Row(component_label(row.name), tuple(row.words.get(key, NOT_STATED) for key in row.keys), "in words")
        cells = tuple(self.component_words(row, key) for key in row.keys)
        apart = f", {percent_estimate(row.percent)}" if row.percent else ""
        return Row(component_name(row.name), cells, f"{self.money(row.spread)}{apart}" if row.differs else "")

    def component_words(self, row: Difference, key: str) -> str:
        """The amount; beside it, or alone, what has no number."""
        amount, words = row.amounts.get(key), row.words.get(key, "")
        if amount is None:
            return f"not counted: {words}" if words else NOT_STATED
        return f"{self.money(amount)}; not counted: {words}" if words else self.money(amount)

    @cached_property
    def certainties(self) -> list[tuple[str, str]]:
        there = {key for valuation in self.valuations for key in valuation.by_certainty}
        return [(key, certainty_name(key)) for key in CERTAINTIES if key in there]

    @property
    def certainty_rows(self) -> list[Row]:
        """Five-year sums by certainty, and what they come to; one line for each certainty."""
        parts = [Row(name, tuple(self.part(one, key) for one in self.valuations)) for key, name in self.certainties]
        sums = [("expected", "Expected, five years"), ("everything", "If everything pays, five years")]
        return parts + [self.row(name, [self.of(one.sum, key) for one in self.valuations], is_sum=True) for key, name in sums]

    def part(self, valuation: Valuation, certainty: str) -> str:
        return self.money(valuation.by_certainty[certainty]) if certainty in valuation.by_certainty else NONE_OF_IT

    @property
    def years(self) -> list[Group]:
        return [Group(name, tuple(self.year_rows(key))) for key, name in NAMES.items()]

    def year_rows(self, headline: str) -> list[Row]:
        years = [[one.years[place] for one in self.valuations] for place in range(len(self.valuations[0].years))]
        rows = [self.row(f"Year {row[0].year}", [self.of(year.headlines, headline) for year in row]) for row in years]
        sums = [("Five years", "sum"), ("Present value", "present_value")]
        return rows + [
            self.row(name, [self.of(getattr(one, kind), headline) for one in self.valuations], is_sum=True) for name, kind in sums
        ]

    @property
    def chart(self) -> str:
        stacks = [self.stack(worth) for worth in self.worths]
        described = "; ".join(f"{stack.label}: {stack.text}" for stack in stacks)
        title = "What is to be expected over five years, by certainty"
        return stacked_chart(stacks, title=title, description=described, identifier="compared")

    def stack(self, worth: Worth) -> Stack:
        found = worth.valuation
        if found.sum is None:
            return Stack(worth.side, NOT_STATED, (), Decimal(0))
        segments = [
            Segment(key, amount, f"{certainty_name(key)}: {self.estimate(amount)}") for key, amount in found.by_certainty.items() if amount
        ]
        return Stack(worth.side, f"{self.estimate(found.sum.expected)} expected", tuple(segments), found.sum.everything)

    @property
    def has_more_if_everything_pays(self) -> bool:
        return any(one.sum and one.sum.everything > one.sum.expected for one in self.valuations)

    @property
    def assumptions(self) -> list[Row]:
        """What each worth rests on; those that differ, or are yours, first."""
        names = [name for name in LABELS if any(one.assumptions[name] is not None for one in self.valuations)]
        rows = [Row(LABELS[name], tuple(self.assumed(one, name) for one in self.valuations)) for name in names]
        return sorted(rows, key=lambda row: len(set(row.cells)) == 1)

    def assumed(self, valuation: Valuation, name: str) -> str:
        found = valuation.assumptions.by_name.get(name)
        if found is None:
            return "as in the terms"
        ranged = f", {range_said(found)}" if found.low is not None or found.high is not None else ""
        return f"{said(name, found.value)}{ranged}{' (yours)' if found.whose == YOURS else ''}"

    @property
    def left_out(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return [(worth.side, worth.left_out) for worth in self.worths if worth.left_out]

    @property
    def remarks(self) -> list[tuple[str, list[str]]]:
        return [(worth.side, worth.remarks) for worth in self.worths if worth.remarks]

    @property
    def rates(self) -> list[str]:
        return list(dict.fromkeys(words for worth in self.worths for words in worth.rates))


def component_label(name: str) -> str:
    return Term.Component(name).label if name in Term.Component.values else component_name(name)


def link_of(one) -> str:
    if one.is_present_job:
        return ""
    return one.negotiation.get_absolute_url() if one.kind == "negotiation" else one.proposal.get_absolute_url()


def about_words(one) -> str:
    """The role; whose package it is where it is no offer on the table."""
    if one.is_present_job:
        return " at ".join(filter(None, (one.role_name, one.employer)))
    return one.role_name
