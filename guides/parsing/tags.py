"""The "Negotiation DNA" line: a list of tags in one of three writings, or a sentence, which holds none."""

import re

from guides.parsing.text import plain

CODE = re.compile(r"`([^`]+)`")
BARS, SLASH = (" | ", " · ", " • "), " / "
LONGEST = 12


def tags_of(text: str) -> tuple[str, ...]:
    if spans := CODE.findall(text):
        return tuple(span.strip() for span in spans if span.strip())
    words = plain(" ".join(text.split()))
    if bar := next((bar for bar in BARS if bar in words), None):
        return tuple(part for one in words.split(bar) if (part := plain(one)))
    parts = [part.strip() for part in words.split(SLASH) if part.strip()]
    return () if any(is_sentence(part) for part in parts) else tuple(parts)


def is_sentence(words: str) -> bool:
    return words.endswith(".") or len(words.split()) > LONGEST
