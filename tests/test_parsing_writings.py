"""Level maps, levers, sources, tags and titles in their many writings."""

import pytest

from guides.parsing import read

START = "### Role | Acme Global Negotiation Guide\n\n"
PEERS = [("Google", "L6"), ("Meta", "E6")]


@pytest.mark.parametrize(
    "writing",
    [
        "Acme Staff = Google L6 = Meta E6",
        "Acme Staff ≈ Google L6 ≈ Meta E6",
        "Acme Staff → Google L6, Meta E6",
        "Acme Staff = Google L6 / Meta E6",
        "Acme Staff ~ Google L6 | Meta E6",
        "Acme Staff = L6 at Google; E6 at Meta",
        "Acme Staff = L6 (Google), E6 (Meta)",
        "Acme Staff maps to L6 at Google and E6 at Meta.",
        "Acme Staff is equivalent to Google L6 and Meta E6.",
        "Acme Staff: Google L6, Meta E6",
    ],
)
def test_a_level_map_names_its_peers(writing):
    (level,) = read(f"{START}**Level Mapping:** {writing}\n").levels
    assert (level.own_level, [(peer.company, peer.level) for peer in level.peers]) == ("Acme Staff", PEERS)


@pytest.mark.parametrize(
    ("peer", "company"),
    [
        ("SpaceX Flight Software Engineer", "SpaceX"),
        ("Uber DE II", "Uber"),
        ("AWS Public Sector SA (L6)", "AWS"),
        ("Google Quantum AI L5", "Google Quantum AI"),
        ("Boston Dynamics Senior Engineer", "Boston Dynamics"),
        ("Hudson River Trading Algo Developer", "Hudson River Trading"),
        ("Walmart Global Tech Staff", "Walmart Global Tech"),
        ("D. E. Shaw Manager", "D. E. Shaw"),
        ("Foo Solutions Staff Engineer", "Foo Solutions"),
        ("Amazon Solutions Architect", "Amazon"),
        ("Foo Research Data Engineer", "Foo Research"),
    ],
)
def test_a_peer_is_a_company_and_a_level(peer, company):
    (level,) = read(f"{START}**Level Mapping:** Acme X = {peer}\n").levels
    assert [(one.company, one.level) for one in level.peers] == [(company, peer.removeprefix(company).strip())]


@pytest.mark.parametrize("words", ["= L7 at Google, VP, Engineering at Stripe", "maps to L7 at Google, VP, Engineering at Stripe"])
def test_a_comma_inside_a_title_parts_no_peer(words):
    (level,) = read(f"{START}**Level Mapping:** Acme X {words}\n").levels
    assert [(one.company, one.level) for one in level.peers] == [("Google", "L7"), ("Stripe", "VP, Engineering")]


def test_two_sentences_of_a_level_map_are_two_levels():
    found = read(f"{START}**Level Mapping:** Acme L4 maps to Google L4, Meta E4; Acme L5 maps to Google L5, Meta E5.\n").levels
    assert [(level.own_level, len(level.peers)) for level in found] == [("Acme L4", 2), ("Acme L5", 2)]


SAY = '"Words that one may say"'


@pytest.mark.parametrize(
    "lever",
    [
        "1. **Name:** {}",
        "1) **Name:** {}",
        "- **Name:** {}",
        "1. Name — {}",
        "**Name:** {}",
        "**1. Name**\n{}",
        "#### 1. Name\n> {}",
        "#### Lever 1 — Name\n> {}",
        "**Lever #1 — Name:** {}",
    ],
)
def test_four_levers_are_four(lever):
    written = "\n\n".join(lever.format(SAY) for _ in range(4))
    levers = read(f"{START}**Global Levers**\n\n{written}\n").levers
    assert [(one.name, one.script) for one in levers] == [("Name", SAY.strip('"'))] * 4


def test_levers_in_lines_of_one_paragraph_are_as_many():
    lines = "\n".join(f"**Lever {number}: Name** — {SAY}" for number in range(1, 5))
    assert len(read(f"{START}**Global Levers**\n\n{lines}\n").levers) == 4


@pytest.mark.parametrize(
    "sources", ["- A\n- B\n- C", "1. A\n2. B\n3. C", "[1] A\n\n[2] B\n\n[3] C", "A\nB\nC", "A; B; C", "[^1]: A\n[^2]: B\n[^3]: C"]
)
def test_three_sources_are_three(sources):
    assert [source.title for source in read(f"{START}#### Evidence & Sources\n\n{sources}\n").sources] == ["A", "B", "C"]


def test_a_lever_about_evidence_is_no_list_of_sources():
    assert read(f"{START}### Evidence Lever\n\nSay what you stopped.\n\n#### Sources\n\n- A\n").sources[0].title == "A"


@pytest.mark.parametrize("line", ["A | B", "A / B", "`A` `B`", "A · B", "**A** | **B**"])
def test_two_tags_are_two(line):
    assert read(f"{START}**Negotiation DNA:** {line}\n").tags == ("A", "B")


@pytest.mark.parametrize("aside", ["(L3-L4)", "(E4–E5)", "(Level 3-4)", "(SIGNATURE ROLE)", "[SIGNATURE]"])
def test_what_stands_beside_the_role_is_no_part_of_it(aside):
    assert read(f"### Data Engineer {aside} | Global Payments Global Negotiation Guide\n").role == "Data Engineer"


STRATEGIES = [
    "*Negotiate Up Strategy:* Anchor at $250K base. Accept at $220K base.",
    "> _Negotiate Up Strategy_: Anchor at $250K base. Accept at $220K base.",
    "**Negotiate Up Strategy**\n\n| Step | Numbers |\n|---|---|\n| Anchor | $250K base |\n| Accept | $220K |",
    "**Negotiate Up Strategy**\n\n| Anchor | $250K |\n|---|---|\n| Accept | $220K |",
    "**Negotiate Up Strategy**\n\n| Component | Anchor | Accept |\n|---|---|---|\n| Base | $250K | $220K |",
    "**Negotiate Up Strategy**\n\n| | Base | RSUs |\n|---|---|---|\n| Anchor | $250K | |\n| Accept floor | $220K | |",
]


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_a_strategy_under_an_italic_label_or_in_a_table_gives_its_targets(strategy):
    found = [(target.kind, target.component, target.low, target.currency) for target in read(f"{START}{strategy}\n").targets]
    assert found == [("anchor", "base", 250_000, "USD"), ("accept", "base", 220_000, "USD")]
