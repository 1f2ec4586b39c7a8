"""Titles, tags, sections, levels, levers and sources, as different authors write them."""

import pytest

from guides.parsing import read, rows
from guides.parsing.companies import Setting, split_company
from guides.parsing.tags import tags_of
from guides.parsing.titles import split_title

TITLE = "### Engineer | Acme Global Negotiation Guide\n\n"


def guide(text: str) -> rows.Guide:
    return read(TITLE + text, path="acme/engineer.md")


@pytest.mark.parametrize(
    ("title", "role", "company"),
    [
        ("ML/AI Engineer | Acme Global Negotiation Guide", "ML/AI Engineer", "Acme"),
        ("Engineer — Acme Salary Negotiation Guide", "Engineer", "Acme"),
        ("DevOps Engineer - Acme Negotiation Guide", "DevOps Engineer", "Acme"),
        ("Engineer | Global Widgets Global Negotiation Guide", "Engineer", "Global Widgets"),
        ("Engineer (L3-L4) | Acme Global Negotiation Guide", "Engineer", "Acme"),
        ("Sales Engineer (SIGNATURE ROLE) | Acme Global Negotiation Guide", "Sales Engineer", "Acme"),
        ("Engineer - Backend | Acme Global Negotiation Guide", "Engineer - Backend", "Acme"),
    ],
)
def test_a_title_holds_role_and_company(title, role, company):
    assert split_title(title) == (role, company)


def test_without_a_title_folder_and_file_say_role_and_company():
    found = read("Just words.", path="acme-capital/data-engineer.md")
    assert (found.role, found.company, found.title) == ("Data Engineer", "Acme Capital", "Data Engineer | Acme Capital")


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("`Pods` `+15% Premium`", ("Pods", "+15% Premium")),
        ("Equity-Heavy + Bonus | 14% Reduction | **LOUD**", ("Equity-Heavy + Bonus", "14% Reduction", "LOUD")),
        ("Equity-Heavy / Pre-IPO | Identity-First", ("Equity-Heavy / Pre-IPO", "Identity-First")),
        ("Equity-Heavy / Pre-IPO", ("Equity-Heavy", "Pre-IPO")),
        ("This guide explains how engineers at Acme are paid and why.", ()),
    ],
)
def test_tags_in_four_writings(line, tags):
    assert tags_of(line) == tags


def test_the_second_dna_line_is_words():
    found = guide("**Negotiation DNA:** `One` `Two`\n\n**Negotiation DNA**: Engineers here build things.")
    assert found.tags == ("One", "Two")
    assert [section.markdown for section in found.sections] == ["", "Engineers here build things."]


def test_sections_begin_at_headings_bold_lines_and_known_labels():
    text = "## Role\n\nA.\n\n**The Acme Premium**\nB.\n\n**Level Mapping:** A = Google L5\n\n"
    text += "> **Negotiate Up Strategy:** Open at $1K.\n\n#### Evidence & Sources\n- S"
    assert [(section.kind, section.heading, section.markdown) for section in guide(text).sections] == [
        ("other", "Role", "A."),
        ("premium", "The Acme Premium", "B."),
        ("level_map", "Level Mapping", ""),
        ("strategy", "Negotiate Up Strategy", "Open at $1K."),
        ("evidence", "Evidence & Sources", ""),
    ]


def levels(text: str):
    return [
        (level.own_level, [(peer.company, peer.level) for peer in level.peers])
        for level in guide(f"**Level Mapping:** {text}").levels
        if not level.is_attribute
    ]


@pytest.mark.parametrize(
    ("text", "own", "peers"),
    [
        ("Acme SWE = Google L4 = Goldman Sachs VP", "Acme SWE", [("Google", "L4"), ("Goldman Sachs", "VP")]),
        ("Acme SWE (E3) = Amazon SDE II = Scale AI ML Engineer", "Acme SWE (E3)", [("Amazon", "SDE II"), ("Scale AI", "ML Engineer")]),
        ("Engineer = L5 at Google, SVP at BofA/JPMorgan", "Engineer", [("Google", "L5"), ("BofA", "SVP"), ("JPMorgan", "SVP")]),
        ("Acme SWE ~ Google L5 | Meta E5", "Acme SWE", [("Google", "L5"), ("Meta", "E5")]),
        ("Engineer at Acme maps to L5 at Google, E5 at Meta, and 63 at Microsoft.", "Engineer at Acme",
         [("Google", "L5"), ("Meta", "E5"), ("Microsoft", "63")]),
        ("Manager at Acme maps to M1. Titles include SDM (Amazon), M1 (Meta), and Manager (Datadog/Elastic).", "Manager at Acme",
         [("Amazon", "SDM"), ("Meta", "M1"), ("Datadog", "Manager"), ("Elastic", "Manager")]),
    ],
)  # fmt: skip
def test_levels_in_one_line(text, own, peers):
    assert levels(text) == [(own, peers)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mid (IC3) = Google L4, Senior (IC4) = Google L5", [("Mid (IC3)", [("Google", "L4")]), ("Senior (IC4)", [("Google", "L5")])]),
        ("Acme IC3 = L4 at Google / E4 at Meta", [("Acme IC3", [("Google", "L4"), ("Meta", "E4")])]),
        ("Acme IC3 is roughly equivalent to L4 at Google, and E4 at Meta.", [("Acme IC3", [("Google", "L4"), ("Meta", "E4")])]),
        ("Acme IC3 = D.E. Shaw Member = Citadel L4", [("Acme IC3", [("D.E. Shaw", "Member"), ("Citadel", "L4")])]),
        ("Acme EM = Nike EM = Zed Manager, Engineering", [("Acme EM", [("Nike", "EM"), ("Zed", "Manager, Engineering")])]),
        ("Acme IC3 = Warner Bros. Discovery Lead Engineer", [("Acme IC3", [("Warner Bros. Discovery", "Lead Engineer")])]),
    ],
)
def test_more_ways_to_map_a_level(text, found):
    assert levels(text) == found


