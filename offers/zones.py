"""Our own table of places: the zone of a guide's region or of what a person types. Knows no Django."""

import re

from offers.deadlines import zone_names

# Cities, and countries or states with one zone for those who are paid there. Longer names are tried first.
PLACES = {
    "amsterdam": "Europe/Amsterdam",
    "atlanta": "America/New_York",
    "austin": "America/Chicago",
    "bangalore": "Asia/Kolkata",
    "bengaluru": "Asia/Kolkata",
    "barcelona": "Europe/Madrid",
    "bay area": "America/Los_Angeles",
    "berlin": "Europe/Berlin",
    "boston": "America/New_York",
    "brussels": "Europe/Brussels",
    "cambridge": "Europe/London",
    "charlotte": "America/New_York",
    "chennai": "Asia/Kolkata",
    "chicago": "America/Chicago",
    "copenhagen": "Europe/Copenhagen",
    "dallas": "America/Chicago",
    "denver": "America/Denver",
    "dubai": "Asia/Dubai",
    "dublin": "Europe/Dublin",
    "frankfurt": "Europe/Berlin",
    "geneva": "Europe/Zurich",
    "germany": "Europe/Berlin",
    "gurgaon": "Asia/Kolkata",
    "helsinki": "Europe/Helsinki",
    "hong kong": "Asia/Hong_Kong",
    "houston": "America/Chicago",
    "hyderabad": "Asia/Kolkata",
    "india": "Asia/Kolkata",
    "ireland": "Europe/Dublin",
    "israel": "Asia/Jerusalem",
    "japan": "Asia/Tokyo",
    "krakow": "Europe/Warsaw",
    "lisbon": "Europe/Lisbon",
    "london": "Europe/London",
    "los angeles": "America/Los_Angeles",
    "luxembourg": "Europe/Luxembourg",
    "madrid": "Europe/Madrid",
    "manchester": "Europe/London",
    "melbourne": "Australia/Melbourne",
    "menlo park": "America/Los_Angeles",
    "mclean": "America/New_York",
    "miami": "America/New_York",
    "milan": "Europe/Rome",
    "montreal": "America/Toronto",
    "mountain view": "America/Los_Angeles",
    "mumbai": "Asia/Kolkata",
    "munich": "Europe/Berlin",
    "netherlands": "Europe/Amsterdam",
    "new york": "America/New_York",
    "new york city": "America/New_York",
    "nyc": "America/New_York",
    "palo alto": "America/Los_Angeles",
    "paris": "Europe/Paris",
    "poland": "Europe/Warsaw",
    "portland": "America/Los_Angeles",
    "prague": "Europe/Prague",
    "pune": "Asia/Kolkata",
    "redmond": "America/Los_Angeles",
    "rome": "Europe/Rome",
    "san diego": "America/Los_Angeles",
    "san francisco": "America/Los_Angeles",
    "san jose": "America/Los_Angeles",
    "santa clara": "America/Los_Angeles",
    "sao paulo": "America/Sao_Paulo",
    "são paulo": "America/Sao_Paulo",
    "seattle": "America/Los_Angeles",
    "seoul": "Asia/Seoul",
    "sf": "America/Los_Angeles",
    "shanghai": "Asia/Shanghai",
    "singapore": "Asia/Singapore",
    "stockholm": "Europe/Stockholm",
    "switzerland": "Europe/Zurich",
    "sydney": "Australia/Sydney",
    "taipei": "Asia/Taipei",
    "tel aviv": "Asia/Jerusalem",
    "tokyo": "Asia/Tokyo",
    "toronto": "America/Toronto",
    "uk": "Europe/London",
    "united kingdom": "Europe/London",
    "vancouver": "America/Vancouver",
    "vienna": "Europe/Vienna",
    "vilnius": "Europe/Vilnius",
    "warsaw": "Europe/Warsaw",
    "washington dc": "America/New_York",
    "zurich": "Europe/Zurich",
    "zürich": "Europe/Zurich",
}
LONGEST_FIRST = sorted(PLACES, key=len, reverse=True)
PLACE = re.compile(r"\b(" + "|".join(map(re.escape, LONGEST_FIRST)) + r")\b")


def zone_of(text: str | None) -> str | None:
    """The zone of the one place in a region's name: `New York (HQ)` is America/New_York. None where it names none, or several."""
    found = {PLACES[name] for name in PLACE.findall((text or "").lower())}
    return found.pop() if len(found) == 1 else None


def zone_typed(text: str) -> str | None:
    """The zone that a person means: an IANA name in any case, with blanks for underscores, its last part, or a place of our table."""
    wanted = "_".join(text.split()).lower()
    return _by_name().get(wanted) or zone_of(text) or _by_city().get(wanted)


def listed() -> list[str]:
    """The names to choose from: those with a continent and a city."""
    return sorted(name for name in zone_names() if "/" in name and not name.startswith(("Etc/", "US/", "SystemV/")))


def _by_name() -> dict[str, str]:
    return {name.lower(): name for name in zone_names()}


def _by_city() -> dict[str, str]:
    return {name.rsplit("/", 1)[-1].lower(): name for name in listed()}
