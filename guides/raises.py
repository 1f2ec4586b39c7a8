"""A raise of bands by a percentage, and what follows it: targets by the same, totals by as much as their parts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from guides.bulk import Change, with_fields
from guides.models import Band, Revision, Target
from guides.parsing.checks import READINGS, agrees, groups, parts_sum
from negotiate.money.formatting import figure_range

ENDS = ("low", "high")
DIVISORS = dict(READINGS)


def rounded(amount: Decimal | None, *, percent: Decimal, step: Decimal) -> Decimal | None:
    """The amount raised by `percent` and rounded to the nearest multiple of `step`, halves upwards. None stays None."""
    return None if amount is None else nearest(amount * (100 + percent) / 100, step)


def nearest(amount: Decimal, step: Decimal) -> Decimal:
    return (amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step


@dataclass(frozen=True, kw_only=True)
class Raise:
    """Bands in money of `components` by `percent`, rounded to `step`; with `targets` their targets too, with `totals` what they make."""

    percent: Decimal
    step: Decimal
    components: Iterable[str]
    targets: bool = False
    totals: bool = False

    def __call__(self, revision: Revision) -> list[Change]:
        bands = list(revision.bands.all())
        changes = [change for band in bands if (change := self.raised(band))]
        if self.totals:
            changes += self.of_totals(bands, changes, revision.equity_reading)
        if self.targets:
            changes += self.of_targets(list(revision.targets.all()), [one for one in changes if one.figure.component == "total"])
        return changes

    def raised(self, figure: Band | Target) -> Change | None:
        if figure.unit != "currency" or figure.component not in self.components:
            return None
        ends = {name: rounded(getattr(figure, name), percent=self.percent, step=self.step) for name in ENDS}
        return changed(figure, ends, f"changed by {self.percent:+f} %")

    def of_totals(self, bands: list[Band], changes: list[Change], reading: str) -> Iterator[Change]:
        """Each total by as much as its parts change. Left as it is where an end is open, or where its parts do not make it."""
        after = {id(one.figure): with_fields(one.figure, one.fields) for one in changes}
        for group in groups(bands):
            now = {name: after.get(id(band), band) for name, band in group.items()}
            moved = {end: difference(group, now, end, reading) for end in ENDS}
            total = group["total"]
            if id(total) in after or None in moved.values() or not any(moved.values()):
                continue
            ends = {end: nearest(value + moved[end], self.step) if moved[end] else value for end in ENDS if (value := getattr(total, end))}
            if change := changed(total, {end: getattr(total, end) for end in ENDS} | ends, "changed with its parts"):
                yield change

    def of_targets(self, targets: list[Target], totals: list[Change]) -> Iterator[Change]:
        for target in targets:
            change = self.raised(target)
            if not change and target.component == "total" and target.unit == "currency":
                change = self.as_the_totals(target, [one for one in totals if one.figure.currency == target.currency])
            if change:
                yield change

    def as_the_totals(self, target: Target, totals: list[Change]) -> Change | None:
        """A target for the total moves in proportion to the totals of its currency."""
        before = sum((getattr(one.figure, end) or 0 for one in totals for end in ENDS), Decimal(0))
        after = sum((one.fields[end] or 0 for one in totals for end in ENDS), Decimal(0))
        if not before:
            return None
        ends = {end: value and nearest(value * after / before, self.step) for end in ENDS for value in (getattr(target, end),)}
        return changed(target, ends, "changed with the total")


def difference(before: dict, after: dict, end: str, reading: str) -> Decimal | None:
    """By how much the parts of a total move at one end; None where that cannot be told."""
    divisor, extra = parts_read(before, reading)
    sums = [parts_sum(group, divisor, end, extra) for group in (before, after)]
    return None if None in sums or agrees(before, divisor, extra) is not True else sums[1] - sums[0]


def parts_read(group: dict, reading: str) -> tuple[Decimal | None, tuple[str, ...]]:
    """How the total counts equity (over how many years) and whether it counts the sign-on: as the guide says, or as its parts make it."""
    divisors = [DIVISORS[reading]] if reading in DIVISORS else list(DIVISORS.values())
    ways = [
        (divisor, extra) for divisor in (divisors if "equity" in group else [None]) for extra in ((), ("sign_on",)[: "sign_on" in group])
    ]
    return next((way for way in ways if agrees(group, *way)), ways[0])


def changed(figure: Band | Target, ends: dict, how: str) -> Change | None:
    """The figure with other ends; the words that it was read from say how they came. None where nothing changes."""
    if all(getattr(figure, name) == end for name, end in ends.items()):
        return None
    before = figure_range(figure)
    fields = {**ends, "original": f"{figure.original or before}, {how}"}
    return Change(figure=figure, fields=fields, before=before, after=figure_range(with_fields(figure, ends)))
