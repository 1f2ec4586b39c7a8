"""Assumptions in words, where a figure or a verdict rests on them."""

from collections.abc import Iterable

from offers.assumption_forms import said
from offers.valuation import Valuation
from offers.valuation.assumptions import LABELS, OURS, Assumption

MOST = 2


def named(assumptions: Iterable[Assumption], *, most: int | None = MOST) -> str:
    """Chance of a target bonus 80 %; discount rate, a year 5 % and 2 more."""
    names = list(dict.fromkeys(f"{LABELS[one.name].lower()} {said(one.name, one.value)}" for one in assumptions))
    shown = names[:most]
    return "; ".join(shown) + (f" and {len(names) - len(shown)} more" if len(names) > len(shown) else "")


def chances_of_ours(valuation: Valuation) -> list[Assumption]:
    """What nobody stated and the expected figure rests on; the discount rate is a matter of the present value alone."""
    return [one for one in valuation.stands_on if one.whose == OURS and one.name != "discount_rate"]


def expected_words(valuation: Valuation) -> str:
    """Expected counts on what nobody stated, our own assumption: chance of a target bonus 80 %. Empty where it does not."""
    ours = chances_of_ours(valuation)
    return f"Expected counts on what nobody stated, our own: {named(ours, most=None)}." if ours else ""
