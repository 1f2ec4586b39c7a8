"""Keeps secrets out of the logs, whoever writes them and wherever in a record they stand."""

import logging
import re

MASK = "[secret]"
PATTERNS = (
    re.compile(r"neg_[\w-]{8,}"),
    re.compile(r"(?i)(?<=bearer )[^\s'\",]+"),
    re.compile(r"(?i)(?<=sessionid=)[^\s;'\",]+"),
    re.compile(r"(?i)(?<=csrftoken=)[^\s;'\",]+"),
    re.compile(r"(?<=/calendar/)[^\s/.?]+"),
    re.compile(r"(?<=/account/address/)[^\s/?]+"),
    re.compile(r"(?<=/mail/stop/)[^\s/?]+|(?<=/mail/snooze/)[^\s/?]+|(?<=/mail/handled/)[^\s/?]+"),
    re.compile(r"(?<=://)[^\s/@:]*:[^\s@]+(?=@)"),
    re.compile(r"(?i)(?<=password)(?:\d?['\"]?\s*[=:]\s*)(?:\[?['\"][^'\"]*['\"]\]?|[^\s&,;}]+)"),
)


class SecretsFilter(logging.Filter):
    """Masks what looks like a key, a token or a password in the message and in the traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = masked(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = masked(record.exc_text)
        return True


def masked(text: str) -> str:
    for pattern in PATTERNS:
        text = pattern.sub(MASK, text)
    return text
