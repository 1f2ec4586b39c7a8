"""What mails and calendars call a deadline: nothing that tells a stranger whose it is."""

from offers.models import Deadline

NAMES = {
    Deadline.Kind.EMPLOYER: "Your decision deadline",
    Deadline.Kind.OWN: "Your own deadline",
    Deadline.Kind.OTHER_PROCESS: "Another process promised its answer",
}


def one_line(words: str) -> str:
    """What a person typed, without breaks: they would look like lines of our own."""
    return " ".join(words.split())