def test_prose_about_levels_gives_no_peers():
    assert levels("The jump from one to two maps to wider responsibilities.") == []


def test_a_table_of_levels_with_peers_as_columns():
    text = "\n\n| Acme Level | Wise Equivalent | Equivalent @ Google | Years of Experience |\n|---|---|---|---|\n| P3 | IC4 | L5 | 5-8 |\n"
    assert levels(text) == [("P3", [("Wise", "IC4"), ("Google", "L5")])]


def test_a_table_of_levels_with_attributes_as_rows():
    table = "\n\n| Attribute | Acme Level | Wise Equivalent |\n|---|---|---|\n| Title | VP | IC4 |\n| Scope | All | Some |\n"
    title, scope = guide(f"**Level Mapping:**{table}").levels
    assert (title.own_level, title.is_attribute, title.peers) == ("VP", False, (rows.Peer(company="Wise", level="IC4"),))
    assert (scope.own_level, scope.is_attribute) == ("Scope: All", True)


def test_a_table_of_internal_levels_has_no_peers_and_stays_as_words():
    table = "| External Title | Acme Internal Level | Typical YOE |\n|---|---|---|\n| Manager | M1 | 6–10 years |\n"
    found = guide("#### Acme Level Mapping & Internal Titles\n\n" + table)
    assert [(level.own_level, level.peers) for level in found.levels] == [("M1", ())]
    assert "6–10 years" in found.sections[0].markdown


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Google L5-L6", "Google"),
        ("Two Sigma Quant Researcher", "Two Sigma"),
        ("Jump Trading Senior SWE", "Jump Trading"),
        ("Citadel Trading Systems Engineer", "Citadel"),
        ("Meta AI Research Scientist", "Meta"),
        ("Google Cloud L5", "Google Cloud"),
        ("Palo Alto Networks Staff Engineer", "Palo Alto Networks"),
        ("Microsoft 63-64 TPM", "Microsoft"),
        ("Stripe", "Stripe"),
        ("Goldman Sachs Software Engineer", "Goldman Sachs"),
        ("Northrop Grumman TPM 4", "Northrop Grumman"),
        ("Oscar Health Data Engineer", "Oscar Health"),
        ("Grafana Labs Engineer", "Grafana Labs"),
        ("Lam Research Product Manager", "Lam Research"),
        ("Acme Cloud Security Engineer", "Acme"),
        ("CME Group Software Engineer", "CME Group"),
        ("Nova Group Data Engineer", "Nova Group"),
        ("Microsoft Group Program Manager", "Microsoft"),
        ("Palantir FDSE", "Palantir"),
        ("Microsoft CSA", "Microsoft"),
        ("Google UXD L4", "Google"),
        ("Salesforce SMTS/LMTS", "Salesforce"),
        ("Ping Identity Sr Engineer", "Ping Identity"),
        ("Meta FAIR L5", "Meta FAIR"),
        ("Salesforce SMTS", "Salesforce"),
        ("Morgan Stanley Growth PM", "Morgan Stanley"),
        ("Vista Operating VP", "Vista"),
    ],
)
def test_where_the_companys_name_ends(text, company):
    assert split_company(text)[0] == company


