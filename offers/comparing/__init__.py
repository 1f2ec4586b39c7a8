"""Options side by side: pure rules over valuations. Definitions stand in the modules' docstrings."""

from offers.comparing.closeness import BreakEven, Pair, pair
from offers.comparing.differences import Difference, differences
from offers.comparing.options import Option
from offers.comparing.verdicts import Lead, Verdict, lead_by, verdict
from offers.comparing.weights import Scores, Weights, scores

__all__ = [
    "BreakEven",
    "Difference",
    "Lead",
    "Option",
    "Pair",
    "Scores",
    "Verdict",
    "Weights",
    "differences",
    "lead_by",
    "pair",
    "scores",
    "verdict",
]
