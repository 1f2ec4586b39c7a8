"""Words without their dress: bold, flags, shortcodes, quotes."""

import re
import unicodedata

SHORTCODE = re.compile(r":[a-z][a-z_0-9+-]{1,30}:")
BOLD = re.compile(r"\*\*|__")
SPACES = re.compile(r"[ \t\u00a0\u202f]+")
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "‑": "-", "−": "-"})
DASHES = "–—-"


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def plain(text: str) -> str:
    """Without bold, italics around the whole, flags, pictures and shortcodes; white space made single."""
    text = SHORTCODE.sub(" ", BOLD.sub("", text))
    text = "".join(" " if is_picture(letter) else letter for letter in text) if not text.isascii() else text
    text = SPACES.sub(" ", text).strip()
    return text[1:-1].strip() if len(text) > 2 and text[0] == text[-1] == "*" else text


def is_picture(letter: str) -> bool:
    return letter in "\ufe0f\u200d" or 0xE0020 <= ord(letter) <= 0xE007F or (ord(letter) > 0x2190 and unicodedata.category(letter) == "So")


def simple_quotes(text: str) -> str:
    """Typographic quotes and spaces as typed ones; every letter keeps its place."""
    return text.translate(QUOTES)


def unquoted(text: str) -> str:
    """Without one pair of quotes and of stars around the whole."""
    text = text.strip()
    for start, end in (("*", "*"), ('"', '"'), ("“", "”"), ("*", "*")):
        if len(text) > 1 and text.startswith(start) and text.endswith(end):
            text = text[1:-1].strip()
    return text
