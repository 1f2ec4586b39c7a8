"""A text in sentences, each as it was written."""

import re

END = re.compile(r"""[.!?]["')\]*_]{0,4}\s+(?=["'(\[*_]{0,3}[A-Z0-9£$€₹₪])|\n+""")
ABBREVIATION = re.compile(
    r"\b(?:vs|e\.g|i\.e|etc|approx|incl|Sr|Jr|Bros|Inc|Ltd|Corp|Co|St|No|U\.S|U\.K|Dr|Mr|Ms|Jan|Feb|Mar|Apr|Aug|Sep|Sept|Oct|Nov|Dec)$"
)


INITIALS = re.compile(r"(?:^|\s)[A-Z]\. ?[A-Z]\.$")


def is_abbreviation(text: str, start: int, end: int) -> bool:
    """Whether the point at `end` ends a short word, or stands between or after initials as in `D. E. Shaw`."""
    before = text[max(start, end - 8) : end]
    return bool(
        ABBREVIATION.search(before) or INITIALS.search(f"{before}.") or INITIALS.search(text[max(start, end - 2) : end + 4].rstrip(" "))
    )


def sentences(text: str) -> list[str]:
    found, start = [], 0
    for end in END.finditer(text):
        if text[end.start()] == "." and is_abbreviation(text, start, end.start()):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]
