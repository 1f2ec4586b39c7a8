"""Which zone people mean: by a guide's region, by what they type into a field, by what they say after a time. Knows no Django."""

import re

from negotiate.zone_data import until_new, zone_names
from offers.zone_places import ZONES

PLACES = {name: zone for zone, names in ZONES.items() for name in names.split("|")}
LONGEST_FIRST = sorted(PLACES, key=len, reverse=True)
PLACE = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, LONGEST_FIRST)) + r")(?!\w)")
# What people write after a time. Where summer time has letters of its own they are used loosely, so the place decides.
ABBREVIATIONS = {
    "America/New_York": "et est edt eastern",
    "America/Chicago": "ct cdt central",
    "America/Denver": "mt mst mdt mountain",
    "America/Los_Angeles": "pt pst pdt pacific",
    "Europe/London": "gmt bst",
    "Europe/Berlin": "cet cest met mez mesz",
    "Europe/Helsinki": "eet eest",
    "Europe/Lisbon": "wet west",
    "Europe/Moscow": "msk",
    "Asia/Singapore": "sgt",
    "Asia/Hong_Kong": "hkt",
    "Asia/Tokyo": "jst",
    "Asia/Seoul": "kst",
    "Asia/Manila": "pht",
    "Asia/Dubai": "gst",
    "Australia/Sydney": "aest aedt aet",
    "Australia/Perth": "awst",
    "Pacific/Auckland": "nzst nzdt",
    "America/Sao_Paulo": "brt",
    "Africa/Johannesburg": "sast",
    "UTC": "utc",
}
LONG = {
    "central european": "Europe/Berlin",
    "eastern european": "Europe/Helsinki",
    "western european": "Europe/Lisbon",
    "greenwich mean": "Europe/London",
    "british": "Europe/London",
    "irish": "Europe/Dublin",
    "indian": "Asia/Kolkata",
    "gulf": "Asia/Dubai",
    "us eastern": "America/New_York",
    "us mountain": "America/Denver",
    "us pacific": "America/Los_Angeles",
    "australian eastern": "Australia/Sydney",
}
SHORT = {word: zone for zone, words in ABBREVIATIONS.items() for word in words.split()} | LONG
SEASON = re.compile(r" (?:standard|daylight|summer)$")
SEVERAL = {
    "us|u.s.|usa|united states|united states of america|america": ("New York", "Chicago", "Denver", "Los Angeles"),
    "canada": ("Toronto", "Winnipeg", "Edmonton", "Vancouver"),
    "mexico": ("Mexico City", "Tijuana", "Cancun"),
    "brazil|brasil": ("São Paulo", "Manaus"),
    "australia": ("Sydney", "Brisbane", "Adelaide", "Perth"),
    "russia": ("Moscow", "Europe/Samara", "Asia/Novosibirsk"),
    "indonesia": ("Jakarta", "Bali"),
    "spain": ("Madrid", "Canary Islands"),
    "portugal": ("Lisbon", "Azores"),
    "europe|eu|emea": ("London", "Berlin", "Helsinki"),
    "asia|apac": ("Singapore", "Hong Kong", "Tokyo", "Bangalore"),
    "north america|americas": ("New York", "Chicago", "Denver", "Los Angeles", "Toronto"),
    "latin america|latam": ("Mexico City", "São Paulo", "Buenos Aires"),
    "texas": ("Dallas", "America/Denver"),
    "florida": ("Miami", "America/Chicago"),
    "cst": ("Chicago", "Shanghai"),
    "ist": ("Bangalore", "Tel Aviv", "Dublin"),
    "ast": ("Halifax", "Riyadh"),
    "georgia": ("Atlanta", "Tbilisi"),
}
CHOICES = {name: places for names, places in SEVERAL.items() for name in names.split("|")}
REGION_WORDS = re.compile(
    r"\b(?:remote|hybrid|hq|headquarters|office|only|time|local|based|the|in|any|anywhere|all|usd|gbp|eur|cad|aud)\b|[()/,:|–—-]"
)


