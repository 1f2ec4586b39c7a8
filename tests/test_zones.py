"""Our own table of places: the regions of guides, the world's large cities, and what has several clocks."""

import pytest

from offers.deadlines import zone_names
from offers.zones import ABBREVIATIONS, CHOICES, PLACES, SeveralZones, several_of, zone_of, zone_said, zone_typed


def test_every_zone_that_is_named_exists():
    assert set(PLACES.values()) | set(ABBREVIATIONS) <= zone_names() and len(PLACES) > 800


@pytest.mark.parametrize(
    ("region", "zone"),
    [
        ("San Mateo / Bay Area (USD)", "America/Los_Angeles"),
        ("Bangalore", "Asia/Kolkata"),
        ("🇮🇱 Tel Aviv (ILS)", "Asia/Jerusalem"),
        ("Sydney (AUD A$)", "Australia/Sydney"),
        ("McLean VA (HQ)", "America/New_York"),
        ("Cambridge, MA", "America/New_York"),
        ("Cambridge", "Europe/London"),
        ("Remote US (New York)", "America/New_York"),
        ("Phoenix", "America/Phoenix"),
        ("Portland, ME", "America/New_York"),
        ("India (INR/USD equiv)", "Asia/Kolkata"),
        ("Newcastle upon Tyne", "Europe/London"),
        ("Kraków", "Europe/Warsaw"),
        ("Ho Chi Minh City", "Asia/Ho_Chi_Minh"),
        ("Honolulu, HI", "Pacific/Honolulu"),
        ("Berlin, DE", "Europe/Berlin"),
        ("Chennai, TN", "Asia/Kolkata"),
        ("Perth, WA", "Australia/Perth"),
        ("Toronto, CA", "America/Toronto"),
        ("Europe (EUR/GBP)", None),
        ("Remote (US)", None),
        ("", None),
    ],
)
def test_a_region_of_a_guide_has_one_clock_or_is_asked_about(region, zone):
    assert zone_of(region) == zone


@pytest.mark.parametrize(
    "region",
    [
        "Dublin, OH",
        "Paris, TX",
        "Paris, Texas",
        "Moscow, Idaho",
        "Naples, FL",
        "Athens, GA (hybrid)",
        "Vienna VA",
        "London, ON",
        "Melbourne, FL",
    ]
    + ["Newcastle, Australia", "St Petersburg FL", "London or NY"],
)
def test_a_city_in_another_land_than_ours_is_asked_about_and_not_taken_for_it(region):
    assert zone_of(region) is None


@pytest.mark.parametrize("text", ["US", "Remote (US)", "usa", "Canada", "Europe", "CST", "IST", "Brazil", "Australia", "Texas"])
def test_what_has_several_clocks_is_asked_about_with_cities_to_choose_from(text):
    with pytest.raises(SeveralZones) as asked:
        zone_typed(text)
    assert text in str(asked.value) and len(asked.value.places) >= 2


def test_each_city_to_choose_from_has_a_clock():
    for places in CHOICES.values():
        assert all(zone_typed(place) for place in places), places


def test_a_country_with_a_city_is_not_asked_about():
    assert several_of("Remote (US)") and not several_of("New York (US)") and not several_of(None)


@pytest.mark.parametrize("word", ["friday", "mon", "sat", "may", "noon", "today", "day", "time", "week", "eod"])
def test_words_about_time_are_no_zones(word):
    assert zone_said(word) is None
