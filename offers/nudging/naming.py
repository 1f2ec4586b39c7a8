"""What mails and calendars call a deadline: nothing that tells a stranger whose it is."""

from unicodedata import category

from offers.models import Deadline

CONTROLS = ("Cc", "Zl", "Zp")
NAMES = {
    Deadline.Kind.EMPLOYER: "Your decision deadline",
    Deadline.Kind.OWN: "Your own deadline",
    Deadline.Kind.OTHER_PROCESS: "Another process promised its answer",
}


def one_line(words: str, most: int | None = None) -> str:
    """In one line, without what neither a subject nor a calendar may hold (RFC 5545, 3.1): one such letter, pasted with a name, spoils a
    whole feed. So many letters at most; cut, it says so."""
    line = " ".join("".join(" " if category(letter) in CONTROLS else letter for letter in words).split())
    return line if most is None or len(line) <= most else f"{line[: most - 1].rstrip()}…"
