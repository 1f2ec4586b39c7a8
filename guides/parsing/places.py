"""Words with which the names of places begin."""

import re

from guides.parsing.text import word_set

PLACES = word_set(
    """
    amsterdam apac asia atlanta austin australia bangalore bay bengaluru berlin boston brazil cambridge canada chennai chicago copenhagen
    delhi denver dubai dublin edinburgh emea eu europe france frankfurt geneva germany gurgaon hq hyderabad india ireland israel japan
    krakow kuala latam lisbon london los luxembourg madrid melbourne mexico miami milan montreal mumbai munich netherlands new noida nyc
    oslo paris philadelphia philippines phoenix poland portland prague pune remote san sao seattle seoul sf shanghai singapore stockholm
    sydney tel texas tokyo toronto uk us usa vancouver vilnius warsaw washington zurich
    """
)
WORD = re.compile(r"[A-Za-z]+")


def is_place(name: str) -> bool:
    first = WORD.search(name)
    return first is not None and first[0].lower() in PLACES
