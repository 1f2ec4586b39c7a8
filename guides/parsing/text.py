"""Words without their dress: bold, flags, shortcodes, quotes."""

import re

SHORTCODE = re.compile(r":[a-z][a-z_0-9+-]{1,30}:")
BOLD = re.compile(r"\*\*|__")
PICTURES = re.compile("[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff\U000e0020-\U000e007f]")
SPACES = re.compile(r"[ \t\u00a0\u202f\u2009]+")
QUOTES = {"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "‑": "-", "−": "-"}
DASHES = "–—-"


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def plain(text: str) -> str:
    """Without bold, italics around the whole, flags, pictures and shortcodes; white space made single."""
    text = BOLD.sub("", text) if "**" in text or "__" in text else text
    text = SHORTCODE.sub(" ", text) if ":" in text else text
    text = text if text.isascii() else PICTURES.sub(" ", text)
    if "  " in text or "\t" in text or "\u00a0" in text or "\u202f" in text or "\u2009" in text:
        text = SPACES.sub(" ", text)
    text = text.strip()
    return text[1:-1].strip() if len(text) > 2 and text[0] == text[-1] == "*" else text


def simple_quotes(text: str) -> str:
    """Typographic quotes and spaces as typed ones; every letter keeps its place."""
    if not text.isascii():
        for typed, simple in QUOTES.items():
            text = text.replace(typed, simple)
    return text


def unquoted(text: str) -> str:
    """Without one pair of quotes and of stars around the whole."""
    text = text.strip()
    for start, end in (("*", "*"), ('"', '"'), ("“", "”"), ("*", "*")):
        if len(text) > 1 and text.startswith(start) and text.endswith(end):
            text = text[1:-1].strip()
    return text
