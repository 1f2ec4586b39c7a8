"""How often an amount is paid, as the words beside it say: what is not paid by the year must never be read as a yearly amount."""

import re

PER = r"(?:/|\b(?:per|an?|pro|each|every|p)\b\.?)\s*"
WORDS = (
    ("times", r"[x×]\s?1[2-6](?:[.,]\d+)?\b|\b1[2-6] (?:salaries|payments|months|times|Monatsgehälter)\b|\b1[34]th\b"),
    ("hour", rf"{PER}(?:hours?|hr|h|Stunde|Std)\b|\bhourly\b|\bstündlich\b|\bStundenlohn\b"),
    ("day", rf"{PER}(?:days?|d|Tag)\b|\bdaily\b|\bday rate\b|\bTagessatz\b"),
    ("week", rf"{PER}(?:weeks?|wk|Woche|fortnight)\b|\b(?:bi-?)?weekly\b|\bfortnightly\b|\bwöchentlich\b"),
    ("quarter", rf"{PER}(?:quarters?|Quartal)\b|\bquarterly\b"),
    ("month", rf"{PER}(?:months?|mo|mth|Monat)\b|\bmonthly\b|\bmonatlich\b|\bp\.m\.|\bpcm\b|\bmtl\.?"),
)
PERIODS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in WORDS)
LIKELY = re.compile(
    r"[x×/]|\b(?:bi|per|an?|pro|each|every|p|hour|dai|day|week|fort|quart|month|monat|1[2-6]|stun|tag|wöch|pcm|mtl)", re.IGNORECASE
)
NAMES = {
    "times": "in more than twelve parts a year",
    "hour": "by the hour",
    "day": "by the day",
    "week": "by the week",
    "quarter": "by the quarter",
}


def period_said(words: str) -> str | None:
    """hour, day, week, quarter, month, or times for so many monthly salaries a year; None where the words say nothing of the kind."""
    if not LIKELY.search(words):
        return None
    return next((name for name, pattern in PERIODS if pattern.search(words)), None)
