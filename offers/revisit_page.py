"""A kept comparison, then and now, in words; the template only reads it."""

from dataclasses import dataclass
from decimal import Decimal

from negotiate.dates import day_words
from negotiate.money.formatting import money
from offers.proposal_page import zone_of
from offers.revisiting import Revisited, Step, ThenAndNow
from offers.wording import date_words

NOTHING = "not countable"


@dataclass(frozen=True)
class Reason:
    """Why an option comes to something else: what changed, and how much of the difference that makes."""

    words: tuple[str, ...]
    change: str


@dataclass(frozen=True)
class RowNow:
    name: str
    then: str
    now: str
    today: str
    change: str
    reasons: list[Reason]
    notes: tuple[str, ...]
    gone: str


@dataclass(frozen=True)
class RevisitPage:
    found: Revisited

    @property
    def kept_words(self) -> str:
        kept = self.found.comparison
        rates = f"at the rates of {day_words(kept.rate_day)}" if kept.rate_day else "without rates"
        return f"Kept on {date_words(kept.made_at, zone_of(kept.user))}, in {kept.currency}, {rates}."

    @property
    def today_words(self) -> str:
        day = self.found.today and self.found.today.ground.rate_day
        return f"At the rates of {day_words(day)}" if day else "At today's rates"

    @property
    def has_newer_rates(self) -> bool:
        """Whether anything is converted, at a day that has passed."""
        found = self.found
        return bool(found.today and found.today.is_converted and found.today.ground.rate_day != found.comparison.rate_day)

    @property
    def rows(self) -> list[RowNow]:
        return [self.row(row) for row in self.found.rows]

    @property
    def is_unchanged(self) -> bool:
        return not self.found.has_changed

    def row(self, row: ThenAndNow) -> RowNow:
        return RowNow(
            name=row.name,
            then=self.money(row.then),
            now="" if row.gone else self.money(row.now),
            today="" if row.gone else self.money(row.today),
            change=self.signed(row.change),
            reasons=[self.reason(step) for step in row.steps],
            notes=row.notes,
            gone=row.gone,
        )

    def reason(self, step: Step) -> Reason:
        return Reason(step.words, self.signed(step.change))

    def money(self, amount: Decimal | None) -> str:
        return NOTHING if amount is None else money(amount, self.found.comparison.currency)

    def signed(self, change: Decimal | None) -> str:
        """+$12,000; −$12,000; no change; nothing where one side cannot be counted."""
        if change is None:
            return ""
        if not change:
            return "no change"
        return f"{'+' if change > 0 else '−'}{self.money(abs(change))}"
