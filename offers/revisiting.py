"""A kept comparison later: what each option comes to now, and why that is something else than then.

From then to now one thing is changed after the other, in this order: the terms, the assumptions, the first day of work, the discount rate;
each step's part of the whole difference is what the expected present value changes by it. The rates stay those of the comparison's day;
what the options come to at today's rates stands beside.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from negotiate.dates import day_words
from offers.assumption_forms import said
from offers.compared import Compared, Ground, compare, valued
from offers.keeping import guide_number, outcome_words
from offers.models import Comparison
from offers.options import Chosen, gathered, told_apart
from offers.present_job import terms_in
from offers.proposal_page import zone_of
from offers.valuation import assumptions
from offers.valuation.assumptions import LABELS
from offers.versions import term_differences
from offers.wording import date_words

RECOUNTED = "The same is counted otherwise now, or a rate of that day was corrected."


@dataclass(frozen=True)
class Step:
    """One reason why an option comes to something else: in words, and what it changes; None where nothing can be counted on one side."""

    words: tuple[str, ...]
    change: Decimal | None


@dataclass(frozen=True, kw_only=True)
class ThenAndNow:
    """One option's expected present value then, now at the rates of then, and now at today's; None where nothing could be counted.

    `gone` says why there is nothing to compare with now. `notes` are what changed beside the value.
    """

    name: str
    then: Decimal | None
    now: Decimal | None = None
    today: Decimal | None = None
    steps: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()
    gone: str = ""

    @property
    def change(self) -> Decimal | None:
        return None if None in (self.then, self.now) else self.now - self.then


def chosen_then(kept: dict) -> Chosen:
    """The option as it was kept; without its rows."""
    plain = {name: kept[name] for name in ("key", "kind", "name", "currency", "employer", "role_name", "assumptions")}
    return Chosen(**plain, start_on=day_from(kept["start_on"]), terms=tuple(terms_in(kept["terms"])))


def day_from(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True, kw_only=True)
class Revisited:
    """A kept comparison, then and now. `now` compares what is left of it; None where that is less than two."""

    comparison: Comparison
    rows: tuple[ThenAndNow, ...]
    now: Compared | None
    today: Compared | None

    @property
    def has_changed(self) -> bool:
        return any(row.change or row.gone or row.notes or row.steps for row in self.rows)


def revisit(comparison: Comparison) -> Revisited:
    """What has become of a kept comparison since."""
    found = gathered(comparison.user, comparison.asked)
    there = told_apart([one for one in found.values() if isinstance(one, Chosen)], zone_of(comparison.user))
    asked = {"currency": comparison.currency, "discount_rate": comparison.discount_rate}
    now = compare(there, day=comparison.rate_day, **asked) if there else None
    today = compare(there, **asked) if there else None
    rows = tuple(then_and_now(kept, found.get(kept["key"]), comparison, now, today) for kept in comparison.kept["options"])
    return Revisited(comparison=comparison, rows=rows, now=now if len(there) > 1 else None, today=today)


def then_and_now(
    kept: dict, one: Chosen | Exception | None, comparison: Comparison, now: Compared | None, today: Compared | None
) -> ThenAndNow:
    then = kept["present_value"].get("expected")
    then = None if then is None else Decimal(then)
    if not isinstance(one, Chosen):
        return ThenAndNow(name=kept["name"], then=then, gone="It is deleted, or has nothing on the table any more.")
    return ThenAndNow(
        name=kept["name"],
        then=then,
        now=now.option(one.key).expected,
        today=today.option(one.key).expected,
        steps=tuple(steps(kept, one, then, comparison, now.ground)),
        notes=tuple(notes(kept, one)),
    )


@dataclass(frozen=True)
class Stand:
    """What an option's worth follows from, with why it may have changed to this."""

    terms: Sequence
    assumed: dict
    start_on: date | None
    ground: Ground

    @property
    def expected(self) -> Decimal | None:
        found = valued(self.terms, assumed=self.assumed, start_on=self.start_on, ground=self.ground).present_value
        return found.expected if found else None


