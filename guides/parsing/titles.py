"""The title of a guide: which role, which company."""

import re

from guides.parsing.text import plain

SEPARATORS = (" | ", " — ", " – ", " -- ", " - ")
LABEL = re.compile(r"^(?:\d{1,2}[.)]\s+|(?:guide|title|role)\s*:\s*)+", re.IGNORECASE)
YEAR = re.compile(r"\s*[(\[]?(?:19|20)\d\d(?:\s?[–—/-]\s?(?:20)?\d\d)?[)\]]?$")
SUFFIXES = (" Global Negotiation Guide", " Salary Negotiation Guide", " Negotiation Guide")
ASIDE = re.compile(r"\s*[(\[](?:[^()]*\b(?:[LEMPI]C?|Level |Grade )\d[^()]*|SIGNATURE[^()\[\]]*)[)\]]", re.IGNORECASE)


def split_title(title: str) -> tuple[str, str] | None:
    """Role and company, or None where the title is of another form. `(L3-L4)` and `(SIGNATURE ROLE)` are no part of the role."""
    title = LABEL.sub("", YEAR.sub("", plain(title)), count=1)
    separator = next((separator for separator in SEPARATORS if separator in title), None)
    suffix = next((suffix for suffix in SUFFIXES if title.endswith(suffix)), None)
    if not (separator and suffix):
        return None
    role, company = title.removesuffix(suffix).split(separator, 1)
    return ASIDE.sub("", role).strip(), company.strip()


def names_from_path(path: str) -> tuple[str, str]:
    """Role and company as folder and file are named, where no title says them."""
    folder, _, file = path.rpartition("/")
    return in_words(file.removesuffix(".md")), in_words(folder.rpartition("/")[2])


def in_words(slug: str) -> str:
    return slug.replace("-", " ").replace("_", " ").strip().title()
