"""What is not money, weighed by the candidate: each criterion's importance, and how well each option does in it, both 0 to 5. Pure.

Definition: score = Σ importance·score / Σ importance, over the criteria that matter (importance above zero) and for which every option has
a score; 0 to 5, to two places. A criterion without a score for some option is left out for all and named. Money never enters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from offers.valuation.exact import exactly

MOST = 5
CENT = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Weights:
    """What the candidate has said so far: importance by criterion, scores by criterion and option."""

    importance: Mapping[str, int] = field(default_factory=dict)
    scores: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def criteria(self) -> list[str]:
        """Those that matter, in their order."""
        return [name for name, weight in self.importance.items() if weight > 0]


@dataclass(frozen=True, kw_only=True)
class Scores:
    """Each option's score, where anything could be weighed; `incomplete` are the criteria left out."""

    by_option: Mapping[str, Decimal]
    counted: tuple[str, ...]
    incomplete: tuple[str, ...]

    @property
    def best(self) -> tuple[str, ...]:
        """The options with the highest score."""
        highest = max(self.by_option.values(), default=None)
        return tuple(key for key, score in self.by_option.items() if score == highest)


@exactly
def scores(weights: Weights, keys: Sequence[str]) -> Scores:
    """For the options with these keys."""
    counted = [name for name in weights.criteria if all(key in weights.scores.get(name, {}) for key in keys)]
    incomplete = tuple(name for name in weights.criteria if name not in counted)
    total = sum(weights.importance[name] for name in counted)
    if not total:
        return Scores(by_option={}, counted=(), incomplete=incomplete)
    sums = {key: sum(weights.importance[name] * weights.scores[name][key] for name in counted) for key in keys}
    found = {key: (Decimal(points) / total).quantize(CENT) for key, points in sums.items()}
    return Scores(by_option=found, counted=tuple(counted), incomplete=incomplete)
