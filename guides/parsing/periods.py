"""How often an amount is paid, as the words beside it say: what is not paid by the year must never be read as a yearly amount."""

import re

PER = r"(?:/|\b(?:per|pro|je|par|por|al|an?|each|every|p|i|im)\b\.?)\s*"
# What stands after such a word or a slash, in the languages that pay is written in.
UNITS = {
    "hour": r"hours?|hrs?|h|the hour|Stunden?|Std|heures?|horas?|ora|uur|timm(?:e|en|ar)|godz\w*|hod\w*|óra|時間?",
    "day": r"days?|d|Tag(?:e|es)?|jours?|d[ií]as?|giorno|dag(?:en)?|dzień|den|diem|shifts?|日",
    "week": r"weeks?|wks?|Woche|semaine|semanas?|settimana|vecka|uke|uge|tydzień|týden|fortnight|週",
    "quarter": r"quarters?|Quartal|trimestre",
    "month": r"months?|mo|mth|mon|Monate?|mois|m[eê]s|mese|maand|månad(?:en)?|mån|måned(?:en)?|md|mnd|mies\w*|měs\w*|hó(?:nap)?|月",
}
ADJECTIVES = {
    "hour": r"hourly|stündlich|Stundenlohn|horaire|the hour|p/?h|(?-i:hrs?)",
    "day": r"daily|day rate|Tagessatz|p/?d|TJM|journalier",
    "week": r"(?:bi-?|semi-?)?weekly|fortnightly|wöchentlich|p/?w|hebdomadaire|semanal(?:es)?",
    "quarter": r"quarterly|trimestral(?:es)?",
    "month": r"(?:bi-?|semi-?)?monthly|monatlich|p/?m|p\.\s?m\.?|pcm|mtl|mensuel(?:le)?s?|mensual(?:es)?|mensa(?:l|is|ux)|mensili?"
    r"|maandelijks|miesięcznie|Monats(?:gehalt|lohn)|m[åa]n[ae]d(?:s|l)\w*",
}
PAYMENTS = r"salaries|payments|times|Monatsgehälter|Gehälter\w*|pagas|mensualit[ée]s|mensilità|pay ?(?:checks|periods)"
TIMES = (
    rf"[x×*]\s?(?:1[2-6]|2[46]|5[02])(?:[.,]\d+)?\b|\b(?:1[2-6]|2[46]|5[02])\s?[x×](?=\s)|\b(?:1[2-6]|2[46]) (?:{PAYMENTS})(?!\w)"
    r"|\b1[3-6] months\b|\b1[34]th\b"
)
PERIODS = (
    ("times", re.compile(TIMES, re.IGNORECASE)),
    *(
        (name, re.compile(rf"{PER}(?:{UNITS[name]})(?![^\W\d_])|(?<![^\W\d_])(?:{ADJECTIVES[name]})(?![^\W\d_])", re.IGNORECASE))
        for name in UNITS
    ),
)
NAMES = {
    "times": "in more than twelve parts a year",
    "hour": "by the hour",
    "day": "by the day",
    "week": "by the week",
    "quarter": "by the quarter",
    "unknown": "by something that is not known",
}
LIKELY = re.compile(
    r"[x×/*日月時週]|\b(?:bi|semi|per|an?|pro|je|par|por|al|each|every|p|i|im|hour|hr|dai|day|the hour|week|fort|quart|trim|month|monat"
    r"|mens|maand|mån|mies|1[2-6]|2[46]|stun|horaire|tag|tjm|jour|heb|seman|wöch|pcm|pm|ph|pd|pw|mtl)",
    re.IGNORECASE,
)
# What an amount may be per without being anything but yearly.
YEARLY = r"years?|yrs?|y|annum|annual\w*|a|p?a|j|Jahr\w*|ann?ée|an|año|ano|anno|jaar|år(?:et)?|rok\w*|éves?|évi?|rata|year\w*|年|연"
OTHER_RATE = re.compile(
    r"\s*\+?\s*(?:(?:brutto|netto|gross|net|bruto|neto|bruts?|base)\s+){0,2}"
    rf"(?:/\s?(?=[^\W\d_A-Z])|\b(?:per|por|par|pro|je)\s+)(?!(?:{YEARLY})(?!\w))(?P<what>[^\W_]+)",
    re.IGNORECASE,
)
SLASHED = re.compile(r"\s*/\s?[A-Z]")


def period_said(words: str) -> str | None:
    """hour, day, week, quarter, month, or times for so many monthly salaries a year; None where the words say nothing of the kind."""
    if not LIKELY.search(words):
        return None
    return next((name for name, pattern in PERIODS if pattern.search(words)), None)


def other_rate(after: str) -> str:
    """The word that an amount is per, right behind it, where that is no year: course, mile, unit. Empty where there is none."""
    found = None if SLASHED.match(after) else OTHER_RATE.match(after)
    return found["what"] if found else ""
