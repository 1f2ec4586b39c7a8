"""What a package is worth: pure rules over its lines. Definitions stand in the modules' docstrings."""

from offers.valuation.assumptions import Assumption, Assumptions, assumptions
from offers.valuation.lines import LeftOut, Line, PnlTerms
from offers.valuation.value import HEADLINES, Headlines, Valuation, Year, value

__all__ = [
    "HEADLINES",
    "Assumption",
    "Assumptions",
    "Headlines",
    "LeftOut",
    "Line",
    "PnlTerms",
    "Valuation",
    "Year",
    "assumptions",
    "value",
]
