"""Who leads among the options, by each headline, and whether that can be said at all. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from offers.comparing.closeness import TOO_CLOSE, Pair, pair, percent_of_larger
from offers.comparing.options import Option
from offers.valuation import HEADLINES
from offers.valuation.assumptions import LABELS, Assumption

AHEAD, CLOSE, UNKNOWN = "ahead", "too_close_to_call", "not_comparable"


@dataclass(frozen=True, kw_only=True)
class Lead:
    """By one headline: the option that is worth most, and all that are too close to it to tell, itself too. None where nothing is known."""

    headline: str
    best: str | None
    among: tuple[str, ...]

    @property
    def kind(self) -> str:
        if self.best is None:
            return UNKNOWN
        return AHEAD if len(self.among) == 1 else CLOSE


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the comparison comes to: the lead by what is to be expected, by each headline, and how every two stand to each other.

    `unknown` are the options of which nothing can be counted: nothing is said about them.
    """

    leads: tuple[Lead, ...]
    pairs: tuple[Pair, ...]
    unknown: tuple[str, ...]

    @property
    def lead(self) -> Lead:
        return next(lead for lead in self.leads if lead.headline == "expected")

    @property
    def kind(self) -> str:
        return self.lead.kind

    @property
    def turns_on(self) -> list[tuple[str | None, Assumption]]:
        """Our assumptions on which it depends who leads, each once, with what rests on it; what is one for all comes last."""
        of_best = [pair for pair in self.pairs if pair.is_known and self.lead.best in (pair.first, pair.second)]
        found = {
            (whose is None, list(LABELS).index(one.name), whose or ""): (whose, one) for pair in of_best for whose, one in pair.turns_on
        }
        return [found[place] for place in sorted(found)]

    def pair_of(self, one: str, other: str) -> Pair:
        return next(pair for pair in self.pairs if pair.joins(one, other))


def verdict(options: Sequence[Option]) -> Verdict:
    """Of two options or more; their order makes no difference to what is found."""
    pairs = tuple(pair(one, other) for one, other in combinations(options, 2))
    leads = tuple(lead_by(headline, options, pairs) for headline in HEADLINES)
    return Verdict(leads=leads, pairs=pairs, unknown=tuple(option.key for option in options if option.sums is None))


def lead_by(headline: str, options: Sequence[Option], pairs: Sequence[Pair] = ()) -> Lead:
    """With fewer than two options that are known nobody leads. Equal ones are told apart by their keys, so that order plays no part."""
    known = [option for option in options if option.sums is not None]
    if len(known) < 2:
        return Lead(headline=headline, best=None, among=())
    best = max(known, key=lambda option: (option.exact[headline], option.key))
    among = tuple(option.key for option in known if option is best or is_close(best, option, headline, pairs))
    return Lead(headline=headline, best=best.key, among=among)


def is_close(best: Option, other: Option, headline: str, pairs: Sequence[Pair]) -> bool:
    """At 2 % or less; by what is to be expected also where a break-even lies in a range that was typed."""
    if percent_of_larger(best.exact[headline], other.exact[headline]) <= TOO_CLOSE:
        return True
    return headline == "expected" and any(found.joins(best.key, other.key) and found.is_too_close for found in pairs)