def steps(kept: dict, one: Chosen, then: Decimal | None, comparison: Comparison, ground: Ground):
    """From then to now, one change after the other; what changes neither words nor value is passed over."""
    was, before = chosen_then(kept), then
    for words, stand in stands(comparison, kept, was, one, ground_then(comparison, ground)):
        after = stand.expected
        if after != before or words:
            yield Step(tuple(words) or (RECOUNTED,), None if None in (before, after) else after - before)
        before = after
    last = Stand(one.terms, one.assumptions, started(one, ground), ground).expected
    words = ground_changes(comparison, ground)
    if last != before:
        yield Step(tuple(words) or (RECOUNTED,), None if None in (before, last) else last - before)


def stands(comparison: Comparison, kept: dict, was: Chosen, one: Chosen, ground: Ground):
    """Each stand on the way, with the words of what was changed last."""
    first = Stand(was.terms, was.assumptions, started(was, ground), ground)
    yield [], first
    termed = replace(first, terms=one.terms)
    yield term_words(comparison, kept, was, one), termed
    assumed = replace(termed, assumed=one.assumptions)
    yield assumption_words(was, one), assumed
    yield start_words(was, one), replace(assumed, start_on=started(one, ground))


def started(one: Chosen, ground: Ground) -> date | None:
    return ground.earliest if one.is_present_job else one.start_on


def ground_then(comparison: Comparison, ground: Ground) -> Ground:
    """The ground of then: its discount rate and its earliest start, at the same rates."""
    kept = comparison.kept
    rate, whose = Decimal(kept["discount_rate"]), kept["rate_whose"]
    return replace(ground, discount_rate=rate, rate_whose=whose, earliest=day_from(kept["earliest"]))


def term_words(comparison: Comparison, kept: dict, was: Chosen, one: Chosen) -> list[str]:
    changes = term_differences(list(was.terms), list(one.terms))
    if one.proposal and str(one.proposal.pk) != kept["proposal"]:
        made = f"{date_words(one.proposal.made_at, zone_of(comparison.user))}"
        return [f"Another is on the table: {one.proposal.get_side_display().lower()} of {made}", *changes]
    if not changes:
        return []
    return ["What your present job pays was changed" if one.is_present_job else "Its terms were corrected", *changes]


def assumption_words(was: Chosen, one: Chosen) -> list[str]:
    old, new = (assumptions(chosen.assumptions) for chosen in (was, one))
    names = [name for name in LABELS if old[name] != new[name] and name != "discount_rate"]
    return [f"{LABELS[name]}: {assumed(old, name)} is now {assumed(new, name)}" for name in names]


def assumed(found, name: str) -> str:
    return "none" if found[name] is None else said(name, found[name])


def start_words(was: Chosen, one: Chosen) -> list[str]:
    if was.start_on == one.start_on:
        return []
    return [f"First day of work: {known_day(was.start_on)} is now {known_day(one.start_on)}"]


def ground_changes(comparison: Comparison, ground: Ground) -> list[str]:
    was = ground_then(comparison, ground)
    told = []
    if was.discount_rate != ground.discount_rate:
        told.append(f"Discount rate: {said('discount_rate', was.discount_rate)} is now {said('discount_rate', ground.discount_rate)}")
    if was.earliest != ground.earliest:
        told.append(f"All is discounted to {known_day(ground.earliest)}, not {known_day(was.earliest)}")
    return told


def known_day(day: date | None) -> str:
    return day_words(day) if day else "not known"


def notes(kept: dict, one: Chosen):
    """What changed and touches no value: the guide, the outcome."""
    number = guide_number(one)
    if number != kept["guide"] and number is not None:
        yield f"The guide has a newer revision, {number}: it is for measuring, and changes no value here."
    outcome = outcome_words(one)
    if outcome != kept["outcome"]:
        yield f"Its outcome: {outcome.lower()}." if outcome else "It was taken up again."
