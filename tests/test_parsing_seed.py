"""The guide that this product was asked for, row by row."""

from decimal import Decimal

import pytest

from guides.canonical import write
from guides.parsing import read
from tests.samples import needs_samples, seed_file

pytestmark = needs_samples
K = 1000
REGIONS = ("New York (HQ)", "Miami", "London (GBP/USD)")
AMOUNTS = {
    ("New York (HQ)", "USD", "primary"): ((255, 340), (145, 230), (90, 145), (490, 715)),
    ("Miami", "USD", "primary"): ((240, 320), (135, 210), (80, 130), (455, 660)),
    ("London (GBP/USD)", "GBP", "primary"): ((195, 258), (110, 175), (68, 110), (373, 543)),
    ("London (GBP/USD)", "USD", "converted"): ((247, 327), (139, 222), (86, 139), (472, 688)),
}


@pytest.fixture(scope="module")
def guide():
    return read(seed_file().read_text(encoding="utf-8"), path="millennium-management/ml-ai-engineer.md")


def test_title_role_and_company(guide):
    assert guide.title == "ML/AI Engineer | Millennium Management Global Negotiation Guide"
    assert (guide.role, guide.company) == ("ML/AI Engineer", "Millennium Management")


def test_sixteen_bands_with_london_in_two_currencies(guide):
    found = {(band.region, band.currency, band.value_role, band.component): (band.low, band.high) for band in guide.bands}
    assert len(guide.bands) == 16
    for (region, currency, role), ranges in AMOUNTS.items():
        for component, (low, high) in zip(("base", "bonus", "pnl", "total"), ranges, strict=True):
            assert found[region, currency, role, component] == (low * K, high * K)


def test_every_band_is_an_amount_with_its_cell_and_period(guide):
    assert {(band.unit, band.flag, band.level) for band in guide.bands} == {("currency", "", None)}
    assert {(band.component, band.period) for band in guide.bands} == {
        ("base", "year"),
        ("bonus", "year"),
        ("pnl", None),
        ("total", "year"),
    }
    assert {band.original for band in guide.bands if band.region == "Miami"} == {
        "$240K - $320K", "$135K - $210K", "$80K - $130K", "$455K - $660K"
    }  # fmt: skip


def test_nine_tags(guide):
    assert len(guide.tags) == 9
    assert guide.tags[3] == "+15-25% AI/Quant Premium"


def test_three_levels_with_four_peers_each(guide):
    assert [level.own_level for level in guide.levels] == ["ML/AI Engineer", "Quantitative ML Engineer", "Senior ML/AI Engineer"]
    assert {tuple(peer.company for peer in level.peers) for level in guide.levels} == {("Citadel", "Point72", "Balyasny", "ExodusPoint")}
    assert guide.levels[1].peers[2].level == "VP, Machine Learning"


def test_four_levers_with_scripts(guide):
    assert [lever.name for lever in guide.levers] == [
        "Alpha Generation Track Record",
        "AI Talent Scarcity Premium",
        "Research Infrastructure Investment",
        "IP and Model Portability Protection",
    ]
    assert guide.levers[0].script.startswith("My ML models have generated")
    assert guide.levers[3].script.endswith("that I bring to Millennium from day one.")
    assert {lever.body for lever in guide.levers} == {""}


def stated(guide, kind):
    return [
        (target.component, target.unit, target.low, target.high, target.open_ended, target.currency, target.period)
        for target in guide.targets
        if target.kind == kind and target.unit != "text"
    ]


def test_anchors(guide):
    assert stated(guide, "anchor") == [
        ("base", "currency", 330 * K, 330 * K, False, "USD", "year"),
        ("bonus", "currency", 220 * K, 220 * K, False, "USD", "year"),
        ("pnl", "percent_of_pnl", 6, 6, False, None, "year"),
        ("sign_on", "currency", 90 * K, 90 * K, False, "USD", "one_time"),
    ]


def test_what_to_accept(guide):
    assert stated(guide, "accept") == [
        ("base", "currency", 290 * K, None, True, "USD", "year"),
        ("bonus", "currency", 190 * K, None, True, "USD", "year"),
        ("pnl", "percent_of_pnl", 4, None, True, None, "year"),
    ]


def test_where_to_walk_away(guide):
    assert stated(guide, "walk_away") == [
        ("base", "currency", 255 * K, 255 * K, False, "USD", "year"),
        ("bonus", "currency", 145 * K, 145 * K, False, "USD", "year"),
    ]
    (condition,) = [target for target in guide.targets if target.unit == "text"]
    assert (condition.kind, condition.component) == ("walk_away", "other")
    assert condition.condition.endswith("direct model-to-production deployment authority")


def test_targets_keep_their_sentence_and_are_sure(guide):
    assert guide.targets[0].original == "Anchor at $330K base with a $220K guaranteed first-year bonus."
    assert {target.confidence for target in guide.targets} == {Decimal(1)}


def test_eight_sources_with_links(guide):
    assert len(guide.sources) == 8
    assert all(source.url.startswith("https://") for source in guide.sources)
    assert guide.sources[0].title == "Millennium Management Quantitative and ML Research — Institutional Investor"


def test_nothing_is_a_problem(guide):
    assert [problem for problem in guide.problems if problem.severity != "note"] == []


def test_it_survives_being_written_and_read_again(guide):
    assert read(write(guide)) == guide
