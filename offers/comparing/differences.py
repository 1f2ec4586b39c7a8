"""What differs between options, the largest first, and what is the same in all. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from offers.comparing.closeness import percent_of_larger
from offers.comparing.options import NOT_MONEY, Option

COMPONENT, CONDITION = "component", "condition"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One component's expected five-year present value in each option, or one condition in words; None where it is not stated.

    `words` say of an option that names the component without a number what stands there. `spread` is the largest amount less the
    smallest, where nothing stated counts as nothing: only to put the differences in order.
    """

    subject: str
    name: str
    amounts: Mapping[str, Decimal | None] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    keys: tuple[str, ...] = ()

    @property
    def spread(self) -> Decimal:
        found = [self.amounts.get(key) or Decimal(0) for key in self.keys]
        return max(found) - min(found) if found else Decimal(0)

    @property
    def percent(self) -> Decimal | None:
        """The spread in percent of the larger; None where not all of them state an amount."""
        found = [self.amounts.get(key) for key in self.keys]
        return None if None in found else percent_of_larger(max(found), min(found))

    @property
    def differs(self) -> bool:
        return len({(self.amounts.get(key), same_words(self.words.get(key, ""))) for key in self.keys}) > 1


def same_words(words: str) -> str:
    """Words whose spacing and case make no difference."""
    return " ".join(words.split()).casefold()


def differences(options: Sequence[Option]) -> list[Difference]:
    """Components by the size of what they make, then conditions in their order; what differs stands before what is the same."""
    found = sorted(components(options), key=lambda row: (-row.spread, row.name)) + conditions(options)
    return sorted(found, key=lambda row: not row.differs)


def components(options: Sequence[Option]) -> list[Difference]:
    """Every component that an option pays, or names without a number and not as a condition."""
    names = dict.fromkeys(name for option in options for name in pay_names(option))
    return [component(name, options) for name in names]


def pay_names(option: Option) -> Iterable[str]:
    yield from option.valuation.components
    yield from (left.component for left in option.valuation.left_out if left.component not in (*NOT_MONEY, "other"))


def component(name: str, options: Sequence[Option]) -> Difference:
    values = {option.key: option.valuation.present_value_by_component.get(name) for option in options}
    return Difference(
        subject=COMPONENT,
        name=name,
        amounts={key: sums.expected if sums else None for key, sums in values.items()},
        words=said(options, lambda option: "; ".join(left.words for left in option.valuation.left_out if left.component == name)),
        keys=keys_of(options),
    )


def conditions(options: Sequence[Option]) -> list[Difference]:
    names = dict.fromkeys([*NOT_MONEY, *(name for option in options for name in option.conditions)])
    rows = (
        Difference(
            subject=CONDITION,
            name=name,
            words=said(options, lambda option, name=name: option.conditions.get(name, "")),
            keys=keys_of(options),
        )
        for name in names
    )
    return [row for row in rows if row.words]


def said(options: Sequence[Option], words: Callable[[Option], str]) -> dict[str, str]:
    return {option.key: found for option in options if (found := words(option))}


def keys_of(options: Sequence[Option]) -> tuple[str, ...]:
    return tuple(option.key for option in options)