# Dublin is in Ohio too: letters or a name that stand beside a city may say that another one is meant.
AMERICAN = frozenset(
    re.findall(
        r"\w+",
        """AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC
        SD TN TX UT VT VA WA WV WI WY ON QC BC AB NS""",
    )
)
ALSO_THERE = {  # the same letters are those of a country, or of a part of one
    "Africa": "MA TN",
    "Asia": "AZ GA ID IL IN MN TN",
    "Australia": "WA",
    "Europe": "AL DE MD ME MI MT",
}
LETTERS = re.compile(r",\s*([A-Za-z]{2})\b|\b([A-Z]{2})\b")
LANDS = {
    "America": "texas florida ohio idaho oregon tennessee kentucky indiana kansas nebraska mississippi michigan canada",
    "Australia": "australia",
}
AREAS = {name: area for area, names in LANDS.items() for name in names.split()}


class SeveralZones(ValueError):
    """The name is of a place, or stands for a clock, of which there are several."""

    def __init__(self, name: str, places: tuple[str, ...]):
        self.places = places
        listed = f"{', '.join(places[:-1])} or {places[-1]}"
        super().__init__(f"“{name}” has several clocks. Name the city whose clock counts, such as {listed}.")


def zone_of(text: str | None) -> str | None:
    """The zone of the one place in a region's name: `New York (HQ)` is America/New_York. None where it names none, or several."""
    found = {PLACES[name] for name in PLACE.findall((text or "").lower().replace(",", ""))}
    return next(iter(found)) if len(found) == 1 and not lies_elsewhere(text, *found) else None


def lies_elsewhere(text: str, zone: str) -> bool:
    """Whether the state or the country beside the city is another one than the zone's: `Dublin, OH`, `Newcastle, Australia`."""
    area = "America" if zone == "Pacific/Honolulu" else zone.split("/")[0]
    letters = {(first or second).upper() for first, second in LETTERS.findall(text)} & AMERICAN
    named = {AREAS[word] for word in re.findall(r"\w+", text.lower()) if word in AREAS}
    return bool(named - {area}) or bool(area != "America" and letters - {*ALSO_THERE.get(area, "").split()})


def zone_typed(text: str) -> str | None:
    """The zone that a person means: an IANA name in any case, with blanks for underscores, its last part, or a place of our table.

    Raises SeveralZones for a country or an abbreviation that has several.
    """
    wanted, said = "_".join(text.split()).lower(), SEASON.sub("", " ".join(text.lower().split()).removesuffix(" time"))
    if "/" in wanted and wanted in _by_name():
        return _by_name()[wanted]
    found = SHORT.get(said) or zone_of(text)
    if not found and (places := several_of(said)):
        raise SeveralZones(text.strip(), places)
    return found or _by_name().get(wanted) or _by_city().get(wanted)


def zone_said(words: str) -> str | None:
    """The zone that stands after a time, in lower case: `et`, `eastern standard`, `london`, `europe/london`. None for all else.

    Raises SeveralZones.
    """
    words = SEASON.sub("", words)
    if words in ("cst", "ist", "ast"):
        raise SeveralZones(words.upper(), CHOICES[words])
    return SHORT.get(words) or PLACES.get(words) or ("/" in words and _by_name().get(words.replace(" ", "_"))) or None


def several_of(text: str | None) -> tuple[str, ...]:
    """The cities to choose from where the text names a country, or the like, of several zones and no city: `Remote (US)`."""
    words = " ".join(REGION_WORDS.sub(" ", (text or "").lower()).split())
    return CHOICES.get(words, ())


@until_new
def listed() -> list[str]:
    """The names to choose from: those with a continent and a city."""
    return sorted(name for name in zone_names() if "/" in name and not name.startswith(("Etc/", "US/", "SystemV/")))


@until_new
def _by_name() -> dict[str, str]:
    return {name.lower(): name for name in zone_names()}


@until_new
def _by_city() -> dict[str, str]:
    return {name.rsplit("/", 1)[-1].lower(): name for name in listed()}
