"""Who a guide's level map compares with: companies alone, however the author wrote them."""

import json
from pathlib import Path

import pytest

from guides.parsing import read
from guides.parsing.own_name import is_own_name, own_name_pattern
from tests.samples import SAMPLES, needs_samples

MAPS = json.loads((Path(__file__).parent / "level_maps.json").read_text(encoding="utf8"))
GUIDE = """### {role} | {company} Global Negotiation Guide

| Region | Base Salary | Total Comp |
|---|---|---|
| Springfield | $150K–$230K | $190K–$380K |

{map}

**Global Levers**

1. **Depth:** "I have run this at your scale. {elsewhere}"
2. **Speed:** "I shipped in six weeks what was planned for six months."
"""


def guide_with(case: dict):
    return read(GUIDE.format(**{"elsewhere": ""} | case))


def peers(guide) -> set[str]:
    return {peer.company for level in guide.levels for peer in level.peers}


def cases():
    """A name that only who knows the company can tell from a role (`Orca Security Product Manager`) is kept as a reminder."""
    unreadable = pytest.mark.xfail(reason="needs to know the company", strict=True)
    return [
        pytest.param(case, marks=unreadable if case.get("unreadable") else (), id=f"{number}-{case['company']}")
        for number, case in enumerate(MAPS)
    ]


@pytest.mark.parametrize("case", cases())
def test_the_peers_of_a_level_map_are_companies(case):
    assert peers(guide_with(case)) == set(case["peers"])


@pytest.mark.parametrize("case", MAPS)
def test_no_pay_comes_from_a_level_map(case):
    assert {band.region for band in guide_with(case).bands} == {"Springfield"}


def shared_cases(name: str, kind: str) -> list:
    path = SAMPLES / "cases" / f"{name}.json"
    found = json.loads(path.read_text(encoding="utf8"))["cases"] if path.is_file() else []
    return [
        pytest.param(case, id=f"{number}-{case['kind']}")
        for number, case in enumerate(found)
        if kind in case.get("expect", {}) or kind in case
    ]


@needs_samples
@pytest.mark.parametrize("case", shared_cases("reader", "expect_peers"))
def test_shared_level_maps(case):
    found = guide_with({"role": "Senior ML Engineer", "company": "Quillmark", "map": f"**Level Mapping:**\n\n{case['level_mapping']}"})
    assert (peers(found), {band.region for band in found.bands}) == (set(case["expect_peers"]), {"Springfield"})


@needs_samples
@pytest.mark.parametrize("case", shared_cases("guides", "peers"))
def test_peers_of_shared_guides(case):
    assert peers(read(case["text"])) == set(case["expect"]["peers"])


@needs_samples
@pytest.mark.parametrize("case", [case for case in shared_cases("guides", "bands_only_from") if "peers" in case.values[0]["expect"]])
def test_no_pay_comes_from_the_level_map_of_a_shared_guide(case):
    assert {band.region for band in read(case["text"]).bands} <= set(case["expect"]["bands_only_from"])


@needs_samples
@pytest.mark.parametrize("case", shared_cases("guides", "levers"))
def test_levers_of_shared_guides(case):
    assert [lever.name for lever in read(case["text"]).levers] == case["expect"]["levers"]


@needs_samples
@pytest.mark.parametrize("case", shared_cases("guides", "sources"))
def test_sources_of_shared_guides(case):
    assert [source.title for source in read(case["text"]).sources] == case["expect"]["sources"]


@pytest.mark.parametrize(
    ("text", "company", "own"),
    [
        ("Quillmark's", "Quillmark", True),
        ("Halcyon", "Halcyon Networks", True),
        ("halcyon networks", "Halcyon Networks", True),
        ("BCG", "Boston Consulting Group", True),
        ("Block", "Square (Block)", True),
        ("Capital", "Capital One", False),
        ("Boston", "Boston Consulting Group", False),
        ("Deutsche Börse", "Deutsche Bank", False),
        ("Halcyon Health", "Halcyon Networks", False),
        ("", "", False),
    ],
)
def test_the_employers_own_name(text, company, own):
    assert is_own_name(text, company) is own


def test_the_employers_own_name_is_found_in_a_sentence():
    found = own_name_pattern("Palo Alto Networks").findall("Palo Alto's grant beats Palo Verde; Palo Alto Networks pays in June.")
    assert found == ["Palo Alto", "Palo Alto Networks"]
    assert own_name_pattern("").search("Anything.") is None


def test_amounts_in_a_table_of_equivalents_stay_in_the_levels_words():
    (attribute,) = [case for case in MAPS if "Avonlea Level" in case["map"]]
    (parity,) = [level for level in guide_with(attribute).levels if level.own_level.startswith("Comp Parity")]
    assert (parity.is_attribute, [peer.level for peer in parity.peers]) == (True, ["$220K - $310K TC", "$190K - $270K TC"])


def test_a_row_of_scope_is_an_attribute_whatever_heads_its_column():
    table = "| Quillmark Level | Orbitel Equivalent |\n|---|---|\n| Q4 | L5 |\n| Typical YOE | 3-6 |\n| Comp Parity | +5% |\n"
    found = guide_with({"role": "Engineer", "company": "Quillmark", "map": f"#### Level Mapping\n\n{table}"})
    assert [(level.own_level, level.is_attribute) for level in found.levels] == [
        ("Q4", False),
        ("Typical YOE", True),
        ("Comp Parity", True),
    ]


def test_a_pay_table_may_say_what_others_call_its_levels():
    table = "| Level | Industry Equivalent | Base | RSU (4yr) | Total |\n|---|---|---|---|---|\n| Q4 | Senior | $150K | $100K | $200K |\n"
    assert {band.level for band in read(f"### Engineer | Quillmark Global Negotiation Guide\n\n{table}").bands} >= {"Q4"}


@pytest.mark.parametrize("heading", ["USD equivalent", "Base (EUR equiv.)", "London Equivalent"])
def test_an_equivalent_amount_is_no_peer(heading):
    table = f"| Region | Base Salary | {heading} |\n|---|---|---|\n| Springfield | £150K | $190K |\n"
    found = read(f"### Engineer | Quillmark Global Negotiation Guide\n\n{table}")
    assert not found.levels and {band.region for band in found.bands} == {"Springfield"}


@pytest.mark.parametrize(
    "words",
    [
        "Note: L5 is common here.",
        "Tip: Senior is the level to ask for.",
        "Positioning: Staff",
        "Stripe PMs at L5 earn $200K-$260K base in SF. Orbitel engineers in London are at £90K-£130K base.",
        "A Quillmark DE I often maps to DE II responsibilities at larger fintech peers due to breadth.",
        "Engineers coming from Google L5 should ask for Q6.",
        "Senior at Quillmark is comparable to Staff at a startup, and Quillmark pays accordingly.",
        "Peers: most payment companies and large banks",
        "Equivalent titles: Data Engineer, Analytics Engineer, Platform Engineer",
        "Quillmark Q5 = Senior Data Engineer = 5-8 years",
        "Quillmark Q5 = L5/E5 at FAANG = ~$350K TC at Meta",
    ],
)
def test_prose_about_levels_names_no_peers(words):
    assert not peers(guide_with({"role": "Data Engineer", "company": "Quillmark", "map": f"**Level Mapping:** {words}"}))