@pytest.mark.parametrize(
    ("text", "role", "company"),
    [
        ("Stability AI Product Manager", "Product Manager", "Stability AI"),
        ("Meta AI Research Scientist", "Research Engineer", "Meta"),
        ("Meta AI Research Scientist", "Research Scientist", "Meta AI"),
        ("UnitedHealth Group Product Manager", "Product Manager", "UnitedHealth Group"),
        ("Waymo Perception L4", "Perception Engineer", "Waymo"),
        ("Abnormal Security Engineer III", "Security Engineer", "Abnormal"),
    ],
)
def test_a_word_of_the_guides_own_role_ends_no_name(text, role, company):
    assert split_company(text, Setting(role=role))[0] == company


def test_a_name_ends_where_the_guide_ends_it_elsewhere():
    setting = Setting(role="Security Engineer", elsewhere="Abnormal Security has offered more.")
    assert split_company("Abnormal Security Engineer III", setting) == ("Abnormal Security", "Engineer III")


LEVERS = (
    '**Global Levers**\n\n1. **Name:** "I say these words."\n2. **Other.** Frame it: "I say other words."',
    '#### Global Levers\n\n**Lever 1 — Name:** "I say these words."\n\n**Lever 2: Other**\nFrame it:\n> "I say other words."',
    '#### Global Lever 1: Name\n\n"I say these words."\n\n#### Global Lever 2: Other\n\nFrame it: "I say other words."',
    '#### Lever 1: Name — "I say these words."\n#### Lever 2: Other — “I say other words.”',
    '**Global Levers**\n\n**1. Name**\n> "I say these words."\n\n**2. Other**\n> "I say other words."',
    '### The Premium\n\n**Lever 1 — Name:** "I say these words."\n\n**Lever 2 — Other:** "I say other words."',
    '### The Acme Lever\n\n1. **Name**\n> "I say these words."\n\n2. **Other**\n> "I say other words."',
    '#### Global Levers\n\n**Name** — "I say these words."\n\n**Other** — "I say other words."',
    '**Level Mapping:** A = Google L4\n\n**Lever 1: Name** "I say these words."\n\n**Lever 2: Other** "I say other words."',
    '## 2 Global Levers\n\n### Lever 1: Name\n\n**Script:**\n> "I say these words."\n\n### Lever 2: Other\n\n> "I say other words."',
)  # fmt: skip


@pytest.mark.parametrize("text", LEVERS)
def test_levers_in_many_writings(text):
    found = guide(text).levers
    assert [lever.name for lever in found] == ["Name", "Other"]
    assert [lever.script for lever in found] == ["I say these words.", "I say other words."]


@pytest.mark.parametrize("label", ["**Negotiate Up Strategy:**", "💡 **Negotiate Up Strategy:**", "> 🎯 **Negotiate Up Strategy:**"])
def test_a_pictogram_before_a_label_means_nothing(label):
    assert [target.low for target in guide(f'{label} "I need $250K base."').targets] == [250_000]


def test_what_is_no_script_is_the_levers_body():
    (first, second) = guide('**Global Levers**\n\n1. **A:** Price it. Script: *"I say these words."*\n2. **B:** Words alone.').levers
    assert (first.body, first.script) == ("Price it.", "I say these words.")
    assert (second.body, second.script) == ("Words alone.", "")


def test_numbered_advice_elsewhere_is_no_lever():
    advice = "## Playbook\n\n1. **Study.** Read.\n2. **Ask.** Talk.\n\n"
    assert [lever.name for lever in guide(advice + LEVERS[0]).levers] == ["Name", "Other"]


@pytest.mark.parametrize(
    ("item", "title", "url"),
    [
        ("- [A survey — Acme](https://example.com/a)", "A survey — Acme", "https://example.com/a"),
        ("- [Bracketed words]", "Bracketed words", ""),
        ("- **Levels** — data for engineers (2025)", "Levels — data for engineers (2025)", ""),
        ("1. Annual Report: [https://example.com/r](https://example.com/r)", "Annual Report", "https://example.com/r"),
        ("[1] Model of pay -- Levels.", "Model of pay -- Levels.", ""),
        ("- Wiki, https://example.com/w", "Wiki,", "https://example.com/w"),
        ("- [Pay](https://example.com/Pay_(finance))", "Pay", "https://example.com/Pay_(finance)"),
    ],
)
def test_a_source_in_each_writing(item, title, url):
    (source,) = guide(f"**Evidence & Sources:**\n{item}").sources
    assert (source.title.rstrip(","), source.url) == (title.rstrip(","), url)


def test_sources_under_subheadings_count_and_a_last_remark_does_not():
    found = guide("## Evidence & Sources\n\n### Pay\n- One\n- Two\n\n### Market\n- Three\n\n---\n\n*Last updated: 2025.*")
    assert [source.title for source in found.sources] == ["One", "Two", "Three"]
    assert found.sections[-1].markdown == "*Last updated: 2025.*"


def test_html_is_words():
    found = guide("## Role\n\n<script>alert(1)</script>\n")
    assert found.sections[0].markdown == "<script>alert(1)</script>"
