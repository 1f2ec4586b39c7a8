"""The words that a number was read from stay once somebody changes it, and its new amount stands behind them. Pure."""

from typing import Any

from negotiate.money.formatting import ends

SINCE = "; changed here to "
CHANGING = ("low", "high", "open_ended", "currency", "unit")


def first_words(original: str) -> str:
    """The words without what was changed since."""
    return original.partition(SINCE)[0]


def words_after_change(original: str, figure: Any) -> str:
    """The words with the figure's amount behind, as it now is. No words stay none, and words that say the very amount stay alone."""
    words, now = first_words(original), ends(figure)
    return f"{words}{SINCE}{now}" if words and now and words != now else words
